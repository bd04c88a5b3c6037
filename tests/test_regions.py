"""Regions on made-up maps: each blob gives a box at its place, with the sort of thing it is."""

import numpy as np
import pytest

from convrec.seen import WHOLE, Box
from convrec.vision.regions import APART, CLEAR, MOST, overlap, regions

SIZE = 8  # numbers of a feature; the last is what walls are made of
WALL = np.eye(SIZE)[-1]
NOWHERE = np.zeros(SIZE)  # the centre of photos, where it is of no concern


def wall(rows: int = 12, columns: int = 12) -> np.ndarray:
    """A map of nothing but wall."""
    return np.tile(WALL, (rows, columns, 1))


def sorts(count: int) -> np.ndarray:
    """Each sort of thing has a direction of its own."""
    return np.eye(SIZE)[:count]


def test_two_blobs_of_two_sorts_give_two_boxes_at_their_places() -> None:
    features = wall()
    features[1:5, 1:5], features[7:11, 6:10] = sorts(3)[2], sorts(3)[0]
    found = {region.sort: region for region in regions(features, sorts(3), NOWHERE)}
    assert set(found) == {0, 2}
    assert found[2].box == Box(1 / 12, 1 / 12, 5 / 12, 5 / 12), "left, top, right, bottom"
    assert found[0].box == Box(6 / 12, 7 / 12, 10 / 12, 11 / 12)


def test_boxes_are_shares_of_a_map_that_is_not_square() -> None:
    features = wall(6, 12)
    features[2:6, 8:12] = sorts(1)[0]
    (region,) = regions(features, sorts(1), NOWHERE)
    assert region.box.left >= 8 / 12 and region.box.right == 1.0
    assert region.box.top >= 2 / 6 and region.box.bottom <= 1.0


def test_of_overlapping_windows_the_clearest_stays() -> None:
    features = wall()
    features[3:9, 3:9] = sorts(2)[0] + 0.9 * sorts(2)[1]  # it could be either
    (region,) = regions(features, sorts(2), NOWHERE)
    assert region.sort == 0 and overlap(region.box, Box(0.25, 0.25, 0.75, 0.75)) > 0.8


def test_what_is_far_less_clear_than_the_clearest_goes_unseen() -> None:
    features = wall()
    features[1:5, 1:5] = sorts(2)[0]
    features[7:11, 7:11] = 0.4 * sorts(2)[1] + WALL
    assert [region.sort for region in regions(features, sorts(2), NOWHERE)] == [0]


def test_what_all_photos_share_says_nothing() -> None:
    """Measured from the centre of photos, a wall that all of them have is no longer like any sort."""
    features = wall()
    features[1:5, 1:5] = WALL + sorts(1)[0]
    like_wall = np.array([sorts(1)[0], WALL])
    first = regions(features, like_wall, NOWHERE)[0]
    assert first.sort == 1, "the wall hides the thing"
    assert regions(features, like_wall, WALL)[0].sort == 0


def test_no_more_than_a_few_things_are_named() -> None:
    features = wall(9, 9 * 6)
    for sort in range(6):
        features[3:6, 9 * sort + 3 : 9 * sort + 6] = sorts(6)[sort]
    found = regions(features, sorts(6), NOWHERE)
    assert len(found) == MOST < 6


def test_of_a_map_without_anything_clear_boxes_are_still_apart_and_inside() -> None:
    noise = np.random.default_rng(2).normal(size=(9, 12, SIZE)).astype(np.float32)
    found = regions(noise, sorts(6), NOWHERE)
    assert 1 <= len(found) <= MOST
    assert [region.score for region in found] == sorted((region.score for region in found), reverse=True)
    assert found[-1].score >= CLEAR * found[0].score
    for place, region in enumerate(found):
        assert 0 <= region.box.left < region.box.right <= 1 and 0 <= region.box.top < region.box.bottom <= 1
        assert all(overlap(region.box, other.box) <= APART for other in found[:place])


def test_an_even_map_is_like_nothing() -> None:
    assert all(abs(region.score) < 0.01 for region in regions(wall(), sorts(2), WALL))
    assert regions(wall(), sorts(0), NOWHERE) == []


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 12), (2, 3)])
def test_the_smallest_maps_are_looked_at_too(rows: int, columns: int) -> None:
    features = np.tile(sorts(1)[0], (rows, columns, 1))
    assert regions(features, sorts(1), NOWHERE)[0].score == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (WHOLE, 1.0),
        (Box(0.0, 0.0, 0.5, 0.5), 1.0),  # the same box
        (Box(0.1, 0.1, 0.2, 0.2), 1.0),  # of the smaller one
        (Box(0.25, 0.0, 0.75, 0.5), 0.5),
        (Box(0.5, 0.0, 1.0, 0.5), 0.0),  # side by side
        (Box(0.6, 0.6, 0.9, 0.9), 0.0),
        (Box(0.2, 0.2, 0.2, 0.2), 0.0),  # nothing at all
    ],
)
def test_overlap_is_the_share_of_the_smaller_box(other: Box, share: float) -> None:
    box = Box(0.0, 0.0, 0.5, 0.5)
    assert overlap(box, other) == overlap(other, box) == pytest.approx(share)
