"""INSPIRED's dialogues as they are passed around: a CSV with the films that each names, and all that is said in it.

The sentences of a dialogue stand in no order, and among the films are names of people, genres and other words.
"""

import ast
import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from convrec.data.dialogues import YEAR, Knowledge, Turn, binary, plain
from convrec.data.encodings import read_text
from convrec.errors import EvaluationError

COLUMNS = ("movies", "full_situation")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
PLACES = 3  # utterances among which names are spread
SEED = 13


@dataclass(frozen=True)
class Conversation:
    """What one dialogue names, and its text."""

    id: str
    names: tuple[str, ...]
    text: str


def read_inspired(path: Path) -> tuple[Conversation, ...]:
    """Read the CSV. Raises EvaluationError with what is wrong."""
    rows = csv.DictReader(io.StringIO(read_text(path)))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise EvaluationError(f"{path} needs the columns {' and '.join(COLUMNS)}.")
    found = []
    for number, row in enumerate(rows, 1):
        try:
            names = tuple(str(name) for name in ast.literal_eval(row["movies"]))
        except (ValueError, SyntaxError, TypeError) as error:
            raise EvaluationError(f"Row {number} of {path} has no list of names in its column movies.") from error
        found.append(Conversation(f"inspired {number}", names, row["full_situation"] or ""))
    if not found:
        raise EvaluationError(f"{path} holds no dialogue.")
    return tuple(found)


def turns_of(
    conversations: Sequence[Conversation], knowledge: Knowledge, wanted: Mapping[str, int]
) -> tuple[Turn, ...]:
    """A turn for each item that a dialogue names, to be foretold from the rest: without the sentences that name it.

    ``wanted`` has the rows of what may be asked for by its plain name. Where in a dialogue something was named isn't
    told, so every other name is put into one of three utterances by chance, and the text stands in the last.
    """
    place, rng = by_plain_name(knowledge), np.random.default_rng(SEED)
    turns = []
    for one in conversations:
        entities = {plain(name): place[plain(name)] for name in one.names if plain(name) in place}
        for name in dict.fromkeys(plain(name) for name in one.names):
            if name in wanted:
                others = sorted((int(rng.integers(PLACES)), entity) for key, entity in entities.items() if key != name)
                said = ("",) * (PLACES - 1) + (_without(one.text, name),)
                turns.append(Turn(one.id, said, tuple(others), (wanted[name],)))
    return tuple(turns)


def by_plain_name(knowledge: Knowledge) -> dict[str, int]:
    """Plain name, without a year → entity; of several items of one name the newest."""
    found = {plain(YEAR.sub("", name)): entity for entity, name in enumerate(knowledge.names)}
    for row in np.argsort(knowledge.years, kind="stable").tolist():
        entity = int(knowledge.items[row])
        found[plain(YEAR.sub("", knowledge.names[entity]))] = entity
    return found


def _without(text: str, name: str) -> str:
    """The text without the sentences in which a name stands."""
    return " ".join(s for s in SENTENCE.split(text) if f" {name} " not in f" {plain(s)} ")


def knowledge_of(conversations: Sequence[Conversation], others: Sequence[Knowledge]) -> Knowledge:
    """What can be recommended, with what other data sets know of it.

    Items are the names that dialogues hold, written with a capital, that aren't known as a person's, a genre's or
    another entity's that is no item. Facts, texts and years are those of the items of the same plain name.
    """
    known: dict[str, tuple[Knowledge, int]] = {}
    beside: set[str] = set()
    for other in others:
        names = by_plain_name(other)
        known |= {name: (other, other.row[entity]) for name, entity in names.items() if entity in other.row}
        beside |= {name for name, entity in names.items() if entity not in other.row}
    titles: dict[str, str] = {}
    for one in conversations:
        for name in one.names:
            if name[:1].isupper() and (plain(name) in known or plain(name) not in beside):
                titles.setdefault(plain(name), name)
    return _joined(titles, known)


def _joined(titles: Mapping[str, str], known: Mapping[str, tuple[Knowledge, int]]) -> Knowledge:
    place: dict[str, int] = {name: number for number, name in enumerate(titles.values())}
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    texts, years = list(titles.values()), np.zeros(len(titles), dtype=int)
    for row, name in enumerate(titles):
        if name not in known:
            continue
        other, item = known[name]
        texts[row], years[row] = other.texts[item], other.years[item]
        for relation, facts in other.facts.items():
            for entity in csr_array(facts.T)[[item]].indices.tolist():
                pairs[relation].add((place.setdefault(other.names[entity], len(place)), row))
    shape = len(place), len(titles)
    facts = {relation: binary(found, shape) for relation, found in pairs.items()}
    return Knowledge(tuple(place), np.arange(len(titles)), facts, tuple(texts), years)
