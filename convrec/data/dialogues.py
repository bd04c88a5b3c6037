"""Dialogues in which something is recommended, and what is known of the things: folders in iEvaLM's form.

A folder has ``entity2id.json``, ``item_ids.json``, ``kg.json`` with ``relation2id.json``, perhaps ``id2info.json``, and
``train.jsonl``, ``valid.jsonl`` with a line a turn: ``{"dialog_id", "turn_id", "context", "entity", "rec", …}``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    ``items`` (items,) holds the entity of each item. ``facts`` has per relation a binary (entities, items): whose actor,
    genre … an entity is. ``texts`` describes each item.
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


@dataclass(frozen=True)
class Turn:
    """What went before a recommendation, oldest first, the entities that were named (utterance, entity), and the rows of
    the items that were recommended then."""

    dialogue: str
    said: tuple[str, ...]
    named: tuple[tuple[int, int], ...]
    wanted: tuple[int, ...]


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
    titles = [names[entity] for entity in items.tolist()]
    years = np.array([_year(title) for title in titles])
    if "year" in facts:
        told = np.array([int(name) if name.isdigit() else 0 for name in names])
        years = np.maximum(years, (facts["year"].multiply(told[:, None])).max(axis=0).toarray().ravel().astype(int))
    return _with_derived(Knowledge(names, items, facts, _texts(folder, names, items), years))


def _year(title: str) -> int:
    found = YEAR.search(title)
    return int(found[1]) if found else 0


AROUND = 2  # years before and after, in which two things are of one time


def _with_derived(known: Knowledge) -> Knowledge:
    """With what names and years tell: words that titles share, and what is of one time. Both become entities too."""
    words = {(word, item) for item, title in enumerate(known.titles) for word in plain(YEAR.sub("", title)).split()}
    times = {
        (f"around {year + off}", item)
        for item, year in enumerate(known.years.tolist())
        if year
        for off in range(-AROUND, AROUND + 1)
    }
    names = list(known.names)
    facts = {name: [*zip(*table.nonzero(), strict=True)] for name, table in known.facts.items()}
    for relation, pairs in (("title", words), ("time", times)):
        place: dict[str, int] = {}
        for word, _ in sorted(pairs):
            place.setdefault(word, len(names) + len(place))
        names += [f"{relation}: {word}" for word in place]
        facts[relation] = [(place[word], item) for word, item in pairs]
    shape = len(names), len(known.items)
    made = {name: binary(pairs, shape) for name, pairs in facts.items() if pairs}
    return Knowledge(tuple(names), known.items, made, known.texts, known.years)


def read_turns(path: Path, knowledge: Knowledge) -> tuple[Turn, ...]:
    """Read a file of turns. What isn't an item can't be recommended and is left out."""
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
        here = where[-1]
        found |= dict.fromkeys((number, place[name]) for number in reversed(where))
    return tuple(sorted(found, key=lambda one: one[0]))


def binary(pairs: Iterable[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """A matrix with ones at these places."""
    rows, columns = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2).T
    return csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)


def _texts(folder: Path, names: Sequence[str], items: np.ndarray) -> tuple[str, ...]:
    """A line of words for each item: what it is called, and what its facts say."""
    known = _json(folder, "id2info.json") if (folder / "id2info.json").is_file() else {}
    by_name = {str(one.get("name")): one for one in known.values()}
    return tuple(_described(names[entity], by_name.get(names[entity], {})) for entity in items.tolist())


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
