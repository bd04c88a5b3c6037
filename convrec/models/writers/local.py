"""A writer that runs in this process: any chat model that transformers can load, on the device of the settings."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    StoppingCriteria,
    StoppingCriteriaList,
    TextIteratorStreamer,
)

from convrec.errors import AnswerError, ModelError
from convrec.models.writers.base import MOST, TEMPERATURE, task
from convrec.types import LANGUAGES, Language


class LocalWriter:
    """``name`` is a folder or a name of the hub. Raises ModelError where there is no such chat model."""

    languages = frozenset(LANGUAGES)

    def __init__(self, name: str, device: str) -> None:
        self.name = name
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name)
            model: Any = AutoModelForCausalLM.from_pretrained(name, dtype=dtype)
        except (OSError, ValueError) as error:
            raise ModelError(f"The writer {name} can't be loaded; please check CONVREC_WRITER.") from error
        self._model = model.to(device).eval()
        if not self._tokenizer.chat_template:
            raise ModelError(f"The writer {name} is no chat model: it says nothing of how messages are put to it.")
        self._one_at_a_time = threading.Lock()

    def write(self, lines: Sequence[str], language: Language) -> Iterator[str]:
        """Its text piece by piece; who reads no further ends it. Raises AnswerError where it fails."""
        asked: Any = self._tokenizer.apply_chat_template(
            task(lines, language), add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        asked = asked.to(self._model.device)
        streamer = TextIteratorStreamer(self._tokenizer, skip_prompt=True, skip_special_tokens=True)
        failed: list[Exception] = []
        given_up = GivenUp()
        thread = threading.Thread(target=self._generate, args=(asked, streamer, given_up, failed), daemon=True)
        thread.start()
        try:
            yield from streamer  # a piece for each token, "" where no word ends
        finally:
            given_up.told.set()
            thread.join()
        if failed:
            raise AnswerError(f"{type(failed[0]).__name__}: {failed[0]}") from failed[0]

    def _generate(
        self, asked: Any, streamer: TextIteratorStreamer, given_up: "GivenUp", failed: list[Exception]
    ) -> None:
        sampled = {"max_new_tokens": MOST, "do_sample": True, "temperature": TEMPERATURE}
        try:
            with self._one_at_a_time, torch.inference_mode():
                until = StoppingCriteriaList([given_up])
                self._model.generate(**asked, **sampled, streamer=streamer, stopping_criteria=until)
        except Exception as error:  # told to whoever reads the stream
            failed.append(error)
            streamer.end()


class GivenUp(StoppingCriteria):
    """Ends a text after the next token, once nobody reads it: the next one waits for the model."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **kwargs: Any) -> torch.Tensor:
        """(texts,) whether each of them is at its end."""
        return torch.full((len(input_ids),), self.told.is_set(), dtype=torch.bool, device=input_ids.device)
