"""Understanding against a gold set: messages with the opinions, constraints, references and intents in them.

Every case is played as it would happen: the earlier turns are understood and remembered, what they showed is noted,
and then the message is read with the profile that this leaves.
"""

import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from tqdm import tqdm

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.data.lines import Problems, read_lines
from convrec.errors import EvaluationError
from convrec.evaluation.gold import Case, Count, Verdict, judge_case
from convrec.evaluation.intervals import RESAMPLES, SEED, interval, share
from convrec.memory import Memory, open_memory
from convrec.models import Models, load_models
from convrec.models.views import encode_photos
from convrec.settings import Settings
from convrec.types import Card, Message, PhotoVectors, Understanding
from convrec.understanding import Understander

LANGUAGES = ("en", "zh", "mixed")


def evaluate_understanding(data: Path, test: Path | None, settings: Settings) -> dict[str, Any]:
    """opinion_f1, constraint_f1, intent_accuracy and reference_accuracy, over all and by language, with 95 % intervals.

    ``data`` is a gold set; its part "test" is scored under these names, its part "dev" under ``dev/…``. ``test`` is
    another such file, scored as a whole. Raises EvaluationError where there is nothing to score.
    """
    path = test or data
    problems = Problems()
    cases = [case for _, case in read_lines(path, Case, problems, so="")]
    if problems.sentences() or not cases:
        raise EvaluationError(f"{path} is no gold set: {'; '.join(problems.sentences()[:3]) or 'it is empty'}.")
    models = load_models(settings)
    verdicts = [judge_case(case, found) for case, found in play(cases, path.parent, models, settings)]
    metrics: dict[str, Any] = {"cases": len(cases)}
    for part in ("test", "dev"):
        for language in (None, *LANGUAGES):
            chosen = [
                verdict
                for case, verdict in zip(cases, verdicts, strict=True)
                if (test is not None or case.part == part) and language in (None, case.language)
            ]
            begin = ("dev/" if part == "dev" else "") + (f"{language}/" if language else "")
            metrics |= {f"{begin}{name}": value for name, value in _score(chosen).items()}
        if test is not None:
            break
    return metrics


def play(cases: Sequence[Case], folder: Path, models: Models, settings: Settings) -> list[tuple[Case, Understanding]]:
    """Each case with what was understood of its message."""
    with tempfile.TemporaryDirectory() as home:
        readers = lru_cache(maxsize=None)(lambda name: _Reader(folder / name, models, settings, Path(home)))
        return [(case, readers(case.catalogue).read(case)) for case in tqdm(cases, desc="messages", disable=None)]


class _Reader:
    """Reads messages against one catalogue, with a memory of its own."""

    def __init__(self, folder: Path, models: Models, settings: Settings, home: Path) -> None:
        self._catalogue: Catalogue = read_catalogue(folder)
        self._models = models
        place = home / str(abs(hash(folder)))
        place.mkdir()
        self._memory: Memory = open_memory(settings.model_copy(update={"home": place}), self._catalogue.topics)
        self._understander = Understander(self._catalogue, catalogue_graph(self._catalogue).entities, models)

    def read(self, case: Case) -> Understanding:
        for number, turn in enumerate(case.context):
            self._say(Message(case.id, turn.text, sent_at=float(number + 1)))
            self._memory.shown(case.id, [self._card(item) for item in turn.shown], None)
        message = Message(case.id, case.text, sent_at=float(len(case.context) + 1))
        return self._understander.understand(message, self._memory.profile(case.id), self._see(case))

    def _say(self, message: Message) -> None:
        before = self._memory.profile(message.user_id)
        self._memory.remember(message, self._understander.understand(message, before), before)

    def _card(self, item_id: str) -> Card:
        return Card(item_id, title="", price="", image="", score=0.0, reasons=())

    def _see(self, case: Case) -> PhotoVectors | None:
        if not case.photo:
            return None
        with Image.open(self._catalogue.item(case.photo).images[0]) as picture:
            return encode_photos(self._models.image, [picture.convert("RGB")])


def _score(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    metrics: dict[str, Any] = {}
    for name in ("opinion", "constraint"):
        counts = [getattr(verdict, f"{name}s") for verdict in verdicts]
        if any(count != Count(0, 0, 0) for count in counts):
            metrics[f"{name}_f1"], metrics[f"{name}_f1_ci"] = f1(counts)
    for name in ("intent", "reference"):
        hits = np.array([getattr(v, name) for v in verdicts if getattr(v, name) is not None], dtype=float)
        if len(hits):
            metrics[f"{name}_accuracy"], metrics[f"{name}_accuracy_ci"] = share(hits), interval(hits)
    return metrics


def f1(counts: Sequence[Count]) -> tuple[float, list[float]]:
    """F1 over all facts of all cases (micro), and its 95 % bootstrap interval over cases."""
    table = np.array([(count.right, count.wrong, count.missed) for count in counts], dtype=float)
    rng = np.random.default_rng(SEED)
    drawn = table[rng.integers(0, len(table), (RESAMPLES, len(table)))].sum(axis=1)
    low, high = np.quantile(_f1(drawn), (0.025, 0.975))
    return round(float(_f1(table.sum(axis=0)[None])[0]), 4), [round(float(low), 4), round(float(high), 4)]


def _f1(sums: np.ndarray) -> np.ndarray:
    """(n, 3) of right, wrong, missed → (n,)."""
    right, wrong, missed = sums.T
    return np.asarray(2 * right / np.maximum(2 * right + wrong + missed, 1))
