"""The lines of a catalogue folder as they must be; pydantic checks them at the edge."""

import re
from datetime import datetime, timezone
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ACTS = ("view", "click", "like", "save", "share", "comment", "follow", "buy", "rate", "return", "watch", "listen")
# Controls but tab and line feed, and the marks that turn the direction of text around: none of them can be read.
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """The text without control characters and outer spaces."""
    return text.strip() if text.isprintable() else UNREADABLE.sub("", text).strip()


def one_line(text: str) -> str:
    """The text on one line, its words one space apart."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=1000)
def language_of(tag: str) -> str:
    """``zh-Hans`` and ``zh_CN`` → ``zh``."""
    return re.split("[-_]", tag.strip().lower())[0]


def words(value: Any) -> dict[str, str]:
    """Plain text is kept under "", an object by its languages; empty texts are left out. ValueError for the rest."""
    if isinstance(value, str):
        value = {"": value}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError("must be text, or an object with a text per language")
    texts: dict[str, str] = {}
    for tag, text in value.items():
        if plain := clean(text):
            texts.setdefault(language_of(tag), plain)
    return texts


def _said(texts: dict[str, str]) -> dict[str, str]:
    if not texts:
        raise ValueError("must not be empty")
    return texts


def _titled(texts: dict[str, str]) -> dict[str, str]:
    return {language: one_line(text) for language, text in texts.items()}


def _several(value: Any) -> dict[str, list[str]]:
    """Several ways of saying: a text or a list, or an object with such per language."""
    made: dict[str, list[str]] = {}
    for tag, texts in (value if isinstance(value, dict) else {"": value}).items():
        texts = [texts] if isinstance(texts, str) else texts
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ValueError("must be a list of texts, or an object with such a list per language")
        made.setdefault(language_of(tag), []).extend(filter(None, map(clean, texts)))
    return made


def _number(value: Any) -> Any:
    if isinstance(value, bool):  # pydantic would read true as 1
        raise ValueError("must be a number")
    return value


def _name(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not clean(str(value)):
        raise ValueError("must be text")
    return clean(str(value))


def _id(value: Any) -> str:
    name = _name(value)
    if len(name) > 200 or re.search(r"[\s/\\#]", name):
        raise ValueError("must be at most 200 characters without spaces and slashes")
    return name


def _currency(value: Any) -> str:
    code = value.strip().upper() if isinstance(value, str) else None
    if code is None or not re.fullmatch("([A-Z]{3})?", code):
        raise ValueError("must be three letters, such as EUR")
    return code


def _moment(value: Any) -> float:
    """Seconds since 1970; a time that names no zone is UTC."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
            return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp()
        return float(_number(value))
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("must be a time in ISO 8601, or seconds since 1970") from error


def is_web(url: str) -> bool:
    """Whether this is an address that a browser may be sent to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


Words = Annotated[dict[str, str], BeforeValidator(words)]
SaidWords = Annotated[dict[str, str], BeforeValidator(words), AfterValidator(_said)]
Title = Annotated[dict[str, str], BeforeValidator(words), AfterValidator(_said), AfterValidator(_titled)]
Several = Annotated[dict[str, list[str]], BeforeValidator(_several)]
Name = Annotated[str, BeforeValidator(_name)]
Id = Annotated[str, BeforeValidator(_id)]
Currency = Annotated[str, BeforeValidator(_currency)]
Number = Annotated[float, BeforeValidator(_number)]


class Record(BaseModel):
    """A line. Fields that nothing here knows are passed over, and null is the same as absent."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, line: Any) -> Any:
        return {name: value for name, value in line.items() if value is not None} if isinstance(line, dict) else line


class ItemRecord(Record):
    """A line of items.jsonl."""

    id: Id
    title: Title
    kind: Name = "product"
    description: Words = {}
    price: Annotated[Number | None, Field(ge=0)] = None
    currency: Currency = ""
    attributes: dict[str, Any] = {}
    images: list[str] = []
    media: str = ""
    shows: list[str] = []
    variant_of: str = ""
    url: str = ""


class InteractionRecord(Record):
    """A line of interactions.jsonl."""

    user_id: Name
    item_id: Name
    act: str
    at: Annotated[float, BeforeValidator(_moment)] = 0.0
    value: Number | None = None
    text: Words = {}

    @model_validator(mode="after")
    def _tells_something(self) -> "InteractionRecord":
        if self.act not in ACTS:
            raise ValueError(f"act must be one of {', '.join(ACTS)}")
        if self.act == "rate" and (self.value is None or not 1 <= self.value <= 5):
            raise ValueError("value must be a rating from 1 to 5")
        if self.act in ("watch", "listen") and (self.value or 0) < 0:
            raise ValueError("value must be seconds, 0 or more")
        return self


class AnswerRecord(Record):
    """A line of answers.jsonl."""

    id: Name = ""
    question: SaidWords
    answer: SaidWords
    source: Name
    variants: Several = {}


class ComparativeRecord(Record):
    """The words for less and for more of a measure: calmer and livelier music has a lower and a higher energy."""

    less: list[str] = []
    more: list[str] = []


class ExampleRecord(Record):
    """A message that the first screen offers, and a photo of the folder that goes with it."""

    text: SaidWords
    photo: str = ""


class CatalogueRecord(Record):
    """catalogue.json."""

    name: Words = {}
    language: Annotated[Name, AfterValidator(language_of)] = "en"
    currency: Currency = ""
    category: list[str] | None = None
    attribute_names: dict[str, Words] = {}
    synonyms: dict[str, list[str]] = {}
    comparatives: dict[str, ComparativeRecord] = {}
    examples: list[ExampleRecord] = []
    kinds: dict[str, SaidWords] = {}
    default_kind: str = ""
    simulated: bool = False
