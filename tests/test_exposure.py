"""Whose items are shown, counted by hand on the made-up shop with brands."""

import json
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.evaluation.recommend.exposure import Exposure, gini, top_tenth
from convrec.exposure import bound_of, groups
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Message
from tests.conftest import ITEMS, tiny_models, write_world

BRANDS = {"lamp-oak": "Ash", "vase-green": "Ash", "lamp-brass": "Ash", "sofa-leather": "Birch", "vase-blue": "Cedar"}


@pytest.fixture
def branded(tmp_path: Path) -> Catalogue:
    """Five of the ten items have brands; with nothing said, Ash has the first three places."""
    folder = write_world(tmp_path / "shop")
    rows = [item | {"attributes": item["attributes"] | _brand(item["id"])} for item in ITEMS]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "items.jsonl").write_text(lines, encoding="utf-8")
    return read_catalogue(folder)


def _brand(item_id: str) -> dict[str, str]:
    return {"brand": BRANDS[item_id]} if item_id in BRANDS else {}


def test_brands_are_read_from_the_attribute(branded: Catalogue, catalogue: Catalogue) -> None:
    assert groups(branded, "brand") == BRANDS
    assert groups(catalogue, "brand") == {}


def test_tiers_compare_prices_within_a_sort(catalogue: Catalogue) -> None:
    """Against their sorts' medians the prices are 45/70, 95/70, 1, 20/22, 1, 30/22, 900/850, 800/850, 1, 1.

    In order: .64 .91 .94 1 1 1 1 1.06 1.36 1.36, so the thirds are parted at 1 (the fourth) and at 1 (the seventh).
    """
    tiers = groups(catalogue, "price")
    assert {item for item, tier in tiers.items() if tier == "high"} == {"lamp-brass", "vase-green", "sofa-leather"}
    assert {item for item, tier in tiers.items() if tier == "low"} == {"lamp-oak", "vase-blue", "sofa-linen"}


def test_unevenness_by_hand() -> None:
    assert gini(np.array([2.0, 2.0, 2.0])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 0.0, 4.0])) == pytest.approx(0.75)  # (n − 1) / n
    assert gini(np.array([3.0, 1.0])) == pytest.approx(0.25)
    assert gini(np.zeros(3)) == 0.0
    assert top_tenth(np.array([1.0, 6.0, 3.0])) == pytest.approx(0.6)
    assert top_tenth(np.arange(20.0)) == pytest.approx((19 + 18) / 190)


def test_places_are_counted_by_brand_and_what_may_not_be_listed_is_not(branded: Catalogue) -> None:
    row, exposure = branded.row, Exposure(branded)
    assert exposure.of_catalogue()["brand_top_tenth"] == 0.6  # three of five
    ids = ["lamp-oak", "vase-green", "lamp-brass", "sofa-leather"]
    top = np.array([[row[item] for item in ids]] * 2)
    allowed = np.ones((2, len(row)), dtype=bool)
    allowed[1, row["sofa-leather"]] = False
    measured = exposure.of_lists(top, allowed)
    assert measured["brand_top_tenth"] == pytest.approx(6 / 7, abs=1e-4)
    assert measured["brand_gini"] == pytest.approx((2 * 6 + 0 * 1 - 2 * 0) / (3 * 7), abs=1e-4)
    low, high = measured["brand_top_tenth_ci"]
    assert low == 0.75 and high == 1.0


def test_without_brands_and_prices_nothing_is_measured(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n', encoding="utf-8")
    assert Exposure(read_catalogue(tmp_path)).of_catalogue() == {}


def shown(branded: Catalogue, home: Path, text: str, **given: object) -> list[str]:
    settings = Settings(home=home, catalogue=branded.folder, limit=4, **given)  # type: ignore[arg-type]
    models = tiny_models()
    index = open_index(home, branded, models, lambda what, share: None)
    assistant = Assistant(branded, models, index, open_memory(settings, branded.category), settings)
    return [r.item_id for r in assistant.turn(Message("ann", text)).recommendations]


def test_the_setting_bounds_a_brand_in_the_chat(branded: Catalogue, tmp_path: Path) -> None:
    free = shown(branded, tmp_path / "free", "hello, I want something nice")
    assert [BRANDS.get(item) for item in free].count("Ash") == 3
    bound = shown(branded, tmp_path / "bound", "hello, I want something nice", exposure_bound=0.25)
    assert [BRANDS.get(item) for item in bound].count("Ash") == 1 and len(bound) == 4
    assert [item for item in bound if item in free] == ["lamp-oak", "sofa-leather"]  # the best of each stays


def test_what_is_asked_for_by_brand_is_shown(branded: Catalogue, tmp_path: Path) -> None:
    asked = shown(branded, tmp_path / "home", "a table lamp", exposure_bound=0.25)
    assert set(asked) == {"lamp-oak", "lamp-brass"}  # both are Ash, and there are no others


def test_the_bound_is_off_unless_asked_for(branded: Catalogue) -> None:
    assert bound_of(branded, Settings()) is None
    bound = bound_of(branded, Settings(exposure_bound=0.4, exposure_by="price"))
    assert bound is not None and bound.share == 0.4 and set(bound.group.values()) == {"low", "middle", "high"}


@pytest.mark.parametrize("share", [0.0, -1.0, 1.1])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(ValidationError):
        Settings(exposure_bound=share)
