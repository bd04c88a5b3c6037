"""Chinese with words of trade in English."""

import pytest

from convrec.assistant import Assistant
from convrec.types import Message
from convrec.understanding.mixed import unmixed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("delivery大概要多久", "送货大概要多久"),
        ("这个还有Stock吗", "这个还有库存吗"),
        ("shipping fee怎么算", "运费怎么算"),
        ("可以用gift card付款吗", "可以用礼品卡付款吗"),
        ("想要green的sofa", "想要green的sofa"),  # things and values have their names in both languages
        ("stockings有吗", "stockings有吗"),
        ("how long is delivery to 上海?", "how long is delivery to 上海?"),
        ("how long is delivery?", "how long is delivery?"),
    ],
)
def test_words_of_trade_are_told_in_chinese(text: str, plain: str) -> None:
    assert unmixed(text) == plain


def test_a_mixed_question_is_asked_of_the_item_in_view(assistant: Assistant) -> None:
    shown = assistant.turn(Message("ann", "给我看看沙发")).recommendations[0]
    told = assistant.turn(Message("ann", "它的price是多少")).reply.text
    assert f"{assistant.catalogue.item(shown.item_id).price:,.0f}" in told
