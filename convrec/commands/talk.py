"""The commands that talk: ask, chat and serve."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from convrec.commands.common import (
    CatalogueOption,
    JsonOption,
    UserOption,
    name_problems,
    plain_errors,
    print_out,
    settings_of,
)
from convrec.commands.progress import PROGRESS
from convrec.errors import InputError, MessageError
from convrec.settings import Settings

if TYPE_CHECKING:
    from convrec.assistant import Assistant
    from convrec.types import Message, Turn

LanguageOption = Annotated[Literal["auto", "en", "zh"], typer.Option("--language", help="language of the message")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, max=50, help="how many items to show")]


@plain_errors
def ask(
    text: Annotated[str, typer.Argument(help="what to say")],
    photo: Annotated[list[Path] | None, typer.Option("--photo", help="a photo; may be given several times")] = None,
    user: UserOption = "guest",
    catalogue: CatalogueOption = None,
    language: LanguageOption = "auto",
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say one thing and get the reply."""
    from convrec.types import Message

    settings = settings_of(catalogue, limit).model_copy(update={"escalation_url": ""})  # there is nobody to say yes
    assistant = _assistant(settings)
    photos = assistant.save_photos(photo or ())
    _print_turn(assistant.turn(Message(user, text, photos, language=language)), as_json)


@plain_errors
def chat(user: UserOption = "guest", catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """Talk turn by turn; with --json, read {"text", "photos"} a line and print one object a line."""
    assistant = _assistant(settings_of(catalogue))
    if not as_json and sys.stdin.isatty():
        typer.echo("Write a message and press Enter; an empty line ends the chat.", err=True)
    for line in sys.stdin:
        if not line.strip() and not as_json:
            break
        try:
            message = _message(line, user, as_json, assistant)
            _print_turn(assistant.turn(message), as_json)
        except InputError as error:  # the conversation goes on
            typer.echo(json.dumps({"error": str(error)}, ensure_ascii=False) if as_json else f"convrec: {error}")


@plain_errors
def serve(
    catalogue: CatalogueOption = None,
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="port to listen on")] = None,
) -> None:
    """Start the chat in the browser."""
    from convrec.ui import serve as serve_page

    given = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    serve_page(settings_of(catalogue).model_copy(update=given), PROGRESS)


def _assistant(settings: Settings) -> "Assistant":
    from convrec.assistant import Assistant

    assistant = Assistant.build(settings, PROGRESS)
    name_problems(assistant.catalogue.problems)
    return assistant


def _message(line: str, user: str, as_json: bool, assistant: "Assistant") -> "Message":
    """One line of a chat: plain words, or a JSON object with text and photos."""
    from convrec.types import Message

    if not as_json:
        return Message(user, line.rstrip("\n"))
    try:
        given = json.loads(line)
        text, paths = str(given.get("text", "")), [Path(path) for path in given.get("photos") or ()]
    except (ValueError, AttributeError, TypeError) as error:
        raise MessageError('Each line must be a JSON object like {"text": "a lamp", "photos": []}.') from error
    return Message(user, text, assistant.save_photos(paths))


def _print_turn(turn: "Turn", as_json: bool) -> None:
    from convrec.wire import turn_as_dict

    print_out(turn_as_dict(turn), as_json, _plain_turn(turn))


def _plain_turn(turn: "Turn") -> str:
    """A turn for people at a terminal."""
    from convrec.explanation import worth_telling

    reply = turn.reply
    lines = [reply.text]
    if reply.export:
        lines.append(f"   python -m convrec profile export --user {turn.message.user_id} --file my-data.json")
    if reply.answer:
        lines.append(f"   [{'; '.join(reply.answer.sources)}]")
    for number, card in enumerate(reply.recommendations, 1):
        lines.append(f"{number}. {card.title}  {card.price}")
        lines += [f"   – {reason.text}" for reason in worth_telling(card.reasons)]
    if reply.question:
        asked = "" if reply.question.text == reply.text else f"{reply.question.text}  "
        lines.append(f"{asked}[{' | '.join(reply.question.options)}]")
    return "\n".join(lines)
