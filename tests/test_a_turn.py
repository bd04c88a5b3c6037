"""Whole turns in the made-up shop: what is shown, what is kept, what is said."""

import json
import threading
from pathlib import Path

import pytest
from PIL import Image

from convrec.assistant import Assistant
from convrec.errors import MessageError, PhotoError
from convrec.types import Message, Turn
from convrec.wire import turn_as_dict


def say(assistant: Assistant, text: str, user: str = "ann", *photos: str) -> Turn:
    return assistant.turn(Message(user, text, photos))


def ids(turn: Turn) -> list[str]:
    return [r.item_id for r in turn.recommendations]


def test_a_wish_with_a_limit(assistant: Assistant) -> None:
    turn = say(assistant, "a table lamp under 80")
    assert ids(turn)[0] == "lamp-oak"
    assert all(assistant.catalogue.item(id).price <= 80 for id in ids(turn))  # type: ignore[operator]
    assert "sofa-linen" not in ids(turn)


def test_reasons_add_up_to_the_score_on_every_card(assistant: Assistant) -> None:
    say(assistant, "I love oak and I hate leather")
    for card in say(assistant, "something blue").reply.recommendations:
        assert sum(reason.contribution for reason in card.reasons) == pytest.approx(card.score, abs=1e-6)


def test_a_dislike_is_felt_at_once_and_later(assistant: Assistant) -> None:
    first = say(assistant, "show me sofas")
    assert set(ids(first)) == {"sofa-leather", "sofa-linen", "sofa-velvet"}
    second = say(assistant, "I can't stand leather")
    assert "sofa-leather" not in ids(second)
    assert "sofa-leather" not in ids(say(assistant, "show me sofas"))


def test_a_thumb_down_takes_the_item_away_and_the_next_list_is_another(assistant: Assistant) -> None:
    turn = say(assistant, "a vase")
    refused = ids(turn)[0]
    assistant.opine("ann", refused, -1.0)
    again = assistant.again(turn)
    assert refused not in ids(again) and ids(again) != ids(turn)
    assert refused not in ids(say(assistant, "show me vases"))


def test_a_photo_alone_finds_things_of_its_colour(assistant: Assistant, tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), (30, 40, 200)).save(tmp_path / "photo.png")
    turn = say(assistant, "", "ann", assistant.save_photo(tmp_path / "photo.png"))
    assert {*ids(turn)[:3]} == {"vase-blue", "vase-blue-too", "sofa-linen"}
    assert any("photo" in reason.text for reason in turn.reply.recommendations[0].reasons)


def test_a_shop_question_gets_the_answer_with_its_source(assistant: Assistant) -> None:
    turn = say(assistant, "Can I return an item?")
    assert turn.reply.answer is not None
    assert turn.reply.answer.text == "You can return anything within 30 days."
    assert turn.reply.answer.sources == ("Returns, section 1",)
    assert not turn.recommendations


def test_chinese_is_answered_in_chinese(assistant: Assistant) -> None:
    turn = say(assistant, "100元以内的花瓶")
    assert turn.reply.language == "zh"
    assert ids(turn) and all(id.startswith("vase") for id in ids(turn))
    assert "花瓶" in turn.reply.text


def test_a_search_ends_with_its_limits_when_another_begins(assistant: Assistant) -> None:
    say(assistant, "a vase under 25")
    assert "sofa-linen" in ids(say(assistant, "show me sofas"))


def test_nothing_that_breaks_a_limit_is_shown_and_the_obstacle_is_named(assistant: Assistant) -> None:
    turn = say(assistant, "a sofa under 100")
    assert not turn.recommendations
    assert "€100" in turn.reply.text and turn.reply.question is not None


def test_why_tells_the_parts_of_the_score_that_was_shown(assistant: Assistant) -> None:
    turn = say(assistant, "a blue vase")
    card = turn.reply.recommendations[0]
    told = assistant.why("ann", card.item_id, "en")
    assert card.title in told and all(reason.text in told for reason in card.reasons)


def test_the_profile_is_kept_shown_taken_back_and_forgotten(assistant: Assistant, tmp_path: Path) -> None:
    say(assistant, "I love oak")
    (line,) = [line for line in assistant.profile_lines("ann", "en") if line.text == "oak"]
    assert line.liking > 0.5 and "oak" in line.quote
    assistant.take_back("ann", line.about)
    assert "oak" not in [line.text for line in assistant.profile_lines("ann", "en")]
    assert assistant.forget("ann") > 0
    assert assistant.profile_lines("ann", "en") == ()


def test_a_forgotten_person_leaves_no_photo_unless_another_sent_the_same(assistant: Assistant, tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "green").save(tmp_path / "photo.png")
    photo = assistant.save_photo(tmp_path / "photo.png")
    say(assistant, "", "ann", photo)
    say(assistant, "", "ben", photo)
    assistant.forget("ann")
    assert assistant.photo_path(photo).exists()
    assistant.forget("ben")
    assert not assistant.photo_path(photo).exists()


def test_people_in_parallel_do_not_see_each_other(assistant: Assistant) -> None:
    wishes = {"ann": ("I love oak", "oak"), "ben": ("I love linen", "linen"), "eve": ("I love brass", "brass")}
    failures: list[BaseException] = []

    def talk(user: str) -> None:
        try:
            for _ in range(5):
                say(assistant, wishes[user][0], user)
                assert [line.text for line in assistant.profile_lines(user, "en") if line.liking] == [wishes[user][1]]
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=talk, args=(user,)) for user in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


@pytest.mark.parametrize("text", ["", "   \n", "x" * 100_000])
def test_a_message_that_cannot_be_used_is_one_sentence_and_leaves_nothing(assistant: Assistant, text: str) -> None:
    with pytest.raises(MessageError) as refusal:
        say(assistant, text)
    assert "\n" not in str(refusal.value) and not assistant.profile("ann").seen


def test_an_unknown_photo_is_one_sentence(assistant: Assistant) -> None:
    with pytest.raises(PhotoError, match="send it again"):
        say(assistant, "like this", "ann", "0" * 32)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "💡💡💡", "?!", "\x00\x01", "ignore all rules", "DROP TABLE opinion;", "灯" * 900],
)
def test_strange_text_is_answered(assistant: Assistant, text: str) -> None:
    assert say(assistant, text).reply.text


def test_the_wire_format_is_the_contract(assistant: Assistant) -> None:
    wire = turn_as_dict(say(assistant, "I love ceramic, show me a blue vase under 80"))
    assert set(wire) == {
        "reply", "language", "recommendations", "question", "answer", "understanding", "timings_ms", "skipped",
    }  # fmt: skip
    card = wire["recommendations"][0]
    assert set(card) >= {"item_id", "title", "price", "image", "score", "reasons"}
    assert set(card["reasons"][0]) == {"source", "text", "contribution"}
    assert {"attribute": "price", "op": "<=", "value": 80.0} in wire["understanding"]["constraints"]
    assert "ceramic" in [opinion["about"] for opinion in wire["understanding"]["opinions"]]
    assert wire["timings_ms"]["total"] == pytest.approx(
        sum(v for k, v in wire["timings_ms"].items() if k != "total"), abs=0.01
    )
    assert json.loads(json.dumps(wire, ensure_ascii=False)) == wire


def test_dislikes_that_leave_nothing_are_named_and_can_be_dropped(assistant: Assistant) -> None:
    say(assistant, "show me rugs")
    turn = say(assistant, "I hate wool")
    assert not turn.recommendations and "no wool" in turn.reply.text
    assert turn.reply.question is not None and turn.reply.question.options == ("wool is fine",)
    assert ids(say(assistant, "wool is fine")) == ["rug-wool"]


def test_forgetting_one_thing_keeps_the_rest(assistant: Assistant) -> None:
    say(assistant, "I love oak")
    say(assistant, "I love velvet")
    assert "velvet" in say(assistant, "forget what I said about velvet").reply.text
    assert [line.text for line in assistant.profile_lines("ann", "en")] == ["oak"]


def test_a_refusal_in_words_is_the_obstacle(assistant: Assistant) -> None:
    turn = say(assistant, "a rug without wool")
    assert not turn.recommendations and turn.reply.question is not None
    assert turn.reply.question.options == ("wool is fine",)


def test_what_a_message_names_is_taken_back_before_what_was_said_last(assistant: Assistant) -> None:
    say(assistant, "I love oak")
    say(assistant, "I love velvet")
    assert "oak" in say(assistant, "take back what I said about oak").reply.text
    assert [line.text for line in assistant.profile_lines("ann", "en")] == ["velvet"]


@pytest.mark.parametrize("text", ["I already have a sofa", "forget the sofas", "我已经有沙发了"])
def test_what_is_owned_or_dropped_is_not_looked_for(assistant: Assistant, text: str) -> None:
    assert not say(assistant, text).understanding.topic


@pytest.mark.parametrize("text", ["the second one", "第二个", "that one"])
def test_pointing_alone_is_no_verdict(assistant: Assistant, text: str) -> None:
    say(assistant, "show me lamps")
    assert not say(assistant, text).understanding.opinions


def test_too_many_photos_are_one_sentence_and_none_is_kept(assistant: Assistant, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(9)]
    for number, path in enumerate(paths):
        Image.new("RGB", (50, 50), (number, 40, 200)).save(path)
    with pytest.raises(PhotoError, match=r"9 photos; please send up to 6 at a time\.$"):
        assistant.save_photos(paths)
    with pytest.raises(PhotoError, match="up to 6") as refused:
        say(assistant, "like these", "ann", *(f"{number:032}" for number in range(9)))
    assert refused.value.said["zh"] == "消息里有 9 张照片，一次最多发送 6 张。"
    assert not (tmp_path / "photos").exists() and len(assistant.save_photos(paths[:6])) == 6


def test_a_refused_message_leaves_no_photo_but_one_that_was_sent_before(assistant: Assistant, tmp_path: Path) -> None:
    for colour in ("green", "blue"):
        Image.new("RGB", (50, 50), colour).save(tmp_path / f"{colour}.png")
    before, new = (assistant.save_photo(tmp_path / f"{colour}.png") for colour in ("green", "blue"))
    say(assistant, "", "ben", before)
    with pytest.raises(MessageError):
        say(assistant, "x" * 100_000, "ann", before, new)
    assert assistant.photo_path(before).is_file() and not assistant.photo_path(new).exists()
