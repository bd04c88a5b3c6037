"""What is denied twice is demanded."""

import pytest

from convrec.understanding.opinions.judging import read


def stances(clause: str) -> set[str]:
    return {one.stance for one in read(clause).told if one.stance in ("exclude", "only", "liking")}


@pytest.mark.parametrize(
    "clause",
    [
        "I don't want anything that isn't oak",
        "nothing that's not oak",
        "no sofas that aren't leather",
        "don't show me anything unless it's leather",
        "anything that isn't leather is out",
        "I don't want anything other than oak",
        "不是真皮的不要",
        "非真皮不买",
        "不是有机的一律不考虑",
        "没有盖子的就算了",
        "别给我看不是真皮的",
    ],
)
def test_what_is_refused_unless_it_is_so_is_demanded(clause: str) -> None:
    assert stances(clause) == {"only"}


@pytest.mark.parametrize(
    "clause", ["I don't like the one that isn't oak", "nothing in oak", "不要真皮的", "没有真皮的吗"]
)
def test_one_refusal_demands_nothing(clause: str) -> None:
    assert "only" not in stances(clause)
