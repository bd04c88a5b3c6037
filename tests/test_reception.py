"""Ratings and reviews of an item, from what people did."""

import pytest

from convrec.data.reception import KEPT, receptions
from convrec.types import Act


def test_mean_of_each_person_s_last_rating_and_the_newest_reviews() -> None:
    acts = [
        Act("ann", "mug", "rate", 1.0, 2.0),
        Act("ann", "mug", "rate", 9.0, 4.0),  # changed her mind
        Act("ben", "mug", "rate", 5.0, 5.0),
        Act("ben", "mug", "comment", 6.0, None, {"en": "Holds a lot."}),
        Act("cem", "mug", "comment", 7.0, None, {"zh": "好看"}),
        Act("dee", "mug", "buy", 8.0),
        Act("dee", "rug", "comment", 2.0, None, {"en": "Soft."}),
    ]
    mug = receptions(acts)["mug"]
    assert (mug.rating, mug.ratings) == (pytest.approx(4.5), 2)
    assert [(review.text, review.rating) for review in mug.reviews] == [
        ({"zh": "好看"}, None),
        ({"en": "Holds a lot."}, 5.0),
    ]
    assert receptions(acts)["rug"].rating is None


def test_only_the_newest_reviews_are_kept() -> None:
    acts = [Act(f"p{n}", "mug", "comment", float(n), None, {"en": f"No. {n}"}) for n in range(KEPT + 3)]
    assert [review.text["en"] for review in receptions(acts)["mug"].reviews] == [f"No. {n}" for n in range(6, 2, -1)]


def test_items_nobody_rated_or_wrote_about_have_none() -> None:
    assert receptions([Act("ann", "mug", "view", 1.0)]) == {}
