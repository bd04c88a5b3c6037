"""Misspelt words of talk are put right, and no others."""

import pytest

from convrec.understanding.names.talk import well_spelt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dfiferent ones please", "different ones please"),
        ("Other opitons?", "Other options?"),
        ("not the scond", "not the second"),
        ("indifferent others, 第二个", "indifferent others, 第二个"),
        ("thirst and fist", "thirst and fist"),
    ],
)
def test_slips_of_talk_are_put_right(typed: str, meant: str) -> None:
    assert well_spelt(typed) == meant
