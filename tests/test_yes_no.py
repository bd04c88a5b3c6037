"""A yes and a no are whole messages: nothing is erased or passed on by half of one."""

import pytest

from convrec.understanding.keeping import bid
from convrec.understanding.yes_no import said_yes

YES = """yes
Yes, erase it
ok
sure, go ahead
yes please
好的
是的，删吧
确定，全部删除
可以
忘掉吧
同意
转吧"""
NO = """no
No, keep it
please do not
ok, no
I do not want that
please do not erase it
ok wait, not yet
不，先留着
好的，不用了
嗯，不要
好的，先别删
never mind
对，不要转"""
NEITHER = """ok, show me a blue lamp
yes or no, what happens to my photos?
可以的话先留着
对了，我想找台灯
Nordic style lamps
不锈钢水杯
fine wool blanket
no wood please
别墅用的吊灯
ok, a lamp please"""


@pytest.mark.parametrize("text", YES.splitlines())
def test_a_yes(text: str) -> None:
    assert said_yes(text) is True


@pytest.mark.parametrize("text", NO.splitlines())
def test_a_no(text: str) -> None:
    assert said_yes(text) is False


@pytest.mark.parametrize("text", NEITHER.splitlines())
def test_what_says_more_is_neither(text: str) -> None:
    assert said_yes(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a drop of blue would be nice",
        "橡木的味道多久能去掉",
        "差点忘了说，40欧以内",
        "I nearly forgot, under 40 please",
    ],
)
def test_what_sounds_like_forgetting_erases_nothing(text: str) -> None:
    assert bid(text, (), {}, "", 0.0) is None


@pytest.mark.parametrize(
    "text",
    [
        "What movie do you recommend for tonight?",
        "what can you suggest for today's dinner?",
        "show me what you already have",
        "give me a shelf for my records",
        "can I have a frame for my file",
        "保存档案的柜子",
    ],
)
def test_wishes_ask_for_no_record(text: str) -> None:
    assert bid(text, (), {}, "", 1.76e9) is None
