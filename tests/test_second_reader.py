"""A language model as a second reader: only what can be checked counts, and nothing hangs on it."""

import logging
from collections.abc import Callable

import pytest

from convrec.data.folder import Catalogue
from convrec.models import Models
from convrec.models.served import ChatServer
from convrec.settings import Settings
from convrec.types import Message, Understanding
from convrec.understanding import understander_of
from convrec.understanding.second import SecondReader, Told, joined
from knowledge_graph import CatalogueGraph, Profile

IDS = {"oak": "material/oak", "leather": "material/leather", "blue": "colour/blue"}
FIRST = Understanding("en", "find")
MESSAGE = Message("ann", "Something like my granny's oaken stool, cow hide is a no-go, 80 is all I have", sent_at=5.0)


def told(**said: object) -> Told:
    return Told.model_validate(said)


def test_what_the_catalogue_has_and_the_message_says_counts() -> None:
    read = joined(
        FIRST,
        told(
            likings=[{"thing": "Oak", "quote": "oaken", "liking": 0.7}],
            conditions=[{"thing": "leather", "quote": "cow hide", "wanted": False}],
            most=80,
        ),
        MESSAGE,
        IDS,
    )
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
    read = joined(FIRST, told(**made_up), MESSAGE, IDS)
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
    read = joined(
        first,
        told(likings=[{"thing": "oak", "quote": "oak", "liking": -1}], most=50),
        Message("ann", "I love oak, nothing over 50"),
        IDS,
    )
    assert (read.opinions, read.constraints) == (first.opinions, first.constraints)


def test_a_real_server_fills_in_the_form(
    llama: str, catalogue: Catalogue, graph: CatalogueGraph, models: Models, caplog: pytest.LogCaptureFixture
) -> None:
    server = ChatServer(llama, "", "a-key", 60.0)
    reader = SecondReader(catalogue, graph.entities, models, server, 60.0)
    read = reader.understand(Message("ann", "a vase, but nothing in green"), Profile("ann"))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert ("colour", "!=", "green") in [(c.attribute, c.op, c.value) for c in read.constraints]
    known = {one.id for one in graph.entities.values()}
    assert {one.about for one in read.opinions} <= known


def test_without_a_server_the_message_is_understood_as_ever(
    catalogue: Catalogue, graph: CatalogueGraph, models: Models, said: Callable[..., Understanding],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    settings = Settings(understanding="http://127.0.0.1:9/v1", understanding_model="any", understanding_timeout=1.0)
    reader = understander_of(catalogue, graph.entities, models, settings)
    read, plain = reader.understand(Message("ann", "no leather"), Profile("ann")), said("no leather")
    assert (read.constraints, read.opinions, read.intent) == (plain.constraints, plain.opinions, plain.intent)
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
