"""Cases of photo and words: made from variants, answered by whole turns, counted by part, kind and language."""

from pathlib import Path

import pytest
import shapes

from convrec.data.folder import read_catalogue
from convrec.errors import EvaluationError
from convrec.evaluation import composed
from convrec.evaluation.composed_cases import cases
from convrec.settings import Settings


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shapes.write_shop(tmp_path_factory.mktemp("composed") / "shop")


def test_cases_name_what_makes_a_variant_another(shop: Path) -> None:
    made = cases(shop, read_catalogue(shop))
    assert made == cases(shop, read_catalogue(shop))  # the seed is fixed
    of_otto = {case.kind: case for case in made if case.photo.stem == "otto-green"}
    assert set(of_otto) == {"colour", "material", "smaller", "cheaper"}
    right = {kind: set(case.right) for kind, case in of_otto.items()}
    assert right == {
        "colour": {"otto-blue"}, "material": {"otto-oak"}, "smaller": {"otto-small"}, "cheaper": {"otto-oak"},
    }  # fmt: skip
    assert not [case for case in made if case.photo.stem == "nova-blue"]  # which has no variant
    assert len({(case.photo, case.text) for case in made}) == len(made)


def test_what_a_shopper_gets_is_counted(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composed, "load_models", lambda settings: shapes.models())
    metrics = composed.evaluate_composed(shop, None, Settings(home=tmp_path))
    made = cases(shop, read_catalogue(shop))
    assert metrics["cases"] == len(made) and metrics["photos"] == 2 and not metrics["simulated"]
    assert metrics["test/cases"] + metrics["learn/cases"] == len(made)
    assert metrics["test/top1"] == 1.0 and metrics["top1_ci"][0] <= metrics["top1"] <= metrics["top5"] <= 1.0
    assert {"colour/top1", "cheaper/top5", "colour/cases"} <= set(metrics)


def test_a_place_counts_from_the_first_right_item(shop: Path) -> None:
    case = cases(shop, read_catalogue(shop))[0]
    wrong, right = "tove-blue", next(iter(case.right))
    assert composed._place(case, [right, wrong]) == 0 and composed._place(case, [wrong, right]) == 1
    assert composed._place(case, [wrong] * 9) == composed.BEST


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"file": "otto-green.png", "item": "gone", "part": "test"}', "isn't there"),
        ('{"file": "nova-blue.png", "item": "nova-blue", "part": "test"}', "has variants"),
    ],
)
def test_labels_that_make_no_case_are_refused(shop: Path, line: str, sentence: str) -> None:
    labels = shop / "customer_photos" / "other.jsonl"
    labels.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=sentence):
        cases(shop, read_catalogue(shop), labels)


def test_a_catalogue_without_photos_is_refused(world: Path, catalogue: object) -> None:
    with pytest.raises(EvaluationError, match="file, item, part"):
        cases(world, read_catalogue(world))
