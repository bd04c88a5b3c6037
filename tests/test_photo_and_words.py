"""Photo and words in one turn: what is changed, what is turned down, what goes with it, and why."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapes

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.data.graph import catalogue_graph
from convrec.recommenders import GoesWith, People
from convrec.types import ANYTHING, Message, Query, Relation, Turn, Understanding
from convrec.understanding.references.beside import relation
from knowledge_graph import Profile

Say = Callable[..., Turn]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shapes.write_shop(tmp_path_factory.mktemp("shapes") / "shop")


@pytest.fixture(scope="module")
def assistant(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shapes.open_assistant(shop, tmp_path_factory.mktemp("home"))


@pytest.fixture
def say(assistant: Assistant, shop: Path, request: pytest.FixtureRequest) -> Say:
    """Says something, with a photo of an item or without, as somebody of this very test."""

    def message(text: str, item: str = "") -> Turn:
        photos = (assistant.save_photo(shop / "customer_photos" / f"{item}.png"),) if item else ()
        return assistant.turn(Message(request.node.name, text, photos))

    return message


def ids(turn: Turn) -> list[str]:
    return [recommendation.item_id for recommendation in turn.recommendations]


def reasons(turn: Turn, place: int = 0) -> list[str]:
    return [reason.text for reason in turn.reply.recommendations[place].reasons]


def adds_up(turn: Turn) -> bool:
    cards = turn.reply.recommendations
    return bool(cards) and all(sum(r.contribution for r in c.reasons) == pytest.approx(c.score) for c in cards)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("this but in blue", "like"),
        ("the same, cheaper", "like"),
        ("not this colour", "like"),
        ("does this go with my sofa?", "like"),
        ("find what matches this photo", "like"),
        ("同款要蓝色的", "like"),
        ("不要这种颜色", "like"),
        ("not this", "unlike"),
        ("something else, nothing like this", "unlike"),
        ("I don't want this one", "unlike"),
        ("不要这种", "unlike"),
        ("别给我这样的", "unlike"),
        ("something that goes with this", "with"),
        ("a lamp that would go well with this", "with"),
        ("anything matching this?", "with"),
        ("a rug to go with it", "with"),
        ("跟这个配的", "with"),
        ("有没有和这把椅子搭的地毯", "with"),
    ],
)
def test_how_words_stand_to_a_photo(text: str, meant: Relation) -> None:
    assert relation(text, photo=True, pointed=False) == meant


def test_without_a_photo_or_a_thing_pointed_at_nothing_stands_to_anything() -> None:
    assert {relation(text, False, False) for text in ("not this", "something that goes with this")} == {"like"}


@pytest.mark.parametrize(
    ("text", "first", "why"),
    [
        ("this but in blue", "otto-blue", "blue, as you asked"),
        ("this but blue", "otto-blue", "blue, as you asked"),
        ("同款但要蓝色的", "otto-blue", "符合您要的“蓝色”"),
        ("like this, but in oak", "otto-oak", "oak, as you asked"),
        ("像这样的，但要橡木的", "otto-oak", "符合您要的“橡木”"),
        (
            "the same in a smaller size",
            "otto-small",
            "smaller (width) than Otto leather armchair, otto-green, which your photo",
        ),
        ("同款小一点的", "otto-small", "小（width）"),
        (
            "the same but cheaper",
            "otto-oak",
            "cheaper than Otto leather armchair, otto-green, which your photo looks like",
        ),
        ("这种形状但便宜点", "otto-oak", "比照片里看起来像的Otto 扶手椅 otto-green便宜"),
    ],
)
def test_the_variant_that_is_asked_for_comes_first_and_says_why(say: Say, text: str, first: str, why: str) -> None:
    turn = say(text, "otto-green")
    assert ids(turn)[0] == first
    assert any(reason.startswith(why) or why in reason for reason in reasons(turn))
    assert adds_up(turn)


def test_what_the_words_change_is_known_and_nothing_else_is(say: Say) -> None:
    assert say("this but in blue", "otto-green").understanding.changed == {"colour"}
    assert say("same shape, but in oak", "otto-green").understanding.changed == {"material", ANYTHING}
    assert say("不要这种", "otto-green").understanding.changed == frozenset()


@pytest.mark.parametrize("text", ["another colour", "换个颜色", "同款换成别的颜色"])
def test_another_colour_is_none_that_the_photo_shows(say: Say, text: str) -> None:
    turn = say(text, "otto-green")
    assert ids(turn)[0] == "otto-blue" and not {"otto-green", "otto-oak", "otto-small"} & {*ids(turn)}
    assert "limit/colour/!=/green" in [c.about for c in turn.profile.constraints] and adds_up(turn)


def test_what_was_understood_is_not_admitted_to_be_strange(say: Say) -> None:
    turn = say("not this, but a lamp", "otto-green")
    assert {item.partition("-")[0] for item in ids(turn)} == {"nova", "alba"}
    assert "could not take" not in turn.reply.text


def test_who_asks_for_company_of_their_own_thing_looks_for_no_second_one(say: Say) -> None:
    turn = say("my armchair looks like this, I need a rug to match it", "otto-green")
    assert set(ids(turn)) == {"tove-blue", "tove-green"}


def test_what_is_of_the_sort_in_the_photo_is_shown_and_nothing_else_that_is_blue(say: Say) -> None:
    turn = say("this but in blue", "otto-green")
    assert ids(turn)[0] == "otto-blue" and set(ids(turn)) == {"otto-blue", "rosa-blue"}


def test_where_words_change_a_photo_its_sort_is_a_condition_and_stays_one(say: Say) -> None:
    assert {item.partition("-")[0] for item in ids(say("this but in blue", "otto-green"))} == {"otto", "rosa"}
    assert {item.partition("-")[0] for item in ids(say("something under 450"))} == {"otto", "rosa"}


def test_where_nothing_has_what_is_asked_for_the_nearest_stay(say: Say) -> None:
    turn = say("this but in brass", "otto-green")  # which no armchair is of, but a lamp
    assert ids(turn)[0].startswith("otto") and adds_up(turn)


def test_a_photo_of_another_sort_ends_the_search(say: Say) -> None:
    assert ids(say("brass table lamps")) == ["nova-blue"]  # what no search for armchairs may be left with
    turn = say("something like this", "otto-green")
    assert ids(turn)[0].startswith("otto") and all(item.startswith(("otto", "rosa")) for item in ids(turn))
    assert [c.about for c in turn.profile.constraints] == ["limit/category/=/armchair"]


@pytest.mark.parametrize(
    ("text", "item", "line"),
    [
        ("", "otto-green", "Your photo seems to show: armchair. These come closest to your photo."),
        ("an armchair like this", "otto-green", "These come closest to your photo and to what you wrote."),
        ("这种形状但便宜点", "otto-green", "照片里看起来是扶手椅。这些最接近您的照片和描述。"),
        ("not this, but a lamp", "otto-green", "I left out what looks like your photo."),
        ("跟这个配的", "tove-blue", "您照片里的看起来像Tove 地毯 tove-blue，这些和它很配。"),
    ],
)
def test_the_reply_says_what_the_photo_was_taken_for(say: Say, text: str, item: str, line: str) -> None:
    assert say(text, item).reply.text.endswith(line)


def test_a_sort_named_beside_a_photo_is_the_sort(say: Say) -> None:
    assert {item.partition("-")[0] for item in ids(say("a lamp like this", "otto-green"))} == {"nova", "alba"}


@pytest.mark.parametrize("text", ["not this", "不要这种"])
def test_what_is_turned_down_stays_away_and_so_do_its_twins(say: Say, text: str) -> None:
    turn = say(text, "otto-green")
    assert set(ids(turn)) == {"rosa-blue", "rosa-brown"} and adds_up(turn)
    assert not any(item.startswith("otto") for item in ids(say("show me armchairs")))


def test_turning_something_down_leaves_the_search_what_it_is(say: Say) -> None:
    say("table lamps")
    assert {item.partition("-")[0] for item in ids(say("not this one", "otto-green"))} == {"nova", "alba"}


@pytest.mark.parametrize("text", ["something that goes with this", "跟这个配的"])
def test_what_goes_with_a_thing_is_of_another_sort_and_chosen_with_it(say: Say, text: str) -> None:
    turn = say(text, "otto-green")
    assert ids(turn)[0] == "alba-brown" and not any(item.startswith(("otto", "rosa")) for item in ids(turn))
    assert adds_up(turn)
    kinds = {part.kind for r in turn.recommendations for vote in r.votes for part in vote.because}
    assert {"chosen with", "seen with", "suiting"} <= kinds and not kinds & {"look", "meaning", "like"}


def test_a_sort_named_with_what_it_goes_with_is_what_is_shown(say: Say) -> None:
    turn = say("a rug that goes with this armchair", "otto-green")
    assert set(ids(turn)) == {"tove-blue", "tove-green"}
    assert any("A quiet corner" in reason for place in (0, 1) for reason in reasons(turn, place))


def test_something_on_the_list_can_be_gone_with(say: Say) -> None:
    first = ids(say("green leather armchairs"))[0]
    turn = say("something that goes with the first one")
    assert turn.understanding.company == (first,) and ids(turn)
    assert not any(item.startswith(("otto", "rosa")) for item in ids(turn))


@pytest.mark.parametrize(
    "text", ["this but in blue", "not this", "something that goes with this", "the same but cheaper"]
)
def test_the_causes_of_such_a_list_are_true(say: Say, assistant: Assistant, text: str) -> None:
    turn = say(text, "otto-green")
    user, best = turn.message.user_id, turn.recommendations[0]
    rerun = assistant.causes.rerun(user)
    assert rerun is not None
    assert [r.item_id for r in rerun.found().recommendations] == ids(turn)
    shares = assistant.causes.shares_of_sources(user, best.item_id)
    assert shares is not None and shares.everything == pytest.approx(best.score, abs=1e-4)
    votes = {vote.source: vote.contribution for vote in best.votes if vote.contribution}
    assert {name: share for name, share in shares.of.items() if abs(share) > 1e-9} == pytest.approx(votes, abs=1e-4)
    cause = assistant.causes.counterfactual(user, best.item_id)
    assert cause is not None
    if cause.without:
        assert best.item_id not in [r.item_id for r in rerun.found(cause.without).recommendations]


def test_without_the_wish_what_the_photo_shows_would_be_there(say: Say, assistant: Assistant) -> None:
    turn = say("this but in blue", "otto-green")
    rerun = assistant.causes.rerun(turn.message.user_id)
    assert rerun is not None
    wish = next(one for one in rerun.held if one.abouts == ("colour/blue",))
    assert "otto-green" not in ids(turn)
    assert "otto-green" in [r.item_id for r in rerun.found([wish]).recommendations]


def test_too_few_choices_tell_nothing_of_attributes_so_all_count_alike(shop: Path) -> None:
    catalogue = read_catalogue(shop)
    graph = catalogue_graph(catalogue)
    people = People.fitted(dict(catalogue.row), catalogue.acts, graph)
    assert "alba-brown" in people.chosen_with("otto-green") and not people.chosen_with("nobody")
    none_excluded = np.zeros(len(catalogue.items), dtype=bool)
    asked = Query(Understanding("en", "find", references=("otto-blue",), relation="with"), Profile(""), none_excluded)
    made = {c.item_id: c.because for c in GoesWith(catalogue, graph, people).candidates(asked)}
    assert [part.about for part in made["nova-blue"]] == [("otto-blue", "colour/blue")]
    assert {part.kind for part in made["nova-blue"]} == {"suiting"}  # nobody chose a blue Otto
