"""What is not done for anybody, and what is left to somebody qualified. Told by words alone; every pattern is
bounded.

Words for harm are everyday words too ("killer deal", "knife block", 杀价): only an intention towards somebody counts.
"""

import re

from convrec.understanding.health import EMERGENCY, REMEDY
from convrec.understanding.patterns import compiled

HOW = (
    r"(?:how (?:do|can|could|would|should|to|one|you|might)\b|(?:tell|show|teach) me (?:how )?to\b|instructions"
    r"|recipe|steps"
    r"|help me|ways? (?:to|of)|guide to)"
)
STUFF = (
    r"(?:poisons?|toxins?|(?<!bath )(?<!bath-)bombs?|explosives?|napalm|nerve (?:gas|agent)s?|ricin|cyanide"
    r"|chloroform"
    r"|meth(?:amphetamine)?|molotov|grenades?|gunpowder|(?:fire|bio)?weapons?|firearms?|silencers?|crack cocaine"
    r"|heroin)"
)
SOMEBODY = (
    r"(?:some(?:one|body)|any(?:one|body)|people|a (?:person|human|man|woman|child|kid)|him|her|them"
    r"|(?:my|his|her|the|our|this|that)(?: (?:annoying|stupid|ex|own|bloody|old)-?){0,2}[ -]?"
    r"(?:wife|husband|boss|neighbou?rs?|mother|mum|mom|father|dad|brother|sister|friend|ex|girlfriend|boyfriend"
    r"|colleagues?"
    r"|co-?worker|teacher|kids?|child(?:ren)?|flatmate|room-?mate|family|partner|mother-in-law|guy|man|woman|girl"
    r"|boy|landlord)s?)"
)
HURT = (
    r"(?:kill|murder|poison|stab|strangle|suffocate|assassinate|torture|injure|hurt|harm|maim|drug|kidnap|attack"
    r"|blow up|beat up"
    r"|blackmail|stalk|spy on|rape|shoot|burn|electrocute|get rid of the body of|threaten|intimidate|choke|smother"
    r"|sicken|beat|punch|whip"
    r"|(?:get|take|have) (?:my )?revenge on|make (?=.{1,25} (?:sick|ill|vomit|suffer|bleed|disappear\b)))"
)
HURTING = (
    r"(?:killing|murdering|poisoning|stabbing|strangling|torturing|hurting|harming|drugging|kidnapping|attacking"
    r"|stalking|spying on|shooting|threatening|choking|smothering|beating|punching|whipping)"
)
MEANING_TO = (
    r"(?:how (?:do|can|could|to|would|should)(?: i| you| one| we)?(?: best| secretly| quietly)?|(?<!not )to"
    r"|i(?:['’]ll| will|['’]m going to| am going to| want to| could| can)"
    r"|can i|could i|help me(?: to)?|gonna|wanna|let['’]?s|and(?: then)?|secretly)"
)
HARM = compiled(
    rf"\b{HOW}.{{0,40}}\b(?:make|build|cook|mix|brew|prepare|produce|synthesi[sz]e|create|extract|assemble"
    rf"|3d.?print)\b.{{0,30}}\b{STUFF}\b"
    rf"|\b(?:make|build|brew|cook)(?:ing)? (?:a |an |some |my own |your own )?(?:\w{{1,12}} )?{STUFF} (?:at home"
    rf"|from|out of|with|using|myself)\b"
    rf"|\b(?:where|how)\b.{{0,20}}\b(?:buy|get|find|order)\b.{{0,15}}\b(?:explosives|poisons?|napalm|cyanide|ricin"
    rf"|guns? illegally|(?:hard )?drugs|heroin|meth|cocaine)\b"
    rf"|\b{HOW}.{{0,20}}\b(?:make|build|print) (?:a |my own )?(?:real |working )?(?:guns?|rifle"
    rf"|pistol)\b(?! (?:rack|holder|case|metal|cabinet))"
    r"|\b(?:burn|set fire to|torch|set)(?:s|ing)? (?:down )?(?:a|the|his|her|their|someone['’]s|my (?:boss"
    r"|neighbou?r|ex|landlord)['’]?s?) (?:\w{1,10} )?(?:house|home|flat|building|car|shop)(?: down| on fire"
    r"| fast\w{0,30})?(?! (?:warm|plant|number|with these prices))"
    rf"|\b(?:recipe|instructions|steps|guide|plans?) (?:for|of) (?:\w{{1,12}} ){{0,3}}{STUFF}\b"
    rf"|\b{MEANING_TO} {HURT} {SOMEBODY}\b(?! with kindness| for it| for (?:a|an|this|that)\b| a (?:link|message"
    rf"|text|mail|picture|photo)| laughing| (?:at|to) \w| that| (?:smile|happy|laugh))"
    rf"|\bfor {HURTING} {SOMEBODY}\b"
    r"|\b(?:how (?:do|can|could|to|would)(?: i| you| one| we)?|help me(?: to)?|(?:want|need|like|love|going"
    r"|trying) to|ways? to) (?:secretly )?"
    r"(?:hack|shoplift|steal(?! the (?:show|look|scene))|rob|forge|counterfeit|launder|break into|burgle"
    r"|track)\b.{0,20}"
    r"\b(?:account|bank|wifi|phone|password|card|shop|store|money|house|home|car|from (?:you|your|here|a|the|my)"
    r"|things?|without paying|e-?mail|documents?|passport|invoice|vouchers?|ex|wife|girlfriend)",
    re.IGNORECASE,
)
HARM_ZH = compiled(
    r"(?:怎么|怎样|如何|教我|告诉我|想|帮我).{0,10}(?:做|造|制|配|合成|提炼|弄|搞|制造|自制).{0,10}"
    r"(?:毒药|毒物|炸弹|炸药|毒品|冰毒|枪支|枪|氰化物|爆炸物|毒气|燃烧瓶|武器)"
    r"|(?:怎么|怎样|如何|教我|告诉我|想要?|我要|能|可以|帮我|用|准备|打算|方法).{0,8}(?:杀(?:了|掉|死|害)?|毒(?:死"
    r"|害)|弄死|害死|捅(?:死|伤)?"
    r"|打死|打伤|勒死|掐死|烧死|炸死|揍(?:死)?|殴打|威胁|恐吓|报复|伤害|绑架|跟踪|偷拍|监视|迷晕)(?:我的?|那个|一个"
    r"|这个|这|别)?"
    r"(?:人|他|她|老公|老婆|丈夫|妻子|邻居|老板|同事|前任|前女友|前男友|女友|男友|室友|孩子|小孩|家人|朋友|妈|爸"
    r"|婆婆|岳母|房东|老师)"
    r"|(?:怎么|怎样|如何|教我|想|要|去).{0,6}(?:放火|纵火|烧(?:掉|了)?(?:他|她|别人|邻居)的?(?:家|房|车))"
    r"|(?:怎么|怎样|如何|教我|告诉我|想|帮我|给).{0,8}(?:下毒|投毒|杀人(?!游戏|电影|小说|案))"
    r"|(?:怎么|怎样|如何|教我|帮我|想).{0,8}(?:偷(?:东西|你们|店里|钱|车)|盗号|黑进|入侵|伪造|造假(?:钞|证)|洗钱"
    r"|破解.{0,6}密码|撬锁|逃单)",
)
STORY = compiled(
    r"\b(?:films?|movies?|books?|novels?|stor(?:y|ies)|thrillers?|series|songs?|games?|myster(?:y|ies))\b"
    r"|电影|小说|故事|游戏|歌曲|剧|书",
    re.IGNORECASE,
)
DENIED = compiled(
    r"\b(?:not|never|without|avoid|prevent|stop|so as not)\b|n['’]t\b|不|防止|避免|以免|免得|怕|别", re.IGNORECASE
)
SELF_HARM = compiled(
    r"\b(?:kill|hurt|harm|hang|poison|drown|shoot|cut) myself\b(?! (?:while|when|with (?:the|your|a|my|this)"
    r"|by (?:accident|mistake)|laughing|on (?:the|a|it)))"
    r"|\b(?:killing|hurting|harming|hanging|poisoning|cutting) myself\b(?! (?:while|when|on (?:the|a|it)|laughing))"
    r"|\b(?:commit|committing|thinking (?:of|about)|considering|attempt(?:ing)?|planning) suicide\b|\bi(?:['’]m| am"
    r"| feel| have been)(?: \w{1,10})? (?:feeling )?suicidal\b|\bsuicidal thoughts\b"
    r"|\bend(?:ing)? (?:my|it all|my own) (?:own )?life\b|\b(?:end|ending) it all\b|\btak(?:e"
    r"|ing) my (?:own )?life\b(?! (?:into|to|in|with|outdoors|back)\b)"
    r"|\bi(?: just| really)? (?:want|wish|wanna|would like|['’]d like)(?: to| i (?:could|would)| i (?:was"
    r"|were))? (?:die|be dead|dead|not exist|not be alive|disappear forever)\b(?! (?:for|cent|set|sure|easy))"
    r"|\bi (?:don['’]?t|do not|no longer) (?:want|wish) to (?:live|be alive|exist|wake up|be here any ?more"
    r"|go on living)\b(?! (?:in|with|near|without|here|there|on|at|under|next|by|off)\b)"
    r"|\bdon['’]?t want to live\b(?! (?:in|with|near|without|here|there|on))"
    r"|\b(?:i(?:['’]m| am)|everyone(?: would|['’]d) be|world(?: would|['’]d) be|they(?: would"
    r"|['’]d) be) better off (?:dead|without me)\b"
    r"|\b(?:life|living) (?:is|has become)(?: no longer|n['’]t| not) worth (?:it|living)\b|\bno (?:reason"
    r"|point) (?:to|in) (?:live|living|go on|going on)\b|\bnothing (?:left )?to live for\b"
    r"|\bi can['’]?t (?:go on(?: living| like this| any ?more)?|live like this)\W{0,3}$"
    r"|\b(?:quickest|easiest|painless|best|fastest) way to (?:die|kill myself)\b|\bhow (?:many"
    r"|much)\b.{0,30}\bto (?:die|overdose|kill (?:myself|me))\b|\bself[ -]?harm\b"
    r"|\b(?:wish|wished) i (?:was|were|had)(?: never|n['’]t| not)(?: been)? born\b|\b(?:nobody|no one"
    r"|no-one)(?: would|['’]d| will) (?:even )?(?:miss|notice if) (?:me|i)\b"
    r"|\bjump(?:ing)? (?:off|from|out of|in front of) (?:a |the |my )?(?:bridge|roof|building|balcony|window|cliff"
    r"|train|tower)\b(?! (?:bed|seat|sofa|lamp))"
    r"|\b(?:cut|slit|slash|sharp enough for|open) (?:my|your own) wrists?\b"
    r"|\bi (?:just )?want it (?:all )?to (?:be over|end|stop)\b"
    r"|(?<!反)(?<!防)自杀(?!式|小队|电影|的电影)|自残|自尽|轻生|寻短见|不想(?:再)?活|活不下去|不想活|活着(?:真|好"
    r"|太|也)?(?:没(?:有)?(?:意思|意义|劲)|累)|(?:结束"
    r"|了结)(?:我|自己|这)(?:的)?(?:生命|一生|一切)?|割腕|上吊(?!灯|椅|床)"
    r"|(?:我|真的?|就|好|只|很)(?:是)?想(?:去)?死(?![你他她它这那])|(?<!得)想死了算|死了算了|死了一了百了|(?:想|要"
    r"|准备|打算).{0,6}(?:跳下去|跳楼|跳河|跳桥)"
    r"|没有我.{0,6}(?:会?更好|就好)|(?:我)?(?:真的)?撑不下去|活着?(?:没有?|没啥|有什么)(?:意思|意义|用)"
    r"|觉得活着.{0,3}没|怎么死(?:最|比较|才)|一死了之",
    re.IGNORECASE,
)
GROUPS = (
    r"(?:jews?|jewish people|muslims?|christians?|hindus?|gays?|lesbians?|homosexuals?|queers?"
    r"|trans(?:gender)?(?: people)?|black people|blacks|white people"
    r"|asians|arabs|africans|mexicans|indians|immigrants|migrants|refugees|foreigners|gyps(?:y|ies)|roma people"
    r"|women|disabled people|the disabled|cripples|old people|fat people|chinese people|poor people)"
)
HATE = compiled(
    rf"\b(?:hate|despise|insult|mock|make fun of|making fun of|laugh at|humiliate|harass|bully|offend|scare off"
    rf"|annoy|get rid of|keep out|keep away|ban|exclude|against|anti)\b(?: \w{{1,10}}){{0,2}} {GROUPS}\b(?!['’]s)"
    rf"|\b{GROUPS}\b(?!['’]s) (?:are|is|r)(?: \w{{1,10}})? (?:inferior|stupid|dumb|dirty|disgusting|vermin|animals"
    rf"|criminals|sick|evil|lazy|subhuman|filth\w{{0,30}}|worthless|ruining|parasites|too (?:stupid|dumb))\b"
    rf"|\b(?:not|n['’]t|never|without|nothing|only|no)(?: \w{{1,12}}){{0,4}} (?:made|touched|designed|sold"
    rf"|delivered|owned|used|packed|handled|run|bought) by (?:\w{{1,8}} ){{0,2}}{GROUPS}\b"
    rf"|\b(?:dirty|filthy|stupid|disgusting|damn|fucking|bloody) {GROUPS}\b|\b(?:only for|exclusively for"
    rf"|for) (?:whites|white people|aryans)\b(?: only)?"
    rf"|\bno {GROUPS}(?: allowed\b| please\b|\W{{0,3}}$)|\b{GROUPS} (?:not allowed|keep out|go home|should (?:die"
    rf"|leave|be \w{{1,12}}))\b|\b(?:whites|men|christians|aryans) only\b"
    rf"|\b(?:which|what|are|is|list|show|tell)(?: \w{{1,10}}){{0,6}} (?:customers?|staff|employees?|sellers?"
    rf"|people here|courier|driver)s? (?:\w{{1,6}} )?{GROUPS}\b"
    r"|\b(?:swastika|nazi|white power|kkk|aryan) (?:\w{1,10} )?(?:lamp|flag|poster|rug|cushion|mug|symbol"
    r"|decor\w{0,30}"
    r"|stuff|merch\w{0,30}|memorabilia)\b"
    r"|\b(?:sex\w{0,6}|naked|porn\w{0,30}|erotic)\b.{0,15}\b(?:child(?:ren)?|kids?|minors?|underage|schoolgirls?)\b"
    r"|(?:讨厌|歧视|恨|骂|羞辱|侮辱|赶走|嘲笑|吓走|恶心|鄙视|远离|排斥).{0,3}(?:黑人|白人|犹太人|穆斯林|回民|同性恋"
    r"|变性人|残疾人|外地人|乡下人|女人|外国人|移民|难民|印度人|日本人"
    r"|韩国人|非洲人|老年?人|胖子|穷人)"
    r"|(?:黑人|白人|犹太人|穆斯林|同性恋|残疾人|外地人|乡下人|女人|外国人|移民|难民|印度人|日本人|韩国人|非洲人"
    r"|胖子|穷人)[^。！？,，]{0,6}[，,]?(?:都|就|全|真|太)?(?:是"
    r"|很)?(?:低等|愚蠢|蠢|笨|恶心|肮脏|脏|垃圾|下等|劣等|该死|滚)"
    r"|(?:不要|不想要|不买|别给我).{0,4}(?:黑人|犹太人|穆斯林|同性恋|残疾人|外地人|女人|外国人|移民|难民|印度人"
    r"|非洲人)(?:做|送|设计|碰|卖|摸|开)"
    r"|(?:哪些|有没有|谁).{0,4}(?:顾客|客人|员工|店员|快递员)?是(?:黑人|犹太人|穆斯林|同性恋|外地人|外国人)|黑鬼"
    r"|支那|纳粹(?:旗|灯|海报|徽章)"
    r"|(?:色情|裸体|性感).{0,6}(?:儿童|小孩|孩子|未成年|幼女)",
    re.IGNORECASE,
)
OTHERS = (
    r"(?:other|another|all|every|each|any|(?:some|every|any)(?:one|body)(?: else)?['’]s|the (?:last|previous|other)"
    r"|your (?=users?|customers?|clients?|people|buyers?|visitors?)) ?(?:the )?(?:users?|customers?|persons?|people"
    r"|clients?|buyers?|shoppers?|accounts?|else|visitors?)?(?:['’]s?)?"
)
PRIVATE = (
    r"(?:profiles?|personal (?:data|information|details)|purchase histor(?:y|ies)|order histor(?:y|ies)"
    r"|home addresses|e-?mail addresses|e-?mails|passwords?|conversations|chats|chat histor(?:y|ies)"
    r"|private messages|credit cards?"
    r"|card numbers?|phone numbers?|telephone numbers?|opinions? log|database|user ids?|likes and dislikes|logs?)"
)
POWERS = compiled(  # what is nobody's here to have done: others' data, other prices
    rf"\b(?:show|tell|give|list|export|read|dump|print|send|see|access|open|load|display|what(?:['’]s| is| are"
    rf"| does| did| do)?|who)(?: \w{{1,8}}){{0,3}} {OTHERS}(?: \w{{1,12}}['’]?s?){{0,2}} {PRIVATE}\b"
    r"|\b(?:profile|history|orders|data|password|e-?mail|address|conversation|tastes?) of (?:the )?(?:user|customer"
    r"|person|account|client)s?\b"
    rf"|\b{PRIVATE} of (?:your |the |all |other |every ){{1,12}}(?:users?|customers?|persons?|people|clients?"
    rf"|buyers?"
    rf"|visitors?)\b"
    rf"|\b(?:show|tell|give|list|export|read|dump|print|load|open|access|become|switch to|log ?in as|act for|act as"
    rf"|i am|i['’]m)(?: \w{{1,8}}){{0,4}} (?:user|customer|account|profile|person)(?: of| id| number"
    rf"|:)? ?[a-z]{{2,12}}[-_ ]?\d{{1,6}}\b"
    rf"|\b(?:show|tell|give|read|see|what (?:is|are|does|did"
    rf"|do))(?: me)? [a-z]{{2,15}}['’]s (?:\w{{1,10}} )?(?:profile|purchase history|order history|home address"
    rf"|e-?mail|password|phone number|card number)\b"
    r"|\b(?:set|change|make|reduce|lower|drop|override|edit|update) (?:the |all |every )?(?:prices?|stock|ratings?"
    r"|stars?) (?:of|for|on) .{1,60}?\b(?:to|=|at)\b ?\W?\d"
    r"|\b(?:make|set|mark|let) (?:it|them|this|that|these|those)(?: one)?(?: be)? "
    r"(?:free(?: of charge)?\W{0,12}$|(?:cost )?(?:nothing|0|zero)\b)"
    r"|\b(?:everything|all (?:the )?(?:items|products|things)|all of (?:it|them)) (?:is|are|costs?|must be"
    r"|should be|will be)"
    r"(?: now)? (?:free\b(?! of)|nothing\b|(?:€|\$|£) ?[01]\b|[01] (?:euros?|dollars?|cents?)\b)"
    r"|\b(?:set|change|make|drop|override) all (?:the )?prices\b|\b(?:make|set) (?:everything|all (?:items"
    r"|products)|it all|this item|the \w{1,15}) (?:free\b(?! of)|to (?:€|\$|£) ?\d|cost (?:nothing|0|zero))"
    r"|\b(?:give|grant|apply)(?: me| us)?(?: an?)? (?:\w{1,10} )?(?:9\d|100) ?(?:%|percent) (?:off|discount)\b"
    r"|\b(?:raise|set|increase|remove|lift|change) (?:the |your |my )?(?:rate|item|list|message|request|result"
    r"|output|token|upload|photo) limits?\b"
    r"|(?:别人|其他(?:用户|客户|顾客|人)|所有(?:用户|客户|顾客|人)|另一个(?:用户|客户|人)|上一个(?:用户|客户|人)"
    r"|(?:用户|客户"
    r"|账号)\s?[a-z0-9_-]{2,20})的?.{0,3}(?:资料|记录|订单|数据|密码|喜好|画像|隐私|电话|地址|邮箱|聊天|卡号"
    r"|个人信息)"
    r"|把.{1,20}的?(?:价格|售价|标价|库存|评分|星级)(?:全部|都)?(?:改|设|调|降|变)(?:成|为|到)"
    r"|(?:所有|全部|一切|全场)的?(?:商品|东西|产品|货)?(?:全部|全都|都|一律)?(?:要|应该|变成|改成|现在)?"
    r"(?:免费|不要钱|白送|(?:零|0|1|一)元)(?!.{0,6}[吗么？?])|把(?:所有"
    r"|全部).{0,8}(?:价格|商品|东西).{0,4}(?:免费|改成|设为"
    r"|降到)|(?:给我|打)(?:打)?(?:0\.1折|零折|0折|免单)"
    r"|(?:提高|取消|解除|修改|调高)(?:条数|数量|请求|消息|列表|照片|返回)(?:的)?(?:上限|限制)|(?:查询|导出|列出"
    r"|打印)(?:数据库|所有用户|用户表|日志)",
    re.IGNORECASE,
)

# A price that is told to be so: of nothing named it may be a limit, "set the price to 80", unless next to nothing.
PRICED = compiled(
    r"\b(?:set|change|make|reduce|lower|drop|override|edit|update|put) (?:the |its |their |every |your |this "
    r"|that ){0,2}(?:prices?|cost)(?: tags?)?(?: of it| here)?(?: down)? ?(?:to|=|at)\b ?[€$£¥]? ?"
    r"(?P<to>\d{1,7}(?:[.,]\d{1,2})?|zero|nothing|one)\b"
    r"|(?:价格|价钱|售价|标价|定价)(?:全部|全都|都|全)?(?:给我)?(?:改|设置?|调整?|降低?|变|定|修改|更改)(?:成|为|到)"
    r"[€$£¥]? ?(?P<to_zh>\d{1,7}(?:\.\d{1,2})?|零|一(?=[元块分角]))"
    r"|(?:改|修改|更改|篡改)(?:一下)?(?:商品|所有|全部|它|这个|那个|的){0,6}(?:价格|价钱|售价|标价)(?:成|为|到)"
    r"[€$£¥]? ?(?P<to_zh2>\d{1,7}(?:\.\d{1,2})?|零|一(?=[元块分角]))",
    re.IGNORECASE,
)
IN_WORDS = {"zero": 0.0, "nothing": 0.0, "零": 0.0, "one": 1.0, "一": 1.0}
NEXT_TO_NOTHING = 1.0


def priced(text: str, ordered: bool) -> bool:
    """Whether a text tells the shop what its prices are; ``ordered`` is whether orders stand in it besides."""
    found = PRICED.search(text)
    if found is None:
        return False
    said = next(words for words in found.groups() if words).lower()
    value = IN_WORDS[said] if said in IN_WORDS else float(said.replace(",", "."))
    return ordered or value <= NEXT_TO_NOTHING


def harmful(text: str) -> str:
    """Why a message is declined, as the name of the sentence that says so; "" where it isn't.

    ``self-harm`` and ``emergency`` point to help, ``medical`` to those who know; ``harm`` and ``hatred`` are refused,
    ``powers`` are nobody's here.
    """
    if SELF_HARM.search(text):
        return "self-harm"
    if EMERGENCY.search(text):
        return "emergency"
    if _harm(text):
        return "harm"
    if HATE.search(text):
        return "hatred"
    if REMEDY.search(text):
        return "medical"
    return "powers" if POWERS.search(text) else ""


def _harm(text: str) -> bool:
    """Whether harm to somebody is meant, and neither told in a story nor to be avoided."""
    for pattern in (HARM, HARM_ZH):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 60) : found.start()]
            if not (DENIED.search(before[-25:]) or STORY.search(before)):
                return True
    return False
