"""Conversations that leave a search and come back, and searches on somebody else's behalf, in the made-up shop."""

import pytest

from convrec.assistant import Assistant
from convrec.types import Message, Turn
from convrec.understanding.whom import ME, whom
from knowledge_graph import Opinion, Profile, Search, fold
from knowledge_graph.schema import Source


def say(assistant: Assistant, text: str) -> Turn:
    return assistant.turn(Message("ann", text))


def ids(turn: Turn) -> set[str]:
    return {r.item_id for r in turn.recommendations}


def limits(assistant: Assistant) -> set[str]:
    return {limit.about.removeprefix("limit/") for limit in assistant.profile("ann").constraints}


def said(about: str, liking: float = 1.0, at: float = 1.0, source: Source = "message") -> Opinion:
    return Opinion("ann", about, liking, at, "", source)


LAMPS = {"category/=/table-lamp", "price/<=/80"}
LEFT = [
    said("begun/", 0, 1, "shown"),
    said("limit/category/=/vase", 1, 1),
    said("limit/price/<=/25", 1, 1),
    said("search/vases", 1, 1, "shown"),
    said("colour/blue", 0.5, 2),
    said("item/vase-blue", 0, 3, "shown"),
    said("limit/category/=/vase", 0, 9, "taken back"),
    said("limit/price/<=/25", 0, 9, "taken back"),
    said("begun/mother", 0, 9, "shown"),
    said("limit/category/=/rug", 1, 9),
    said("wish/colour/white", 0.5, 9),
]


# ── what the fold makes of it ──────────────────────────────────────────────────────────────────────────────────────


def test_a_search_that_is_left_is_kept_as_it_stood() -> None:
    profile = fold("ann", LEFT)
    (search,) = profile.searches
    assert [limit.about for limit, _ in search.constraints] == ["limit/category/=/vase", "limit/price/<=/25"]
    assert (search.words, search.wished, list(search.shown)) == ("vases", ("colour/blue",), ["vase-blue"])
    assert (profile.whom, list(profile.wishes)) == ("mother", ["colour/white"])


def test_it_goes_on_with_all_of_it_and_the_one_between_is_kept_in_its_turn() -> None:
    back = [said("limit/category/=/rug", 0, 20, "taken back"), said("again/1.0", 0, 20, "shown")]
    profile = fold("ann", [*LEFT, *back])
    assert [c.about for c in profile.constraints] == ["limit/category/=/vase", "limit/price/<=/25"]
    assert profile.search_words == "vases" and list(profile.shown) == ["vase-blue"]
    assert profile.likings["colour/blue"].said_at >= profile.search_began  # it is wished for in this search again
    assert profile.whom == "" and not profile.wishes
    (between,) = profile.searches
    assert between.whom == "mother" and list(between.wishes) == ["colour/white"]


def test_what_is_said_later_replaces_what_came_back() -> None:
    back = [said("limit/category/=/rug", 0, 20, "taken back"), said("again/1.0", 0, 20, "shown")]
    profile = fold("ann", [*LEFT, *back, said("limit/price/<=/40", 1, 20)])
    assert {c.about for c in profile.constraints} == {"limit/category/=/vase", "limit/price/<=/40"}


def test_a_search_that_nobody_knows_is_not_taken_up() -> None:
    assert fold("ann", [*LEFT, said("again/7.0", 0, 20, "shown")]).searches


def test_what_another_person_would_like_is_no_liking_but_counts_in_the_search() -> None:
    profile = fold("ann", LEFT)
    assert profile.liking("colour/white") == 0.0
    assert profile.wishing.liking("colour/white") == 0.5 and profile.wishing.liking("colour/blue") == 0.5
    taken_back = fold("ann", [*LEFT, said("wish/colour/white", 0, 10, "taken back")])
    assert not taken_back.wishes


# ── back to what was left ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "texts",
    [
        ("table lamps under 80", "now I need a vase", "back to the table lamps"),
        ("table lamps under 80", "now I need a vase", "ok let's go back to the lamps"),
        ("table lamps under 80", "now I need a vase", "table lamps again please"),
        ("table lamps under 80", "now I need a vase", "and the lamps?"),
        ("table lamps under 80", "now I need a vase", "what about the table lamps we looked at earlier"),
        ("80欧以内的台灯", "想买花瓶", "回到台灯"),
        ("80欧以内的台灯", "想买花瓶", "还是看刚才的台灯吧"),
        ("80欧以内的台灯", "想买花瓶", "台灯那边再给我看看"),
        ("80欧以内的台灯", "想买花瓶", "台灯呢"),
    ],
)
def test_a_search_is_taken_up_with_its_conditions(assistant: Assistant, texts: tuple[str, ...]) -> None:
    for text in texts[:2]:
        say(assistant, text)
    assert "price/<=/80" not in limits(assistant)
    assert ids(say(assistant, texts[2])) == {"lamp-oak"} and limits(assistant) == LAMPS


@pytest.mark.parametrize(
    "texts",
    [
        ("table lamps under 80", "a vase", "back to the lamps, up to 100"),
        ("80欧以内的台灯", "想买花瓶", "回到台灯，100欧以内"),
    ],
)
def test_but_for_what_is_said_anew(assistant: Assistant, texts: tuple[str, ...]) -> None:
    shown = [ids(say(assistant, text)) for text in texts]
    assert shown[2] == {"lamp-oak", "lamp-brass"} and limits(assistant) == {"category/=/table-lamp", "price/<=/100"}


@pytest.mark.parametrize(
    "texts",
    [
        ("table lamps under 80", "a vase", "back to the lamps, any price"),
        ("80欧以内的台灯", "想买花瓶", "回到台灯，价格无所谓"),
    ],
)
def test_what_is_taken_back_on_return_is_gone(assistant: Assistant, texts: tuple[str, ...]) -> None:
    for text in texts:
        say(assistant, text)
    assert limits(assistant) == {"category/=/table-lamp"}


@pytest.mark.parametrize("text", ["I need a table lamp", "do you have a new table lamp", "我想买个台灯"])
def test_who_asks_for_one_anew_begins_anew(assistant: Assistant, text: str) -> None:
    for before in ("table lamps under 80", "a vase"):
        say(assistant, before)
    say(assistant, text)
    assert limits(assistant) == {"category/=/table-lamp"}


def test_two_searches_take_turns_each_with_its_own(assistant: Assistant) -> None:
    for text in ("vases up to 25", "sofas up to 860", "back to the vases", "and the sofas again", "the vases again"):
        last = say(assistant, text)
    assert ids(last) == {"vase-blue", "vase-blue-too"} and limits(assistant) == {"category/=/vase", "price/<=/25"}
    assert len(assistant.profile("ann").searches) == 1  # the vases that are searched now were taken out


def test_what_was_refused_stays_away_and_a_dislike_holds_everywhere(assistant: Assistant) -> None:
    first = say(assistant, "sofas under 1000")
    assistant.opine("ann", first.recommendations[0].item_id, -1.0)
    say(assistant, "no leather please")
    say(assistant, "a vase")
    shown = ids(say(assistant, "back to the sofas"))
    assert shown and not shown & {first.recommendations[0].item_id, "sofa-leather"}


def test_a_dislike_that_was_taken_back_meanwhile_does_not_come_back(assistant: Assistant) -> None:
    for text in ("sofas", "I hate leather", "a vase", "leather is fine after all"):
        say(assistant, text)
    assert "sofa-leather" in ids(say(assistant, "back to the sofas"))


def test_the_second_one_is_of_the_list_that_came_back(assistant: Assistant) -> None:
    sofas = [r.item_id for r in say(assistant, "show me sofas").recommendations]
    say(assistant, "a vase")
    turn = say(assistant, "back to the sofas, something like the second one")
    assert turn.understanding.pointed_items == (sofas[1],)


def test_a_question_about_what_was_left_changes_nothing(assistant: Assistant) -> None:
    for text in ("table lamps under 80", "a vase", "what goes with the table lamp?"):
        say(assistant, text)
    assert "price/<=/80" not in limits(assistant)


def test_before_a_day_of_the_week_is_a_date(assistant: Assistant) -> None:
    say(assistant, "a vase")
    assert say(assistant, "vases, delivered before Friday").understanding.again is None


# ── another sort ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["and vases", "vases?", "now vases then", "花瓶吧", "花瓶呢", "再来点花瓶"])
def test_a_bare_name_begins_its_own_search(assistant: Assistant, text: str) -> None:
    say(assistant, "table lamps under 80")
    assert ids(say(assistant, text)) == {"vase-blue", "vase-blue-too", "vase-green"}
    assert limits(assistant) == {"category/=/vase"} and not assistant.profile("ann").likings


# ── for somebody else ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a lamp for my dad", "father"),
        ("a birthday present for my little sister", "sister"),
        ("给我妈买个台灯", "mother"),
        ("想送朋友一个花瓶", "friend"),
        ("我老公想要一个沙发", "husband"),
        ("and for me some cheese", ME),
        ("我自己也想要一个", ME),
        ("a lamp for the kitchen", ""),
        ("my wife adored velvet; I never cared for it", ""),
        ("something for him", "somebody"),
    ],
)
def test_for_whom_it_is(text: str, name: str) -> None:
    assert whom(text, Profile("ann")) == name


def test_he_is_whoever_was_spoken_of() -> None:
    assert whom("back to his lamps", Profile("ann", searches=(Search(1.0, "father"),))) == "father"
    assert whom("one for her", Profile("ann", whom="sister")) == "sister"


@pytest.mark.parametrize(
    "texts",
    [
        ("a vase for my sister, she loves green", "now a table lamp for me", "back to her vases"),
        ("给我妹妹买个花瓶，她喜欢绿色", "我自己要个台灯", "再看看给我妹妹的"),
    ],
)
def test_what_she_likes_is_of_her_search_and_not_of_the_profile(assistant: Assistant, texts: tuple[str, ...]) -> None:
    first = say(assistant, texts[0])
    assert first.recommendations[0].item_id == "vase-green"
    say(assistant, texts[1])
    assert not assistant.profile("ann").wishes and assistant.profile("ann").liking("colour/green") == 0
    back = say(assistant, texts[2])
    assert back.recommendations[0].item_id == "vase-green" and assistant.profile("ann").liking("colour/green") == 0


@pytest.mark.parametrize(
    "texts",
    [
        ("a sofa for my dad, he hates leather", "I need a sofa for myself"),
        ("给我爸买个沙发，他讨厌皮革", "我自己也想买个沙发"),
    ],
)
def test_his_dislike_ends_with_his_search_though_the_sort_is_the_same(
    assistant: Assistant, texts: tuple[str, ...]
) -> None:
    assert "sofa-leather" not in ids(say(assistant, texts[0]))
    assert "sofa-leather" in ids(say(assistant, texts[1]))


def test_what_the_search_goes_by_on_her_behalf_can_be_seen_and_taken_back(assistant: Assistant) -> None:
    say(assistant, "a vase for my sister, she loves green")
    (line,) = [line for line in assistant.profile_lines("ann", "en") if line.about.startswith("wish/")]
    assert line.text == "green"
    assistant.take_back("ann", line.about)
    assert not assistant.profile("ann").wishes


def test_her_wish_is_among_the_causes(assistant: Assistant) -> None:
    turn = say(assistant, "a vase for my sister, she loves green")
    shares = assistant.causes.shares_of_opinions("ann", turn.recommendations[0].item_id)
    assert shares is not None and any(one.abouts == ("wish/colour/green",) for one in shares.of)
