"""Chinese words put into English one by one, for encoders that read English only."""

import pytest

from convrec.understanding.names import dictionary
from convrec.understanding.names.dictionary import PARTICLES, english_for


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("狗", "dog"),
        ("红色帽子", "red hat"),
        ("蓝色的衬衫", "blue shirt"),
        ("T恤", "T-shirt"),
    ],
)
def test_words_are_put_into_english_in_their_order(chinese: str, english: str) -> None:
    assert english_for(chinese) == english


def test_the_longest_word_counts() -> None:
    """牛 is a cow, 仔 a young animal and 裤 trousers; together they are jeans."""
    assert english_for("牛仔裤") == "jeans"
    assert english_for("牛") != "jeans" != english_for("裤")


def test_particles_mean_nothing() -> None:
    assert {english_for(sign) for sign in PARTICLES} == {""}
    assert english_for("给我找一双鞋子") == "shoe"


def test_a_particle_in_a_word_is_part_of_it() -> None:
    assert "一" in PARTICLES and english_for("统一") == "to unify"


@pytest.mark.parametrize("text", ["", "a red hat", "XL 42", "zzz"])
def test_what_is_not_chinese_stays(text: str) -> None:
    assert english_for(text) == text


def test_unknown_words_stay_among_known_ones() -> None:
    assert english_for("Zorblax牌的狗").startswith("Zorblax")
    assert english_for("Zorblax狗") == "Zorblax dog"


@pytest.mark.parametrize(("sign", "english"), [("黑", "black"), ("书", "book"), ("白", "white")])
def test_a_sign_is_no_short_form_of_a_province_or_a_classic(sign: str, english: str) -> None:
    """黑 is short for Heilongjiang and 书 for the Book of History; in a shop they are neither."""
    assert english_for(sign).startswith(english)


def test_what_is_said_in_brackets_is_left_out() -> None:
    assert not any("(" in meaning and ")" in meaning for meaning in map(english_for, ("鞋子", "外套", "狗", "裙子")))


def test_without_the_dictionary_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "_path", lambda: None)
    dictionary._meanings.cache_clear()
    try:
        assert english_for("红色帽子") == "红色帽子"
    finally:
        monkeypatch.undo()
        dictionary._meanings.cache_clear()
