"""The Gradio page: a conversation, a box to write in, and what is known of the person."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import gradio as gr
import typer

from convrec.assistant import Assistant
from convrec.bids import GREETING
from convrec.errors import ConvrecError
from convrec.settings import PROJECT, Settings
from convrec.types import Example, Language, say
from convrec.ui import markup
from convrec.ui import session as steps
from convrec.ui.examples import examples
from convrec.ui.pictures import LARGE, Pictures, photo_address, thumbnail
from convrec.ui.seen import gone_markup, view_markup
from convrec.ui.session import Session, Sight
from convrec.ui.words import page_language, words

_THEME = PROJECT / "assets" / "theme"
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Noto Sans CJK SC", "sans-serif"]
_PARALLEL = 8  # turns that may run at the same time

Screen = tuple[Any, ...]  # session, browser's person, head, talk, panel, attach, box


def build_page(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """The page as gradio Blocks. Everything a person does is kept in that person's own session."""
    view = _View(assistant, settings)
    script = _script("page.js")
    title = say(assistant.catalogue.name, "en") or "convrec"
    page: gr.Blocks
    with gr.Blocks(title=title, analytics_enabled=False, delete_cache=(300, 1800), fill_width=True) as page:
        session = gr.State(None)
        # The browser keeps its person's id. The fixed key lets it be found after a restart; it hides nothing.
        person = gr.BrowserState("", storage_key="convrec-person", secret="convrec-person")
        head = gr.HTML(elem_id="head", js_on_load=script, apply_default_css=False)
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="chat", scale=3, min_width=300):
                talk = gr.HTML(elem_id="talk", js_on_load=script, apply_default_css=False)
                attach = gr.HTML(elem_id="attach", js_on_load=_script("photos.js"), apply_default_css=False)
                box = gr.MultimodalTextbox(
                    elem_id="box",
                    label=words("message", "en"),
                    show_label=False,
                    file_types=["image"],
                    file_count="multiple",
                    max_lines=6,
                    max_plain_text_length=1_000_000,  # a long text stays text and is refused with a reason
                    placeholder=words("placeholder", "en"),
                    autofocus=True,
                    interactive=False,  # until the session is there
                )
            with gr.Column(elem_id="side", scale=1, min_width=280):
                panel = gr.HTML(elem_id="panel", js_on_load=script, apply_default_css=False)
        large = gr.HTML(elem_id="large", js_on_load=script, apply_default_css=False)
        screen = [session, person, head, talk, panel, attach, box]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.load(view.opened, person, screen, **quiet)
        # What is sent while an answer is being made waits for it; gradio would let it fall.
        box.submit(view.sent, [session, person, box], screen, trigger_mode="always_last", **quiet)
        for part in (head, talk, panel, large):
            part.act(view.acted, [session, person], screen, **quiet)
        talk.enlarge(view.enlarged, session, large, **quiet)
    return page


def launch(page: gr.Blocks, assistant: Assistant, settings: Settings) -> None:
    """Serve the page until stopped, and print its address. Raises ConvrecError where the port is taken."""
    given = settings.model_fields_set  # what isn't given is left to gradio, which hosts configure in their own way
    try:
        _, address, _ = page.queue(default_concurrency_limit=_PARALLEL).launch(
            server_name=settings.host if "host" in given else None,
            server_port=settings.port if "port" in given else None,
            allowed_paths=[str(_pictures(settings).folder)],
            max_file_size=settings.max_photo_bytes,
            theme=_theme(),
            css_paths=_THEME / "convrec.css",
            favicon_path=_THEME / "logo.svg",
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
        )
    except OSError as error:
        if "empty port" not in str(error):
            raise
        raise ConvrecError(f"Port {settings.port} can't be used; please choose another with CONVREC_PORT.") from error
    typer.echo(f"{say(assistant.catalogue.name, 'en') or 'convrec'} is open at {address}")
    page.block_thread()


class _View:
    """What the page's events do. Holds no person: sessions come in and go out."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant = assistant
        self._popular = cache(assistant.popular)
        self._examples = cache(partial(examples, assistant.catalogue))
        self._pictures = _pictures(settings)
        self._most = settings.max_photos
        self._logo = (_THEME / "logo.svg").read_text(encoding="utf-8")

    def opened(self, person: str, request: gr.Request) -> Screen:
        """A browser opens the page: somebody known to it, or somebody new."""
        session = self._session(None, person, request)
        return self._screen(session, person, _box(session.language))

    def sent(
        self, known: Session | None, person: str, message: dict[str, Any], request: gr.Request
    ) -> Iterator[Screen]:
        """A message, with or without photos. Where it can't be used, it stays in the box."""
        text, files = message["text"], [Path(file) for file in message["files"]]
        session = self._session(known, person, request)
        if session.talk and not text.strip() and not files:  # Enter once more while an answer was being made
            yield self._screen(session, person, _box(session.language))
            return
        yield self._screen(session, person, _box(session.language, ""))
        for now in steps.said(self._assistant, session, text, files):
            session = now
            yield self._screen(session, person, gr.skip())
        newest = session.talk[-1] if session.talk else None
        if newest is not None and newest.problem:
            yield self._screen(session, person, _box(session.language, text, newest.kept))
        else:
            yield self._screen(session, person, _box(session.language))

    def acted(self, known: Session | None, person: str, event: gr.EventData, request: gr.Request) -> Iterator[Screen]:
        """A click on one of the page's own buttons; its ``data-`` values arrive in the event."""
        data = {key: str(value) for key, value in (event._data or {}).items()}
        session = self._session(known, person, request)
        try:
            for now in self._steps(session, data):
                session = now
                yield self._screen(session, person, gr.skip())
        except Exception as error:  # the edge: the person reads one sentence, the log has the rest
            session = steps.failed(session, error)
        yield self._screen(session, person, _box(session.language))

    def enlarged(self, session: Session | None, event: gr.EventData) -> str:
        """A photo of the conversation, large; "" where the conversation is gone, a word of it where the photo is."""
        if session is None:
            return ""
        try:
            sight = _sight(session, event._data)
            source = photo_address(self._assistant.photo_path(sight.photo), LARGE)
        except (LookupError, OSError):  # erased meanwhile, say in another window
            return gone_markup(session.language)
        return view_markup(sight, source, self._assistant.names.entity, session.language)

    def _session(self, known: Session | None, person: str, request: gr.Request) -> Session:
        """The session as it was, or a new one for the browser's person (the server may have been restarted)."""
        if known is not None:
            return known
        user_id = person if steps.is_user_id(person) else steps.new_user_id()
        return Session(user_id, language=page_language(request.headers.get("accept-language", "")))

    def _example(self, language: Language, data: dict[str, str]) -> Example:
        """What a click says for the person: an example in its place, or the chosen answer."""
        return self._examples(language)[int(data["place"])] if "place" in data else Example({language: data["choice"]})

    def _steps(self, session: Session, data: dict[str, str]) -> Iterator[Session]:
        """The sessions that a click leads to, one after the other; only what takes its time has several."""
        assistant, act = self._assistant, data["act"]
        if act in ("say", "example"):
            example = self._example(session.language, data)
            files = [example.photo] if example.photo else []
            yield from steps.said(assistant, session, say(example.text, session.language), files)
        elif act == "choose":
            yield from steps.chosen(assistant, session, _sight(session, data), int(data["thing"]))
        elif act == "unsee":
            yield from steps.unseen(assistant, session, _sight(session, data), data["about"])
        else:
            yield self._step(session, act, data)

    def _step(self, session: Session, act: str, data: dict[str, str]) -> Session:
        """The session after a click. Raises KeyError for what no button of ours sends."""
        if act == "language":
            return steps.spoken(session, data["choice"])
        if act == "forget":
            return steps.forgotten(self._assistant, session)
        if act == "back":
            return steps.took_back(self._assistant, session, data["about"])
        if act == "undo":
            return steps.undone(self._assistant, session)
        if act == "turn":
            return steps.turned_round(self._assistant, session, data["about"])
        if act == "greet":
            return steps.agreed(self._assistant, session, data["choice"] == "yes")
        on_item: dict[str, Callable[[Assistant, Session, str], Session]] = {
            "like": steps.liked,
            "dislike": steps.refused,
            "more": steps.more_like,
            "why": steps.explained,
        }
        return on_item[act](self._assistant, session, self._assistant.catalogue.item(data["item"]).id)

    def _own_photo(self, photo: str) -> str:
        return thumbnail(self._assistant.photo_path(photo))

    def _screen(self, session: Session, person: str, box: Any) -> Screen:
        """All parts of the page. What the browser keeps is written only where it is somebody else than before."""
        language, catalogue = session.language, self._assistant.catalogue
        profile = self._assistant.profile(session.user_id)
        if session.talk:
            talk = markup.talk(session, profile, self._pictures.address, self._assistant.names.entity)
        else:
            tries, popular = self._examples(language), self._popular(language)
            greeting = self._assistant.greeting(session.user_id, language)
            talk = markup.welcome(
                session, profile, tries, popular, catalogue.simulated, self._pictures.address, greeting
            )
        head = markup.head(say(catalogue.name, language) or "convrec", self._logo, session)
        lines = self._assistant.profile_lines(session.user_id, language)
        panel = markup.panel(lines, language, self._own_photo, profile.consents.get(GREETING, 0.0) > 0)
        kept = gr.skip() if session.user_id == person else session.user_id
        return session, kept, head, talk, panel, markup.attach(language, self._most), box


def _sight(session: Session, data: dict[str, str]) -> Sight:
    """The photo that a click is about. Raises LookupError where there is none."""
    return session.sight(int(data["place"]), data["photo"])


def _script(name: str) -> str:
    return (_THEME / name).read_text(encoding="utf-8")


def _pictures(settings: Settings) -> Pictures:
    return Pictures(settings.home / "thumbnails")


def _box(language: Language, text: str | None = None, files: Sequence[Path] = ()) -> Any:
    """The box with its hint in the page's language; ``text`` None leaves what is written in it alone."""
    change = gr.update(label=words("message", language), placeholder=words("placeholder", language), interactive=True)
    if text is not None:
        change["value"] = {"text": text, "files": [str(file) for file in files]}
    return change


def _theme() -> gr.themes.Base:
    """Quiet, warm, and without fonts from elsewhere."""
    return gr.themes.Base(
        primary_hue="orange",
        neutral_hue="stone",
        radius_size="lg",
        font=_FONTS,
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_background_fill="#faf6f1",
        body_background_fill_dark="#1b1816",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
    )
