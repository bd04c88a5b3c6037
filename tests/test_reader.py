"""A network that reads histories: its loss, the order it learns, and what a score hangs on."""

import numpy as np
import pytest
import torch
from scipy.sparse import csr_array
from torch.nn import functional

from convrec.recommenders.people import likelihood
from convrec.recommenders.people.attention import Attending
from convrec.recommenders.people.histories import Histories, histories_of
from convrec.recommenders.people.reader import Reader, fit, within_reach

ITEMS = 12
SMALL = Attending(size=16, blocks=1, dropout=0.1, epochs=40, batch=80)


@pytest.fixture(scope="module")
def circle() -> Histories:
    """Sixty people who go round a circle of twelve items, six steps from anywhere."""
    starts = np.random.default_rng(0).integers(0, ITEMS, 60)
    return histories_of([(start + np.arange(6)) % ITEMS for start in starts], ITEMS)


@pytest.fixture(scope="module")
def reader(circle: Histories) -> Reader:
    return fit(circle, SMALL, None)


def test_the_loss_and_its_gradients_are_those_of_cross_entropy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likelihood, "halves", lambda: False)
    monkeypatch.setattr(likelihood, "AT_ONCE", 4)
    torch.manual_seed(0)
    told, items, wanted = torch.randn(7, 5), torch.randn(9, 5), torch.randint(9, (7,))
    found = []
    for loss in (likelihood.surprise, lambda t, i, w: functional.cross_entropy(t @ i.T, w)):
        given = told.clone().requires_grad_(), items.clone().requires_grad_()
        value = loss(*given, wanted)
        (2.0 * value).backward()
        found.append((value.detach(), *(each.grad for each in given)))
    for own, usual in zip(*found, strict=True):
        assert torch.allclose(own, usual, atol=1e-6)


def test_order_is_learnt(reader: Reader) -> None:
    """The same two items lead on in whichever direction they were chosen last."""
    here = np.arange(ITEMS)
    people = histories_of(np.stack([(here - 1) % ITEMS, here], axis=1), ITEMS)
    assert (reader.scores(people).argmax(axis=1) == (here + 1) % ITEMS).all()


def test_the_same_histories_give_the_same_scores(circle: Histories, reader: Reader) -> None:
    people = histories_of([[3, 4], [7]], ITEMS)
    torch.rand(3)  # whatever else was drawn meanwhile
    before = torch.get_rng_state()
    assert np.array_equal(fit(circle, SMALL, None).scores(people), reader.scores(people))
    assert torch.equal(torch.get_rng_state(), before)


def test_parts_are_what_is_lost_without_an_item(reader: Reader) -> None:
    parts = reader.parts(histories_of([[9, 3, 4]], ITEMS))
    whole, without = reader.scores(histories_of([[9, 3, 4], [9, 3]], ITEMS))
    assert parts.shape == (3, ITEMS)
    assert parts[2] == pytest.approx(whole - without, abs=1e-5)
    assert parts[:, 5].argmax() == 2  # 5 follows 4


def test_people_are_read_alike_alone_and_together(reader: Reader) -> None:
    people = histories_of([[0], list(range(12)), [], [3, 4]], ITEMS)
    together = reader.scores(people)
    assert not together[2].any()
    for place in (0, 1, 3):
        assert reader.scores(people.where([place]))[0] == pytest.approx(together[place], abs=1e-4)


def test_an_item_without_choices_lives_by_its_attributes(circle: Histories) -> None:
    """Item 12, which nobody chose, has the attribute of item 5 alone: nowhere is it as likely as after 4."""
    attributes = csr_array(np.eye(ITEMS, dtype=np.float32)[[*range(ITEMS), 5]])
    wider = Histories(circle.rows, circle.weights, ITEMS + 1)
    people = histories_of([[(here - 1) % ITEMS, here] for here in range(ITEMS)], ITEMS + 1)
    assert fit(wider, SMALL, attributes).scores(people)[:, ITEMS].argmax() == 4


def test_long_histories_are_read_in_pieces() -> None:
    """One way through 130 items, gone by eight people: steps of it are learnt wherever in it they are."""
    long = histories_of([range(130)] * 8, 130)
    read = fit(long, Attending(size=32, blocks=1, dropout=0.0, epochs=60, batch=500), None)
    ends = [20, 30, 64, 110]
    assert read.scores(histories_of([range(end) for end in ends], 130)).argmax(axis=1).tolist() == ends


def test_nothing_to_learn_from_is_no_error() -> None:
    assert fit(histories_of([[1], []], 3), SMALL, None).scores(histories_of([[], [2]], 3)).shape == (2, 3)


def test_large_shops_do_without_a_reader() -> None:
    attending, few, many = Attending(), histories_of([[0, 1, 2]], 3), histories_of([list(range(50))] * 20, 10**8)
    assert within_reach(few, attending) and not within_reach(many, attending)
    assert within_reach(histories_of([[], [1]], 10**9), attending)  # nothing to foretell
