"""The sentences of the profile's keeper: what is undone, forgotten, handed over, remembered and for how long."""

from collections.abc import Mapping

KEEPING: Mapping[str, Mapping[str, str]] = {
    "nothing to repeat": {
        "en": "I haven't shown you anything yet. What are you looking for?",
        "zh": "我还没有给您看过东西。您想找什么？",
    },
    "undone": {"en": "Undone: {things}.", "zh": "已撤回：{things}。"},
    "holds again": {"en": "Undone; this holds again: {things}.", "zh": "已撤销，这些重新算数：{things}。"},
    "back again": {
        "en": "Undone: all that I knew of you is back.",
        "zh": "已撤销：我之前知道的关于您的一切都恢复了。",
    },
    "undone, a search": {"en": "Undone: your last search.", "zh": "已撤回：您上一次的搜索。"},
    "undone, consent": {
        "en": "Undone: your last word on being asked or greeted no longer counts.",
        "zh": "已撤销：您上次关于提问或打招呼的选择不再算数。",
    },
    "forgotten about": {
        "en": "I have erased what you told me about it: {things}.",
        "zh": "这些我已经删掉了：{things}。",
    },
    "forgotten somebody": {
        "en": "I have erased what you told me for {whom}; what you said of yourself stays.",
        "zh": "您为{whom}说过的，我已经删掉了；关于您自己的都还在。",
    },
    "told of": {"en": "For {whom} you told me: {things}.", "zh": "关于{whom}，您告诉过我：{things}。"},
    "photo kept": {
        "en": "I keep one photo of yours; say “delete my photos” and it is erased.",
        "zh": "我存着您的 1 张照片；说“删除我的照片”就会删掉。",
    },
    "photos kept": {
        "en": "I keep {count} photos of yours; say “delete my photos” and they are erased.",
        "zh": "我存着您的 {count} 张照片；说“删除我的照片”就会全部删掉。",
    },
    "no photos kept": {"en": "I keep no photos of yours.", "zh": "我没有保存您的照片。"},
    "their photos": {"en": "your {count} photos", "zh": "您的 {count} 张照片"},
    "nothing about": {"en": "I keep nothing about {thing}.", "zh": "关于{thing}，我没有记下什么。"},
    "put aside": {
        "en": "I have put aside all that I knew of you; “undo” brings it back.",
        "zh": "我已经不再使用关于您的一切；说“撤销”可以恢复。",
    },
    "forget all?": {
        "en": "Shall I erase it for good, with your photos and all that we looked at? That can't be undone.",
        "zh": "要彻底删除吗？包括您的照片和我们看过的东西，删除后无法恢复。",
    },
    "forget yes": {"en": "Yes, erase it", "zh": "确定，全部删除"},
    "forget no": {"en": "No, keep it", "zh": "不，先留着"},
    "kept after all": {
        "en": "All right, I keep it: everything is as it was.",
        "zh": "好的，都留着，一切照旧。",
    },
    "exported": {
        "en": "Here is all that I keep of you, as a file that you can read (JSON).",
        "zh": "这是我保存的关于您的全部信息，一个可以直接阅读的文件（JSON）。",
    },
    "nothing to export": {
        "en": "I keep nothing about you, so there is no file to give.",
        "zh": "我没有保存您的任何信息，所以没有可导出的。",
    },
    "greet?": {
        "en": "Shall I greet you with what you told me when you come back?",
        "zh": "您下次来的时候，要我用记下的这些跟您打招呼吗？",
    },
    "greet yes": {"en": "Yes, please", "zh": "好的"},
    "greet no": {"en": "No, thanks", "zh": "不用了"},
    "will greet": {
        "en": "Good: next time I will greet you with what I know. You can end that at any time.",
        "zh": "好的，下次我会用记下的这些跟您打招呼。您随时可以取消。",
    },
    "won't greet": {
        "en": "All right, I won't greet you with what I know. It still counts in what I suggest; you can take it back.",
        "zh": "好的，我不会用记下的内容打招呼。推荐时仍会考虑这些，您随时可以收回。",
    },
    "welcome back": {
        "en": "Welcome back! I remember that you {likings}.",
        "zh": "欢迎回来！我记得您{likings}。",
    },
    "welcome back, bare": {"en": "Welcome back!", "zh": "欢迎回来！"},
    "were looking for": {
        "en": "Last time you were looking for: {search}. Shall we go on with it?",
        "zh": "上次您在找：{search}。要接着看吗？",
    },
    "go on": {"en": "What are you looking for today?", "zh": "今天想找点什么？"},
    "recalled": {"en": "{when} we looked at:", "zh": "{when}我们看了："},
    "recalled one": {"en": "{day}: {search} ({count})", "zh": "{day}：{search}（{count}件）"},
    "recalled freely": {"en": "suggestions", "zh": "随便看看"},
    "this visit": {"en": "So far we looked at:", "zh": "到现在我们看了："},
    "recalled nothing": {
        "en": "I know of nothing that we looked at {when}.",
        "zh": "{when}我们没有看过什么，至少我没有记录。",
    },
    "recalled nothing of it": {
        "en": "I know of nothing of the sort that we looked at {when}.",
        "zh": "{when}我们没有看过这类东西，至少我没有记录。",
    },
    "recalled last": {
        "en": "The last list that I remember is from {day}: {search}.",
        "zh": "我记得的最近一次是{day}：{search}。",
    },
    "looked at nothing": {"en": "We haven't looked at anything yet.", "zh": "我们还没有一起看过东西。"},
    "more of them": {"en": "Here are {shown} of the {count} things.", "zh": "一共 {count} 件，这里是其中 {shown} 件。"},
    "aged": {
        "en": "It is {age} since you said that you {liking}; by now that counts {share}.",
        "zh": "您{liking}是{age}前说的，现在按{share}计算。",
    },
    "aged line": {"en": "said {age} ago, counts {share} by now", "zh": "{age}前说的，现在按{share}计算"},
    "for good": {"en": "for good", "zh": "一直有效"},
    "known there": {"en": "For the {scope}, you {things}.", "zh": "{scope}：您{things}。"},
    "must there": {"en": "want {limit}", "zh": "{limit}"},
    "fine with": {"en": "are fine with {thing}", "zh": "可以接受{thing}"},
    "known for good": {"en": "{liking} (for good)", "zh": "{liking}（一直如此）"},
    "want": {"en": "want {thing}", "zh": "想要{thing}"},
}
