"""The ridge between items for catalogues whose square doesn't fit in memory: each item from its neighbours alone.

The closed form of ``ridge`` (EASE's, Steck 2019) asks for the inverse of a matrix (items, items). Here every column of
B is solved for a small support only, argmin ‖Y_j − X_S b‖² + ‖Λ_S^½(b − side·S_Sj)‖², as fsSLIM restricts SLIM to each
item's nearest (Ning & Karypis 2011); with a support of all items it is the dense solution. The support are the items
that, each alone, would explain most: the first step of orthogonal matching pursuit (Pati et al. 1993). Columns don't
depend on each other, so the result is the same however many threads share them.
"""

import heapq
import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit
from scipy.sparse import csc_array, csr_array

from convrec.recommenders.people.histories import Histories
from convrec.recommenders.people.kernel import sums
from convrec.recommenders.people.ridge import Recipe, penalty

SUPPORT = 128  # items at most from which one is foretold, itself among them
RARE = 1000  # items: an attribute of more than so many brings nobody into a support
AT_ONCE = 20_000  # columns that a thread solves before it takes others


class Rows(NamedTuple):
    """A sparse matrix by rows: where each begins, its columns in ascending order, and their values."""

    starts: np.ndarray
    columns: np.ndarray
    values: np.ndarray


class Given(NamedTuple):
    """What is known of all items: ``signs`` XᵀX, ``foretold`` (XᵀY)ᵀ, Λ's diagonal ``penalty`` and the whole
    ``diagonal`` of XᵀX + Λ, all (items, items) or (items,); the rows of likeness, and items by attribute.
    """

    signs: Rows
    foretold: Rows
    penalty: np.ndarray
    diagonal: np.ndarray
    alike: Rows
    having: Rows
    side: np.float32
    rare: int


class Scratch(NamedTuple):
    """Room that a thread uses again for each item: places (items,) of −1 and attributes of 0 between two of them."""

    place: np.ndarray
    attributes: np.ndarray
    candidates: np.ndarray
    told: np.ndarray
    gain: np.ndarray


def fit_neighbourhoods(
    histories: Histories, recipe: Recipe, side: csr_array | None, support: int = SUPPORT
) -> csc_array:
    """B (items, items), of each column at most ``support`` values. ``side`` are ``likeness``'s rows."""
    added = sums(histories, recipe.kernel)
    own = penalty(added.signs.diagonal(), recipe)
    alike = csr_array((histories.items, 1), dtype=np.float32) if side is None else side
    given = Given(
        _rows(added.signs),
        _rows(csr_array(added.foretold.T)),
        own,
        added.signs.diagonal() + own,
        _rows(alike),
        _rows(csr_array(alike.T)),
        np.float32(recipe.side),
        RARE,
    )
    del added
    return _solve_all(given, min(support, histories.items))


def _rows(matrix: csr_array) -> Rows:
    matrix.sort_indices()
    return Rows(matrix.indptr, matrix.indices, matrix.data.astype(np.float32, copy=False))


def _solve_all(given: Given, support: int) -> csc_array:
    items = len(given.penalty)
    where = np.full((items, support), -1, dtype=np.int32)
    found = np.zeros((items, support), dtype=np.float32)

    def some(start: int) -> None:
        scratch = Scratch(
            np.full(items, -1, dtype=np.int32),
            np.zeros(len(given.having.starts) - 1, dtype=np.float32),
            np.empty(items, dtype=np.int32),
            np.empty(items, dtype=np.float32),
            np.empty(items, dtype=np.float32),
        )
        _solve(start, min(start + AT_ONCE, items), given, scratch, where, found)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(some, range(0, items, AT_ONCE)))
    real = where >= 0
    starts = np.concatenate([[0], np.cumsum(real.sum(axis=1))])
    return csc_array((found[real], where[real], starts), shape=(items, items))


@njit(nogil=True, cache=True)
def _solve(start: int, end: int, given: Given, room: Scratch, where: np.ndarray, found: np.ndarray) -> None:
    """Columns ``start`` to ``end`` of B: rows into ``where``, values into ``found``, both (items, support)."""
    for item in range(start, end):
        count = _candidates(item, given, room)
        chosen = _most(room.gain[:count], where.shape[1])
        matrix = np.zeros((len(chosen), len(chosen)), dtype=np.float32)
        right = room.told[chosen]
        support = room.candidates[chosen]
        for row in range(len(support)):
            room.place[support[row]] = row
        for row in range(len(support)):
            own = support[row]
            for entry in range(given.signs.starts[own], given.signs.starts[own + 1]):
                column = room.place[given.signs.columns[entry]]
                if column >= 0:
                    matrix[row, column] = given.signs.values[entry]
            matrix[row, row] = given.diagonal[own]
        room.place[support] = -1
        _eliminate(matrix, right)
        where[item, : len(support)] = support
        found[item, : len(support)] = right


@njit(nogil=True, cache=True)
def _candidates(item: int, given: Given, room: Scratch) -> int:
    """Write down which items tell of ``item``, their right-hand side, and what each alone would gain. How many."""
    alike, foretold, having = given.alike, given.foretold, given.having
    for entry in range(alike.starts[item], alike.starts[item + 1]):
        room.attributes[alike.columns[entry]] = alike.values[entry]
    count = _note(item, 0, np.float32(0.0), given, room)
    for entry in range(foretold.starts[item], foretold.starts[item + 1]):
        other, told = foretold.columns[entry], foretold.values[entry]
        if other == item:
            room.told[0] += told
        else:
            count = _note(other, count, told, given, room)
    if given.side > 0:
        for entry in range(alike.starts[item], alike.starts[item + 1]):
            first, last = having.starts[alike.columns[entry]], having.starts[alike.columns[entry] + 1]
            for other in having.columns[first:last] if last - first <= given.rare else having.columns[:0]:
                if room.place[other] < 0:
                    count = _note(other, count, np.float32(0.0), given, room)
    room.gain[0] = np.inf  # the item itself
    room.place[room.candidates[:count]] = -1
    for entry in range(alike.starts[item], alike.starts[item + 1]):
        room.attributes[alike.columns[entry]] = 0.0
    return count


@njit(nogil=True, cache=True)
def _note(other: int, count: int, told: np.float32, given: Given, room: Scratch) -> int:
    """One more candidate, with what likeness leads one to expect of it."""
    likeness = np.float32(0.0)
    for entry in range(given.alike.starts[other], given.alike.starts[other + 1]):
        likeness += room.attributes[given.alike.columns[entry]] * given.alike.values[entry]
    right = told + given.side * given.penalty[other] * likeness
    room.place[other] = count
    room.candidates[count] = other
    room.told[count] = right
    room.gain[count] = right * right / given.diagonal[other]
    return count + 1


@njit(nogil=True, cache=True)
def _most(gain: np.ndarray, count: int) -> np.ndarray:
    """Places of the largest; of equal ones the first."""
    heap = [(gain[place], -place) for place in range(min(count, len(gain)))]
    heapq.heapify(heap)
    for place in range(count, len(gain)):
        if gain[place] > heap[0][0]:
            heapq.heapreplace(heap, (gain[place], -place))
    return np.array([-place for _, place in heap])


@njit(nogil=True, cache=True)
def _eliminate(matrix: np.ndarray, right: np.ndarray) -> None:
    """Solve for ``right`` in its place, by Gauss's elimination of the upper half: the matrix is positive definite."""
    count = len(right)
    for pivot in range(count):
        for row in range(pivot + 1, count):
            factor = matrix[pivot, row] / matrix[pivot, pivot]
            if factor != 0.0:
                for column in range(row, count):
                    matrix[row, column] -= factor * matrix[pivot, column]
                right[row] -= factor * right[pivot]
    for pivot in range(count - 1, -1, -1):
        for column in range(pivot + 1, count):
            right[pivot] -= matrix[pivot, column] * right[column]
        right[pivot] /= matrix[pivot, pivot]
