"""Plain nouns for what a photo seems to be, where the shop has nothing like it: "a dog"."""

import threading

import numpy as np

from convrec.models.base import ImageEncoder
from convrec.types import Language

# What people photograph, in both languages, by what they are when one can say no more.
GROUPS: tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...] = (
    (("animal", "动物"), (
        ("dog", "狗"), ("cat", "猫"), ("bird", "鸟"), ("fish", "鱼"), ("horse", "马"), ("cow", "牛"), ("sheep", "羊"),
        ("rabbit", "兔子"), ("mouse", "老鼠"), ("snake", "蛇"), ("turtle", "乌龟"), ("frog", "青蛙"),
        ("insect", "昆虫"), ("butterfly", "蝴蝶"), ("spider", "蜘蛛"), ("bear", "熊"), ("monkey", "猴子"),
        ("elephant", "大象"), ("lion", "狮子"), ("wild animal", "野生动物"),
    )),
    (("vehicle", "车船"), (
        ("car", "汽车"), ("lorry", "卡车"), ("bus", "公交车"), ("motorcycle", "摩托车"), ("bicycle", "自行车"),
        ("train", "火车"), ("boat", "船"), ("aeroplane", "飞机"),
    )),
    (("outdoor place", "户外景物"), (
        ("traffic sign", "路牌"), ("street", "街道"), ("building", "建筑"), ("church", "教堂"), ("bridge", "桥"),
        ("mountain", "山"), ("beach", "海滩"), ("lake", "湖"), ("forest", "森林"),
    )),
    (("plant", "植物"), (
        ("flower", "花"), ("plant", "植物"), ("mushroom", "蘑菇"),
    )),
    (("something to eat", "吃的"), (
        ("fruit", "水果"), ("apple", "苹果"), ("orange", "橙子"), ("banana", "香蕉"), ("vegetable", "蔬菜"),
        ("bread", "面包"), ("pizza", "披萨"), ("plate of food", "菜肴"), ("cake", "蛋糕"), ("ice cream", "冰淇淋"),
    )),
    (("something to drink", "喝的"), (
        ("cup of coffee", "咖啡"), ("bottle", "瓶子"), ("glass of wine", "葡萄酒"), ("milk carton", "牛奶盒"),
    )),
    (("package", "包装盒"), (
        ("package", "包装盒"),
    )),
    (("device", "电子设备"), (
        ("computer", "电脑"), ("laptop", "笔记本电脑"), ("keyboard", "键盘"), ("phone", "手机"), ("camera", "相机"),
        ("television", "电视"), ("loudspeaker", "音箱"), ("washing machine", "洗衣机"), ("refrigerator", "冰箱"),
        ("oven", "烤箱"),
    )),
    (("musical instrument", "乐器"), (
        ("guitar", "吉他"), ("piano", "钢琴"), ("drum", "鼓"), ("violin", "小提琴"),
    )),
    (("something to read", "读物"), (
        ("book", "书"), ("newspaper", "报纸"), ("document", "文件"), ("screenshot", "截图"),
    )),
    (("bag", "包"), (
        ("bag", "包"), ("suitcase", "行李箱"),
    )),
    (("something to wear", "穿戴的东西"), (
        ("watch", "手表"), ("hat", "帽子"), ("shoe", "鞋"), ("boot", "靴子"), ("sandal", "凉鞋"), ("sock", "袜子"),
        ("shirt", "衬衫"), ("T-shirt", "T恤"), ("jumper", "毛衣"), ("jacket", "夹克"), ("coat", "大衣"),
        ("suit", "西装"), ("dress", "连衣裙"), ("skirt", "裙子"), ("trousers", "裤子"), ("jeans", "牛仔裤"),
        ("shorts", "短裤"), ("swimsuit", "泳衣"), ("glasses", "眼镜"), ("necklace", "项链"),
    )),
    (("toy", "玩具"), (
        ("toy", "玩具"), ("doll", "娃娃"), ("ball", "球"),
    )),
    (("tool", "工具"), (
        ("pen", "笔"), ("umbrella", "雨伞"), ("tool", "工具"), ("hammer", "锤子"), ("knife", "刀"), ("gun", "枪"),
    )),
    (("piece of furniture", "家具"), (
        ("clock", "钟"), ("chair", "椅子"), ("table", "桌子"), ("sofa", "沙发"), ("bed", "床"), ("lamp", "灯"),
        ("cupboard", "柜子"), ("shelf", "架子"), ("curtain", "窗帘"), ("pillow", "枕头"), ("carpet", "地毯"),
        ("bathtub", "浴缸"), ("toilet", "马桶"),
    )),
    (("household thing", "家居用品"), (
        ("basket", "篮子"), ("vase", "花瓶"), ("pot", "锅"), ("bowl", "碗"),
    )),
    (("person", "人"), (
        ("person", "人"), ("baby", "婴儿"),
    )),
)  # fmt: skip
NOUNS = tuple(noun for _, nouns in GROUPS for noun in nouns)
CHINESE = {**dict(group for group, _ in GROUPS), **dict(NOUNS)}
# Chosen on clothing and grocery photos that may be learnt from, where the noun is right of two in three that are named,
# and the group of nineteen in twenty.
SHARPNESS = 0.08  # by which nearness a noun counts for e times less
SURE, SURE_OF_GROUP = 0.6, 0.5  # shares from which a noun is said, and else its group
PROMPT = "a photo of a {}"


class Nouns:
    """The nouns among the words of an image encoder, encoded when first asked for."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._vectors: np.ndarray | None = None

    def called(self, meaning: np.ndarray, sold: frozenset[str] = frozenset()) -> str:
        """What a picture by its place among words, (meaning_size,), seems to be: the English noun, or that of its
        group, or "" where one can't tell. What is among the ``sold``, in whatever number, is no answer: it would be
        known.
        """
        sold = frozenset(map(_key, sold))
        near = self._known() @ meaning
        shares = np.exp((near - near.max()) / SHARPNESS)
        shares /= shares.sum()
        best = int(np.argmax(shares))
        if _key(NOUNS[best][0]) in sold:
            return ""
        if shares[best] >= SURE:
            return NOUNS[best][0]
        ends = np.cumsum([len(nouns) for _, nouns in GROUPS])
        totals = np.add.reduceat(shares, [0, *ends[:-1]])
        (group, _), nouns = GROUPS[int(np.argmax(totals))]
        return group if totals.max() >= SURE_OF_GROUP and sold.isdisjoint(_key(noun) for noun, _ in nouns) else ""

    def _known(self) -> np.ndarray:
        """The nouns' directions from where they lie on average, (nouns, meaning_size)."""
        with self._lock:
            if self._vectors is None:
                found = self._encoder.encode_words([PROMPT.format(noun) for noun, _ in NOUNS])
                centred = found - found.mean(axis=0)
                self._vectors = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
            return self._vectors


def worded(noun: str, language: Language) -> str:
    """An English noun of the list in a language."""
    return CHINESE.get(noun, noun) if language == "zh" else noun


def _key(noun: str) -> str:
    """A noun in small letters and, roughly, in the singular."""
    word = noun.strip().lower()
    return word if len(word) < 4 or word.endswith("ss") else word.removesuffix("es" if word.endswith("shes") else "s")
