"""The benchmark of large picture indexes, at a tiny size: its shops are what it says, and a photo finds its page."""

from pathlib import Path

import numpy as np

from benchmarks.pictures import COLOUR, LOOK, MEANING, make_shop, time_searches
from convrec.pictures import COARSE


def test_photos_find_the_pages_that_they_were_made_from(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    index, ids = make_shop(tmp_path, 60, random)
    assert index.pictures is not None and len(ids) == len(index.pictures.row) == 60
    shapes = {kind: array.shape for kind, array in index.pictures.arrays.items()}
    assert shapes == {"look": (60, LOOK), "colour": (60, COLOUR), "shown": (60, MEANING)}
    assert len(index.vectors("look.made-up", ids[:1])[ids[0]]) == COARSE < LOOK
    told = time_searches(index, ids, 4, random)
    assert told["pictures"] == 60 and told["first"] == 1.0
    assert 0 < told["p50_ms"] <= told["p95_ms"]
