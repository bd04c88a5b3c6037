"""Dialogues in which something is recommended, and what is known of the things: folders in iEvaLM's form.

A folder has ``entity2id.json``, ``item_ids.json``, ``kg.json`` with ``relation2id.json``, perhaps ``id2info.json``, and
``train.jsonl``, ``valid.jsonl`` with a line a turn: ``{"dialog_id", "turn_id", "context", "entity", "rec", …}``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ConfigDict
from scipy.sparse import csr_array

from convrec.data.encodings import read_text
from convrec.data.lines import Problems, read_lines
from convrec.data.records import Record
from convrec.errors import EvaluationError

SAME_RELATION = {"star": "actor"}  # one name for what data sets call differently
YEAR = re.compile(r"\s*\((\d{4})\)\s*$")
TOLD = ("genre", "director", "actor", "plot")  # what a description says, in this order


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Entities by place, which of them are items, and what is known of these.

    ``items`` (items,) holds the entity of each item. ``facts`` has per relation a binary (entities, items): whose
    actor, genre … an entity is. ``texts`` describes each item, ``years`` (items,) says when it was made, 0 for unknown.
    """

    names: tuple[str, ...]
    items: np.ndarray
    facts: Mapping[str, csr_array]
    texts: tuple[str, ...]
    years: np.ndarray

    @property
    def titles(self) -> list[str]:
        """The items' names."""
        return [self.names[entity] for entity in self.items]

    @cached_property
    def row(self) -> Mapping[int, int]:
        """Entity → row of the item that it is."""
        return {entity: number for number, entity in enumerate(self.items.tolist())}


@dataclass(frozen=True)
class Turn:
    """What went before a recommendation, oldest first, and the entities that were named: (utterance, entity).

    ``wanted`` are rows of the items that were recommended then; ``unknown`` counts others that the items don't hold.
    """

    dialogue: str
    said: tuple[str, ...]
    named: tuple[tuple[int, int], ...]
    wanted: tuple[int, ...]
    unknown: int = 0


class TurnLine(Record):
    """A line of a file of turns."""

    model_config = ConfigDict(extra="ignore")

    dialog_id: int | str
    context: tuple[str, ...]
    entity: tuple[str, ...]
    rec: tuple[str, ...]


def plain(text: str) -> str:
    """A text as words in lower case, without signs."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def read_knowledge(folder: Path) -> Knowledge:
    """Read what is known of a data set's items. Raises EvaluationError with what is lacking."""
    place: dict[str, int] = _json(folder, "entity2id.json")
    names = tuple(sorted(place, key=place.__getitem__))
    items = np.array(_json(folder, "item_ids.json"), dtype=np.intp)
    relations = {number: SAME_RELATION.get(name, name) for name, number in _json(folder, "relation2id.json").items()}
    row = {entity: number for number, entity in enumerate(items.tolist())}
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for head, facts in _json(folder, "kg.json").items():
        for relation, entity in facts if int(head) in row else ():
            pairs[relations[relation]].add((entity, row[int(head)]))
    facts = {name: binary(found, (len(names), len(items))) for name, found in pairs.items()}
    return Knowledge(names, items, facts, _texts(folder, names, items), _years(names, items, facts))


def read_turns(path: Path, knowledge: Knowledge) -> tuple[Turn, ...]:
    """Read a file of turns. Raises EvaluationError where a line is no turn, or there is none."""
    problems = Problems()
    lines = [line for _, line in read_lines(path, TurnLine, problems)]
    if problems.sentences() or not lines:
        raise EvaluationError(
            f"{path} holds no turns: {'; '.join(problems.sentences()[:3]) or 'it is empty or missing'}."
        )
    place = {name: number for number, name in enumerate(knowledge.names)}
    row = {knowledge.names[entity]: number for number, entity in enumerate(knowledge.items.tolist())}
    return tuple(
        Turn(
            str(line.dialog_id),
            line.context,
            locate(line.context, [name for name in line.entity if name in place], place),
            tuple(dict.fromkeys(row[name] for name in line.rec if name in row)),
            sum(name not in row for name in set(line.rec)),
        )
        for line in lines
    )


def locate(said: Sequence[str], named: Iterable[str], place: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """In which utterances names stand. One that is spelled otherwise stands where the next one does, or in the last."""
    padded = [f" {plain(utterance)} " for utterance in said]
    found: dict[tuple[int, int], None] = {}
    here = len(said) - 1
    for name in reversed(list(dict.fromkeys(named))):
        where = [number for number, text in enumerate(padded) if f" {plain(name)} " in text] or [here]
        here = where[0]
        found |= dict.fromkeys((number, place[name]) for number in where)
    in_order = list(found)[::-1]
    return tuple(sorted(in_order, key=lambda one: one[0]))


def binary(pairs: Iterable[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """A matrix with ones at these places."""
    rows, columns = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2).T
    return csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)


def _texts(folder: Path, names: Sequence[str], items: np.ndarray) -> tuple[str, ...]:
    """A line of words for each item: what it is called, and what its facts say."""
    known = _json(folder, "id2info.json") if (folder / "id2info.json").is_file() else {}
    by_name = {str(one.get("name")): one for one in known.values()}
    return tuple(_described(names[entity], by_name.get(names[entity], {})) for entity in items.tolist())


def _years(names: Sequence[str], items: np.ndarray, facts: Mapping[str, csr_array]) -> np.ndarray:
    """When each item was made: by the year behind its name, or by the facts."""
    found = (YEAR.search(names[entity]) for entity in items.tolist())
    years = np.array([int(year[1]) if year else 0 for year in found])
    if "year" in facts:
        entities, rows = facts["year"].nonzero()
        told = [int(names[entity]) if names[entity].isdigit() else 0 for entity in entities.tolist()]
        np.maximum.at(years, rows, told)
    return years


def _described(name: str, known: Mapping[str, Any]) -> str:
    told = [known.get(field) or () for field in TOLD]
    words = [one if isinstance(one, str) else ", ".join(dict.fromkeys(one)) for one in told]
    return ". ".join([name, *(one for one in words if one)])


def _json(folder: Path, name: str) -> Any:
    path = folder / name
    if not path.is_file():
        raise EvaluationError(f"{folder} has no {name}; expected is a folder in iEvaLM's form.")
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise EvaluationError(f"{path} is no valid JSON ({error}).") from error
