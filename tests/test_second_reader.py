"""A language model as a second reader: only what can be checked counts, and nothing hangs on it."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import shapes

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue, read_catalogue
from convrec.index import open_index
from convrec.memory import open_memory
from convrec.models.served import ChatServer
from convrec.settings import Settings
from convrec.types import Intent, Message, Turn, Understanding
from convrec.understanding import second_reader
from convrec.understanding.second import NOTHING, SecondReader, Told, checked, joined
from knowledge_graph import CatalogueGraph

IDS = {"oak": "material/oak", "leather": "material/leather", "blue": "colour/blue"}
FIRST = Understanding("en", "find")
MESSAGE = Message("ann", "Something like my granny's oaken stool, cow hide is a no-go, 80 is all I have", sent_at=5.0)


def told(**said: object) -> Told:
    return Told.model_validate(said)


def test_what_the_catalogue_has_and_the_message_says_counts() -> None:
    form = told(
        likings=[{"thing": "Oak", "quote": "oaken", "liking": 0.7}],
        conditions=[{"thing": "leather", "quote": "cow hide", "wanted": False}],
        most=80,
    )
    read = joined(FIRST, checked(form, MESSAGE, IDS))
    assert [(one.about, one.liking, one.quote) for one in read.opinions] == [("material/oak", 0.7, "oaken")]
    assert [(c.attribute, c.op, c.value) for c in read.constraints] == [
        ("material", "!=", "leather"),
        ("price", "<=", 80),
    ]


@pytest.mark.parametrize(
    "made_up",
    [
        {"likings": [{"thing": "velvet", "quote": "oaken", "liking": 1}]},  # no such value here
        {"likings": [{"thing": "blue", "quote": "in blue", "liking": 1}]},  # no such words
        {"conditions": [{"thing": "blue", "quote": "sky", "wanted": True}]},
        {"most": 8},  # no such figure, though 80 begins with it
        {"least": 0.8},
        {},
    ],
)
def test_what_is_made_up_does_not(made_up: dict[str, object]) -> None:
    read = joined(FIRST, checked(told(**made_up), MESSAGE, IDS))
    assert (read.opinions, read.constraints, read.intent) == ((), (), "find")


@pytest.mark.parametrize(
    "answer", ["", "no json", "[]", '{"likings": [{"thing": "oak"}]}', '{"orders": 3}', '{"most": -1}',
               '{"likings": [{"thing": "oak", "quote": "oaken", "liking": 7}]}'],
)  # fmt: skip
def test_an_answer_of_another_form_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match="Told"):
        Told.model_validate_json(answer)


def test_what_was_understood_counts_more(said: Callable[..., Understanding]) -> None:
    first = said("I love oak, nothing over 50")
    form = told(likings=[{"thing": "oak", "quote": "oak", "liking": -1}], most=50)
    read = joined(first, checked(form, Message("ann", "I love oak, nothing over 50"), IDS))
    assert (read.opinions, read.constraints) == (first.opinions, first.constraints)


class Scripted(BaseHTTPRequestHandler):
    """A server of the protocol that always fills in the same form, and keeps what it was asked."""

    form = json.dumps({"conditions": [{"thing": "blue", "quote": "klein's", "wanted": True}]})
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked["messages"][-1]["content"])
        said = json.dumps({"choices": [{"delta": {"content": self.form}}]})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"data: {said}\n\ndata: [DONE]\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def scripted() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Scripted) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        server.shutdown()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shapes.write_shop(tmp_path_factory.mktemp("shapes") / "shop")


@pytest.fixture
def say(shop: Path, scripted: str, tmp_path: Path) -> Callable[..., Turn]:
    """Says something, with photos of items or without, to an assistant that has a second reader."""
    catalogue, made = read_catalogue(shop), shapes.models()
    settings = Settings(home=tmp_path, catalogue=shop, understanding=scripted, understanding_model="any")
    index = open_index(tmp_path, catalogue, made, lambda what, share: None)
    assistant = Assistant(catalogue, made, index, open_memory(settings, catalogue.topics), settings)
    Scripted.asked.clear()

    def message(text: str, *items: str) -> Turn:
        photos = assistant.save_photos([shop / "customer_photos" / f"{item}.png" for item in items])
        return assistant.turn(Message("ann", text, photos))

    return message


def test_a_message_is_put_to_it_once_and_what_it_finds_holds_for_each_thing(say: Callable[..., Turn]) -> None:
    say("these", "tove-green", "otto-green")
    assert Scripted.asked == []  # with photos
    turn = say("cheaper, in Klein's")
    assert Scripted.asked == ["cheaper, in Klein's"]
    whole = turn.understanding
    assert len(whole.apart) == 2
    for read in (whole, *whole.apart):
        assert ("colour", "=", "blue") in [(c.attribute, c.op, c.value) for c in read.constraints]


@pytest.mark.parametrize("intent", ["why", "compare", "ask_shop", "ask_item", "small_talk", "out_of_scope"])
def test_questions_and_greetings_are_not_put_to_it(
    intent: Intent, scripted: str, catalogue: Catalogue, graph: CatalogueGraph
) -> None:
    Scripted.asked.clear()
    reader = SecondReader(catalogue, graph.entities, ChatServer(scripted, "any", "", 5.0), 5.0)
    message = Message("ann", "Why are these not in Klein's?")
    assert reader.further(message, Understanding("en", intent, 0.9)) == NOTHING and Scripted.asked == []
    assert reader.further(message, Understanding("en", "find", 0.9)).constraints
    assert reader.further(message, Understanding("en", intent, 0.0)).constraints  # no word of it was known


def test_a_real_server_fills_in_the_form(
    llama: str, catalogue: Catalogue, graph: CatalogueGraph, said: Callable[..., Understanding],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    reader = SecondReader(catalogue, graph.entities, ChatServer(llama, "", "a-key", 60.0), 60.0)
    text = "a vase, but nothing in green"
    further = reader.further(Message("ann", text), said(text))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    known = {one.id for one in graph.entities.values()}
    assert {one.about for one in further.opinions} <= known


def test_without_a_server_the_message_is_understood_as_ever(
    catalogue: Catalogue, graph: CatalogueGraph, said: Callable[..., Understanding], caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(understanding="http://127.0.0.1:9/v1", understanding_model="any", understanding_timeout=1.0)
    reader = second_reader(catalogue, graph.entities, settings)
    assert reader is not None and reader.further(Message("ann", "no leather"), said("no leather")) == NOTHING
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1


def test_by_the_settings_there_is_none(catalogue: Catalogue, graph: CatalogueGraph) -> None:
    assert second_reader(catalogue, graph.entities, Settings()) is None
