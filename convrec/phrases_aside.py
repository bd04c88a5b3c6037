"""The sentences on what isn't on a list, on what would be, and on what is neither answered nor kept."""

from collections.abc import Mapping

ASIDE: Mapping[str, Mapping[str, str]] = {
    "why not, no list": {
        "en": "I haven't made a list yet, so “{title}” was neither chosen nor left out. Tell me what you are "
        "looking for.",
        "zh": "还没有为您找过东西，所以谈不上为什么没有“{title}”。告诉我您想找什么吧。",
    },
    "why not, listed": {
        "en": "“{title}” is on the list: it is number {place}.",
        "zh": "“{title}”就在列表里，是第 {place} 个。",
    },
    "why not, unknown": {
        "en": "Nothing that I know here is called or marked “{words}”, so there was none to list.",
        "zh": "我知道的东西里没有叫做或标着“{words}”的，所以列不出来。",
    },
    "why not, refused": {
        "en": "“{title}” stays away because you refused it{said}. Tell me you like it, and it may come back.",
        "zh": "“{title}”没有列出来，因为您之前说不要它{said}。说一声喜欢它，它就可以回来。",
    },
    "why not, in your words": {"en": " (“{quote}”)", "zh": "（“{quote}”）"},
    "why not, broken": {"en": "“{title}” isn't on the list: {reasons}.", "zh": "“{title}”没有列出来：{reasons}。"},
    "another sort": {
        "en": "you are looking under “{asked}”, and it is listed under “{has}”",
        "zh": "您在找{asked}，而它是{has}",
    },
    "another shade": {"en": "you asked for things {asked}, and it isn't", "zh": "您要{asked}的，而它不是"},
    "another value": {
        "en": "you asked for {asked}, and its {attribute} is {has}",
        "zh": "您要{asked}，而它的{attribute}是{has}",
    },
    "value unknown": {
        "en": "you asked for {asked}, and its {attribute} isn't given",
        "zh": "您要{asked}，而它的{attribute}没有写明",
    },
    "measure unknown": {
        "en": "you asked for {asked}, and its {attribute} isn't given",
        "zh": "您的要求是{asked}，而它的{attribute}没有写明",
    },
    "refused value": {"en": "you want no {thing}, and that is what it has", "zh": "您不要{thing}，而它有{thing}"},
    "refused word": {
        "en": "you want no {thing}, and its description speaks of that",
        "zh": "您不要{thing}，而它的介绍里写着{thing}",
    },
    "over the price": {"en": "it costs {has}, over your {bound}", "zh": "它要 {has}，超出了您的 {bound}"},
    "under the price": {"en": "it costs {has}, under your {bound}", "zh": "它只要 {has}，低于您要的 {bound}"},
    "over the measure": {
        "en": "its {attribute} is {has}, and you asked for at most {bound}",
        "zh": "它的{attribute}是 {has}，而您要求不超过 {bound}",
    },
    "under the measure": {
        "en": "its {attribute} is {has}, and you asked for at least {bound}",
        "zh": "它的{attribute}是 {has}，而您要求至少 {bound}",
    },
    "why not, seen": {
        "en": "“{title}” was on an earlier list, and you asked for others.",
        "zh": "“{title}”之前已经给您看过了，而您想看别的。",
    },
    "why not, passed": {
        "en": "“{title}” was on a list that you turned down as a whole, so it stays away for now.",
        "zh": "“{title}”在您刚才整批不要的列表里，所以这次先不列。",
    },
    "why not, left out": {
        "en": "“{title}” meets your conditions, but this search goes by something else: what you pointed at or showed "
        "me leaves it out.",
        "zh": "“{title}”符合您的条件，但这次是按您指的或照片里的东西来找的，所以没有它。",
    },
    "why not, unnamed": {
        "en": "Nothing forbids “{title}”, but nothing that you said or did speaks for it either.",
        "zh": "“{title}”不违反任何条件，但您说过的、看过的里面也没有什么指向它。",
    },
    "why not, weighed": {
        "en": "“{title}” fits, but others fit better: it came number {place} of {named} with a score of {score}, and "
        "the last one shown, “{last}”, has {bar}.",
        "zh": "“{title}”符合条件，但有更合适的：它得分 {score}，在 {named} 件里排第 {place}；"
        "列表最后的“{last}”得分 {bar}。",
    },
    "why not, alike": {
        "en": "“{title}” scores {score} (number {place} of {named}), but it is much like “{like}”, which is on the "
        "list; I left room for different things.",
        "zh": "“{title}”得分 {score}（{named} 件里排第 {place}），但它和列表里的“{like}”很像，"
        "所以把位置留给了不一样的。",
    },
    "why not, made room": {
        "en": "“{title}” scores {score} (number {place} of {named}), but it is close to others on the list, and I "
        "left room for different things.",
        "zh": "“{title}”得分 {score}（{named} 件里排第 {place}），但和列表里的其他东西接近，所以把位置留给了不一样的。",
    },
    "none left": {"en": "Besides, it is out of stock at present.", "zh": "另外，它目前缺货。"},
    "what if": {
        "en": "If so ({changes}), these would come first; I keep nothing of it.",
        "zh": "假如这样（{changes}），会先推荐这些；这只是假设，没有记下来。",
    },
    "what if, the same": {
        "en": "If so ({changes}), the list would stay as it is; I keep nothing of it.",
        "zh": "假如这样（{changes}），列表还是这些；这只是假设，没有记下来。",
    },
    "what if, nothing": {
        "en": "If so ({changes}), nothing here would fit; I keep nothing of it.",
        "zh": "假如这样（{changes}），没有符合条件的；这只是假设，没有记下来。",
    },
    "supposed liking": {"en": "you like {thing}", "zh": "您喜欢{thing}"},
    "supposed dislike": {"en": "you don't like {thing}", "zh": "您不喜欢{thing}"},
    "supposed away": {"en": "without “{thing}”", "zh": "不要求“{thing}”"},
    "harm": {
        "en": "I won't help with anything that could hurt somebody. Is there anything from the shop I can find "
        "for you?",
        "zh": "可能伤害到人的事，我不能帮忙。店里的东西，我可以帮您找。",
    },
    "self-harm": {
        "en": "I'm so sorry that you feel like this, and I'm glad you said it. You don't have to carry it alone: "
        "please talk to somebody now, a friend, a doctor or a crisis line, and call the emergency number (112 in "
        "Europe) if you are in danger.",
        "zh": "听到您这样说，我很难过，也谢谢您说出来。您不必一个人扛着：请现在就和人说一说，朋友、医生，"
        "或者当地的心理援助热线（中国 12356）；如果有危险，请拨打急救电话 120。",
    },
    "hatred": {
        "en": "I won't help with running people down or leaving them out. I'm glad to find something for you "
        "that has nothing to do with that.",
        "zh": "贬低或排斥他人的事，我不能帮忙。别的需要，我很乐意帮您找。",
    },
    "emergency": {
        "en": "That sounds urgent: please call the emergency number now (112 in Europe), or a poison information "
        "centre if something was swallowed. I can't help with that here.",
        "zh": "听起来很紧急：请马上拨打当地的急救电话（中国 120，欧洲 112）；如果误食了东西，也请联系中毒咨询中心。"
        "这件事我帮不上忙。",
    },
    "medical": {
        "en": "I can't give medical advice; please ask a doctor or a pharmacist. I can only tell you what our "
        "catalogue says of our things.",
        "zh": "我不能提供医疗建议，请咨询医生或药师。我只能告诉您商品资料里写着什么。",
    },
    "caution": {
        "en": "I only know what our catalogue says; whether that is right for somebody's health, please ask a doctor "
        "or a pharmacist.",
        "zh": "我只知道商品资料里写的；是否适合某个人的身体状况，请咨询医生或药师。",
    },
    "powers": {
        "en": "I can't do that: prices and limits aren't mine to change, and what others told me stays theirs.",
        "zh": "这个我做不到：价格和限制不由我改，别人告诉我的也只属于他们自己。",
    },
    "part": {
        "en": "I only ever answer as this shop's assistant. I can find things for you and answer questions "
        "about the shop.",
        "zh": "我只以本店助手的身份回答。我可以帮您找东西，也可以回答关于本店的问题。",
    },
    "hand over?": {
        "en": "Shall I pass our conversation on to a colleague?",
        "zh": "要把我们的对话转给同事吗？",
    },
    "to a colleague": {"en": "A colleague can help you with that.", "zh": "同事可以帮您。"},
    "ask a colleague": {"en": "Ask a colleague", "zh": "请同事帮忙"},
    "with personal data?": {
        "en": "You also wrote personal details, such as an address or a number. Shall I pass these on too?",
        "zh": "您还写过个人信息（比如地址或号码）。要一起转给同事吗？",
    },
    "yes, do": {"en": "Yes, please", "zh": "好的，转吧"},
    "no, don't": {"en": "No, thanks", "zh": "不用了"},
    "handed over": {
        "en": "Done: a colleague has our conversation and will see to it.",
        "zh": "已经转给同事，会有人处理。",
    },
    "not handed over": {"en": "All right, it stays between us.", "zh": "好的，不转给别人。"},
    "hand over failed": {
        "en": "I'm sorry, our conversation couldn't be passed on just now; please try again later or contact the shop "
        "directly.",
        "zh": "抱歉，对话暂时没能转出去，请稍后再试，或直接联系店家。",
    },
    "withheld": {
        "en": "I left out your {things} and keep nothing of it; please don't send such things here.",
        "zh": "您的{things}我没有使用，也没有保存；请不要在这里发送这类信息。",
    },
    "card": {"en": "card, account or identity number", "zh": "卡号或证件号"},
    "phone": {"en": "telephone number", "zh": "电话号码"},
    "e-mail": {"en": "e-mail address", "zh": "邮箱地址"},
    "address": {"en": "address", "zh": "住址"},
    "name": {"en": "name", "zh": "姓名"},
    "order": {"en": "order number", "zh": "订单号"},
    "account": {"en": "account name", "zh": "账号"},
    "secret": {"en": "password or code", "zh": "密码"},
    "supposed fine": {"en": "{thing} is fine", "zh": "{thing}也可以"},
}
