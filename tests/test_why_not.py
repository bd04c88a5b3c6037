"""Why something isn't on a list, and what would be there if one thing were otherwise: known in the made-up shop."""

import pytest

from convrec.assistant import Assistant
from convrec.causes.absence import absences
from convrec.data.folder import Catalogue
from convrec.types import Message, Turn
from convrec.understanding.asides import mishap, sought, supposed
from convrec.understanding.names.entities import Vocabulary
from convrec.understanding.names.sought import Sought
from knowledge_graph import CatalogueGraph


def say(assistant: Assistant, *texts: str) -> Turn:
    """The last of several turns of one person."""
    return [assistant.turn(Message("ann", text)) for text in texts][-1]


def ids(turn: Turn) -> list[str]:
    return [card.item_id for card in turn.reply.recommendations]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("why not the Nova?", "the Nova"),
        ("and why isn't the Nova on the list?", "the Nova"),
        ("why didn't you show me the Nova?", "the Nova"),
        ("how come the Nova isn't there?", "the Nova"),
        ("why is the Nova missing?", "the Nova"),
        ("怎么不推荐Nova那盏", "Nova那盏"),
        ("Nova那盏为什么没有", "Nova那盏"),
        ("why can't I see the Nova?", "the Nova"),
        ("why did you leave out the Nova?", "the Nova"),
        ("any reason the Nova isn't listed?", "the Nova"),
        ("怎么看不到Nova", "Nova"),
        ("Nova怎么不在列表里", "Nova"),
        ("why are you showing me the first one?", ""),
        ("why not try something blue", ""),
        ("why not cheaper ones", ""),
        ("why don't you deliver to Spain?", ""),
        ("为什么推荐第一个", ""),
        ("为什么不送货到瑞士", ""),
        ("怎么没有更便宜的", ""),
    ],
)
def test_who_misses_something_names_it(text: str, named: str) -> None:
    assert sought(text) == named


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("what if I liked velvet?", "I like velvet"),
        ("what if the budget were 300?", "the budget is 300"),
        ("what if I paid up to 50?", "up to 50"),
        ("what if I spent 100?", "up to 100"),
        ("and if leather was ok? show me what you'd suggest then", "leather is ok"),
        ("如果我喜欢亚麻呢", "我喜欢亚麻"),
        ("what happens if I dropped the budget?", "any price"),
        ("假设没有预算限制呢", "价格不限"),
        ("要是我不介意皮革呢", "我不介意皮革"),
        ("如果皮革也可以呢？给我看看", "皮革也可以"),
        ("what if it arrives broken?", ""),
        ("what if I don't like it?", ""),
        ("if you have one in blue, show me", ""),
        ("如果坏了怎么办", ""),
        ("如果便宜点就好了", ""),
    ],
)
def test_a_supposition_is_read_as_if_it_were_so(text: str, plain: str) -> None:
    assert supposed(text) == plain


def test_a_mishap_is_no_supposition() -> None:
    assert mishap("what if it arrives broken?") and mishap("如果坏了怎么办")
    assert not mishap("what if I liked velvet?") and not mishap("it arrived broken")


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("the Nova", ("lamp-brass",)),
        ("the velvet sofa", ("sofa-velvet",)),
        ("the Otto club sofa", ("sofa-leather",)),
        ("the Moon vases", ("vase-blue", "vase-blue-too")),
        ("the green botle vase", ("vase-green",)),
        ("Luna 编织灯", ("lamp-rattan",)),
        ("那个月亮花瓶", ("vase-blue", "vase-blue-too")),
        ("the Poltrona", ()),
        ("发票", ()),
    ],
)
def test_items_are_found_by_what_they_are_called(
    words: str, items: tuple[str, ...], catalogue: Catalogue, graph: CatalogueGraph
) -> None:
    assert Sought(catalogue, Vocabulary(graph.entities, catalogue)).items(words) == items


def test_a_broken_condition_is_told_with_both_numbers(assistant: Assistant) -> None:
    told = say(assistant, "a table lamp under 80", "why not the Nova?").reply
    assert "it costs €95, over your €80" in told.text and not told.recommendations
    assert "它要 €95，超出了您的 €80" in say(assistant, "Nova那盏为什么没有").reply.text


def test_a_measure_is_told_with_both_numbers(assistant: Assistant) -> None:
    told = say(assistant, "a sofa at most 185 cm wide", "why not the Mira?").reply.text
    assert "width is 190 cm" in told and "at most 185 cm" in told


def test_what_was_refused_is_told(assistant: Assistant) -> None:
    assert "you want no leather" in say(assistant, "sofas, no leather", "why isn't the Otto there?").reply.text
    assert "您不要皮革" in say(assistant, "怎么没有Otto").reply.text


def test_of_several_the_one_that_came_nearest_is_told(assistant: Assistant) -> None:
    told = say(assistant, "sofas, no leather and nothing brown", "why no brown ones?").reply.text
    assert "Club sofa Otto" in told and "you are looking for" not in told, "and not the brown lamp"


def test_a_thumb_down_is_told(assistant: Assistant) -> None:
    say(assistant, "show me sofas")
    assistant.opine("ann", "sofa-linen", -1.0)
    assert "because you refused it" in say(assistant, "show me sofas", "why not the Mira?").reply.text


def test_a_list_turned_down_as_a_whole_is_told(assistant: Assistant) -> None:
    shown = ids(say(assistant, "show me something nice"))
    title = assistant.names.title(shown[0], "en")
    assert shown[0] not in ids(say(assistant, "none of these"))
    assert "turned down as a whole" in say(assistant, f"why not the {title}?").reply.text


def test_another_sort_is_told(assistant: Assistant) -> None:
    told = say(assistant, "vases", "why not the Otto?").reply.text
    assert "you are looking under “vase”, and it is listed under “sofa”" in told


@pytest.mark.parametrize(("asked", "further"), [("why not the Otto?", "and the Mira?"), ("怎么没有Otto", "那Mira呢")])
def test_a_further_name_asks_why_not_again(assistant: Assistant, asked: str, further: str) -> None:
    turn = say(assistant, "vases", asked, further)
    assert turn.understanding.missed == ("sofa-linen",)
    assert assistant.names.title("sofa-linen", turn.reply.language) in turn.reply.text
    assert not turn.recommendations


def test_a_further_name_asks_for_itself_once_something_else_was_said(assistant: Assistant) -> None:
    assert not say(assistant, "vases", "why not the Otto?", "any blue ones?", "and the Mira?").understanding.missed


def test_what_is_on_the_list_is_told_with_its_place(assistant: Assistant) -> None:
    place = ids(say(assistant, "show me sofas")).index("sofa-linen") + 1
    assert f"is on the list: it is number {place}" in say(assistant, "why not the Mira?").reply.text


def test_without_a_list_nothing_is_made_up(assistant: Assistant) -> None:
    assert "I haven't made a list yet" in say(assistant, "why not the Nova?").reply.text


def test_where_nothing_fitted_the_condition_is_told(assistant: Assistant) -> None:
    turn = say(assistant, "a sofa under 100", "why not the Mira?")
    assert "it costs €800, over your €100" in turn.reply.text


def test_the_rank_is_that_of_the_list_made_again(assistant: Assistant) -> None:
    shown = ids(say(assistant, "show me something nice"))
    rerun = assistant.causes.rerun("ann")
    assert rerun is not None
    ranked = [one.item_id for one in rerun.found().ranked]
    others = tuple(item for item in ranked if item not in shown)
    assert others, "all are shown: nothing is tried"
    for absence in absences(rerun, others, assistant.profile("ann")):
        assert ranked[absence.place - 1] == absence.item_id and absence.named == len(ranked)
        assert absence.last is not None and absence.last.item_id == shown[-1]
    missed = next(item for item in others if item.startswith("sofa"))
    title = assistant.names.title(missed, "en")
    told = say(assistant, f"why not the {title}?").reply.text
    assert f"number {ranked.index(missed) + 1} of {len(ranked)}" in told


def test_a_why_not_leaves_no_opinion(assistant: Assistant) -> None:
    before = say(assistant, "table lamps under 80").profile
    after = say(assistant, "why not the brass Nova?").profile
    assert dict(after.likings) == dict(before.likings) and after.constraints == before.constraints


def test_a_supposition_is_shown_and_not_kept(assistant: Assistant) -> None:
    before = say(assistant, "sofas, I love leather").profile
    turn = say(assistant, "what if I liked velvet?")
    assert ids(turn)[0] == "sofa-velvet" or "sofa-velvet" in ids(turn)
    assert "you like velvet" in turn.reply.text and "keep nothing" in turn.reply.text
    after = assistant.profile("ann")
    assert dict(after.likings).keys() == dict(before.likings).keys() and after.constraints == before.constraints
    assert after.search_words == before.search_words


def test_a_supposed_budget_opens_what_it_opens(assistant: Assistant) -> None:
    assert ids(say(assistant, "table lamps up to 80")) == ["lamp-oak"]
    turn = say(assistant, "what if I paid up to 100?")
    assert set(ids(turn)) == {"lamp-oak", "lamp-brass"} and "€100" in turn.reply.text
    assert [limit.value for limit in assistant.profile("ann").constraints if limit.attribute == "price"] == [80.0]
    assert ids(say(assistant, "show me others")) == [], "the search goes on as it was"


def test_a_supposed_permission_in_chinese(assistant: Assistant) -> None:
    assert "sofa-leather" not in ids(say(assistant, "沙发，不要皮革"))
    turn = say(assistant, "要是皮革也可以呢")
    assert "sofa-leather" in ids(turn) and "皮革也可以" in turn.reply.text and "没有记下来" in turn.reply.text
    assert assistant.profile("ann").liking("material/leather") < 0


def test_a_supposition_answered_again_is_still_one(assistant: Assistant) -> None:
    turn = say(assistant, "sofas, no leather", "what if leather was ok?")
    assert "sofa-leather" in ids(turn)
    assistant.opine("ann", "sofa-linen", -1.0)
    assert {*ids(assistant.again(turn))} == {"sofa-leather", "sofa-velvet"}
    assert assistant.profile("ann").liking("material/leather") < 0
