"""Customers' photos are learnt from in a tiny shop: from one on, without forgetting, and with a certainty."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.errors import TrainingError
from convrec.explanation import reasons
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.recommenders.taught.files import FILE, KEPT, head_arrays, read_head, read_shown, taught_folder
from convrec.recommenders.taught.head import Head
from convrec.settings import Settings
from convrec.training.cards import write
from convrec.training.photos import command
from convrec.training.photos.command import train_photos
from convrec.training.photos.fit import sessions
from convrec.types import Language, Message, PhotoVectors, Turn
from tests.conftest import write_world
from tests.shades import shaded

PLUM, OCHRE = (160, 30, 160), (160, 120, 40)  # no page has such a colour; a brown page is nearest to both
BLUE, GREEN, GREY = (22, 44, 215), (22, 195, 44), (128, 128, 128)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(command, "load_models", lambda settings: shaded())
    return Settings(home=tmp_path / "home", catalogue=write_world(tmp_path / "shop"))


def listed(folder: Path, name: str, *shown: tuple[str, tuple[int, ...]]) -> Path:
    """A list of photos, one of each item in the colour beside it."""
    lines = []
    for number, (item, colour) in enumerate(shown):
        Image.new("RGB", (64, 48), colour).save(folder / f"{name}-{number}.png")
        lines.append(json.dumps({"file": f"{name}-{number}.png", "item": item}))
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / f"{name}.jsonl"


def assistant_of(settings: Settings, models: Models | None = None) -> Assistant:
    catalogue, models = read_catalogue(settings.catalogue), models or shaded()
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)


@pytest.fixture
def sent(tmp_path: Path) -> Callable[[Assistant, tuple[int, ...]], Turn]:
    """The answer to a photo of one colour, each time to a stranger."""
    strangers = count()

    def send(assistant: Assistant, colour: tuple[int, ...]) -> Turn:
        Image.new("RGB", (60, 60), colour).save(tmp_path / "sent.png")
        return assistant.turn(
            Message(f"stranger-{next(strangers)}", "", (assistant.save_photo(tmp_path / "sent.png"),))
        )

    return send


def test_one_photo_mends_what_a_page_gets_wrong_and_forgets_nothing(
    settings: Settings, tmp_path: Path, sent: Callable[[Assistant, tuple[int, ...]], Turn]
) -> None:
    before = assistant_of(settings)
    assert sent(before, PLUM).recommendations[0].item_id != "sofa-velvet"
    found = {colour: sent(before, colour).recommendations[0].item_id for colour in (BLUE, GREEN)}
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)))
    after = assistant_of(settings)
    best = sent(after, (155, 34, 155)).recommendations[0]
    assert best.item_id == "sofa-velvet"
    assert sum(vote.contribution for vote in best.votes) == pytest.approx(best.score)
    vote = next(vote for vote in best.votes if vote.source == "taught")
    assert vote.contribution == pytest.approx(sum(part.amount for part in vote.because))
    assert {colour: sent(after, colour).recommendations[0].item_id for colour in (BLUE, GREEN)} == found


@pytest.mark.parametrize(
    ("language", "words"), [("en", "customers' photos of it look like yours"), ("zh", "和其他顾客拍的它很像")]
)
def test_the_reason_is_worded_with_its_certainty(
    settings: Settings,
    tmp_path: Path,
    sent: Callable[[Assistant, tuple[int, ...]], Turn],
    language: Language,
    words: str,
) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)))
    young, head = assistant_of(settings), head_of(settings)
    told = taught_reasons(young, sent(young, PLUM), language)
    assert words in told["sofa-velvet"] and "%" not in told["sofa-velvet"], "nobody measured how sure one photo makes"
    keep(settings, replace(head, measured=True))
    grown = assistant_of(settings)
    told = taught_reasons(grown, sent(grown, PLUM), language)
    assert words in told["sofa-velvet"] and "%" in told["sofa-velvet"]


def test_what_must_not_be_shown_hands_its_certainty_to_nothing_else(
    settings: Settings, tmp_path: Path, sent: Callable[[Assistant, tuple[int, ...]], Turn]
) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM), ("sofa-leather", (150, 40, 140))))
    keep(settings, replace(head_of(settings), measured=True, bar=0.0))
    assistant = assistant_of(settings)
    turn = sent(assistant, PLUM)
    before = taught_reasons(assistant, turn, "en")
    assistant.opine(turn.message.user_id, "sofa-velvet", -1.0)
    after = taught_reasons(assistant, assistant.again(turn), "en")
    assert "sofa-velvet" in before and "sofa-velvet" not in after
    assert "sofa-leather" in after and after["sofa-leather"] == before["sofa-leather"]


def taught_reasons(assistant: Assistant, turn: Turn, language: Language) -> dict[str, str]:
    """What is said of customers' photos, by item."""
    return {
        found.item_id: reason.text
        for found in turn.recommendations
        for reason in reasons(found, assistant.names, language)
        if reason.source == "taught"
    }


def keep(settings: Settings, head: Head) -> None:
    """Put a head in place of the one that was taught."""
    catalogue = read_catalogue(settings.catalogue)
    write(taught_folder(settings.home, catalogue) / FILE, head_arrays(head, "shades", catalogue.row), "photos")


def head_of(settings: Settings) -> Head:
    catalogue = read_catalogue(settings.catalogue)
    return read_head(taught_folder(settings.home, catalogue) / FILE, "shades", catalogue.row)


def test_teaching_twice_is_teaching_at_once(settings: Settings, tmp_path: Path) -> None:
    some, more = [("sofa-velvet", PLUM), ("lamp-oak", GREY)], [("rug-wool", OCHRE), ("sofa-velvet", (150, 40, 150))]
    train_photos(settings, listed(tmp_path, "some", *some))
    train_photos(settings, listed(tmp_path, "more", *more))
    train_photos(settings, listed(tmp_path, "some", *some))  # again: nothing counts twice
    twice = head_of(settings)
    made = train_photos(settings, listed(tmp_path, "all", *more, *some), tmp_path / "out")
    catalogue = read_catalogue(settings.catalogue)
    once = read_head(tmp_path / "out" / FILE, "shades", catalogue.row)
    assert made["photos"] == 4 and twice.items == once.items == ("lamp-oak", "rug-wool", "sofa-velvet")
    assert np.array_equal(twice.weights, once.weights) and np.array_equal(twice.bias, once.bias)


def test_a_label_that_was_wrong_can_be_mended(settings: Settings, tmp_path: Path) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("rug-wool", PLUM)))
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)))
    assert head_of(settings).items == ("sofa-velvet",)


def test_no_photo_is_kept(settings: Settings, tmp_path: Path) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        name for file in (FILE, KEPT) for name in (file, Path(file).with_suffix(".json").name)
    }
    shown = read_shown(tmp_path / "out" / KEPT, "shades")
    assert shown is not None and shown.seen.look.shape == (2, 64) and shown.seen.look.dtype == np.float16


def test_certainty_is_a_probability_and_lower_for_odd_photos(settings: Settings, tmp_path: Path) -> None:
    train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM), ("rug-wool", OCHRE)))
    head, eye = head_of(settings), shaded().image
    plain, odd = (eye.encode_images([Image.new("RGB", (8, 8), colour)]) for colour in (PLUM, (225, 30, 225)))
    sure = [head.certainty(np.zeros((1, 2)), head.scores(photo))[0] for photo in (plain, odd)]
    for chances in sure:
        assert chances.sum() == pytest.approx(1) and (chances > 0).all() and (chances < 1).all()
    assert sure[0].argmax() == head.items.index("sofa-velvet") and sure[0].max() > sure[1].max()


def test_photos_taken_together_are_held_out_together() -> None:
    random = np.random.default_rng(3)
    corners = np.eye(6)[[0, 0, 1, 1, 2, 2, 3, 4, 5]]
    looks = corners + random.normal(0, 0.01, corners.shape)
    parts = sessions(PhotoVectors(looks, looks, looks), np.array([0] * 6 + [1] * 3))
    assert parts[0] == parts[1] and parts[2] == parts[3] and parts[4] == parts[5]
    assert set(parts[:6]) == set(parts[6:]) == {0, 1, 2}


class TestStale:
    @pytest.fixture(autouse=True)
    def _taught(self, settings: Settings, tmp_path: Path) -> None:
        train_photos(settings, listed(tmp_path, "photos", ("sofa-velvet", PLUM)))

    def skipped(self, turn: Turn) -> str:
        return " ".join(skip.why for skip in turn.skipped if skip.what == "customers' photos")

    def test_another_encoder_is_said_and_the_rest_works(
        self, settings: Settings, sent: Callable[[Assistant, tuple[int, ...]], Turn]
    ) -> None:
        assert not self.skipped(sent(assistant_of(settings), PLUM))
        models = shaded()
        models.image.name = "other-shades"
        turn = sent(assistant_of(settings, models), PLUM)
        assert "another encoder" in self.skipped(turn) and turn.recommendations

    def test_other_items_are_said_and_learnt_again_from_what_was_kept(
        self, settings: Settings, sent: Callable[[Assistant, tuple[int, ...]], Turn]
    ) -> None:
        items = settings.catalogue / "items.jsonl"
        kept = [line for line in items.read_text(encoding="utf-8").splitlines() if "lamp-brass" not in line]
        items.write_text("\n".join(kept) + "\n", encoding="utf-8")
        open_index(settings.home, read_catalogue(settings.catalogue), shaded(), lambda what, share: None, rebuild=True)
        assert "other items" in self.skipped(sent(assistant_of(settings), PLUM))
        assert train_photos(settings, None)["photos"] == 1
        assert sent(assistant_of(settings), PLUM).recommendations[0].item_id == "sofa-velvet"

    def test_a_changed_file_is_refused(
        self, settings: Settings, sent: Callable[[Assistant, tuple[int, ...]], Turn]
    ) -> None:
        path = taught_folder(settings.home, read_catalogue(settings.catalogue)) / FILE
        path.write_bytes(path.read_bytes() + b" ")
        assert "hash" in self.skipped(sent(assistant_of(settings), PLUM))


class TestLists:
    def test_bad_lines_are_named_and_the_others_are_used(self, settings: Settings, tmp_path: Path) -> None:
        Image.new("RGB", (64, 48), PLUM).save(tmp_path / "plum.png")
        (tmp_path / "note.png").write_text("no picture", encoding="utf-8")
        lines = [
            "path, item",
            "plum.png, sofa-velvet",
            "plum.png",
            "gone.png, rug-wool",
            "plum.png, bath",
            "note.png, rug-wool",
        ]
        (tmp_path / "photos.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        made = train_photos(settings, tmp_path / "photos.csv")
        assert (made["photos"], made["items"]) == (1, 1)
        told = " | ".join(made["notes"])
        for name in ("line 3", "gone.png", "“bath”", "note.png"):
            assert name in told
        assert len(made["notes"]) == 4

    def test_photos_that_nothing_may_be_learnt_from_are_passed_over(self, settings: Settings, tmp_path: Path) -> None:
        path = listed(tmp_path, "photos", ("sofa-velvet", PLUM), ("rug-wool", OCHRE))
        text = path.read_text(encoding="utf-8").replace('"item": "rug-wool"', '"item": "rug-wool", "part": "test"')
        path.write_text(text, encoding="utf-8")
        assert train_photos(settings, path)["items"] == 1

    @pytest.mark.parametrize("text", ["", "path, item\n", "{broken\n", "gone.png, sofa-velvet\n"])
    def test_a_list_without_a_photo_is_one_sentence(self, settings: Settings, tmp_path: Path, text: str) -> None:
        (tmp_path / "photos.txt").write_text(text, encoding="utf-8")
        with pytest.raises(TrainingError, match=r"photos\.txt names no photo") as raised:
            train_photos(settings, tmp_path / "photos.txt")
        assert "\n" not in str(raised.value)

    def test_nothing_to_learn_from_is_said(self, settings: Settings) -> None:
        with pytest.raises(TrainingError, match="--photos"):
            train_photos(settings, None)


def test_the_command_says_what_it_wrote(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVREC_HOME", str(settings.home))
    photos = listed(tmp_path, "photos", ("sofa-velvet", PLUM))
    given: list[Any] = ["--catalogue", settings.catalogue, "--photos", photos, "--out", tmp_path / "out", "--json"]
    result = CliRunner().invoke(app, ["train", "photos", *map(str, given)])
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert (made["photos"], made["items"]) == (1, 1) and Path(made["written"][0]).is_file()
    given[3] = tmp_path / "none.txt"
    result = CliRunner().invoke(app, ["train", "photos", *map(str, given)])
    assert result.exit_code == 2 and "none.txt" in result.stderr
