"""The command line. Every command takes --json; progress goes to stderr; bad input is one sentence and code 2."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from tqdm import tqdm

from convrec.commands.common import JsonOption, plain_errors, print_out
from convrec.commands.fit import evaluate, train
from convrec.errors import InputError, MessageError, UnknownUser
from convrec.settings import Settings

if TYPE_CHECKING:
    from convrec.assistant import Assistant
    from convrec.types import Message, Turn

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
profiles = typer.Typer(no_args_is_help=True, help="What is known of a person: show it, forget it, export it.")
app.add_typer(profiles, name="profile")
app.command()(train)
app.command()(evaluate)

CatalogueOption = Annotated[Path | None, typer.Option("--catalogue", help="the catalogue folder")]
UserOption = Annotated[str, typer.Option("--user", help="who speaks; the same name goes on with the same profile")]
LanguageOption = Annotated[Literal["auto", "en", "zh"], typer.Option("--language", help="language of the message")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, max=50, help="how many items to show")]


@app.command()
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

    assistant = _assistant(_settings(catalogue, limit))
    photos = assistant.save_photos(photo or ())
    _print_turn(assistant.turn(Message(user, text, photos, language=language)), as_json)


@app.command()
@plain_errors
def chat(user: UserOption = "guest", catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """Talk turn by turn; with --json, read {"text", "photos"} a line and print one object a line."""
    assistant = _assistant(_settings(catalogue))
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


@app.command()
@plain_errors
def serve(
    catalogue: CatalogueOption = None,
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="port to listen on")] = None,
) -> None:
    """Start the chat in the browser."""
    from convrec.ui import serve as serve_page

    given = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    serve_page(_settings(catalogue).model_copy(update=given), _progress)


@app.command()
@plain_errors
def index(
    catalogue: CatalogueOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="build it anew")] = False,
    along: Annotated[bool, typer.Option("--ship", help="also write the vectors into the catalogue folder")] = False,
    as_json: JsonOption = False,
) -> None:
    """Build the vector index of a catalogue (also done at first use)."""
    from convrec.data.folder import read_catalogue
    from convrec.index import index_folder, open_index, ship
    from convrec.models import load_models

    settings = _settings(catalogue)
    began = time.perf_counter()
    shop = read_catalogue(settings.catalogue)
    _name_problems(shop.problems)
    models = load_models(settings)
    built = open_index(settings.home, shop, models, _progress, rebuild)
    if along:
        ship(shop, built, models)
    folder = index_folder(settings.home, shop.folder)
    done = {"items": len(shop.items), "folder": str(folder), "seconds": round(time.perf_counter() - began, 2)}
    print_out(done | {"problems": list(shop.problems)}, as_json, f"{len(shop.items)} items indexed in {folder}")


@app.command()
@plain_errors
def lists(
    file: Annotated[Path, typer.Argument(help="the file to write, a JSON line a list")],
    as_json: JsonOption = False,
) -> None:
    """Write down all lists that were shown with exploration, their chances and what came of them; without names."""
    from convrec.memory import open_memory

    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in open_memory(Settings()).explored()]
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} can't be written: {error.strerror}.") from error
    print_out({"lists": len(lines), "file": str(file)}, as_json, f"{len(lines)} lists written to {file}")


@app.command(name="import")
@plain_errors
def import_(
    format: Annotated[str, typer.Argument(help="grocery, csv or movielens")],
    source: Annotated[Path, typer.Argument(help="where the data lies")],
    folder: Annotated[Path, typer.Argument(help="the catalogue folder to make")],
    as_json: JsonOption = False,
) -> None:
    """Make a catalogue folder from someone else's format."""
    from convrec.data.importers import import_catalogue

    made = import_catalogue(format, source, folder)
    _name_problems(made.problems)
    told = f"{made.items} items and {made.acts} acts written to {made.folder}"
    print_out({"folder": str(made.folder), "items": made.items, "acts": made.acts}, as_json, told)


@profiles.command("show")
@plain_errors
def show_profile(user: UserOption, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """What is known of a person, in words."""
    from convrec.data.folder import read_catalogue
    from convrec.data.graph import catalogue_graph
    from convrec.known import profile_lines
    from convrec.memory import open_memory
    from convrec.naming import Names

    shop = read_catalogue(_settings(catalogue).catalogue)
    memory = open_memory(Settings())
    _known(memory.export(user), user)
    lines = profile_lines(memory.profile(user), Names(shop, catalogue_graph(shop)), "en", memory.now())
    plain = "\n".join(f"{one.text}: {one.liking:+.2f}  “{one.quote}”  {one.note}".rstrip() for one in lines)
    print_out({"user": user, "lines": [vars(line) for line in lines]}, as_json, plain)


@profiles.command("forget")
@plain_errors
def forget_profile(user: UserOption, as_json: JsonOption = False) -> None:
    """Erase a person for good."""
    from convrec.memory import open_memory

    gone = open_memory(Settings()).forget(user)
    _known(gone, user)
    print_out({"user": user, "erased": gone}, as_json, f"{gone} entries erased.")


@profiles.command("export")
@plain_errors
def export_profile(
    user: UserOption,
    catalogue: CatalogueOption = None,
    file: Annotated[Path | None, typer.Option("--file", help="the file to write; without it, print")] = None,
    as_json: JsonOption = False,
) -> None:
    """Everything that is kept of a person, as JSON: what is known in words, then every entry."""
    from convrec.data.folder import read_catalogue
    from convrec.data.graph import catalogue_graph
    from convrec.exporting import kept
    from convrec.memory import open_memory
    from convrec.naming import Names

    shop = read_catalogue(_settings(catalogue).catalogue)
    told = kept(user, open_memory(Settings()), Names(shop, catalogue_graph(shop)), "en")
    _known(told, user)
    if file is None:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=None if as_json else 2))
        return
    try:
        file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} can't be written: {error.strerror}.") from error
    print_out({"user": user, "file": str(file)}, as_json, f"All that is kept of {user} is in {file}")


# ── helpers ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Bar:
    """A progress bar on stderr that changes its name as the work goes on."""

    bar: "tqdm[Any] | None" = None
    what: str = ""

    def __call__(self, what: str, share: float) -> None:
        if self.bar is None or what != self.what:
            self.close()
            self.bar, self.what = tqdm(total=100, desc=what, file=sys.stderr, bar_format="{desc}: {bar} {n:.0f}%"), what
        self.bar.n = round(100 * share)
        self.bar.refresh()
        if share >= 1:
            self.close()

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
        self.bar = None


_progress = _Bar()


def _settings(catalogue: Path | None, limit: int | None = None) -> Settings:
    given: dict[str, Any] = {"catalogue": catalogue, "limit": limit}
    return Settings().model_copy(update={name: value for name, value in given.items() if value is not None})


def _assistant(settings: Settings) -> "Assistant":
    from convrec.assistant import Assistant

    assistant = Assistant.build(settings, _progress)
    _name_problems(assistant.catalogue.problems)
    return assistant


def _known(anything: object, user: str) -> None:
    """Refuse a person of whom nothing is kept."""
    if not anything:
        raise UnknownUser(f"Nothing is known of “{user}”; talk first: python -m convrec ask TEXT --user {user}.")


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
        lines.append(f"{reply.question.text}  [{' | '.join(reply.question.options)}]")
    return "\n".join(lines)


def _name_problems(problems: Sequence[str]) -> None:
    """What was wrong in the data and left out, a line each, on stderr."""
    for problem in problems[:20]:
        typer.echo(f"note: {problem}", err=True)
    if len(problems) > 20:
        typer.echo(f"note: … and {len(problems) - 20} more", err=True)


if __name__ == "__main__":
    app()
