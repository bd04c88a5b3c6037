"""The assistant's own sentences, in English and Chinese. Facts are filled in; nothing else speaks."""

from collections.abc import Iterable, Mapping

from convrec.phrases_aside import ASIDE
from convrec.phrases_keeping import KEEPING
from convrec.types import Language

TALK: Mapping[str, Mapping[str, str]] = {
    "hello": {
        "en": "Hello, and welcome to {shop}! Tell me what you are looking for, or send me a photo.",
        "zh": "您好，欢迎来到{shop}！告诉我您想找什么，或者发一张照片给我。",
    },
    "thanks": {"en": "You're welcome! Anything else I can find for you?", "zh": "不客气！还想看点什么吗？"},
    "goodbye": {"en": "Goodbye, and come back soon!", "zh": "再见，欢迎再来！"},
    "no purchase": {
        "en": "That's fine, nothing needs to be bought. I'm here if you want to look at something else.",
        "zh": "没关系，不买也行。以后想看别的，随时告诉我。",
    },
    "out of scope": {
        "en": "I can't help with that, I'm afraid. I can find things in {shop} and answer questions about the shop.",
        "zh": "抱歉，这个我帮不上忙。我可以帮您在{shop}找东西，也可以回答关于本店的问题。",
    },
    "found": {"en": "Here is what I found for: {search}.", "zh": "为您找到：{search}。"},
    "found freely": {"en": "Here is what I would suggest.", "zh": "为您推荐这些。"},
    "more": {"en": "Here are some others.", "zh": "再看看这些。"},
    "seen in the photo": {"en": "Your {photo} seems to show: {sort}.", "zh": "{photo}里看起来是{sort}。"},
    "seen things": {"en": "I see {things}; these go by the {thing}.", "zh": "我看到{things}，这些是按{thing}找的。"},
    "chosen thing": {"en": "These go by the {thing}.", "zh": "这些是按{thing}找的。"},
    "absent": {
        "en": "I don't see {thing} in your photo, only {things}, so I looked for that by your words.",
        "zh": "照片里没看到{thing}，只看到{things}，所以按您的话来找。",
    },
    "absent, bare": {
        "en": "I don't see {thing} in your photo, so I looked for that by your words.",
        "zh": "照片里没看到{thing}，所以按您的话来找。",
    },
    "near miss": {"en": "Not the same, but these come close.", "zh": "没有一样的，但这些比较接近。"},
    "looks like": {"en": "That looks like {thing}.", "zh": "照片里看起来是{thing}。"},
    "nothing like it": {"en": "We have nothing like it here.", "zh": "本店没有类似的东西。"},
    "nothing like the photo": {
        "en": "I see nothing in your {photo} that we have here.",
        "zh": "您{photo}里的，本店没有类似的东西。",
    },
    "nothing like this": {
        "en": "Your {photos}; we have nothing like it here.",
        "zh": "您的{photos}，本店没有类似的东西。",
    },
    "nothing like these": {
        "en": "Your {photos}; we have nothing like them here.",
        "zh": "您的{photos}，本店没有类似的东西。",
    },
    "photo looks like": {"en": "{photo} looks like {thing}", "zh": "{photo}里看起来是{thing}"},
    "further looks like": {"en": "your {photo} like {thing}", "zh": "{photo}里是{thing}"},
    "seen in each": {"en": "I see {things}.", "zh": "{things}。"},
    "thing in a photo": {"en": "{thing} in your {photo}", "zh": "{photo}里看起来是{thing}"},
    "further thing in a photo": {"en": "{thing} in your {photo}", "zh": "{photo}是{thing}"},
    "each": {"en": "These come closest to each of them.", "zh": "这些分别和它们最接近。"},
    "each and words": {
        "en": "These come closest to each of them and to what you wrote.",
        "zh": "这些分别最接近它们，也最接近您的描述。",
    },
    "each photo": {"en": "These come closest to each of your photos.", "zh": "这些分别和您的每张照片最接近。"},
    "each photo and words": {
        "en": "These come closest to each of your photos and to what you wrote.",
        "zh": "这些分别最接近您的每张照片和描述。",
    },
    "near miss of one": {
        "en": "What your {photo} shows we don't have just so; these come close.",
        "zh": "{photo}里的没有一样的，只有比较接近的。",
    },
    "none for one": {
        "en": "Nothing like the {thing} in your {photo} fits what you asked for.",
        "zh": "{photo}里那样的{thing}，没有符合要求的。",
    },
    "nothing for one": {
        "en": "Nothing like your {photo} fits what you asked for.",
        "zh": "和{photo}类似的里面，没有符合要求的。",
    },
    "tell me": {"en": "Tell me what you are looking for.", "zh": "告诉我您想找什么吧。"},
    "photo": {"en": "These come closest to your {photo}.", "zh": "这些和您的{photo}最接近。"},
    "photo and words": {
        "en": "These come closest to your {photo} and to what you wrote.",
        "zh": "这些最接近您的{photo}和描述。",
    },
    "goes with the photo": {
        "en": "These go with what your photo shows, which looks like {things}.",
        "zh": "您照片里的看起来像{things}，这些和它很配。",
    },
    "goes with yours": {
        "en": "These go with your {sort}, which looks like {things}.",
        "zh": "您的{sort}看起来像{things}，这些和它很配。",
    },
    "goes with it": {"en": "These go with {things}.", "zh": "这些和{things}很配。"},
    "unlike": {"en": "I left out what looks like your {photo}.", "zh": "和您{photo}相像的都去掉了。"},
    "all shown": {"en": "You have seen everything that fits.", "zh": "符合条件的都给您看过了。"},
    "nothing fits": {"en": "Nothing here fits: {search}.", "zh": "没有符合条件的：{search}。"},
    "without": {
        "en": "Without “{condition}” there would be {count}.",
        "zh": "如果不要求“{condition}”，还有 {count} 件。",
    },
    "any": {"en": "any {attribute}", "zh": "{attribute}不限"},
    "allow": {"en": "{value} is fine", "zh": "{value}也可以"},
    "no must": {"en": "doesn't have to be {value}", "zh": "不一定要{value}"},
    "nearest": {
        "en": "Nothing that fits is {values}; these come nearest.",
        "zh": "符合其他条件的里面没有{values}的，这些是最接近的。",
    },
    "drop?": {"en": "Shall I leave a condition out?", "zh": "要放宽条件吗？"},
    "unsure": {
        "en": "I'm not sure the shop has {words}; this is the nearest I know.",
        "zh": "店里不一定有{words}，这些是最接近的。",
    },
    "shades": {"en": "All of these are {shades} than “{title}”.", "zh": "这些都比“{title}”{shades}。"},
    "currency": {
        "en": "Prices here are in {own}, so I took your number as {own}.",
        "zh": "本店以 {own} 计价，您说的数字我按 {own} 理解。",
    },
    "noted": {"en": "Noted: you {likings}.", "zh": "记下了：您{likings}。"},
    "love": {"en": "love {thing}", "zh": "很喜欢{thing}"},
    "like": {"en": "like {thing}", "zh": "喜欢{thing}"},
    "dislike": {"en": "don't like {thing}", "zh": "不喜欢{thing}"},
    "hate": {"en": "can't stand {thing}", "zh": "受不了{thing}"},
    "known": {
        "en": "From what you told me, you {likings}.",
        "zh": "根据您告诉我的：您{likings}。",
    },
    "searching": {"en": "Right now you are looking for: {search}.", "zh": "您现在在找：{search}。"},
    "your profile": {"en": "You can take any of it back at any time.", "zh": "任何一条都可以随时撤回。"},
    "nothing beyond": {
        "en": "Nothing of this sort goes further than what you see, so I left {words} aside.",
        "zh": "这一类里没有比眼前这些更符合{words}的了，这一点先放下。",
    },
    "not understood": {
        "en": "I did not understand that. Could you say it in other words?",
        "zh": "这句话我没听懂，您可以换个说法吗？",
    },
    "a program": {
        "en": "I'm the assistant of {shop}, a program and no person. I find things for you and answer questions "
        "about "
        "the shop.",
        "zh": "我是{shop}的助手，是程序，不是真人。我可以帮您找东西，也可以回答关于本店的问题。",
    },
    "what I do": {
        "en": "I find things in {shop} by your words or a photo, compare them, and answer questions about the shop.\n"
        "Say for instance “something warm for the bedroom, up to 60”, “why this one?” or “how long does delivery "
        "take?”",
        "zh": "我按您的话或照片在{shop}找东西，帮您比较，也回答关于本店的问题。\n"
        "比如可以说：“卧室用的，暖一点，60以内”、“为什么推荐这个？”、“多久能送到？”",
    },
    "sorry": {
        "en": "I'm sorry that I wasn't of help. Tell me in other words what you are looking for, and I'll try again.",
        "zh": "抱歉没有帮上忙。请换个说法告诉我您想找什么，我再试试。",
    },
    "to order": {
        "en": "I'm glad you found something. I can't take an order in this chat: please place it with {shop} itself. "
        "I can tell you about delivery, payment and returns.",
        "zh": "很高兴您选好了。我在对话里不能下单，请直接在{shop}下单。配送、付款和退货的问题可以问我。",
    },
    "at your service": {
        "en": "Good. Tell me what to change, or what else to look for.",
        "zh": "好的。想换点什么，或者还要找什么，告诉我。",
    },
    "not taken up": {
        "en": "I could not take {words} into account: the catalogue says nothing about it.",
        "zh": "{words}这一点目录里没有资料，没能考虑进去。",
    },
    "no price": {
        "en": "The catalogue gives no prices, so I could not go by that.",
        "zh": "目录里没有价格，没法按价格筛选。",
    },
    "no size": {
        "en": "The catalogue doesn't give that measure, so I could not go by it.",
        "zh": "目录里没有这个尺寸，没法按它筛选。",
    },
    "kept": {
        "en": "I'll remember your {sort}. Only you see the photo, and nobody else's suggestions use it; to delete "
        "it, "
        "press the ✕ beside it or say “forget my {sort} photo”.",
        "zh": "记住了您的{sort}。照片只有您能看到，不会用于给别人的推荐；"
        "想删除，点它旁边的 ✕，或者说“删掉我的{sort}照片”。",
    },
    "kept bare": {
        "en": "I'll remember this as yours. Only you see the photo, and nobody else's suggestions use it; to delete "
        "it, press the ✕ beside it or say “take that back”.",
        "zh": "记住了，这是您的东西。照片只有您能看到，不会用于给别人的推荐；想删除，点它旁边的 ✕，或者说“撤回”。",
    },
    "beside": {"en": "I looked for what goes with your {sort}.", "zh": "按与您的{sort}相配来找的。"},
    "beside photo": {"en": "I looked for what goes with your photo.", "zh": "按与您照片里的东西相配来找的。"},
    "beside newest": {
        "en": "You have shown me {count} of them; this goes by the newest, of {date}.",
        "zh": "您给我看过 {count} 件，这次按最新的一件（{date}）。",
    },
    "unshown": {
        "en": "You haven't shown me your {sort} yet; send a photo and say it's yours.",
        "zh": "您还没给我看过您的{sort}，发张照片并告诉我是您的就行。",
    },
    "not kept": {"en": "I keep no such photo of yours.", "zh": "我没有保存您的这种照片。"},
    "owned": {"en": "You have shown me {things}.", "zh": "您给我看过{things}。"},
    "unknown": {"en": "I know nothing about you yet.", "zh": "我还不了解您。"},
    "forgotten": {"en": "Done: I have forgotten everything about you.", "zh": "好的，关于您的一切我都忘了。"},
    "taken back": {"en": "Taken back: {thing}.", "zh": "已撤回：{thing}。"},
    "nothing to take back": {"en": "There is nothing to take back.", "zh": "没有可以撤回的内容。"},
    "did you mean": {"en": "Is it one of these?", "zh": "您想问的是不是这些？"},
    "no answer": {
        "en": "I don't know that for certain, and I'd rather not guess. Please ask the shop's staff.",
        "zh": "这个我不确定，不想乱说，请咨询店员。",
    },
    "no answer beside": {
        "en": "I'm not sure of the answer to your question. What I can answer and comes nearest: {questions}",
        "zh": "您的问题我没有把握回答，最接近的有：{questions}",
    },
    "why": {"en": "Why “{title}” (score {score}):", "zh": "为什么推荐“{title}”（得分 {score}）："},
    "why not shown": {"en": "I haven't suggested “{title}” yet.", "zh": "我还没有推荐过“{title}”。"},
    "tried": {
        "en": "Others score higher; the last place is sometimes given to something else, to learn whether it suits.",
        "zh": "有些商品得分更高；最后一个位置有时会换上别的，看看是否合您的意。",
    },
    "cause": {"en": "You would not have seen it without {causes}.", "zh": "要不是您{causes}，就不会看到它。"},
    "causes": {
        "en": "With none of these you would not have seen it: {causes}.",
        "zh": "这几条要是都没有，就不会看到它：您{causes}。",
    },
    "cause liked": {"en": "your liking for {thing}", "zh": "喜欢{thing}"},
    "cause disliked": {"en": "your dislike of {thing}", "zh": "不喜欢{thing}"},
    "cause limit": {"en": "your condition “{thing}”", "zh": "要求“{thing}”"},
    "anyway": {
        "en": "You would see it anyway, even if you had told me none of your tastes and conditions.",
        "zh": "就算您没说过任何喜好和要求，也会看到它。",
    },
    "anyway, by words": {
        "en": "You would see it anyway: a search for “{words}” shows it without the tastes and conditions I noted.",
        "zh": "不管怎样都会看到它：不算我记下的喜好和要求，搜索“{words}”也会出现。",
    },
    "anyway, nothing known": {
        "en": "No taste or condition of yours plays a part: I know none yet.",
        "zh": "这里没有用到您的喜好和要求：我还不知道。",
    },
    "anyway, up to three": {
        "en": "You would see it anyway without any one, two or three of the things you told me; it takes more of them.",
        "zh": "您说过的话里去掉任意一到三条，还是会看到它；要更多条合在一起才起作用。",
    },
    "anyway, as far as tried": {
        "en": "You would see it anyway without any one of the things you told me, or the two or three that weigh "
        "most; "
        "all of them together bring it here.",
        "zh": "您说过的话里去掉任何一条，或者最重要的两三条，还是会看到它；是所有这些合在一起的结果。",
    },
    "why nothing": {"en": "I haven't suggested anything yet.", "zh": "我还没有推荐过东西。"},
    "which": {"en": "Which one do you mean?", "zh": "您说的是哪一件？"},
    "which two": {"en": "Which ones shall I compare?", "zh": "要比较哪几件？"},
    "compared": {"en": "Where they differ:", "zh": "它们的不同："},
    "compared alike": {"en": "The catalogue sees no difference between them.", "zh": "资料上看不出它们的区别。"},
    "outcome": {
        "en": "{titles} is {degree}: {value}, against {others}.",
        "zh": "{titles}{degree}：{value}；{others}。",
    },
    "outcome of several": {
        "en": "{titles} are {degree}: {value} each, against {others}.",
        "zh": "{titles}{degree}：都是{value}；{others}。",
    },
    "of another": {"en": "{value} for “{title}”", "zh": "“{title}”{value}"},
    "only one": {"en": "{titles}: {value}.", "zh": "{titles}：{value}。"},
    "all the same": {"en": "There is no difference in that: {value} each.", "zh": "这一点上没有区别：都是{value}。"},
    "most of it": {"en": "the one with more", "zh": "更多"},
    "least of it": {"en": "the one with less", "zh": "更少"},
    "utmost": {"en": "{degree} is “{title}”: {value}.", "zh": "{degree}的是“{title}”：{value}。"},
    "has it": {"en": "“{title}”: yes, {value}.", "zh": "“{title}”：是的，{value}。"},
    "says nothing of it": {
        "en": "“{title}”: its details don't say “{value}”.",
        "zh": "“{title}”：资料中没有写“{value}”。",
    },
    "unsaid": {"en": "its details don't say.", "zh": "资料中没有写。"},
    "rated": {
        "en": "{title}: {stars} of 5 stars (ratings: {count}).",
        "zh": "{title}：{count} 个评分，平均 {stars} 星。",
    },
    "reviewed": {"en": "Somebody wrote: “{text}”", "zh": "有人写道：“{text}”"},
    "not received": {"en": "{title}: nobody has rated or reviewed it yet.", "zh": "{title}：还没有人评价。"},
    "none says": {"en": "Their details don't say.", "zh": "它们的资料中都没有写。"},
    "none says it": {"en": "None of their details say “{value}”.", "zh": "它们的资料中都没有写“{value}”。"},
    "advised": {
        "en": "I would take “{title}”: it comes first on your list. What speaks for it most: {reason}.",
        "zh": "我会选“{title}”：它排在您列表的最前面，最主要的理由：{reason}。",
    },
    "suits": {
        "en": "Going by what you told me, I would take “{title}”: {reasons}.",
        "zh": "按您说的，我会选“{title}”：{reasons}。",
    },
    "suits, has": {"en": "it has what you like ({things})", "zh": "有您喜欢的{things}"},
    "suits, spares": {"en": "it has none of what you don't like ({things})", "zh": "没有您不喜欢的{things}"},
    "suits, fits": {"en": "it alone fits “{thing}”", "zh": "只有它符合“{thing}”"},
}
PHRASES: Mapping[str, Mapping[str, str]] = {**TALK, **ASIDE, **KEEPING}


def phrase(name: str, language: Language, **facts: object) -> str:
    """A sentence of the assistant's own, with facts filled in."""
    return PHRASES[name][language].format(**facts)


def sentences(parts: Iterable[str], language: Language) -> str:
    """Join sentences as the language does."""
    return ("" if language == "zh" else " ").join(part for part in parts if part)
