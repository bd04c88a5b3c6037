"""The one place that reads the environment: every setting, its default and its meaning.

Each can be set as ``CONVREC_NAME``, for example ``CONVREC_DEVICE=cpu``.
"""

import re
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What can be chosen. The defaults work offline, on a CPU, without a key."""

    model_config = SettingsConfigDict(env_prefix="CONVREC_", frozen=True, extra="ignore")

    catalogue: Path = Field(PROJECT / "assets" / "shop", description="the catalogue folder")
    home: Path = Field(user_data_path("convrec"), description="where indexes, photos and profiles are kept")
    text_encoder: str = Field("embedded", description="'embedded' or a sentence-transformers name")
    image_encoder: str = Field("embedded", description="'embedded' or an open_clip 'MODEL/PRETRAINED' tag")
    writer: str = Field(
        "none",
        description="who puts replies in other words: 'none', 'embedded', the http(s)://…/v1 address of an "
        "OpenAI-compatible server, or 'transformers:' and a name or folder of the hub's kind",
    )
    writer_model: str = Field("", description="the model to ask such a server for; unset: the first it names")
    writer_key: SecretStr = Field(SecretStr(""), description="the key that such a server wants")
    writer_timeout: float = Field(10.0, gt=0, le=600, description="most seconds that a reply waits for the writer")
    understanding: str = Field(
        "embedded",
        description="who reads messages: 'embedded', or beside it the http(s)://…/v1 address of an OpenAI-compatible "
        "server, to which messages are then sent",
    )
    understanding_model: str = Field("", description="the model to ask such a server for; unset: the first it names")
    understanding_key: SecretStr = Field(SecretStr(""), description="the key that such a server wants")
    understanding_timeout: float = Field(5.0, gt=0, le=600, description="most seconds that a message waits for it")
    device: Literal["auto", "cuda", "mps", "cpu"] = Field("auto", description="where models run")
    limit: int = Field(5, ge=1, le=50, description="how many items a reply shows")
    exposure_bound: float | None = Field(
        None, gt=0, le=1, description="most that one brand, or one tier of price, may have of a list; unset: no bound"
    )
    exposure_by: Literal["brand", "price"] = Field("brand", description="what exposure_bound looks at")
    diversity: float = Field(
        0.0,
        ge=0,
        le=1,
        description="share of its score that an item loses beside one of the same values",
    )
    exploration: float = Field(
        0.0, ge=0, lt=1, description="chance that a list's last place goes to something a little further down, to learn"
    )
    popularity: float = Field(
        0.0, ge=-1, le=1, description="exponent on how often an item was chosen, in what others' choices say of it"
    )
    host: str = Field("127.0.0.1", description="address the page listens on")
    port: int = Field(7860, ge=1, le=65535, description="port the page listens on")
    escalation_url: str = Field(
        "", description="where conversations are posted that people agreed to pass on; https, or http on localhost"
    )
    escalation_secret: SecretStr = Field(SecretStr(""), description="what those posts are signed with")
    max_message: int = Field(4000, description="longest message, in characters")
    max_photos: int = Field(6, ge=1, description="most photos in one message")
    max_photo_bytes: int = Field(25_000_000, description="largest photo file")
    max_photo_pixels: int = Field(80_000_000, description="most pixels of a photo")
    photo_side: int = Field(768, description="photos are kept at most this many pixels wide and high")
    max_kept_photos: int = Field(
        200, ge=1, description="most photos kept of a person; the oldest that nothing refers to go first"
    )

    @field_validator("writer")
    @classmethod
    def _is_a_writer(cls, wish: str) -> str:
        if wish in ("none", "embedded") or re.match(r"https?://\w|transformers:\S", wish):
            return wish
        raise ValueError("it is neither none, embedded, an http(s) address nor transformers:NAME")

    @field_validator("understanding")
    @classmethod
    def _is_a_reader(cls, wish: str) -> str:
        if wish == "embedded" or re.match(r"https?://\w", wish):
            return wish
        raise ValueError("it is neither embedded nor an http(s) address")
