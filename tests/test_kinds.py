"""One engine, many kinds: posts, films and music beside products, asked for by what they are called."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image

from convrec.assistant import Assistant
from convrec.data.folder import read_catalogue
from convrec.index import open_index, sound_part
from convrec.memory import open_memory
from convrec.models.sound import FeatureSoundEncoder
from convrec.settings import Settings
from convrec.types import Message
from tests.conftest import write_world

KINDS = {
    "product": {"en": "product", "zh": "商品"},
    "post": {"en": "post", "zh": "帖子"},
    "film": {"en": "video", "zh": "视频"},
    "track": {"en": "track", "zh": "音乐"},
}
RATE = 22_050


def tone(pitch: float, pulse: float) -> np.ndarray:
    """Three seconds of a soft tone that is struck ``pulse`` times a second."""
    t = np.arange(3 * RATE) / RATE
    return np.asarray(0.5 * np.sin(2 * np.pi * pitch * t) * np.exp(-4 * (t * pulse % 1.0)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up shop with a post, a film and three tracks; two of the tracks sound much alike."""
    shop = write_world(tmp_path_factory.mktemp("kinds") / "shop")
    (shop / "media").mkdir()
    frames = [Image.new("RGB", (32, 32), (20, 200 - 40 * n, 40)) for n in range(3)]
    frames[0].save(shop / "media" / "turn.webp", save_all=True, append_images=frames[1:], duration=100)
    for name, pitch, pulse in (("slow", 220, 1), ("slow-too", 233, 1), ("fast", 1760, 7)):
        soundfile.write(shop / "media" / f"{name}.ogg", tone(pitch, pulse), RATE, format="OGG", subtype="VORBIS")
    stories: list[dict[str, Any]] = [
        _story("post-oak", "post", "Reading by lamplight", "灯下读书", category="table lamp", shows=["lamp-oak"]),
        _story("film-vase", "film", "The bottle vase turns", "花瓶转一圈", category="vase", media="media/turn.webp"),
        _story("track-slow", "track", "Quiet hour", "安静一刻", energy=20, media="media/slow.ogg"),
        _story("track-slow-too", "track", "Low tide", "退潮", energy=25, media="media/slow-too.ogg"),
        _story("track-fast", "track", "Market day", "赶集", energy=90, media="media/fast.ogg"),
    ]
    with (shop / "items.jsonl").open("a", encoding="utf-8") as items:
        items.writelines(json.dumps(story, ensure_ascii=False) + "\n" for story in stories)
    about = json.loads((shop / "catalogue.json").read_text(encoding="utf-8"))
    about |= {"kinds": KINDS, "comparatives": {"energy": {"less": ["calmer", "安静一点"], "more": ["livelier"]}}}
    about["synonyms"] |= {"track": ["music", "song"], "video": ["film"]}
    (shop / "catalogue.json").write_text(json.dumps(about), encoding="utf-8")
    return shop


def _story(id: str, kind: str, title: str, zh: str, category: str = "", **more: Any) -> dict[str, Any]:
    attributes = {"energy": more.pop("energy")} if "energy" in more else {}
    return {
        "id": id,
        "kind": kind,
        "title": {"en": title, "zh": zh},
        "attributes": attributes | ({"category": category} if category else {}),
        **more,
    }


@pytest.fixture(scope="module")
def shop(folder: Path, models: Any, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    catalogue = read_catalogue(folder)
    settings = Settings(home=tmp_path_factory.mktemp("home"), catalogue=folder)
    index = open_index(settings.home, catalogue, models, lambda what, share: None)
    return Assistant(catalogue, models, index, open_memory(settings, catalogue.category), settings)


def kinds_shown(shop: Assistant, text: str, user: str) -> list[str]:
    turn = shop.turn(Message(user, text))
    return [shop.catalogue.item(r.item_id).kind for r in turn.recommendations]


def test_products_are_what_is_meant_where_no_kind_is_named(shop: Assistant) -> None:
    assert set(kinds_shown(shop, "a table lamp", "a")) == {"product"}
    assert {card.kind for card in shop.popular("en")} == {"product"}


@pytest.mark.parametrize(
    ("text", "kind"), [("show me a post", "post"), ("a video of a vase", "film"), ("想听音乐", "track")]
)
def test_a_kind_is_asked_for_by_its_name(shop: Assistant, text: str, kind: str) -> None:
    assert set(kinds_shown(shop, text, f"b-{kind}")) == {kind}


def test_the_next_wish_is_for_products_again(shop: Assistant) -> None:
    kinds_shown(shop, "some music", "c")
    assert set(kinds_shown(shop, "now a vase", "c")) == {"product"}


def test_calmer_means_less_energy_than_what_was_shown(shop: Assistant) -> None:
    shop.turn(Message("d", "some music"))
    turn = shop.turn(Message("d", "a calmer track"))
    assert [(c.attribute, c.op) for c in turn.understanding.constraints] == [("energy", "<=")]
    assert [r.item_id for r in turn.recommendations] == ["track-slow"]


def test_more_like_a_track_finds_what_sounds_like_it(shop: Assistant) -> None:
    turn = shop.more_like("e", "track-slow", "en")
    assert turn.recommendations[0].item_id == "track-slow-too"
    assert "sounds" in {part.kind for vote in turn.recommendations[0].votes for part in vote.because}


def test_sounds_are_indexed_by_what_they_sound_like(shop: Assistant, models: Any) -> None:
    near = shop._index.vectors(sound_part(models), ["track-slow", "track-slow-too", "track-fast"])
    alike = float(near["track-slow"] @ near["track-slow-too"])
    assert alike > float(near["track-slow"] @ near["track-fast"]) + 0.2


def test_the_same_sound_has_the_same_vector_of_length_one(folder: Path) -> None:
    path = folder / "media" / "fast.ogg"
    once, again = FeatureSoundEncoder().encode_files([path, path])
    assert np.array_equal(once, again) and np.linalg.norm(once) == pytest.approx(1.0, abs=1e-5)
    assert np.isfinite(once).all()


def test_a_moving_picture_is_seen_by_its_frames(shop: Assistant, models: Any) -> None:
    look = shop._index.vectors("look." + models.image.name, ["film-vase"])
    assert look == {} or np.linalg.norm(next(iter(look.values()))) == pytest.approx(1.0, abs=1e-5)


def test_a_story_keeps_only_what_is_sold_here(tmp_path: Path, folder: Path) -> None:
    assert read_catalogue(folder).item("post-oak").shows == ("lamp-oak",)


def test_media_outside_the_folder_are_refused(tmp_path: Path) -> None:
    shop = write_world(tmp_path / "shop")
    story = _story("film-x", "film", "Elsewhere", "别处", media="../../etc/passwd")
    with (shop / "items.jsonl").open("a", encoding="utf-8") as items:
        items.write(json.dumps(story) + "\n")
    catalogue = read_catalogue(shop)
    assert catalogue.item("film-x").media is None
    assert any("media file" in problem and "outside" in problem for problem in catalogue.problems)
