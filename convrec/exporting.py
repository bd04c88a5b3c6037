"""All that is kept of a person, as a file that they can read: first in words, then every entry of the log."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from convrec.known import profile_lines
from convrec.memory import Memory
from convrec.naming import Names
from convrec.types import Language
from knowledge_graph import Opinion, Profile
from knowledge_graph.history import listings


def exported(user_id: str, memory: Memory, names: Names, language: Language) -> str:
    """The file's text; "" where nothing is kept."""
    told = kept(user_id, memory, names, language)
    return json.dumps(told, ensure_ascii=False, indent=2) if told else ""


def kept(user_id: str, memory: Memory, names: Names, language: Language) -> dict[str, Any]:
    """All that is kept, as plain data; empty where nothing is."""
    log, profile = memory.export(user_id), memory.profile(user_id)
    if not log:
        return {}
    return {
        "user": user_id,
        "known": list(_known(profile, names, language, memory.now())),
        "agreed": dict(profile.consents),
        "own": [vars(thing) | {"file": memory.album.store.path(thing.photo).name} for thing in profile.own],
        "photos": [memory.album.store.path(photo).name for photo in dict.fromkeys(profile.photos)],
        "shown": [
            {"at": _time(one.at), "items": {item: names.title(item, language) for item in one.items}}
            for one in listings(log)
        ],
        "opinions": [_entry(one) for one in log],
    }


def _known(profile: Profile, names: Names, language: Language, now: float) -> Iterator[dict[str, Any]]:
    for line in profile_lines(profile, names, language, now):
        said = {"what": line.text, "about": line.about, "your words": line.quote, "liking": round(line.liking, 3)}
        yield said | ({"note": line.note} if line.note else {})


def _entry(one: Opinion) -> dict[str, Any]:
    return vars(one) | {"time": _time(one.said_at)}


def _time(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")
