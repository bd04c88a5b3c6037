"""A network that reads histories, fitted to foretell each of their items from those before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import csr_array

from convrec.recommenders.people.attention import LONGEST, Attending, Network
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.likelihood import surprise

SEED = 1
WARMING = 0.15  # of all steps, in which the rate of learning rises; it falls from there to nothing
AT_ONCE = 512  # histories that are read together
WORK = 2.5e10  # scores that a fit makes at most: about a minute on two cores


@dataclass(frozen=True, eq=False)
class Reader:
    """A network, fitted by these settings."""

    attending: Attending
    network: Network
    device: str

    def scores(self, people: Histories) -> np.ndarray:
        """(people, items), each person's around a mean of 0; who chose nothing gets nothing."""
        scores = np.zeros((len(people), people.items), dtype=np.float32)
        some = np.array([place for place, rows in enumerate(people.rows) if len(rows)], dtype=np.intp)
        some = some[np.argsort([len(people.rows[place]) for place in some], kind="stable")]
        with torch.inference_mode():
            items = self.network.eval().items()
            for start in range(0, len(some), AT_ONCE):
                read = some[start : start + AT_ONCE]
                scores[read] = self._read([people.rows[place][-LONGEST:] for place in read], items)
        return scores

    def parts(self, person: Histories) -> np.ndarray:
        """What one person's scores lose without each item of their history: (own items, items).

        Items are read together, so these don't add up to ``scores``.
        """
        (own,) = person.rows
        without = histories_of([np.delete(own, place).tolist() for place in range(len(own))], person.items)
        return np.asarray(self.scores(person) - self.scores(without))

    def _read(self, rows: Sequence[np.ndarray], items: torch.Tensor) -> np.ndarray:
        table, lengths = padded(rows)
        told = self.network(table.to(self.device), items)[torch.arange(len(rows)), lengths - 1]
        scores = told @ items.T
        return np.asarray((scores - scores.mean(dim=1, keepdim=True)).cpu().numpy())


def fit(histories: Histories, attending: Attending, attributes: csr_array | None, device: str = "cpu") -> Reader:
    """Fit a network; on one machine the same histories give the same one. How much an item was chosen isn't looked at.

    ``attributes`` (items, attributes) has rows of length 1. Source of the loss over all items in place of a sample:
    Klenitskiy & Vasilev 2023.
    """
    rng, read = np.random.default_rng(SEED), list(_windows(histories))
    with torch.random.fork_rng():
        torch.manual_seed(SEED)
        network = Network(histories.items, attributes, attending).to(device)
        if read:
            _learn(network, read, attending, rng, device)
    return Reader(attending, network, device)


def within_reach(histories: Histories, attending: Attending) -> bool:
    """Whether a fit to so many choices of so many items keeps to ``WORK``."""
    asked = sum(max(0, len(rows) - 1) for rows in histories.rows)
    return asked * histories.items * attending.epochs <= WORK


def _learn(
    network: Network, read: Sequence[np.ndarray], attending: Attending, rng: np.random.Generator, device: str
) -> None:
    optimizer = torch.optim.Adam(network.parameters(), attending.rate, betas=(0.9, 0.98), fused=True)
    asked = sum(len(own) - 1 for own in read)
    steps = attending.epochs * (1 + asked // attending.batch)
    course = torch.optim.lr_scheduler.OneCycleLR(optimizer, attending.rate, total_steps=steps, pct_start=WARMING)
    network.train()
    for _ in range(attending.epochs):
        for some in _batches(read, attending.batch, rng):
            optimizer.zero_grad()
            _loss(network, some, device).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            course.step()


def _loss(network: Network, read: Sequence[np.ndarray], device: str) -> torch.Tensor:
    table, lengths = padded(read)
    asked = torch.arange(table.shape[1] - 1) < (lengths - 1)[:, None]
    items = network.items()
    told = network(table[:, :-1].to(device), items)[asked.to(device)]
    return surprise(told, items, table[:, 1:][asked].to(device))


def padded(rows: Sequence[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows one below the other, filled up behind with 0 (n, longest), and their lengths (n,)."""
    lengths = np.array([len(own) for own in rows])
    table = np.zeros((len(rows), lengths.max()), dtype=np.int64)
    table[np.arange(table.shape[1]) < lengths[:, None]] = np.concatenate(rows)
    return torch.from_numpy(table), torch.from_numpy(lengths)


def _windows(histories: Histories) -> Iterator[np.ndarray]:
    """Histories in pieces of at most ``LONGEST`` items and the next one; each item but the first is asked once."""
    for own in histories.rows:
        for end in range(len(own), 1, -LONGEST):
            yield own[max(0, end - LONGEST - 1) : end]


def _batches(read: Sequence[np.ndarray], most: int, rng: np.random.Generator) -> Iterator[list[np.ndarray]]:
    """Pieces about as long as each other together, in a new order each time, with about so many positions."""
    order = np.argsort([len(own) + rng.uniform(0.0, 2.0) for own in read], kind="stable")
    group = np.cumsum([len(read[place]) - 1 for place in order]) // most
    groups = np.split(order, np.flatnonzero(np.diff(group)) + 1)
    for chosen in rng.permutation(len(groups)):
        yield [read[place] for place in groups[chosen]]
