"""Coming back: what ages, what goes on, who is greeted how, and what was looked at when."""

from pathlib import Path
from typing import Any

import pytest

from convrec.data.folder import Catalogue
from convrec.index import Index
from convrec.understanding.periods import period
from knowledge_graph import Opinion, fold
from knowledge_graph import profile as profiles
from knowledge_graph.folding import step
from knowledge_graph.history import listings, searched
from tests.visits import DAY, MONDAY_NOON, Clock, Shop, ids, known, say


@pytest.fixture
def shop(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path) -> Shop:
    return Shop(catalogue, models, index, tmp_path, Clock())


def test_a_search_goes_on_after_a_restart(shop: Shop) -> None:
    first = shop.opened()
    say(first, "I love oak")
    say(first, "lamps under 100")
    shop.clock.days(1)
    again = shop.opened()
    turn = say(again, "under 70")
    assert ids(turn)[0] == "lamp-oak" and all(item.startswith("lamp") for item in ids(turn))
    assert {"material/oak", "limit/price/<=/70"} <= known(again).keys()


def test_a_taste_counts_half_after_half_a_year_and_why_and_panel_say_so(shop: Shop) -> None:
    say(shop.opened(), "I love oak")
    (fresh,) = [line for line in shop.opened().profile_lines("ann", "en") if line.about == "material/oak"]
    shop.clock.days(180)
    later = shop.opened()
    (line,) = [line for line in later.profile_lines("ann", "en") if line.about == "material/oak"]
    assert line.liking == pytest.approx(fresh.liking / 2, abs=1e-4) and "50%" in line.note and not fresh.note
    say(later, "table lamps")
    assert "50%" in later.why("ann", "lamp-oak", "en") and "50%" not in later.why("ann", "lamp-brass", "en")
    assert "oak" in say(later, "what do you know about me?").reply.text  # a taste still
    say(later, "I love oak")  # said again, it counts anew
    assert not [line.note for line in later.profile_lines("ann", "en") if line.about == "material/oak" and line.note]


def test_a_refused_item_stays_away_for_good(shop: Shop) -> None:
    first = shop.opened()
    first.opine("ann", "vase-green", -1.0)
    shop.clock.days(2000)
    assert "vase-green" not in ids(say(shop.opened(), "show me vases"))


# ── greeting ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "hello", "yes", "oak", "stop"),
    [
        ("en", "hello", "yes please", "oak", "don't greet me with what you know"),
        ("zh", "你好", "好的", "橡木", "下次不要再提我的喜好"),
    ],
)
def test_who_agreed_is_greeted_with_what_is_known(
    shop: Shop, language: str, hello: str, yes: str, oak: str, stop: str
) -> None:
    say(shop.opened(), "I love oak")
    shop.clock.days(1)
    asking = say(shop.opened(), hello)
    assert oak not in asking.reply.text and asking.reply.question is not None  # asked before anything is named
    say(shop.opened(), yes)
    say(shop.opened(), "a table lamp")
    shop.clock.days(7)
    greeted = say(shop.opened(), hello).reply
    assert oak in greeted.text and ("table lamp" in greeted.text or "台灯" in greeted.text)
    say(shop.opened(), stop)
    shop.clock.days(1)
    after = say(shop.opened(), hello).reply
    assert oak not in after.text and after.question is None  # asked once


def test_who_declined_is_not_asked_again(shop: Shop) -> None:
    say(shop.opened(), "I love oak")
    assert say(shop.opened(), "hello").reply.question is not None
    say(shop.opened(), "no thanks")
    shop.clock.days(1)
    reply = say(shop.opened(), "hello").reply
    assert reply.question is None and "oak" not in reply.text


# ── what was looked at ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "asked", "called"),
    [
        (7, "what did we look at last week?", "Last week"),
        (7, "上周我们看了什么？", "上周"),
        (1, "what did you show me yesterday?", "Yesterday"),
        (1, "昨天看了哪些", "昨天"),
        (3, "what did we see three days ago?", "Three days ago"),
        (40, "what did we look at last time?", "Last time"),
        (40, "上次我们看了什么", "上次"),
    ],
)
def test_the_lists_of_a_time_come_back_as_cards(shop: Shop, days: float, asked: str, called: str) -> None:
    first = say(shop.opened(), "vases under 25")
    shop.clock.days(days)
    say(shop.opened(), "show me sofas")
    turn = say(shop.opened(), asked)
    assert set(ids(turn)) == set(ids(first)) and turn.reply.text.startswith(called)
    assert "25" in turn.reply.text  # what it was for
    assert [card.reasons for card in turn.reply.recommendations]


def test_an_empty_time_is_said_to_be_empty(shop: Shop) -> None:
    nobody = say(shop.opened(), "what did we look at last week?")
    assert not ids(nobody) and "anything yet" in nobody.reply.text
    say(shop.opened(), "show me vases")
    shop.clock.days(30)
    turn = say(shop.opened(), "what did we look at last week?")
    assert not ids(turn) and "last week" in turn.reply.text and "vase" in turn.reply.text  # when the last list was


def test_a_list_that_was_brought_back_is_pointed_at_and_is_no_new_visit(shop: Shop) -> None:
    say(shop.opened(), "vases")
    shop.clock.days(1)
    recalled = ids(say(shop.opened(), "what did we look at yesterday?"))
    assert say(shop.opened(), "why the first one?").understanding.references == (recalled[0],)
    shop.clock.days(1)
    assert not ids(say(shop.opened(), "what did we look at yesterday?"))


def test_times_as_people_say_them() -> None:
    def days(text: str) -> tuple[float, float]:
        found = period(text, MONDAY_NOON)
        assert found is not None, text
        return tuple(round((MONDAY_NOON - moment) / DAY, 1) for moment in (found.start, found.end))  # type: ignore[return-value]

    yesterday, week = days("yesterday"), days("last week")
    assert days("昨天") == yesterday and yesterday[0] - yesterday[1] == pytest.approx(1.0)
    assert days("上星期") == week and week[0] - week[1] == pytest.approx(7.0)
    assert days("on Sunday") == yesterday == days("周日") and days("3 days ago") == days("三天前")
    assert period("a lamp", MONDAY_NOON) is None


def test_all_lists_are_told_of_by_one_fold_and_as_each_was_then(monkeypatch: pytest.MonkeyPatch) -> None:
    log = [Opinion("ann", f"limit/price/<=/{n}", 0.5, float(n)) for n in range(1, 40)]
    log = [x for o in log for x in (o, Opinion("ann", f"item/{o.said_at:g}", 0.0, o.said_at + 0.5, source="shown"))]
    steps: list[Opinion] = []
    before = {one.at: fold("ann", log[: one.before], one.at) for one in listings(log)}
    monkeypatch.setattr(profiles, "step", lambda state, one: (steps.append(one), step(state, one)))
    assert searched(log, listings(log)) == before and len(before) == 39
    assert len(steps) == len(log)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what have we already looked at?", "So far we looked at:"),
        ("What did we look at On sunday?", "I know of nothing that we looked at on Sunday."),
        ("之前我们看了什么", "之前我们看了："),
    ],
)
def test_a_time_is_called_as_a_sentence_has_it(shop: Shop, asked: str, told: str) -> None:
    say(shop.opened(), "show me vases")
    assert say(shop.opened(), asked).reply.text.startswith(told)
