"""Conversation → item: files, evidence by hand, and a made-up world of films in which it is known what comes next."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convrec.data.dialogues import Knowledge, Turn, locate, read_knowledge, read_turns
from convrec.data.inspired import Conversation, knowledge_of, read_inspired, turns_of
from convrec.errors import EvaluationError
from convrec.evaluation import run_evaluation
from convrec.evaluation.dialogues import new_recalls, rank, recalls
from convrec.evaluation.new_items import _counterparts
from convrec.recommenders.dialogue import Past, Wording, cues, frequent_cues, gather
from convrec.recommenders.dialogue.fit import fit
from convrec.settings import Settings
from tests.conftest import BagOfWords

DIRECTORS = ("Ada Lane", "Bo Reed", "Cy Holt", "Di Marsh")
FILMS = tuple(f"{word} {noun}" for word in ("Blue", "Red", "Long", "Last") for noun in ("River", "Winter", "Signal"))
NAMES = (*FILMS, *DIRECTORS, "drama")  # each director made three films, all are dramas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Films in iEvaLM's form. Who asks about a film goes on with it, who asks for more with its director's next."""
    place = {name: number for number, name in enumerate(NAMES)}
    facts = {str(film): [[0, len(FILMS) + film // 3], [1, place["drama"]]] for film in range(len(FILMS))}
    home = tmp_path / "films"
    home.mkdir()
    for name, content in (
        ("entity2id", place),
        ("item_ids", list(range(len(FILMS)))),
        ("relation2id", {"director": 0, "genre": 1}),
        ("kg", facts),
        ("id2info", {"0": {"name": FILMS[0], "plot": "A boat.", "genre": ["drama"], "director": [DIRECTORS[0]]}}),
    ):
        (home / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    lines = [_line(number) for number in range(160)]
    (home / "train.jsonl").write_text("\n".join(json.dumps(line) for line in lines[:120]), encoding="utf-8")
    (home / "valid.jsonl").write_text("\n".join(json.dumps(line) for line in lines[120:]), encoding="utf-8")
    return home


@pytest.fixture
def bag_of_words(monkeypatch: pytest.MonkeyPatch, models: Any) -> None:
    """Small encoders in place of the real ones, which take a while to load."""
    for room in ("dialogues", "new_items"):
        monkeypatch.setattr(f"convrec.evaluation.{room}.load_models", lambda settings: models)


def _line(number: int) -> dict[str, object]:
    film = (7 * number) % len(FILMS)
    more = number % 2 == 0
    said = f"What else is there like {FILMS[film]}?" if more else f"Please tell me about {FILMS[film]}."
    wanted = 3 * (film // 3) + (film + 1) % 3 if more else film
    context = ["Hello", "Hi, which film?", said]
    return {"dialog_id": number, "turn_id": 3, "context": context, "entity": [FILMS[film]], "rec": [FILMS[wanted]]}


def test_what_is_asked_decides_what_counts(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    learnt, asked = read_turns(folder / "train.jsonl", knowledge), read_turns(folder / "valid.jsonl", knowledge)
    past, wording = Past(learnt, knowledge), Wording(learnt, knowledge, BagOfWords())
    model = fit(learnt, gather(learnt, knowledge, past, wording), frequent_cues(learnt))
    scores = model.scores(asked, gather(asked, knowledge, past, wording))
    best = [int(row.argmax()) for row in scores]
    assert best == [turn.wanted[0] for turn in asked]


def test_parts_add_up_to_scores_and_a_fit_is_the_same_again(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    turns = read_turns(folder / "train.jsonl", knowledge)
    evidence = gather(turns, knowledge, Past(turns, knowledge), Wording(turns, knowledge, BagOfWords()))
    model, again = (fit(turns, evidence, frequent_cues(turns)) for _ in range(2))
    scores = model.scores(turns, evidence)
    assert np.array_equal(model.weights, again.weights)
    for turn, item in ((0, 0), (3, 5), (50, 11)):
        assert sum(model.parts(turns, evidence, turn, item).values()) == pytest.approx(scores[turn, item], abs=1e-4)


def test_evidence_by_hand(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    director = len(FILMS)  # Ada Lane made films 0, 1 and 2
    turn = Turn(
        "one",
        ("I liked Red River", "Who made it?", "Films by Ada Lane, like Blue Winter?"),
        ((0, 3), (2, 1), (2, director)),
        (),
    )
    found = gather([turn], knowledge, Past([turn], knowledge), Wording([turn], knowledge, BagOfWords())).sparse
    assert found["named last"].toarray()[0].tolist() == [0, 1] + [0] * 10
    assert found["named earlier"].toarray()[0, 3] == 1
    assert found["named recently"].toarray()[0, [1, 3]].tolist() == [1, 0.5]
    assert found["director last"].toarray()[0, :4] == pytest.approx([3**-0.5] * 3 + [0])
    # Blue Winter shares its director with films 0 and 2, not with itself.
    assert found["same director last"].toarray()[0, :4] == pytest.approx([np.tanh(0.5), 0, np.tanh(0.5), 0])
    assert found["spelled"].toarray()[0, 1] == 1


def test_names_that_are_nearly_spelled_are_found_where_nothing_else_was(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    typo, read = Turn("a", ("the long singal?",), (), ()), Turn("b", ("the long singal?",), ((0, 0),), ())
    found = gather([typo, read], knowledge, Past([typo], knowledge), Wording([typo], knowledge, BagOfWords())).sparse
    nearly = found["nearly spelled"].toarray()
    assert int(nearly[0].argmax()) == FILMS.index("Long Signal") and nearly[0].max() > 0
    assert not nearly[1].any()


def test_a_dialogue_tells_nothing_of_itself(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    own = [Turn("one", ("Blue River?",), ((0, 0),), (1,)), Turn("one", ("Blue River?",), ((0, 0),), (1,))]
    other = Turn("two", ("Blue River?",), ((0, 0),), (2,))
    past = Past([*own, other], knowledge)
    after = past.went_on([own[0], other])["others after last"].toarray()
    assert after[0, :3] == pytest.approx([0, 0, 1 / 2])  # one other turn, and one that is added
    assert after[1, :3] == pytest.approx([0, 2 / 3, 0])
    often, less = past.popular([own[0]])
    assert (often["often recommended"] + less["often recommended"].toarray()[0])[:3] == pytest.approx([0, 0, np.log(2)])


def test_names_stand_where_they_are_spelled_or_where_the_next_one_is() -> None:
    said, place = ("I like Heat", "Heat is great", "More with Al?"), {"Heat": 0, "Pacino": 1, "Al": 2}
    assert locate(said, ["Heat", "Pacino", "Al"], place) == ((0, 0), (1, 0), (2, 1), (2, 2))
    assert locate(said, ["Pacino", "Heat"], place) == ((0, 1), (0, 0), (1, 0))


def test_recalls_by_hand() -> None:
    knowledge = Knowledge(("a", "b", "c"), np.arange(3), {}, ("a", "b", "c"), np.zeros(3, dtype=int))
    scores = np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 1.0]])
    turns = [Turn("one", ("a?",), ((0, 0),), (0, 1)), Turn("two", ("x?",), (), (2,), unknown=1)]
    assert rank(scores[1], 2) == 2
    found = recalls(scores, turns, (1, 2))
    assert (found["cases"], found["recall@1"], found["recall@2"]) == (4, 0.25, 0.5)
    new = new_recalls(scores, turns, knowledge, (1, 2))
    assert (new["new/cases"], new["new/recall@1"]) == (3, pytest.approx(1 / 3, abs=1e-4))
    assert recalls(scores, [], (1,)) == {"cases": 0}


def test_cues_are_words_of_the_last_utterance() -> None:
    found = cues.cues_of(Turn("one", ("who cares", "Who directed it?"), ((0, 4),), ()))
    assert {"who", "directed", "who directed", "utterances 2", "named 1"} <= found and "cares" not in found


@pytest.mark.usefixtures("bag_of_words")
def test_opendialkg_is_evaluated_beside_its_peers(folder: Path) -> None:
    metrics = run_evaluation("opendialkg", folder, None, Settings())["metrics"]
    assert metrics["recall@1"] == 1.0 and metrics["cases"] == 40 and metrics["unmet/cases"] == 40
    assert 0 < metrics["peers"]["repeat"]["recall@1"] < 1
    tested = run_evaluation("opendialkg", folder, folder / "valid.jsonl", Settings())["metrics"]
    assert tested["unmet/cases"] == 0  # with a test file, the validation part is learnt from


@pytest.fixture
def beside(folder: Path) -> Path:
    """INSPIRED's form, with some of the films: lovers of rivers like rivers."""
    home = folder.parent / "inspired"
    home.mkdir()
    rows = []
    for number in range(60):
        kind = ("River", "Winter", "Signal")[number % 3]
        names = [f"{word} {kind}" for word in ("Blue", "Red", "Long")]
        rows.append(["drama", "Ada Lane", *names, "New Dawn"])
    with (home / "train.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(["", "movies", "full_situation"])
        for number, names in enumerate(rows):
            write.writerow([number, repr(names), f"I saw {names[2]}. It was long! Then {names[3]}, with {names[4]}."])
    return home


def test_sentences_that_name_what_is_asked_for_are_taken_out(folder: Path) -> None:
    knowledge = read_knowledge(folder)
    talk = Conversation("one", ("Blue River", "Red River", "Ada Lane"), "I saw Blue River. Red River too! Ada made it.")
    first, second = turns_of([talk], knowledge, {"blue river": 0, "red river": 3})
    assert first.said[-1] == "Red River too! Ada made it." and first.wanted == (0,)
    assert {entity for _, entity in second.named} == {0, len(FILMS)}


def test_people_and_genres_are_not_recommended(folder: Path, beside: Path) -> None:
    knowledge = knowledge_of(read_inspired(beside / "train.csv"), [read_knowledge(folder)])
    assert "New Dawn" in knowledge.titles and "Blue River" in knowledge.titles
    assert "Ada Lane" not in knowledge.titles and "drama" not in knowledge.titles
    assert knowledge.texts[knowledge.titles.index("Blue River")] == "Blue River. drama. Ada Lane. A boat."
    assert knowledge.facts["director"].sum() == 9


@pytest.mark.usefixtures("bag_of_words")
def test_inspired_and_redial_are_evaluated(folder: Path, beside: Path) -> None:
    (folder.parent / "redial").symlink_to(folder)
    metrics = run_evaluation("inspired", beside, None, Settings())["metrics"]
    assert metrics["recall@5"] > metrics["peers"]["popular"]["new/recall@5"] > 0
    again = run_evaluation("inspired", beside, beside / "train.csv", Settings())["metrics"]
    assert again["turns"] > metrics["turns"]
    other = run_evaluation("redial", folder.parent / "redial", None, Settings())["metrics"]
    assert other["deduplicated/cases"] == 20 and other["cases"] == 40
    assert other["recall@1"] == other["peers"]["repeat"]["recall@1"] == 0.5


def test_films_of_one_name_and_another_year_are_others() -> None:
    facts: dict[str, object] = {}
    own = Knowledge(("It", "Up"), np.arange(2), facts, ("", ""), np.array([1990, 0]))  # type: ignore[arg-type]
    to = Knowledge(("It (2017)", "Up (2009)"), np.arange(2), facts, ("", ""), np.array([2017, 2009]))  # type: ignore[arg-type]
    assert _counterparts(own, to) == {1: 1}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("kg.json", None, "has no kg.json"),
        ("kg.json", "{", "no valid JSON"),
        ("train.jsonl", "", "holds no turns"),
        ("train.jsonl", '{"dialog_id": 1}\n', "holds no turns"),
        ("train.jsonl", json.dumps({"dialog_id": 1, "context": ["Hi"], "entity": [], "rec": []}), "recommend nothing"),
    ],
)
@pytest.mark.usefixtures("bag_of_words")
def test_bad_folders_are_told_in_a_sentence(folder: Path, name: str, content: str | None, says: str) -> None:
    (folder / name).unlink() if content is None else (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=says):
        run_evaluation("opendialkg", folder, None, Settings())


def test_bad_csv_and_lonely_redial_are_told_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="beside"):
        run_evaluation("redial", folder, None, Settings())
    (tmp_path / "train.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="columns"):
        run_evaluation("inspired", tmp_path, None, Settings())
    (tmp_path / "train.csv").write_text("movies,full_situation\nHeat,I saw it\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="Row 1"):
        run_evaluation("inspired", tmp_path, None, Settings())
