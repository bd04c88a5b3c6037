"""The lines of a catalogue folder as they must be; pydantic checks them at the edge."""

import math
import re
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ACTS = ("view", "click", "like", "save", "share", "comment", "follow", "buy", "rate", "return", "watch", "listen")


def _clean(text: str) -> str:
    return CONTROL.sub("", text).strip()


def _words(value: Any) -> Any:
    """Words are plain text (kept under "") or an object with one text per language."""
    if isinstance(value, str):
        value = {"": value}
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError("must be text, or an object with a text per language")
    texts = {str(language): _clean(text) for language, text in value.items()}
    return {language: text for language, text in texts.items() if text}


def _said(value: dict[str, str]) -> dict[str, str]:
    if not value:
        raise ValueError("must not be empty")
    return value


def _variants(value: Any) -> Any:
    """Several ways of saying: a list, or an object with a list per language."""
    if isinstance(value, list):
        value = {"": value}
    return {language: [_clean(text) for text in texts if _clean(text)] for language, texts in dict(value).items()}


def _moment(value: Any) -> float:
    if isinstance(value, str):
        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    return float(value)


Words = Annotated[dict[str, str], BeforeValidator(_words)]
SaidWords = Annotated[dict[str, str], BeforeValidator(_words), AfterValidator(_said)]
Id = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^[^\s/\\#]{1,200}$")]


class Record(BaseModel):
    """A line; fields that nothing here knows are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class ItemRecord(Record):
    """A line of items.jsonl."""

    id: Id
    title: SaidWords
    kind: str = "product"
    description: Words = {}
    price: Annotated[float | None, Field(ge=0)] = None
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    attributes: dict[str, Any] = {}
    images: list[str] = []
    url: str = ""

    @field_validator("url")
    @classmethod
    def _web(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("must begin with http:// or https://")
        return url

    @field_validator("attributes")
    @classmethod
    def _known(cls, attributes: dict[str, Any]) -> dict[str, Any]:
        for name, value in attributes.items():
            if "/" in name or not name:
                raise ValueError(f"the attribute name “{name}” must be plain words without a slash")
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"the attribute “{name}” must be a finite number")
        return attributes


class InteractionRecord(Record):
    """A line of interactions.jsonl."""

    user_id: Annotated[str, BeforeValidator(str), StringConstraints(min_length=1, max_length=200)]
    item_id: Annotated[str, BeforeValidator(str)]
    act: str
    at: Annotated[float, BeforeValidator(_moment)] = 0.0
    value: float | None = None

    @field_validator("act")
    @classmethod
    def _act(cls, act: str) -> str:
        if act not in ACTS:
            raise ValueError(f"must be one of {', '.join(ACTS)}")
        return act


class AnswerRecord(Record):
    """A line of answers.jsonl."""

    id: str = ""
    question: SaidWords
    answer: SaidWords
    source: Annotated[str, StringConstraints(min_length=1)]
    variants: Annotated[dict[str, list[str]], BeforeValidator(_variants)] = {}


class CatalogueRecord(Record):
    """catalogue.json."""

    name: Words = {}
    language: str = "en"
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    category: list[str] | None = None
    attribute_names: dict[str, Words] = {}
    synonyms: dict[str, list[str]] = {}
    simulated: bool = False
