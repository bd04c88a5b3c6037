"""Several photos in one message: of one thing, of different things, of what isn't sold, and what words say of which."""

from collections.abc import Callable
from pathlib import Path

import paints
import pytest
import shapes
from paints import CORAL, NAVY, OLIVE, SAND
from PIL import Image

from convrec.assistant import Assistant
from convrec.seen import SeenPhoto
from convrec.types import Message, Turn
from convrec.understanding.references.of_photos import spoken_of

Say = Callable[..., Turn]
DOG = CORAL


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shapes.write_shop(tmp_path_factory.mktemp("shapes") / "shop")


@pytest.fixture(scope="module")
def assistant(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shapes.open_assistant(shop, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant of the shop of paints, which knows what it has nothing like."""
    folder = paints.write_shop(tmp_path_factory.mktemp("paints") / "shop")
    return paints.open_assistant(folder, tmp_path_factory.mktemp("painted"))


@pytest.fixture
def say(assistant: Assistant, shop: Path, request: pytest.FixtureRequest) -> Say:
    """Says something, with photos of items or without, as somebody of this very test."""

    def message(text: str, *items: str) -> Turn:
        photos = assistant.save_photos([shop / "customer_photos" / f"{item}.png" for item in items])
        return assistant.turn(Message(request.node.name, text, photos))

    return message


@pytest.fixture
def show(painted: Assistant, tmp_path: Path, request: pytest.FixtureRequest) -> Say:
    """The same with photos of one paint each, or of stripes."""

    def message(text: str, *photos: tuple[int, int, int] | tuple[tuple[int, int, int], ...]) -> Turn:
        stripes = [photo if isinstance(photo[0], tuple) else (photo,) for photo in photos]
        files = [paints.paint(tmp_path / f"{n}.png", *one) for n, one in enumerate(stripes)]
        return painted.turn(Message(request.node.name, text, painted.save_photos(files)))

    return message


def ids(turn: Turn) -> list[str]:
    return [recommendation.item_id for recommendation in turn.recommendations]


def designs(turn: Turn) -> list[str]:
    return [item.partition("-")[0] for item in ids(turn)]


def reasons(turn: Turn, item: str) -> list[str]:
    return next([reason.text for reason in c.reasons] for c in turn.reply.recommendations if c.item_id == item)


def adds_up(turn: Turn) -> bool:
    cards = turn.reply.recommendations
    return bool(cards) and all(sum(r.contribution for r in c.reasons) == pytest.approx(c.score) for c in cards)


# ── which belong together ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line", "first", "second"),
    [
        (
            "",
            "I see a rug in your first photo and an armchair in your second. These come closest to each of them.",
            "looks like your first photo",
            "looks like your second photo",
        ),
        (
            "有这样的吗",
            "第一张照片里看起来是地毯，第二张是扶手椅。这些分别和它们最接近。",
            "和您的第一张照片很像",
            "和您的第二张照片很像",
        ),
    ],
)
def test_different_things_take_turns_each_with_its_best_first(
    say: Say, text: str, line: str, first: str, second: str
) -> None:
    turn = say(text, "tove-blue", "otto-green")
    assert ids(turn) == ["tove-blue", "otto-green", "tove-green", "otto-oak", "otto-small"] and adds_up(turn)
    assert turn.reply.text == line
    assert first in reasons(turn, "tove-blue") and second in reasons(turn, "otto-green")


def test_each_of_them_scores_as_if_it_had_come_alone(say: Say, assistant: Assistant, shop: Path) -> None:
    turn = say("", "nova-blue", "otto-green")
    assert turn.reply.text == "I see an armchair in your second photo. These come closest to each of your photos."
    photo = assistant.save_photo(shop / "customer_photos" / "nova-blue.png")
    alone = assistant.turn(Message("somebody who saw nothing yet", "", (photo,))).recommendations[0]
    assert alone.item_id == ids(turn)[0] == "nova-blue"
    assert alone.score == pytest.approx(turn.recommendations[0].score)


def test_views_of_one_thing_are_taken_together(say: Say, assistant: Assistant, shop: Path, tmp_path: Path) -> None:
    with Image.open(shop / "customer_photos" / "otto-green.png") as view:
        view.rotate(4, fillcolor=view.getpixel((63, 0))).save(tmp_path / "again.png")
    photos = assistant.save_photos([shop / "customer_photos" / "otto-green.png", tmp_path / "again.png"])
    turn = assistant.turn(Message("two views", "", photos))
    assert ids(turn)[0] == "otto-green" and not turn.understanding.apart
    assert turn.understanding.photos is not None and len(turn.understanding.photos.look) == 2
    assert "looks like your photo" in reasons(turn, "otto-green")


def test_three_photos_of_two_things_are_two_things(say: Say) -> None:
    turn = say("", "otto-green", "tove-blue", "otto-blue")
    assert turn.reply.text.startswith("I see an armchair in your first and third photo and a rug in your second.")
    assert "looks like your first and third photo" in reasons(turn, ids(turn)[0])


# ── with words ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["these, but cheaper", "这些，但要便宜点的"])
def test_cheaper_is_cheaper_than_each(say: Say, text: str) -> None:
    turn = say(text, "nova-blue", "otto-green")
    assert ids(turn)[:2] == ["alba-brown", "otto-oak"] and "nova-blue" not in ids(turn)
    prices = {card.item_id: card.amount or 0.0 for card in turn.reply.recommendations}
    assert prices["alba-brown"] < 90 and all(prices[item] < 500 for item in prices) and adds_up(turn)
    assert [len(part.constraints) for part in turn.understanding.apart] == [1, 1]


def test_a_condition_holds_for_each(say: Say) -> None:
    turn = say("these in blue", "tove-green", "otto-green")
    assert ids(turn) == ["tove-blue", "otto-blue", "rosa-blue"]


def test_of_what_nothing_fits_is_said_and_the_other_is_listed(say: Say) -> None:
    turn = say("these under 200", "tove-blue", "otto-green")
    assert set(ids(turn)) == {"tove-blue", "tove-green"}
    assert turn.reply.text == (
        "Nothing like the armchair in your second photo fits what you asked for. "
        "Your first photo seems to show: rug. These come closest to your first photo and to what you wrote."
    )
    turn = say("这些要200以内的", "tove-blue", "otto-green")
    assert turn.reply.text.startswith("第二张照片里那样的扶手椅，没有符合要求的。第一张照片里看起来是地毯。")


@pytest.mark.parametrize(
    ("text", "first", "all_of"),
    [
        ("something like the second one", "otto-green", {"otto", "rosa"}),
        ("第二张那样的", "otto-green", {"otto", "rosa"}),
        ("not the first", "otto-green", {"otto", "rosa"}),
        ("the second but in oak", "otto-oak", {"otto"}),
        ("像第二张，但要橡木的", "otto-oak", {"otto"}),
        ("the armchair in blue", "otto-blue", {"otto", "rosa"}),
    ],
)
def test_one_of_them_can_be_spoken_of(say: Say, text: str, first: str, all_of: set[str]) -> None:
    turn = say(text, "nova-blue", "otto-green")
    assert ids(turn)[0] == first and set(designs(turn)) == all_of
    assert [seen.place for seen in turn.understanding.seen] == [2]
    assert "limit/category/=/table-lamp" not in [limit.about for limit in turn.profile.constraints]


@pytest.mark.parametrize("text", ["the first in blue and the second in brown", "第一张要蓝色的，第二张要棕色的"])
def test_each_can_have_words_of_its_own(say: Say, text: str) -> None:
    assert ids(say(text, "tove-green", "otto-green")) == ["tove-blue", "rosa-brown"]


def test_another_sort_of_thing_is_to_be_like_all_of_them(say: Say) -> None:
    turn = say("a rug like these", "nova-blue", "otto-green")
    assert set(designs(turn)) == {"tove"} and not turn.understanding.apart


@pytest.mark.parametrize("text", ["not these", "不要这些"])
def test_all_of_them_can_be_turned_down(say: Say, text: str) -> None:
    turn = say(text, "nova-blue", "otto-green")
    assert not {"nova-blue", "otto-green"} & {*ids(turn)} and {"alba", "rosa"} <= {*designs(turn)}


def test_what_goes_with_them_goes_with_each(say: Say) -> None:
    turn = say("something that goes with these", "nova-blue", "otto-green")
    assert turn.understanding.company == ("nova-blue", "otto-green") and set(designs(turn)) == {"tove"}


# ── what comes after ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["cheaper", "便宜点的"])
def test_a_further_message_keeps_both(say: Say, text: str) -> None:
    say("", "rosa-brown", "nova-blue")
    say("in blue")
    turn = say(text)
    assert {part.places for part in turn.understanding.apart} == {(1,), (2,)}
    assert {*designs(turn)} & {"nova", "alba"} and all(reason for reason in ids(turn))


def test_a_colour_asked_for_later_is_not_held_against_the_shape(say: Say) -> None:
    say("", "nova-blue", "otto-green")
    turn = say("in blue")
    assert ids(turn)[:2] == ["nova-blue", "otto-blue"] and "looks like your second photo" not in reasons(
        turn, "otto-blue"
    )
    assert "its shape is like your second photo's" in reasons(turn, "otto-blue")


def test_what_was_cheaper_than_each_stays_so_until_it_is_taken_back(say: Say) -> None:
    say("these, but cheaper", "nova-blue", "otto-green")
    assert "nova-blue" not in ids(say("something modern"))
    assert "nova-blue" in ids(say("the price doesn't matter"))


def test_one_of_them_can_be_gone_on_with(say: Say) -> None:
    say("these under 450", "nova-blue", "otto-green")
    turn = say("only the armchair, in blue")
    assert ids(turn) == ["rosa-blue"] and turn.understanding.places == (2,)


def test_another_search_ends_it(say: Say) -> None:
    say("", "nova-blue", "otto-green")
    assert set(designs(say("show me rugs"))) == {"tove"} == set(designs(say("cheaper than 200")))


def test_a_photo_erased_since_is_not_gone_on_with(say: Say, assistant: Assistant) -> None:
    turn = say("", "nova-blue", "otto-green")
    assistant.take_back(turn.message.user_id, f"photo/{turn.message.photos[0]}")
    assert not say("in blue").understanding.seen


@pytest.mark.parametrize("text", ["", "these, but cheaper", "the first in blue and the second in brown", "not these"])
def test_why_makes_such_a_list_again(say: Say, assistant: Assistant, text: str) -> None:
    turn = say(text, "nova-blue", "otto-green")
    user = turn.message.user_id
    rerun = assistant.causes.rerun(user)
    assert rerun is not None and [r.item_id for r in rerun.found().recommendations] == ids(turn)
    for one in turn.recommendations:
        shares = assistant.causes.shares_of_sources(user, one.item_id)
        assert shares is not None and shares.everything == pytest.approx(one.score, abs=1e-4)
        cause = assistant.causes.counterfactual(user, one.item_id)
        assert cause is not None
        if cause.without:
            assert one.item_id not in [r.item_id for r in rerun.found(cause.without).recommendations]


# ── putting right ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_seen_in_one_can_be_taken_away(say: Say, assistant: Assistant) -> None:
    turn = say("", "nova-blue", "otto-green")
    lamp, armchair = turn.message.photos
    for likely in turn.understanding.seen[1].thing.colours:
        turn = assistant.unsee(turn, armchair, likely.about)
    kinds = {
        (part.photos, part.kind)
        for r in turn.recommendations
        for v in r.votes
        for part in v.because
        if abs(part.amount) > 1e-9
    }
    assert ((1,), "colour") in kinds and ((2,), "colour") not in kinds
    turn = assistant.unsee(turn, lamp, "category/table-lamp")
    assert [limit.about for limit in turn.profile.constraints] == ["limit/category/=/armchair"]
    assert [part.topic for part in turn.understanding.apart] == [(), ("category/armchair",)]
    assert ids(turn)[0] == "nova-blue" and "otto" in designs(turn)


def test_another_thing_can_be_chosen_in_one(show: Say, painted: Assistant) -> None:
    turn = show("", (OLIVE, NAVY), SAND)
    assert turn.reply.text.startswith("I see an armchair in your first photo and a rug in your second.")
    assert {*designs(turn)} == {"arm", "rug"}
    turn = painted.choose(turn, turn.message.photos[0], 1)
    assert {*designs(turn)} == {"lamp", "rug"} and len(turn.understanding.seen) == 2


@pytest.mark.parametrize("text", ["no, the lamp", "不是扶手椅，是台灯"])
def test_a_correction_of_one_leaves_the_others(show: Say, text: str) -> None:
    show("", (OLIVE, NAVY), SAND, DOG)
    turn = show(text)
    assert {*designs(turn)} == {"lamp", "rug"} and not turn.understanding.opinions
    assert "dog" not in turn.reply.text and "狗" not in turn.reply.text


# ── what isn't sold ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "",
            "Your second photo looks like a dog; we have nothing like it here. "
            "I see an armchair in your first photo and a rug in your third.",
        ),
        (
            "有这样的吗",
            "您的第二张照片里看起来是狗，本店没有类似的东西。第一张照片里看起来是扶手椅，第三张是地毯。",
        ),
    ],
)
def test_a_strange_one_among_them_is_named(show: Say, text: str, begins: str) -> None:
    turn = show(text, OLIVE, DOG, SAND)
    assert turn.reply.text.startswith(begins) and {*designs(turn)} == {"arm", "rug"}
    further = show("cheaper" if not text else "便宜点的")
    assert "dog" not in further.reply.text and {p.places for p in further.understanding.apart} == {(1,), (3,)}


def test_several_strange_ones_are_each_named(show: Say) -> None:
    turn = show("", DOG, tuple(light - 2 for light in DOG))
    assert turn.reply.text == (
        "Your first photo looks like a dog and your second like a dog; we have nothing like them here. "
        "Tell me what you are looking for."
    )


def test_a_strange_one_that_is_spoken_of_brings_no_list(show: Say) -> None:
    turn = show("like the second one", OLIVE, DOG)
    assert turn.reply.text.startswith("Your second photo looks like a dog; we have nothing like it here. Tell me")
    assert not turn.recommendations


# ── words for photos ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "places", "read"),
    [
        ("something like the second one", (1,), "something like this"),
        ("the first but in oak", (0,), "this but in oak"),
        ("I want one like my second picture in green", (1,), "I want one like this in green"),
        ("photo 2 in blue", (1,), "this in blue"),
        ("the first and the second in oak", (0, 1), "this in oak"),
        ("the last one please", (2,), "this please"),
        ("the first two", (0, 1), "this"),
        ("not the second one", (0, 2), ""),
        ("ignore the second photo, under 100", (0, 2), "under 100"),
        ("like the first but not the second", (0,), "like this"),
        ("第二张那样的", (1,), "这样的"),
        ("像第一张，但要橡木的", (0,), "像这张照片，但要橡木的"),
        ("第一张和第二张都要橡木的", (0, 1), "这张照片都要橡木的"),
        ("不要第一张，要第二张那种", (1,), "要这样"),
        ("最后一张", (2,), "这张照片"),
        ("前两张", (0, 1), "这张照片"),
    ],
)
def test_the_photos_that_words_speak_of(text: str, places: tuple[int, ...], read: str) -> None:
    spoken = spoken_of(text, 3)
    assert (spoken.places, spoken.text, spoken.own) == (places, read, {})


@pytest.mark.parametrize(
    "text",
    [
        "these, but cheaper",
        "my first flat needs a lamp",
        "the first time I saw this",
        "for the second floor",
        "the sixth one",
    ],
)
def test_words_that_speak_of_no_photo(text: str) -> None:
    assert spoken_of(text, 3) == spoken_of(text, 1) and not spoken_of(text, 3).places


def test_a_photo_alone_has_no_number() -> None:
    assert not spoken_of("the first one", 1).places and SeenPhoto("p").place == 0
