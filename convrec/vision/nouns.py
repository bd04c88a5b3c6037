"""Plain nouns for what a photo seems to be, where the shop has nothing like it: "a dog"."""

import threading

import numpy as np

from convrec.models.base import ImageEncoder
from convrec.types import Language

# What people photograph, in both languages.
NOUNS: tuple[tuple[str, str], ...] = (
    ("dog", "狗"), ("cat", "猫"), ("bird", "鸟"), ("fish", "鱼"), ("horse", "马"), ("cow", "牛"), ("sheep", "羊"),
    ("rabbit", "兔子"), ("mouse", "老鼠"), ("snake", "蛇"), ("turtle", "乌龟"), ("frog", "青蛙"), ("insect", "昆虫"),
    ("butterfly", "蝴蝶"), ("spider", "蜘蛛"), ("bear", "熊"), ("monkey", "猴子"), ("elephant", "大象"),
    ("lion", "狮子"), ("wild animal", "野生动物"), ("car", "汽车"), ("lorry", "卡车"), ("bus", "公交车"),
    ("motorcycle", "摩托车"), ("bicycle", "自行车"), ("train", "火车"), ("boat", "船"), ("aeroplane", "飞机"),
    ("traffic sign", "路牌"), ("street", "街道"), ("building", "建筑"), ("church", "教堂"), ("bridge", "桥"),
    ("mountain", "山"), ("beach", "海滩"), ("lake", "湖"), ("forest", "森林"), ("flower", "花"), ("plant", "植物"),
    ("mushroom", "蘑菇"), ("fruit", "水果"), ("apple", "苹果"), ("orange", "橙子"), ("banana", "香蕉"),
    ("vegetable", "蔬菜"), ("bread", "面包"), ("pizza", "披萨"), ("plate of food", "菜肴"), ("cake", "蛋糕"),
    ("ice cream", "冰淇淋"), ("cup of coffee", "咖啡"), ("bottle", "瓶子"), ("glass of wine", "葡萄酒"),
    ("milk carton", "牛奶盒"), ("package", "包装盒"), ("computer", "电脑"), ("laptop", "笔记本电脑"),
    ("keyboard", "键盘"), ("phone", "手机"), ("camera", "相机"), ("television", "电视"), ("loudspeaker", "音箱"),
    ("watch", "手表"), ("clock", "钟"), ("guitar", "吉他"), ("piano", "钢琴"), ("drum", "鼓"), ("violin", "小提琴"),
    ("book", "书"), ("newspaper", "报纸"), ("pen", "笔"), ("bag", "包"), ("suitcase", "行李箱"), ("umbrella", "雨伞"),
    ("hat", "帽子"), ("shoe", "鞋"), ("boot", "靴子"), ("sandal", "凉鞋"), ("sock", "袜子"), ("shirt", "衬衫"),
    ("T-shirt", "T恤"), ("jumper", "毛衣"), ("jacket", "夹克"), ("coat", "大衣"), ("suit", "西装"), ("dress", "连衣裙"),
    ("skirt", "裙子"), ("trousers", "裤子"), ("jeans", "牛仔裤"), ("shorts", "短裤"), ("swimsuit", "泳衣"),
    ("glasses", "眼镜"), ("necklace", "项链"), ("toy", "玩具"), ("doll", "娃娃"), ("ball", "球"), ("tool", "工具"),
    ("hammer", "锤子"), ("knife", "刀"), ("gun", "枪"), ("chair", "椅子"), ("table", "桌子"), ("sofa", "沙发"),
    ("bed", "床"), ("lamp", "灯"), ("cupboard", "柜子"), ("shelf", "架子"), ("curtain", "窗帘"), ("pillow", "枕头"),
    ("carpet", "地毯"), ("basket", "篮子"), ("vase", "花瓶"), ("pot", "锅"), ("bowl", "碗"), ("bathtub", "浴缸"),
    ("toilet", "马桶"), ("washing machine", "洗衣机"), ("refrigerator", "冰箱"), ("oven", "烤箱"), ("person", "人"),
    ("baby", "婴儿"), ("document", "文件"), ("screenshot", "截图"),
)  # fmt: skip
CHINESE = dict(NOUNS)
PROMPT = "a photo of a {}"


class Nouns:
    """The nouns among the words of an image encoder, encoded when first asked for."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._vectors: np.ndarray | None = None

    def nearest(self, meaning: np.ndarray) -> str:
        """The English noun nearest to a picture's place among words, (meaning_size,)."""
        with self._lock:
            if self._vectors is None:
                found = self._encoder.encode_words([PROMPT.format(noun) for noun, _ in NOUNS])
                centred = found - found.mean(axis=0)
                self._vectors = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return NOUNS[int(np.argmax(self._vectors @ meaning))][0]


def worded(noun: str, language: Language) -> str:
    """An English noun of the list in a language."""
    return CHINESE.get(noun, noun) if language == "zh" else noun
