"""A person's own things: kept when shown as theirs, used when something is to go with them, gone when taken back."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.index import Index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.seen import Likely, SeenPhoto, Thing
from convrec.settings import Settings
from convrec.types import Message, Turn, Understanding
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.pictures import thumbnail
from convrec.ui.session import Session
from convrec.understanding.belongings import by_sight
from convrec.wire import turn_as_dict
from knowledge_graph import Opinion, OpinionLog, Owned, fold

SOFA = "category/sofa"
SEEN = "category/vase"  # what a blue photo shows to eyes that see colours alone
BLUE, GREEN = {"vase-blue", "vase-blue-too", "sofa-linen"}, {"vase-green", "sofa-velvet"}
LAMPS = {"lamp-oak", "lamp-brass", "lamp-rattan"}
Taken = Callable[..., str]


@pytest.fixture
def photo(assistant: Assistant, tmp_path: Path) -> Taken:
    """The hash of a photo of one colour that has been sent."""

    def take(colour: str = "blue") -> str:
        Image.new("RGB", (40, 40), colour).save(tmp_path / f"{colour}.png")
        return assistant.save_photo(tmp_path / f"{colour}.png")

    return take


def say(assistant: Assistant, text: str, *photos: str, user: str = "ann", at: float = 0.0) -> Turn:
    return assistant.turn(Message(user, text, photos, at))


def own(assistant: Assistant, user: str = "ann") -> list[tuple[str, str]]:
    return [(thing.photo, thing.sort) for thing in assistant.profile(user).own]


def ids(turn: Turn) -> set[str]:
    return {recommendation.item_id for recommendation in turn.recommendations}


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("This is my sofa", SOFA),
        ("that's our old green sofa in the living room.", SOFA),
        ("This couch is mine", SOFA),
        ("I have a sofa at home", SOFA),
        ("my sofa", SOFA),
        ("please keep this as my sofa", SOFA),
        ("I have this at home", SEEN),
        ("I already own this", SEEN),
        ("it's mine", SEEN),
        ("Here's my armchair!", "said/armchair"),
        ("This is my lamp", "said/lamp"),  # which of the lamps it is, the word doesn't say
        ("这是我家的沙发", SOFA),
        ("这就是我家沙发", SOFA),
        ("这张沙发是我家的", SOFA),
        ("家里有这张沙发", SOFA),
        ("我的沙发", SOFA),
        ("记住我家的沙发", SOFA),
        ("我家有这个", SEEN),
        ("这是我家的扶手椅", "said/扶手椅"),
        ("这是我家的户外椅", "said/户外椅"),
    ],
)
def test_what_is_shown_as_ones_own_is_kept_and_asks_for_nothing(
    assistant: Assistant, photo: Taken, text: str, sort: str
) -> None:
    sofa = photo()
    turn = say(assistant, text, sofa)
    assert own(assistant) == [(sofa, sort)]
    assert not turn.recommendations and not turn.understanding.opinions and not assistant.profile("ann").likings
    assert "✕" in turn.reply.text and ("Only you" in turn.reply.text or "只有您" in turn.reply.text)
    assert turn.reply.language == ("zh" if text[-1] > "\u3400" else "en")


@pytest.mark.parametrize(
    "text",
    [
        "", "like this", "a sofa like this", "do you have this?", "this is my favourite colour",
        "this is my mother's sofa",
        "this is not my sofa", "I don't have this at home", "can I have this at home by Friday?", "is this my size?",
        "it's for my niece", "a kettle for my dad", "I have it at work all day",
        "my budget is 50", "这不是我家的沙发", "我家没有这个", "这是我喜欢的风格", "我想要这个", "有没有这个",
    ],
)  # fmt: skip
def test_a_photo_that_is_only_searched_by_is_not_kept_as_a_thing(assistant: Assistant, photo: Taken, text: str) -> None:
    turn = say(assistant, text, photo())
    assert own(assistant) == [] and turn.understanding.photos is not None
    assert "✕" not in turn.reply.text


@pytest.mark.parametrize("text", ["a lamp that goes with my sofa", "a lamp matching our blue couch", "配我家沙发的灯"])
def test_what_goes_with_it_is_searched_beside_its_photo_and_is_not_like_it(
    assistant: Assistant, photo: Taken, text: str
) -> None:
    sofa = photo("blue")
    say(assistant, "this is my sofa", sofa)
    turn = say(assistant, text)
    understanding = turn.understanding
    assert understanding.beside == (sofa,) and understanding.photos is None and not understanding.opinions
    assert understanding.relation == "with" and understanding.likened[0] in BLUE
    assert ids(turn) == LAMPS if "灯" not in text else ids(turn) <= LAMPS and ids(turn)
    assert "sofa" in turn.reply.text or "沙发" in turn.reply.text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a lamp that goes with my sofa", "These go with your sofa, which looks like {}."),
        ("配我家沙发的灯", "您的沙发看起来像{}，这些和它很配。"),
    ],
)
def test_with_what_it_goes_is_said_in_one_sentence(assistant: Assistant, photo: Taken, text: str, line: str) -> None:
    say(assistant, "this is my sofa", photo("blue"))
    turn = say(assistant, text)
    (like,) = turn.understanding.company
    assert turn.reply.text == line.format(assistant.names.title(like, turn.reply.language))


def test_what_a_thing_is_called_beside_its_photo_is_not_wanted(assistant: Assistant, photo: Taken) -> None:
    for text in ("a lamp that goes with this blue sofa", "a lamp to match that couch"):
        turn = say(assistant, text, photo())
        assert turn.understanding.beside and ids(turn) == LAMPS
    assert "rug-wool" in ids(say(assistant, "配这个的地毯", photo()))  # where it is the other way about


@pytest.mark.parametrize("text", ["something that fits my sofa", "what goes with my sofa?", "有没有适合我家沙发的"])
def test_where_no_sort_is_asked_for_it_is_any_but_its_own(assistant: Assistant, photo: Taken, text: str) -> None:
    say(assistant, "this is my sofa", photo())
    turn = say(assistant, text)
    assert turn.understanding.beside and turn.recommendations
    assert not any(item.startswith("sofa") for item in ids(turn))


def test_it_goes_on_with_the_search_and_ends_with_it(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    say(assistant, "this is my sofa", sofa, at=1.0)
    say(assistant, "a lamp that goes with my sofa", at=2.0)
    cheaper = say(assistant, "cheaper please, under 80", at=3.0)
    assert cheaper.understanding.intent == "refine" and cheaper.understanding.beside == (sofa,)
    assert ids(cheaper) == {"lamp-oak", "lamp-rattan"}  # lamps are still what is looked for
    assert say(assistant, "I hate brass", at=4.0).understanding.beside == (sofa,)
    assert say(assistant, "show me vases", at=5.0).understanding.beside == ()
    assert say(assistant, "in green", at=6.0).understanding.beside == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("something that fits my sofa", "You haven't shown me your sofa yet; send a photo and say it's yours."),
        ("this is my sofa", "You haven't shown me your sofa yet; send a photo and say it's yours."),
        ("有没有适合我家沙发的", "您还没给我看过您的沙发，发张照片并告诉我是您的就行。"),
    ],
)
def test_what_was_never_shown_is_said_in_one_sentence(assistant: Assistant, text: str, sentence: str) -> None:
    turn = say(assistant, text)
    assert turn.reply.text == sentence and not turn.recommendations


def test_what_is_asked_for_is_listed_all_the_same(assistant: Assistant) -> None:
    turn = say(assistant, "a lamp that goes with my sofa")
    assert ids(turn) == LAMPS and turn.reply.text.startswith("You haven't shown me your sofa yet")


@pytest.mark.parametrize(
    "text", ["a lamp that suits my taste", "a lamp for my mother", "something that fits my budget"]
)
def test_not_all_that_is_mine_is_a_thing(assistant: Assistant, text: str) -> None:
    assert "shown me" not in say(assistant, text).reply.text


def test_of_two_the_newest_is_taken_and_named(assistant: Assistant, photo: Taken) -> None:
    old, new, chair = photo("blue"), photo("green"), photo("brown")
    for at, one, text in ((1.7e9, old, "this is my sofa"), (1.75e9, new, "我家的沙发"), (1.76e9, chair, "my armchair")):
        say(assistant, text, one, at=at)
    turn = say(assistant, "a lamp that goes with my sofa")
    assert turn.understanding.beside == (new,)
    assert "You have shown me 2 of them" in turn.reply.text and "June 15, 2025" in turn.reply.text
    assert "2 件" in say(assistant, "配我家沙发的地毯").reply.text
    assert say(assistant, "a rug that goes with my armchair").understanding.beside == (chair,)


def test_two_photos_of_one_message_show_one_thing(assistant: Assistant, photo: Taken) -> None:
    both = (photo("blue"), photo("green"))
    say(assistant, "this is my sofa", *both)
    turn = say(assistant, "a lamp that goes with my sofa")
    assert turn.understanding.beside == both and "You have shown me" not in turn.reply.text
    assert {*turn.understanding.likened[:5]} == BLUE | GREEN


def test_shown_and_asked_for_in_one_breath(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    turn = say(assistant, "This is my sofa. I need a lamp", sofa)
    assert own(assistant) == [(sofa, SOFA)] and turn.understanding.beside == (sofa,) and ids(turn) == LAMPS
    for sentence in ("I'll remember your sofa", "These go with your sofa, which looks like "):
        assert sentence in turn.reply.text
    like = say(assistant, "this is my sofa, find something similar", sofa)
    assert like.understanding.photos is not None and not like.understanding.beside


def test_a_photo_sent_with_a_wish_for_what_goes_with_it_is_not_kept(assistant: Assistant, photo: Taken) -> None:
    for text in ("a lamp that goes with this", "a lamp that goes with my sofa", "配这个的灯"):
        seen = photo()
        turn = say(assistant, text, seen)
        assert turn.understanding.beside == (seen,) and turn.understanding.photos is None
        assert own(assistant) == [] and ("your photo" in turn.reply.text or "您照片里" in turn.reply.text)


@pytest.mark.parametrize(
    ("text", "sort", "reply"),
    [
        ("That's my sofa", SOFA, "I'll remember your sofa"),
        ("I have this at home", SEEN, "I'll remember your vase"),
        ("it's mine", SEEN, "I'll remember your vase"),
        ("这是我家的沙发", SOFA, "记住了您的沙发"),
        ("我家有这个", SEEN, "记住了您的花瓶"),
    ],
)
def test_what_came_with_the_message_before_is_kept_just_so(
    assistant: Assistant, photo: Taken, text: str, sort: str, reply: str
) -> None:
    sent = photo()
    say(assistant, "", sent)
    turn = say(assistant, text)
    assert own(assistant) == [(sent, sort)] and turn.reply.text.startswith(reply) and "✕" in turn.reply.text
    assert not turn.recommendations and not turn.understanding.opinions
    assert say(assistant, "a lamp that goes with my sofa").understanding.beside == ((sent,) if sort == SOFA else ())


@pytest.mark.parametrize("between", ["show me lamps", "in green", "I love oak"])
def test_only_the_newest_message_s_photo_is_pointed_at(assistant: Assistant, photo: Taken, between: str) -> None:
    say(assistant, "", photo())
    say(assistant, between)
    turn = say(assistant, "That's my sofa")
    assert own(assistant) == [] and "haven't shown me your sofa" in turn.reply.text


@pytest.mark.parametrize("text", ["I have a lamp at home", "my sofa", "I have one already", "that's my mother's sofa"])
def test_what_points_at_nothing_keeps_no_earlier_photo(assistant: Assistant, photo: Taken, text: str) -> None:
    say(assistant, "", photo())
    say(assistant, text)
    assert own(assistant) == []


def test_a_photo_erased_meanwhile_is_not_kept(assistant: Assistant, photo: Taken) -> None:
    sent = photo()
    say(assistant, "", sent)
    assistant.take_back("ann", f"photo/{sent}")
    assert "haven't shown me" in say(assistant, "That's my sofa").reply.text and own(assistant) == []


def test_a_photo_can_be_held_against_what_is_kept(assistant: Assistant, photo: Taken) -> None:
    sofa, lamp = photo("blue"), photo("brown")
    say(assistant, "this is my sofa", sofa)
    turn = say(assistant, "would this go with my sofa?", lamp)
    assert turn.understanding.beside == (sofa,) and turn.understanding.photos is not None


@pytest.mark.parametrize(
    "text", ["a lamp that goes with my sofa", "what do you know about me?", "forget my sofa photo"]
)
def test_nobody_else_meets_it(assistant: Assistant, photo: Taken, text: str) -> None:
    sofa = photo()
    say(assistant, "this is my sofa", sofa, user="ann")
    turn = say(assistant, text, user="ben")
    assert turn.understanding.beside == () and own(assistant, "ben") == []
    assert assistant.profile_lines("ben", "en") == () or not any(
        line.photo for line in assistant.profile_lines("ben", "en")
    )
    assert sofa not in json.dumps(turn_as_dict(turn)) and own(assistant) == [(sofa, SOFA)]
    assert assistant.photo_path(sofa).is_file()


@pytest.mark.parametrize(
    "text",
    [
        "forget my sofa photo", "delete the photo of my sofa", "forget my sofa", "please remove my sofa's picture",
        "删掉我家沙发的照片", "忘掉我的沙发照片", "把我家沙发的照片删掉", "忘掉我家的沙发",
    ],
)  # fmt: skip
def test_it_is_forgotten_when_asked_for_and_nothing_else_is(assistant: Assistant, photo: Taken, text: str) -> None:
    sofa, chair = photo("blue"), photo("green")
    say(assistant, "I love oak")
    say(assistant, "this is my armchair", chair)
    say(assistant, "this is my sofa", sofa)
    say(assistant, "a lamp that goes with my sofa")
    turn = say(assistant, text)
    assert "your sofa" in turn.reply.text or "您的沙发" in turn.reply.text
    assert own(assistant) == [(chair, "said/armchair")] and assistant.profile("ann").liking("material/oak") > 0
    assert not assistant.photo_path(sofa).exists() and assistant.photo_path(chair).is_file()
    assert assistant.profile("ann").beside == ()
    assert not say(assistant, "a rug that goes with my sofa").understanding.beside


@pytest.mark.parametrize("text", ["forget my rug photo", "删掉我家地毯的照片", "delete my photos", "删除我的所有照片"])
def test_asking_to_forget_a_photo_never_forgets_the_person(assistant: Assistant, text: str) -> None:
    say(assistant, "I love oak")
    turn = say(assistant, text)
    assert turn.reply.text in ("I keep no such photo of yours.", "我没有保存您的这种照片。")
    assert assistant.profile("ann").liking("material/oak") > 0


def test_all_photos_can_be_forgotten_at_once(assistant: Assistant, photo: Taken) -> None:
    photos = [photo("blue"), photo("green")]
    say(assistant, "this is my sofa", photos[0])
    say(assistant, "like this", photos[1])
    say(assistant, "delete all my photos")
    assert not any(assistant.photo_path(one).exists() for one in photos) and assistant.profile("ann").photos == ()


@pytest.mark.parametrize(
    ("asks", "forgets"),
    [
        ("what photos of mine do you keep?", "delete my photos"),
        ("How many of my pictures have you saved?", "delete all my pictures"),
        ("do you still have my photos?", "erase my photos"),
        ("你存了我哪些照片", "删除我的照片"),
        ("我的照片你还留着吗？", "把我的照片都删掉"),
    ],
)
def test_how_many_photos_are_kept_and_taken_back_is_told(
    assistant: Assistant, photo: Taken, asks: str, forgets: str
) -> None:
    nothing = say(assistant, asks).reply
    assert nothing.text in ("I keep no photos of yours.", "我没有保存您的照片。")
    for colour in ("blue", "green", "red"):
        say(assistant, "like this", photo(colour))
    told = say(assistant, asks).reply
    assert "3" in told.text and not told.recommendations
    assert "delete my photos" in told.text or "删除我的照片" in told.text
    assert say(assistant, forgets).reply.text in ("Taken back: your 3 photos.", "已撤回：您的 3 张照片。")
    assert say(assistant, asks).reply.text == nothing.text


@pytest.mark.parametrize("text", ["what pictures do you have?", "do you have my picture frames?", "有哪些照片墙"])
def test_pictures_for_sale_are_no_photos_of_theirs(assistant: Assistant, text: str) -> None:
    assert say(assistant, text).understanding.intent != "ask_profile"


def test_the_cross_erases_the_photo_from_disk_and_from_the_log(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    before = say(assistant, "this is my sofa", sofa)
    listed = say(assistant, "a lamp that goes with my sofa")
    (line,) = [line for line in assistant.profile_lines("ann", "zh") if line.photo]
    assert (line.text, line.photo, line.quote) == ("您的沙发", sofa, "this is my sofa")
    assistant.take_back("ann", line.about)
    assert not assistant.photo_path(sofa).exists() and own(assistant) == []
    kept = [entry.about for entry in assistant._memory.export("ann")]
    assert not any(about.startswith(("own/", "photo/", "beside/")) for about in kept)
    assert assistant.again(listed).understanding.beside == ()
    assert assistant.why("ann", next(iter(ids(listed))), "en")  # which can't be made again, and says what it can
    assistant.again(before)
    assert own(assistant) == []  # a list made again shows nothing anew
    assert [entry for entry in assistant._memory.export("ann") if sofa in entry.about or sofa in entry.quote] == []


def test_a_list_is_made_again_without_a_photo_that_was_erased(assistant: Assistant, photo: Taken) -> None:
    vase = photo()
    listed = say(assistant, "something like this", vase)
    assert listed.understanding.photos is not None
    assistant.take_back("ann", f"photo/{vase}")
    again = assistant.again(listed)
    assert again.understanding.photos is None and again.understanding.seen == ()
    assert not any(vase in entry.about or vase in entry.quote for entry in assistant._memory.export("ann"))


def test_somebody_elses_same_photo_stays(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    for user in ("ann", "ben"):
        say(assistant, "this is my sofa", sofa, user=user)
    say(assistant, "forget my sofa photo")
    assert own(assistant) == [] and own(assistant, "ben") == [(sofa, SOFA)] and assistant.photo_path(sofa).is_file()
    assistant.forget("ben")
    assert not assistant.photo_path(sofa).exists()


def test_take_that_back_takes_back_what_was_just_shown(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    say(assistant, "this is my sofa", sofa)
    assert "your sofa" in say(assistant, "take that back").reply.text
    assert own(assistant) == [] and not assistant.photo_path(sofa).exists()


def test_a_restart_keeps_it(
    assistant: Assistant, photo: Taken, catalogue: Catalogue, models: Models, index: Index, tmp_path: Path
) -> None:
    sofa = photo()
    say(assistant, "this is my sofa", sofa)
    settings = Settings(home=tmp_path, catalogue=catalogue.folder)
    again = Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)
    assert say(again, "a lamp that goes with my sofa").understanding.beside == (sofa,)


def test_what_is_known_names_it(assistant: Assistant, photo: Taken) -> None:
    say(assistant, "this is my sofa", photo())
    assert "You have shown me your sofa." in say(assistant, "what do you know about me?").reply.text
    assert "您给我看过您的沙发" in say(assistant, "你知道我什么").reply.text


def test_the_panel_shows_it_with_its_thumbnail_and_its_cross(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    say(assistant, "this is my <b>sofa</b>", sofa)
    lines = assistant.profile_lines("ann", "en")
    html = markup.panel(lines, "en", lambda one: thumbnail(assistant.photo_path(one)))
    assert 'class="own"' in html and "your sofa" in html and '<img src="data:image/webp;base64,' in html
    assert f'data-act="back" data-about="own/{sofa}/category/sofa"' in html
    assert "<svg" not in html.split("<ul>")[0]  # it is no opinion, so the drawing of tastes leaves it out
    assert thumbnail(assistant.photo_path("gone")) == ""


def test_its_cross_on_the_page_makes_the_list_again_without_it(assistant: Assistant, tmp_path: Path) -> None:
    session = Session(steps.new_user_id())
    Image.new("RGB", (40, 40), "blue").save(tmp_path / "sofa.png")
    session = list(steps.said(assistant, session, "This is my sofa. I need a lamp", [tmp_path / "sofa.png"]))[-1]
    (line,) = [line for line in assistant.profile_lines(session.user_id, "en") if line.photo]
    session = steps.took_back(assistant, session, line.about)
    newest = session.talk[-1].turn
    assert newest is not None and newest.recommendations and newest.understanding.beside == ()
    assert "sofa" not in newest.reply.text


def test_the_wire_and_the_export_have_it(assistant: Assistant, photo: Taken, tmp_path: Path) -> None:
    sofa = photo()
    wire = turn_as_dict(say(assistant, "this is my sofa", sofa))["understanding"]
    assert wire["own"] == [{"photo": sofa, "sort": SOFA}] and wire["beside"] == []
    assert turn_as_dict(say(assistant, "a lamp that goes with my sofa"))["understanding"]["beside"] == [sofa]
    command = [sys.executable, "-m", "convrec", "profile", "export", "--user", "ann", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env={"CONVREC_HOME": str(tmp_path)}, check=True)
    (kept,) = json.loads(done.stdout)["own"]
    assert (kept["photo"], kept["sort"], kept["quote"]) == (sofa, SOFA, "this is my sofa")
    assert kept["file"] == assistant.photo_path(sofa).name


def test_the_sort_that_is_seen_counts_where_none_is_named() -> None:
    seen = (SeenPhoto("p", (Thing(sorts=(Likely("category/rug", 0.7), Likely(SOFA, 0.2))),)), SeenPhoto("q"))
    bare = Understanding("en", "opinion", own=(Owned("p"), Owned("q"), Owned("p", SOFA)), seen=seen)
    assert [thing.sort for thing in by_sight(bare).own] == ["category/rug", "", SOFA]
    nothing = replace(bare, own=())
    assert by_sight(nothing) is nothing


def test_only_so_many_photos_are_kept_and_what_is_owned_goes_last(
    assistant: Assistant, catalogue: Catalogue, models: Models, index: Index, tmp_path: Path, photo: Taken
) -> None:
    settings = Settings(home=tmp_path, catalogue=catalogue.folder, max_kept_photos=3)
    small = Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings)
    sofa, *others = (photo(colour) for colour in ("blue", "green", "brown", "yellow", "red"))
    say(small, "this is my sofa", sofa, at=1.0)
    for place, other in enumerate(others):
        say(small, "", other, at=2.0 + place)
    assert [other for other in (sofa, *others) if small.photo_path(other).exists()] == [sofa, *others[-2:]]
    assert small.profile("ann").photos == (sofa, *others[-2:]) and own(small) == [(sofa, SOFA)]


def test_the_log_erases_what_it_is_told_to_and_nothing_of_others(tmp_path: Path) -> None:
    log = OpinionLog(tmp_path / "log.sqlite3")
    log.append(Opinion(user, about, 0.5, 1.0, "secret") for user in ("ann", "ben") for about in ("own/a", "own/ab"))
    assert log.erase("ann", ["own/a", "own/none"]) == 1
    assert [o.about for o in log.replay("ann")] == ["own/ab"] and len(log.replay("ben")) == 2


def test_an_owned_thing_survives_the_log_and_the_newest_saying_counts() -> None:
    for thing in (Owned("p", SOFA, 2.0, "mine"), Owned("p", "", 2.0), Owned("p", "said/old piano", 2.0)):
        assert Owned.from_about(thing.about, thing.said_at, thing.quote) == thing
    log = [
        Opinion("ann", about, 0.0, at, "", "photo")
        for about, at in (("own/p", 1.0), ("own/q", 2.0), ("own/p/a/b", 3.0))
    ]
    assert [(thing.photo, thing.sort) for thing in fold("ann", log).own] == [("q", ""), ("p", "a/b")]


def test_why_makes_the_list_again_beside_the_same_photo(assistant: Assistant, photo: Taken) -> None:
    sofa = photo()
    say(assistant, "this is my sofa", sofa)
    listed = say(assistant, "a lamp that goes with my sofa")
    rerun = assistant.causes.rerun("ann")
    assert rerun is not None and rerun.understanding.beside == (sofa,) and rerun.understanding.photos is None
    assert rerun.understanding.company == listed.understanding.company != ()
    assert {found.item_id for found in rerun.found().recommendations} == ids(listed)
