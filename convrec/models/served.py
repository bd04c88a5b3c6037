"""OpenAI-compatible servers (vLLM, llama.cpp, Ollama, a cloud): chat completions, streamed or whole."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from convrec.errors import AnswerError

MOST = 4000  # characters of an answer that are read
TRIES = 3
WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})


class ChatServer:
    """One model of a server. ``model`` "" is the first that the server names; ``seconds`` bound each wait for it."""

    def __init__(self, address: str, model: str, key: str, seconds: float) -> None:
        self.address, self._model, self._seconds = address, model, seconds
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(base_url=address.rstrip("/") + "/", headers=headers, timeout=seconds)

    def pieces(self, messages: list[dict[str, str]], **asked: Any) -> Iterator[str]:
        """The answer to a chat as it comes. Raises AnswerError where the server can't be reached, answers with an
        error, breaks off, or says what is no answer.
        """
        try:
            answer = self._opened({"messages": messages, "max_tokens": MOST // 4, "stream": True, **asked})
            try:
                yield from _pieces(answer)
            finally:
                answer.close()
        except httpx.HTTPError as error:
            raise AnswerError(f"{type(error).__name__}: {error}") from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise AnswerError(f"the answer can't be read ({type(error).__name__})") from error

    def _opened(self, asked: dict[str, Any]) -> httpx.Response:
        """The answer before its first byte is read; asked for again where the server is busy or fails."""
        self._model = self._model or self._first_model()
        wait = wait_random_exponential(multiplier=0.1, max=self._seconds / TRIES)
        again = Retrying(stop=stop_after_attempt(TRIES), wait=wait, retry=retry_if_exception(_passing), reraise=True)
        for attempt in again:
            with attempt:
                request = self._client.build_request("POST", "chat/completions", json={"model": self._model, **asked})
                answer = self._client.send(request, stream=True)
                if answer.is_error:
                    answer.close()
                answer.raise_for_status()
        return answer

    def _first_model(self) -> str:
        answer = self._client.get("models")
        answer.raise_for_status()
        return str(answer.json()["data"][0]["id"])


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
                raise AnswerError("the answer doesn't end")
            if piece:
                yield piece
            if choice.get("finish_reason"):
                return
    raise AnswerError("the answer broke off")
