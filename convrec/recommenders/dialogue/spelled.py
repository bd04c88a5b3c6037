"""Items whose names stand in the last utterance, as they are or nearly, where the data set's own reader saw none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_array

from convrec.data.dialogues import YEAR, Knowledge, Turn, binary, plain

LONGEST = 8  # words of a name that are looked for
SHORTEST = 5  # letters of a name of one word; "it" and "up" are seldom films
ALIKE, NAMES = 80, 6  # per cent of likeness at least, and letters of a name that is compared at all
SAID = 300  # signs of an utterance in which misspelled names are looked for; in a long text something is always alike


def spelled(turns: Sequence[Turn], knowledge: Knowledge) -> Mapping[str, csr_array]:
    """ "spelled": 1 where a name stands in the last utterance; "nearly spelled": from 0 to 1 by likeness, for turns in
    which nothing was recognised in the last utterance.
    """
    names = [plain(YEAR.sub("", title)) for title in knowledge.titles]
    last = [plain(turn.said[-1]) for turn in turns]
    return {"spelled": _exactly(last, names), "nearly spelled": _nearly(turns, last, names)}


def _exactly(last: Sequence[str], names: Sequence[str]) -> csr_array:
    rows: dict[str, list[int]] = defaultdict(list)
    for item, name in enumerate(names):
        rows[name].append(item)
    pairs = {
        (number, item)
        for number, text in enumerate(last)
        for stretch in _stretches(text.split())
        if " " in stretch or len(stretch) >= SHORTEST
        for item in rows.get(stretch, ())
    }
    return binary(pairs, (len(last), len(names)))


def _stretches(words: Sequence[str]) -> set[str]:
    ends = range(1, LONGEST + 1)
    return {" ".join(words[start : start + count]) for start in range(len(words)) for count in ends}


def _nearly(turns: Sequence[Turn], last: Sequence[str], names: Sequence[str]) -> csr_array:
    unread = [
        number
        for number, turn in enumerate(turns)
        if len(last[number]) <= SAID and all(utterance < len(turn.said) - 1 for utterance, _ in turn.named)
    ]
    long = [item for item, name in enumerate(names) if len(name) >= NAMES]
    if not unread or not long:
        return csr_array((len(last), len(names)), dtype=np.float32)
    likeness = process.cdist(
        [last[number] for number in unread],
        [names[item] for item in long],
        scorer=fuzz.partial_ratio,
        score_cutoff=ALIKE,
        dtype=np.uint8,
        workers=-1,
    )
    rows, columns = np.nonzero(likeness > ALIKE)
    values = (likeness[rows, columns].astype(np.float32) - ALIKE) / (100 - ALIKE)
    places = np.array(unread)[rows], np.array(long)[columns]
    return csr_array((values, places), shape=(len(last), len(names)))
