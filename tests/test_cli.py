"""The command line as a contract: JSON for machines, one sentence and code 2 for bad input, nothing lost."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import convrec.assistant
import convrec.models
from convrec.__main__ import app
from tests.conftest import tiny_models


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, world: Path) -> Any:
    """Runs a command in a home of its own; the models' weights are the tiny ones."""
    monkeypatch.setenv("CONVREC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONVREC_CATALOGUE", str(world))
    monkeypatch.setattr(convrec.assistant, "load_models", lambda settings: tiny_models())
    monkeypatch.setattr(convrec.models, "load_models", lambda settings: tiny_models())
    return lambda *arguments, given="": CliRunner().invoke(app, list(arguments), input=given)


def refused(result: Any, words: str) -> None:
    """Exit code 2 and one sentence for people, besides the progress of a first start."""
    assert result.exit_code == 2 and "Traceback" not in result.output
    sentences = [line for line in re.split(r"[\r\n]+", result.stderr) if line and not line.startswith("indexing ")]
    assert len(sentences) == 1 and words in sentences[0], sentences


def test_ask_prints_one_object(run: Any) -> None:
    result = run("ask", "a table lamp under 80", "--json", "--limit", "2")
    turn = json.loads(result.stdout)
    assert result.exit_code == 0 and [card["item_id"] for card in turn["recommendations"]] == ["lamp-oak"]
    assert turn["recommendations"][0]["price"] == 45 and turn["timings_ms"]["total"] > 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("CONVREC_EXPOSURE_BOUND", "1.5"), ("CONVREC_EXPOSURE_BY", "colour"), ("CONVREC_WRITER", "somebody")],
)
def test_a_setting_that_cannot_be_is_one_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    refused(run("ask", "a lamp"), f"{name} can't be '{value}'")


def test_with_a_writer_that_is_not_there_the_composed_words_are_printed(
    run: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    composed = json.loads(run("ask", "a table lamp under 80", "--json").stdout)
    monkeypatch.setenv("CONVREC_WRITER", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CONVREC_WRITER_MODEL", "any")
    asked, talked = run("ask", "a table lamp under 80", "--json"), run("chat", given="a table lamp under 80\n")
    turn = json.loads(asked.stdout)
    assert asked.exit_code == 0 and turn["reply"] == composed["reply"] and turn["skipped"][-1]["what"] == "writer"
    assert talked.stdout.startswith(composed["reply"])
    assert len([record for record in caplog.records if "writer" in record.getMessage()]) == 2


def test_the_same_user_goes_on_with_the_same_profile(run: Any) -> None:
    run("ask", "I can't stand leather", "--user", "ann")
    turn = json.loads(run("ask", "show me sofas", "--user", "ann", "--json").stdout)
    assert {card["item_id"] for card in turn["recommendations"]} == {"sofa-linen", "sofa-velvet"}
    other = json.loads(run("ask", "show me sofas", "--user", "ben", "--json").stdout)
    assert "sofa-leather" in {card["item_id"] for card in other["recommendations"]}


def test_a_chat_answers_line_by_line_and_survives_a_bad_one(run: Any) -> None:
    lines = [
        '{"text": "show me vases"}',
        "no json",
        '{"text": ""}',
        '{"text": "hi", "photos": ["gone.jpg"]}',
        '{"text": "hi"}',
    ]
    answers = [json.loads(line) for line in run("chat", "--json", given="\n".join(lines)).stdout.splitlines()]
    assert [("error" in answer) for answer in answers] == [False, True, True, True, False]
    assert "JSON object" in answers[1]["error"] and "gone.jpg" in answers[3]["error"]


def test_a_profile_is_shown_exported_and_forgotten(run: Any) -> None:
    run("ask", "I love oak", "--user", "ann")
    shown = json.loads(run("profile", "show", "--user", "ann", "--json").stdout)
    assert {line["text"]: line["quote"] for line in shown["lines"]}["oak"] == "I love oak"
    exported = json.loads(run("profile", "export", "--user", "ann", "--json").stdout)
    assert "material/oak" in {opinion["about"] for opinion in exported["opinions"]}
    assert json.loads(run("profile", "forget", "--user", "ann", "--json").stdout)["erased"] > 0
    refused(run("profile", "show", "--user", "ann"), "Nothing is known of “ann”")


@pytest.mark.parametrize("command", ["show", "export", "forget"])
def test_an_unknown_user_is_named(run: Any, command: str) -> None:
    refused(run("profile", command, "--user", "nobody"), "nobody")


@pytest.mark.parametrize(("text", "words"), [("", "empty"), (" \n ", "empty"), ("x" * 100_000, "100000 characters")])
def test_a_message_that_cannot_be_used(run: Any, text: str, words: str) -> None:
    refused(run("ask", text), words)


def test_a_text_named_jpg_is_no_photo(run: Any, tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("hello")
    refused(run("ask", "like this", "--photo", str(tmp_path / "note.jpg")), "note.jpg is not a picture")


def test_a_missing_catalogue_is_named_with_what_to_do(run: Any, tmp_path: Path) -> None:
    refused(run("ask", "hi", "--catalogue", str(tmp_path / "gone")), "There is no folder")


def test_a_changed_catalogue_makes_the_index_stale_and_names_the_command(run: Any, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "items.jsonl").write_text('{"id": "a", "title": "Oak chair"}\n')
    assert run("ask", "a chair", "--catalogue", str(shop)).exit_code == 0
    (shop / "items.jsonl").write_text('{"id": "a", "title": "Pine chair"}\n')
    refused(run("ask", "a chair", "--catalogue", str(shop)), f"--catalogue {shop} --rebuild")
    rebuilt = run("index", "--catalogue", str(shop), "--rebuild", "--json")
    assert rebuilt.exit_code == 0, rebuilt.stderr
    assert run("ask", "a chair", "--catalogue", str(shop)).exit_code == 0


def test_a_catalogue_of_items_alone_works_and_says_what_it_did_without(run: Any, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    lines = '{"id": "a", "title": "Oak chair"}\nbroken\n{"id": "b", "title": "Pine table"}\n'
    (tmp_path / "shop" / "items.jsonl").write_text(lines)
    result = run("ask", "oak chair", "--catalogue", str(tmp_path / "shop"), "--json")
    turn = json.loads(result.stdout)
    assert turn["recommendations"][0]["item_id"] == "a"
    assert {skip["what"] for skip in turn["skipped"]} >= {"people", "answers"}
    assert "items.jsonl line 2" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "excel", ".", "out"), "no importer “excel”"),
        (("import", "csv", "gone.csv", "out"), "There is no gone.csv"),
        (("evaluate", "happiness", "--data", "."), "no evaluation “happiness”"),
        (("evaluate", "photos", "--data", "gone"), "There is no gone"),
    ],
)
def test_wrong_names_are_one_sentence(run: Any, arguments: tuple[str, ...], words: str) -> None:
    refused(run(*arguments), words)


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "hi", "--limit", "0"), ("dance",)])
def test_wrong_usage_is_code_2(run: Any, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
