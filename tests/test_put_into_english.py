"""Chinese words put into English one by one, for encoders that read English only."""

from collections.abc import Iterator

import pytest

from convrec.understanding.names import dictionary, english
from convrec.understanding.names.english import LONGEST, PARTICLES, english_for
from convrec.understanding.names.shop_words import SHOP_WORDS


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dictionary alone."""
    monkeypatch.setattr(english, "SHOP_WORDS", {})
    english._meaning.cache_clear()
    yield
    english._meaning.cache_clear()


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


@pytest.mark.parametrize(
    ("chinese", "meant"),
    [
        ("polo衫", "polo shirt"),  # 衫 is a garment; what ends in it is mostly a shirt
        ("皮裤", "leather pants"),  # 裤 alone has another first meaning
        ("洞洞鞋", "Crocs shoes"),
        ("女式衬衫", "blouse"),  # as 女衬衫
        ("女款外套", "female coat"),
        ("连帽衫", "hooded sweatshirt shirt"),  # 连帽 begins 连帽卫衣
        ("紅色連帽衫", "red hooded sweatshirt shirt"),  # traditional signs are read as simplified ones
    ],
)
@pytest.mark.usefixtures("plain")
def test_what_is_in_no_dictionary_is_put_together_from_its_parts(chinese: str, meant: str) -> None:
    assert english_for(chinese) == meant


def test_an_end_that_means_many_things_means_what_it_means() -> None:
    """Of the words that end in 机 no sort makes up a seventh."""
    assert english._of_such_words("机") == "" and english._of_such_words("椅") == "chair"


def test_words_of_shops_are_what_shops_call_them() -> None:
    assert english_for("红色上衣") == "red top" and english_for("保温杯") == "thermos flask"
    assert all(2 <= len(word) <= LONGEST or word == "裤" for word in SHOP_WORDS)


@pytest.mark.usefixtures("plain")
def test_our_own_list_holds_nothing_that_the_dictionary_says() -> None:
    assert [word for word, meaning in SHOP_WORDS.items() if english_for(word) == meaning] == []


def test_without_the_dictionary_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    caches = (dictionary.entries, dictionary._simpler, english._meaning, english._beginning, english._of_such_words)
    monkeypatch.setattr(dictionary, "_path", lambda: None)
    for cache in caches:
        cache.cache_clear()
    try:
        assert english_for("红色帽子") == "红色帽子" and english_for("红色上衣") == "红色 top"
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()
