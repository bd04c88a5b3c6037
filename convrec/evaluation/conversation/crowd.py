"""Many conversations at once, in as many processes as there are processors; what is said is the same for any number.

Every process has an assistant and its rivals of its own. A conversation follows from its shopper, its rival and the
seed alone: nobody meets anybody else.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.util import Finalize

from tqdm import tqdm

from convrec.assistant import Assistant
from convrec.evaluation.conversation.rivals import rivals
from convrec.evaluation.conversation.shoppers import Shopper, drawn_shoppers
from convrec.evaluation.conversation.talking import Conversation, converse
from convrec.evaluation.conversation.tastes import with_tastes
from convrec.evaluation.strangers import met_by_strangers
from convrec.models import load_models
from convrec.settings import Settings

OURS = ""  # the name among the rivals of the assistant itself
AT_A_TIME = 4  # conversations that a process is handed at once
Job = tuple[str, int]  # whom to talk to, and the number of the shopper


@dataclass(frozen=True)
class Crowd:
    """So many people, the same at every call; each talks to the assistant and, with ``rivals``, to each of them."""

    settings: Settings
    people: int
    seed: int
    final: bool = False
    rivals: bool = True


@dataclass(frozen=True)
class _Booth:
    """One process's assistants, by name, and the people who come to them."""

    crowd: Crowd
    assistants: dict[str, Assistant]
    shoppers: Sequence[Shopper]

    def talk(self, job: Job) -> Conversation:
        """Rivals meet the same people under other names."""
        name, number = job
        shopper = self.shoppers[number]
        user = f"{name} {shopper.name}".strip()
        return converse(self.assistants[name], shopper, user, self.crowd.seed, self.crowd.final)


def talks_of(crowd: Crowd, workers: int | None = None) -> dict[str, list[Conversation]]:
    """Everybody's conversations by whom they talked to, each in the order of the people.

    ``workers`` is the number of processes, as many as there are processors where it is None.
    """
    workers = min(workers or os.cpu_count() or 1, crowd.people)
    with ExitStack() as stack:
        first = _opened(crowd, stack)  # says what can't be opened before anybody is sent out
        names = [*first.assistants]
        jobs = [(name, number) for number in range(crowd.people) for name in names]
        made = map(first.talk, jobs) if workers == 1 else stack.enter_context(_hands(crowd, workers, jobs))
        talks = list(tqdm(made, total=len(jobs), desc="conversations", disable=None))
    return {name: talks[place :: len(names)] for place, name in enumerate(names)}


def _opened(crowd: Crowd, stack: ExitStack) -> _Booth:
    settings = crowd.settings
    ours = stack.enter_context(met_by_strangers(load_models(settings), settings))
    others = rivals(ours, crowd.seed) if crowd.rivals else {}
    shoppers = drawn_shoppers(ours.catalogue, crowd.people, crowd.seed)
    return _Booth(crowd, {OURS: ours, **others}, with_tastes(shoppers, ours.catalogue, crowd.seed))


@contextmanager
def _hands(crowd: Crowd, workers: int, jobs: Sequence[Job]) -> Iterator[Iterator[Conversation]]:
    """The conversations as the processes bring them, in order. Each reckons with one thread, as they share the
    processors among them.
    """
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        with ProcessPoolExecutor(workers, get_context("spawn"), _enter, (crowd,)) as pool:
            yield pool.map(_talk, jobs, chunksize=AT_A_TIME)
    finally:
        os.environ.pop("OMP_NUM_THREADS")
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before


_here: list[_Booth] = []  # of the process that was sent out


def _enter(crowd: Crowd) -> None:
    stack = ExitStack()
    _here.append(_opened(crowd, stack))
    Finalize(None, stack.close, exitpriority=1)  # nothing said is kept when the process ends


def _talk(job: Job) -> Conversation:
    return _here[0].talk(job)
