"""A writer behind an OpenAI-compatible server: vLLM, llama.cpp, Ollama, a cloud."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from convrec.errors import WriterError
from convrec.models.writers.base import MOST, task
from convrec.types import LANGUAGES, Language

TRIES = 3
WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})
TEMPERATURE = 0.7


class ServedWriter:
    """Asks a server by the protocol of OpenAI's chat completions, and reads its answer as it streams."""

    languages = frozenset(LANGUAGES)

    def __init__(self, address: str, model: str, key: str, seconds: float) -> None:
        self.name, self._model, self._seconds = address, model, seconds
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=address.rstrip("/") + "/", headers=headers, timeout=seconds)

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        """The answer's pieces. Raises WriterError where the server can't be reached, answers with an error, breaks off,
        or says what is no answer.
        """
        asked = {"messages": task(lines, language), "stream": True, "temperature": TEMPERATURE, "max_tokens": MOST // 4}
        try:
            asked["model"] = self._model or self._first_model()
            answer = self._opened(asked)
            try:
                yield from _pieces(answer)
            finally:
                answer.close()
        except httpx.HTTPError as error:
            raise WriterError(f"{type(error).__name__}: {error}") from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise WriterError(f"the answer can't be read ({type(error).__name__})") from error

    def _first_model(self) -> str:
        answer = self._client.get("models")
        answer.raise_for_status()
        self._model = str(answer.json()["data"][0]["id"])
        return self._model

    def _opened(self, asked: dict[str, Any]) -> httpx.Response:
        """The answer before its first byte is read; asked for again where the server is busy or fails."""
        wait = wait_random_exponential(multiplier=0.1, max=self._seconds / TRIES)
        again = Retrying(
            stop=stop_after_attempt(TRIES), wait=wait, retry=retry_if_exception(_passing), reraise=True
        )  # fmt: skip
        for attempt in again:
            with attempt:
                answer = self._client.send(
                    self._client.build_request("POST", "chat/completions", json=asked), stream=True
                )
                if answer.is_error:
                    answer.close()
                answer.raise_for_status()
        return answer


def _passing(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in WORTH_ANOTHER_TRY
    return isinstance(error, httpx.ConnectError | httpx.RemoteProtocolError)


def _pieces(answer: httpx.Response) -> Iterator[str]:
    """The text in a stream of server-sent events; its end has to be said, or it broke off."""
    length = 0
    for line in answer.iter_lines():
        if not line.startswith("data:"):
            continue
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            return
        for choice in json.loads(data)["choices"]:
            piece = choice.get("delta", {}).get("content") or ""
            length += len(piece)
            if length > MOST or choice.get("finish_reason") == "length":
                raise WriterError("the answer doesn't end")
            if piece:
                yield piece
            if choice.get("finish_reason"):
                return
    raise WriterError("the answer broke off")
