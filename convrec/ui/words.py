"""Every sentence of the page itself, in each of its languages."""

from convrec.types import LANGUAGES, Language, Text, say

_WORDS: dict[str, Text] = {
    "tagline": {"en": "Tell me what you like. Show me a photo.", "zh": "说说您的喜好，也可以发张照片。"},
    "language": {"en": "Language of the page", "zh": "页面语言"},
    "auto": {"en": "Auto", "zh": "自动"},
    "demo": {
        "en": "This is a demo: the shop, its customers and its prices are made up.",
        "zh": "这是一个演示：商店、顾客和价格都是虚构的。",
    },
    "hello": {"en": "What are you looking for?", "zh": "想找点什么？"},
    "hello_again": {"en": "Welcome back. What are you looking for?", "zh": "欢迎回来，今天想找点什么？"},
    "intro": {
        "en": "Describe it in your own words or add a photo. Say what you like and what you can't stand; "
        "every suggestion tells you why it's here.",
        "zh": "用自己的话描述，或者发一张照片。说说喜欢什么、不喜欢什么；每件推荐都会告诉您理由。",
    },
    "try": {"en": "Try one of these", "zh": "试试这样说"},
    "example_photo": {"en": "Something like this, please", "zh": "想要类似这样的"},
    "example_sort": {"en": "I'm looking for a nice {sort}", "zh": "想找{sort}"},
    "example_wish": {"en": "A nice {sort}, under {price}", "zh": "想找{sort}，{price}以内"},
    "example_taste": {"en": "I love {liked}, but no {disliked}", "zh": "我喜欢{liked}，不要{disliked}"},
    "popular": {"en": "Popular right now", "zh": "大家都在看"},
    "message": {"en": "Your message", "zh": "您的消息"},
    "placeholder": {"en": "Write, or add a photo …", "zh": "输入消息，或添加照片……"},
    "conversation": {"en": "Conversation", "zh": "对话"},
    "you": {"en": "You", "zh": "您"},
    "photo": {"en": "Your photo", "zh": "您的照片"},
    "enlarge": {"en": "Your photo: open it larger", "zh": "您的照片：点按放大"},
    "enlarge_choose": {
        "en": "Your photo, with {things}: open it to choose one",
        "zh": "您的照片，里面有{things}：点按放大后可以选择",
    },
    "close": {"en": "Close", "zh": "关闭"},
    "things": {"en": "Choose the one you mean.", "zh": "请选择您要找的那一个。"},
    "other_thing": {"en": "Choose something else in it", "zh": "选照片里的其他东西"},
    "the_thing": {"en": "the {thing}", "zh": "{thing}"},
    "some_thing": {"en": "something", "zh": "某样东西"},
    "seen": {"en": "Seen in your photo", "zh": "照片里看到的"},
    "says": {"en": "says “{words}”", "zh": "写着“{words}”"},
    "unsee": {"en": "Search without: {text}", "zh": "搜索时不考虑：{text}"},
    "drop_here": {"en": "Drop your photos here", "zh": "把照片拖到这里"},
    "camera": {"en": "Take a photo", "zh": "拍照"},
    "add_photo": {"en": "Add photos", "zh": "添加照片"},
    "attached": {"en": "Photos to send", "zh": "要发送的照片"},
    "detach": {"en": "Remove this photo", "zh": "移除这张照片"},
    "send": {"en": "Send", "zh": "发送"},
    "uploading": {"en": "Adding your photo …", "zh": "正在添加照片……"},
    "too_many": {
        "en": "A message takes up to {most} photos; the others were left out.",
        "zh": "一条消息最多 {most} 张照片，其余的没有添加。",
    },
    "no_photo": {
        "en": "Only photos can be added; please choose a JPEG, PNG or WebP.",
        "zh": "只能添加照片，请选择 JPEG、PNG 或 WebP。",
    },
    "like": {"en": "I like this", "zh": "喜欢"},
    "dislike": {"en": "Not for me", "zh": "不喜欢"},
    "more": {"en": "More like this", "zh": "找类似的"},
    "why": {"en": "Why?", "zh": "为什么？"},
    "why_hide": {"en": "Hide", "zh": "收起"},
    "more_of": {"en": "More like “{title}”", "zh": "找类似“{title}”的"},
    "variants": {"en": "{count} more in this design", "zh": "同款还有 {count} 种"},
    "rating": {"en": "★ {stars} ({count})", "zh": "★ {stars}（{count}）"},
    "reviews": {"en": "Reviews", "zh": "评价"},
    "removed": {"en": "Taken off. This is your new list.", "zh": "已移除，列表已更新。"},
    "undo": {"en": "Undo", "zh": "撤销"},
    "source": {"en": "Source", "zh": "来源"},
    "earlier": {"en": "Shown earlier", "zh": "之前展示的"},
    "panel": {"en": "What I know about you", "zh": "我对您的了解"},
    "panel_empty": {
        "en": "Nothing yet. What you say you like or dislike will be listed here, and you can take back each line.",
        "zh": "暂时没有。您说过的喜好会列在这里，每一条都可以收回。",
    },
    "me": {"en": "you", "zh": "您"},
    "drawing": {"en": "What I know about you, as a drawing", "zh": "我对您的了解（图示）"},
    "private": {
        "en": "Only this browser sees it. Nobody else's suggestions use it.",
        "zh": "只有这个浏览器能看到，不会用于给别人的推荐。",
    },
    "take_back": {"en": "Take back: {text}", "zh": "收回：{text}"},
    "turn": {"en": "the other way round: {text}", "zh": "改成相反：{text}"},
    "undo_last": {"en": "Undo the last", "zh": "撤销上一步"},
    "export": {"en": "My data as a file", "zh": "导出我的数据"},
    "export_say": {"en": "Export my data", "zh": "导出我的数据"},
    "download": {"en": "Keep the file: convrec.json", "zh": "保存文件：convrec.json"},
    "greet": {"en": "Greet me with it", "zh": "下次用这些打招呼"},
    "likes": {"en": "likes", "zh": "喜欢"},
    "dislikes": {"en": "dislikes", "zh": "不喜欢"},
    "own": {"en": "yours", "zh": "您的"},
    "must": {"en": "condition", "zh": "条件"},
    "forget": {"en": "Forget me", "zh": "忘掉我"},
    "forget_sure": {
        "en": "This erases everything above and this conversation. It can't be undone.",
        "zh": "这会清除以上全部内容和本次对话，无法恢复。",
    },
    "forget_yes": {"en": "Yes, forget me", "zh": "确定，忘掉我"},
    "forgotten": {"en": "Done. I know nothing about you any more.", "zh": "好了，我已经不记得您的任何信息。"},
    "broken": {
        "en": "Something went wrong on our side. Your message is still below; please send it again.",
        "zh": "我们这边出了点问题。您的消息还在下方，请重新发送。",
    },
    "click_failed": {
        "en": "Something went wrong on our side, and nothing was changed. Please try that again.",
        "zh": "我们这边出了点问题，什么都没有改动。请再试一次。",
    },
    "photo_gone": {"en": "That photo is no longer here.", "zh": "这张照片已经不在了。"},
    "reading": {"en": "Reading your message …", "zh": "正在阅读……"},
    "seeing": {"en": "Looking at your photo …", "zh": "正在看您的照片……"},
    "seeing_all": {"en": "Looking at your photos …", "zh": "正在看您的照片……"},
    "looking": {"en": "Understanding what you mean …", "zh": "正在理解……"},
    "searching": {"en": "Searching the shop …", "zh": "正在搜索……"},
    "ranking": {"en": "Ranking what fits you …", "zh": "正在排序……"},
    "writing": {"en": "Writing the reasons …", "zh": "正在整理理由……"},
}

# What the person reads while the next stage runs: stage just completed → key of the sentence.
AFTER_STAGE = {
    "see": "looking",
    "understand": "searching",
    "remember": "searching",
    "retrieve": "ranking",
    "rank": "writing",
}


def words(key: str, language: Language, **fill: str) -> str:
    """The page's sentence ``key`` in ``language``; raises KeyError for a sentence that doesn't exist."""
    return say(_WORDS[key], language).format(**fill)


def page_language(accepted: str) -> Language:
    """The best language for a browser that sends ``accepted`` (an Accept-Language header)."""
    for part in accepted.lower().split(","):
        for language in LANGUAGES:
            if part.strip().startswith(language):
                return language
    return "en"
