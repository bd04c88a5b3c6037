"""Chinese words that nothing was made of. Where words have no edges, a dictionary's longest words make them."""

from collections.abc import Collection, Iterable, Iterator

from convrec.understanding.language import CHINESE, Span
from convrec.understanding.names.dictionary import simplified, words_of_chinese

LONGEST = 4
# Words that carry no wish by themselves: of asking, pointing, grading, counting and joining.
_IDLE = """
我 你 您 他 她 它 咱 们 我们 你们 咱们 他们 她们 自己 大家 人家 我家 家里 家 人 这 那 哪 这个 那个 哪个 这些
那些 这样 那样 这种 那种 这里 那里 这边 这款 那款
的 了 着 过 地 得 吗 呢 吧 啊 呀 嘛 哦 噢 哈 啦 哎 唉 嗯 诶 哟 么 之 所 者
是 有 没 没有 不 别 无 非 要 想 想要 需要 能 能不能 可以 可不可以 会 会不会 应该 得要 必须 一定 最好 希望 打算
准备 愿意 行 行不行 好 好吗 好的 对 对了 就 就是 就行 就好
请 请问 麻烦 谢谢 帮 帮我 帮忙 给 给我 来 来个 去 找 找个 看 看看 看一下 看到 买 买个 卖 选 挑 换 换个 换成 改
改成 推荐 介绍 推 展示 求 问 问一下 问问 说 说过 讲 觉得 认为 感觉 知道 记得 喜欢 爱 用 用来 用的 放 放在 摆 做
弄 搞 拿 送 送给 适合 合适 属于 包括
什么 怎么 怎样 怎么样 为什么 为啥 多少 几 哪里 哪儿 哪些 谁 啥 咋 有没有 是不是 有什么
很 太 更 最 比较 非常 特别 真 真的 挺 好像 有点 有些 一点 一点儿 一些 一下 一样 点 些 稍微 稍 略 还 还有 还是
也 都 再 又 才 只 只要 只有 只能 全 全部 大概 大约 左右 差不多 几乎 其实 反正 尤其 特 超 超级 相当 不太 不要
不用 不会 不能 不是 不想 不行 别的 其他 其它 另外 另 一直 经常 总是 平时 现在 今天 刚才 刚刚 之前 以前 后来
最近 以后 已经 正在 马上
一 二 两 三 四 五 六 七 八 九 十 百 千 万 半 个 件 款 只 把 张 盏 条 块 本 双 台 套 盒 瓶 包 杯 部 首 种 类 次
位 第 第一 第二 第三 多 少 大 小 元 钱 块钱
和 跟 与 或 或者 及 但 但是 不过 可是 而 而且 因为 所以 如果 要是 虽然 然后 那么 这么 除了 对于 关于 至于 以及
并 并且 同时 由 从 到 在 上 下 里 里面 外面 中 前 后 内 外 边 旁边 以内 以上 以下 之内 之间 比 被 让 为 为了 当
像 按 把 将 向 往 跟着
批 组 轮 波 东西 产品 商品 款式 类型 一种 一个 一款 一件 一张 一把 一盏 一条 一块 一只 样子 风 风格 时候 方面 部分 地方
事 事情 问题 朋友 店 店里 一起 起来 出来 下来 过来
"""
IDLE = frozenset(_IDLE.split())


def leftover(text: str, covered: Collection[Span]) -> list[str]:
    """The words of a text's Chinese that lie outside the ``covered`` stretches and say something."""
    plain = simplified(text)
    telling = [(start, end) for start, end in _words(plain, covered) if not IDLE.issuperset(plain[start:end])]
    telling = [(start, end) for start, end in telling if plain[start:end] not in IDLE]
    return [text[start:end] for start, end in _joined(telling)]


def _joined(words: Iterable[Span]) -> list[Span]:
    """Single signs beside each other as one word, which the dictionary doesn't have: a name."""
    made: list[Span] = []
    run = -1  # where a run of single signs ends
    for start, end in words:
        single = end - start == 1
        if single and start == run:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
        run = end if single else -1
    return made


def _words(text: str, covered: Collection[Span]) -> Iterator[Span]:
    """The stretch of each word, the longest that the dictionary has first; none reaches into what is covered."""
    free = [bool(CHINESE.match(sign)) and not any(a <= at < b for a, b in covered) for at, sign in enumerate(text)]
    place = 0
    while place < len(text):
        if not free[place]:
            place += 1
            continue
        room = next((n for n in range(LONGEST) if place + n >= len(text) or not free[place + n]), LONGEST)
        longest = (n for n in range(room, 1, -1) if text[place : place + n] in words_of_chinese())
        length = next(longest, 1)
        yield place, place + length
        place += length
