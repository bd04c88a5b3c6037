"""Conversations are passed on only after a yes, with personal data only if that was agreed to, and never in silence."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import convrec.assistant
from convrec.__main__ import app
from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.errors import EscalationError
from convrec.handing_over import Handover, Line
from convrec.index import Index
from convrec.memory import open_memory
from convrec.settings import Settings
from convrec.types import Message, Turn
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.session import Session
from convrec.webhook import Webhook
from tests.conftest import tiny_models

MAIL = "ann.b@mail.example.com"


class Owner(BaseHTTPRequestHandler):
    """A shop owner's server: answers as it is told, and keeps what it got."""

    answers: list[int]
    got: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if self.answers else 200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def owner() -> Iterator[tuple[str, type[Owner]]]:
    """The address of a real server on this machine, and what it got."""
    told = type("Told", (Owner,), {"answers": [], "got": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/talks", told
    server.shutdown()
    server.server_close()


@pytest.fixture
def passed() -> list[Handover]:
    return []


@pytest.fixture
def staffed(catalogue: Catalogue, models: Any, index: Index, tmp_path: Path, passed: list[Handover]) -> Assistant:
    """The made-up shop, whose owner gave a function."""
    settings = Settings(home=tmp_path, catalogue=catalogue.folder)
    memory = open_memory(settings, catalogue.topics)
    return Assistant(catalogue, models, index, memory, settings, passed.append)


def say(assistant: Assistant, *texts: str) -> Turn:
    return [assistant.turn(Message("ann", text)) for text in texts][-1]


@pytest.mark.parametrize(
    ("asks", "yes", "no"),
    [("I want to talk to a human", "Yes, please", "No, thanks"), ("转人工", "好的，转吧", "不用了")],
)
def test_nothing_is_passed_on_before_a_yes(
    staffed: Assistant, passed: list[Handover], asks: str, yes: str, no: str
) -> None:
    turn = say(staffed, "show me vases", asks)
    assert turn.reply.question is not None and turn.reply.question.options == (yes, no) and not passed
    say(staffed, no)
    assert not passed
    say(staffed, yes)
    assert not passed, "nothing was asked any more"
    say(staffed, asks, yes)
    assert len(passed) == 1 and [line.text for line in passed[0].lines][:1] == ["show me vases"]
    assert passed[0].lines[0].role == "customer" and passed[0].lines[1].role == "assistant"
    assert "ann" not in passed[0].conversation


def test_something_else_is_no_yes(staffed: Assistant, passed: list[Handover]) -> None:
    turn = say(staffed, "can I speak to somebody?", "show me rugs")
    assert [one.item_id for one in turn.recommendations] == ["rug-wool"]
    say(staffed, "yes")
    assert not passed


@pytest.mark.parametrize("answer", ["no", "yes"])
def test_a_turn_of_the_desk_closes_what_was_asked_of_the_profile(staffed: Assistant, answer: str) -> None:
    say(staffed, "I love oak", "I want to talk to a human")
    staffed.causes.memory.ask("ann", "forget")
    say(staffed, answer)
    assert staffed.profile("ann").pending == ""
    say(staffed, "yes")
    assert staffed.profile("ann").liking("material/oak") > 0


@pytest.mark.parametrize(("also", "holds"), [("Yes, please", True), ("no", False)])
def test_personal_data_goes_along_only_where_that_was_agreed(
    staffed: Assistant, passed: list[Handover], also: str, holds: bool
) -> None:
    turn = say(staffed, f"show me vases, my e-mail is {MAIL}", "I want to talk to a human", "sure")
    assert turn.reply.question is not None and not passed
    say(staffed, also)
    assert len(passed) == 1 and passed[0].personal is holds
    assert any(MAIL in line.text for line in passed[0].lines) is holds
    assert MAIL not in repr(staffed.causes.memory.export("ann"))


def test_who_is_forgotten_is_not_passed_on(staffed: Assistant, passed: list[Handover]) -> None:
    say(staffed, "show me vases")
    staffed.forget("ann")
    say(staffed, "I want to talk to a human", "yes")
    assert "show me vases" not in [line.text for line in passed[0].lines]


def test_in_distress_nobody_is_asked_for_consent(staffed: Assistant) -> None:
    assert say(staffed, "I want to die, let me talk to somebody").reply.question is None


def test_without_a_hook_nothing_is_offered(assistant: Assistant) -> None:
    question = say(assistant, "I want to talk to a human").reply.question
    assert question is None or "Yes, please" not in question.options


def test_a_failing_function_is_told_in_one_sentence(
    catalogue: Catalogue, models: Any, index: Index, tmp_path: Path
) -> None:
    def broken(handover: Handover) -> None:
        raise RuntimeError("secret detail")

    settings = Settings(home=tmp_path, catalogue=catalogue.folder)
    shop = Assistant(catalogue, models, index, open_memory(settings, catalogue.topics), settings, broken)
    told = say(shop, "I want to talk to a human", "yes").reply.text
    assert told.endswith(".") and "couldn't be passed on" in told and "secret" not in told


def handover() -> Handover:
    return Handover("c0ffee", "en", (Line("customer", "Hallo – 你好", 1.0),), False)


def test_a_post_is_signed(owner: tuple[str, type[Owner]]) -> None:
    address, told = owner
    Webhook(address, "key")(handover())
    headers, body = told.got[0]
    signed = hmac.new(b"key", f"{headers['Convrec-Timestamp']}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Convrec-Signature"] == f"sha256={signed}" and headers["Convrec-Delivery"] == "c0ffee"
    assert json.loads(body)["lines"] == [{"role": "customer", "text": "Hallo – 你好", "at": 1.0}]


@pytest.mark.parametrize(
    ("answers", "tries", "fails"), [([500, 503], 3, False), ([500] * 3, 3, True), ([403], 1, True)]
)
def test_a_server_in_trouble_is_tried_again(
    owner: tuple[str, type[Owner]], answers: list[int], tries: int, fails: bool
) -> None:
    address, told = owner
    told.answers.extend(answers)
    post = Webhook(address, "", wait=lambda seconds: None)
    if fails:
        with pytest.raises(EscalationError):
            post(handover())
    else:
        post(handover())
    assert len(told.got) == tries


def test_nobody_there_is_an_error() -> None:
    with pytest.raises(EscalationError, match="ConnectError"):
        Webhook("http://127.0.0.1:9/", wait=lambda seconds: None)(handover())


@pytest.mark.parametrize(
    "address", ["http://shop.example/talks", "ftp://localhost/", "file:///etc/passwd", "talks", "https://"]
)
def test_only_safe_addresses_will_do(address: str) -> None:
    with pytest.raises(EscalationError, match="https"):
        Webhook(address)


def test_on_the_page_it_is_two_buttons(staffed: Assistant, passed: list[Handover]) -> None:
    session = Session(steps.new_user_id(), language="en")
    for text in ("show me vases", "I want to talk to a human"):
        session = list(steps.said(staffed, session, text, []))[-1]
    page = markup.talk(session, staffed.profile(session.user_id), str, str)
    assert 'data-choice="Yes, please"' in page and 'data-choice="No, thanks"' in page
    session = list(steps.said(staffed, session, "Yes, please", []))[-1]
    assert len(passed) == 1 and session.user_id not in repr(passed)


def test_on_the_command_line(
    owner: tuple[str, type[Owner]], world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chat asks, hears the yes and posts to a real server; the models' weights are the tiny ones."""
    address, told = owner
    monkeypatch.setattr(convrec.assistant, "load_models", lambda settings: tiny_models())
    settings = {"URL": address, "SECRET": "key"}
    for name, value in {f"CONVREC_ESCALATION_{name}": value for name, value in settings.items()}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CONVREC_HOME", str(tmp_path))
    lines = "show me vases\nI want to talk to a human\nyes\n"
    ran = CliRunner().invoke(app, ["chat", "--catalogue", str(world)], input=lines)
    assert ran.exit_code == 0 and len(told.got) == 1
    assert "vases" in told.got[0][1].decode() and "Convrec-Signature" in told.got[0][0]
    assert "Shall I pass our conversation on" in ran.stdout and "a colleague has our conversation" in ran.stdout
