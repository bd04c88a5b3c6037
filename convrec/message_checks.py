"""Whether a message can be answered at all: not empty, and no more of it than the settings allow."""

from convrec.errors import MessageError, PhotoError
from convrec.settings import Settings


def check_message(text: str, photos: int, settings: Settings) -> None:
    """Raises MessageError or PhotoError for a text and a number of photos that are nothing or too much."""
    length = settings.max_message
    if not text.strip() and not photos:
        raise MessageError(
            "The message is empty; please write what you are looking for, or add a photo.",
            "消息是空的，请写下您想找的东西，或添加一张照片。",
        )
    if len(text) > length:
        raise MessageError(
            f"The message has {len(text)} characters; please keep it under {length}.",
            f"消息有 {len(text)} 个字，请控制在 {length} 字以内。",
        )
    check_count(photos, settings)


def check_count(photos: int, settings: Settings) -> None:
    """Raises PhotoError for more photos than a message may have."""
    most = settings.max_photos
    if photos > most:
        raise PhotoError(
            f"The message has {photos} photos; please send up to {most} at a time.",
            f"消息里有 {photos} 张照片，一次最多发送 {most} 张。",
        )
