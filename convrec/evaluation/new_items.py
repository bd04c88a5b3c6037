"""Conversation → item that wasn't named: INSPIRED, learnt from its own dialogues, and ReDial, from those of others.

For INSPIRED one dialogue in five is held back; each film that it names is foretold from the rest, without the sentences
that name it. What is said of a film elsewhere stays, so this is kinder than foretelling from what was said before it.
For ReDial nothing is learnt from its dialogues: weights come from INSPIRED's, in terms of ReDial's films and facts, and
how often something is spoken of from INSPIRED's and OpenDialKG's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from convrec.data.dialogues import Knowledge, Turn, plain, read_knowledge, read_turns
from convrec.data.inspired import by_plain_name, knowledge_of, read_inspired, turns_of
from convrec.errors import EvaluationError
from convrec.evaluation.dialogues import Learner, new_recalls, peers, recalls
from convrec.models import load_models
from convrec.models.device import choose_device
from convrec.settings import Settings

ONE_IN = 5  # of INSPIRED's dialogues is held back
INSPIRED_TOPS, REDIAL_TOPS = (1, 5, 10, 20), (1, 10, 50)
FACTS = ("redial", "opendialkg")  # folders beside INSPIRED's with facts of films, the later one's first
YEARS_APART = 1  # that data sets may disagree by


def evaluate_inspired(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@1, @5, @10 and @20 of new items with 95 % intervals, and the same of peers.

    ``data`` is a folder with ``train.csv``. ``test`` is another such CSV, of which only names that the first one holds
    are asked for, or turns in iEvaLM's form. Facts of films come from ``redial`` and ``opendialkg`` beside the folder.
    """
    conversations = read_inspired(data / "train.csv")
    others = [read_knowledge(folder) for name in FACTS if (folder := data.parent / name).is_dir()]
    knowledge = knowledge_of(conversations, others)
    wanted = {plain(title): row for row, title in enumerate(knowledge.titles)}
    turns = turns_of(conversations, knowledge, wanted)
    if test is None:
        learnt = [turn for turn in turns if not _held_back(turn)]
        asked: Sequence[Turn] = [turn for turn in turns if _held_back(turn)]
    elif test.suffix == ".csv":
        found = turns_of(read_inspired(test), knowledge, wanted)
        learnt, asked = list(turns), [replace(turn, dialogue=f"test {turn.dialogue}") for turn in found]
    else:
        learnt, asked = list(turns), read_turns(test, knowledge)
    if not learnt or not asked:
        raise EvaluationError(f"{test or data} names no item that could be foretold.")
    encoder = load_models(settings).text["en"]
    learner = Learner(learnt, learnt, knowledge, encoder, choose_device(settings.device))
    scores, metrics = learner.foretell(asked)
    metrics |= new_recalls(scores, asked, knowledge, INSPIRED_TOPS, "")
    return metrics | {"peers": peers(learnt, asked, knowledge, encoder, INSPIRED_TOPS)}


def evaluate_redial(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """recall@1, @10 and @50, with repeats and (``deduplicated/``) of new items only, learnt from other dialogues.

    ``data`` is a folder in iEvaLM's form; ``inspired`` and, if it is there, ``opendialkg`` lie beside it.
    """
    knowledge = read_knowledge(data)
    asked = read_turns(test or data / "valid.jsonl", knowledge)
    if not (data.parent / "inspired/train.csv").is_file():
        raise EvaluationError(f"ReDial is learnt from other dialogues; please put inspired/train.csv beside {data}.")
    wanted = {name: knowledge.row[one] for name, one in by_plain_name(knowledge).items() if one in knowledge.row}
    learnt = turns_of(read_inspired(data.parent / "inspired/train.csv"), knowledge, wanted)
    beside = data.parent / "opendialkg"
    heard = (*learnt, *(_carried(beside, knowledge) if beside.is_dir() else ()))
    encoder = load_models(settings).text["en"]
    learner = Learner(learnt, heard, knowledge, encoder, choose_device(settings.device))
    scores, metrics = learner.foretell(asked)
    metrics |= recalls(_repeating(scores, asked, knowledge), asked, REDIAL_TOPS)
    metrics |= new_recalls(scores, asked, knowledge, REDIAL_TOPS, "deduplicated/")
    return metrics | {"peers": peers(heard, asked, knowledge, encoder, REDIAL_TOPS)}


def _repeating(scores: np.ndarray, turns: Sequence[Turn], knowledge: Knowledge) -> np.ndarray:
    """With what was named right before everything else, the last first: INSPIRED's turns ask for nothing again, so
    nothing could be learnt of how often ReDial's do.
    """
    found = scores.copy()
    for number, turn in enumerate(turns):
        rows = [knowledge.row[entity] for _, entity in turn.named if entity in knowledge.row]
        for back, row in enumerate(dict.fromkeys(reversed(rows))):
            found[number, row] = scores[number].max() + len(rows) - back
    return found


def _held_back(turn: Turn) -> bool:
    return int(hashlib.sha256(turn.dialogue.encode()).hexdigest(), 16) % ONE_IN == 0


def _carried(folder: Path, to: Knowledge) -> tuple[Turn, ...]:
    """OpenDialKG's turns in terms of other films: of the same name, and of the same year where both are known."""
    own = read_knowledge(folder)
    same = _counterparts(own, to)
    turns = []
    for turn in read_turns(folder / "train.jsonl", own):
        named = tuple((place, same[entity]) for place, entity in turn.named if entity in same)
        gone = {entity for _, entity in named}
        rows = [same[entity] for entity in own.items[list(turn.wanted)].tolist() if entity in same]
        new = tuple(to.row[entity] for entity in rows if entity in to.row and entity not in gone)
        turns.append(replace(turn, dialogue=f"opendialkg {turn.dialogue}", named=named, wanted=new))
    return tuple(turns)


def _counterparts(own: Knowledge, to: Knowledge) -> Mapping[int, int]:
    by_name = by_plain_name(to)
    found = {entity: by_name[plain(name)] for entity, name in enumerate(own.names) if plain(name) in by_name}
    for row, entity in enumerate(own.items.tolist()):
        other = to.row.get(found.get(entity, -1))
        years = (own.years[row], to.years[other]) if other is not None else (0, 0)
        if all(years) and abs(years[0] - years[1]) > YEARS_APART:
            del found[entity]
    return found
