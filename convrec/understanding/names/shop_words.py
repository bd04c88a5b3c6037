"""Words of shops that CC-CEDICT lacks, or whose first meaning there is another than on a label; our own list.

上衣 is a jacket to the dictionary, and a top in a shop; 保温杯 isn't in it.
"""

from collections.abc import Mapping

SHOP_WORDS: Mapping[str, str] = {
    # tops
    "上衣": "top", "背心": "tank top", "吊带": "camisole", "吊带衫": "camisole", "打底衫": "base layer shirt",
    "针织衫": "knitted sweater", "连帽衫": "hoodie", "POLO衫": "polo shirt", "长袖": "long-sleeved shirt",
    "长袖衫": "long-sleeved shirt", "短袖": "short-sleeved shirt", "雪纺衫": "chiffon blouse", "开衫": "cardigan",
    "格子衫": "plaid shirt", "防晒衣": "sun-protective jacket", "露脐装": "crop top", "小背心": "camisole",
    "马甲": "waistcoat", "内衣": "underwear", "秋衣": "thermal undershirt",
    # jackets
    "西装外套": "blazer", "西服外套": "blazer", "小西装": "blazer", "冲锋衣": "hiking jacket",
    "羽绒服": "down jacket", "皮衣": "leather jacket", "牛仔外套": "denim jacket", "棒球服": "baseball jacket",
    "冲锋裤": "hiking trousers", "风衣": "trench coat", "棉服": "padded jacket", "棉衣": "padded jacket",
    "羊毛大衣": "wool coat",
    # legs
    "裤": "trousers", "短裤": "shorts", "运动裤": "sweatpants", "卫裤": "sweatpants", "工装裤": "cargo trousers",
    "瑜伽裤": "leggings", "阔腿裤": "wide-leg trousers", "休闲裤": "casual trousers", "西裤": "suit trousers",
    "背带裤": "dungarees", "半身裙": "skirt", "连衣裙": "dress", "吊带裙": "slip dress", "牛仔裙": "denim skirt",
    "包臀裙": "pencil skirt", "礼服": "evening dress",
    # the whole body, feet, head and hands
    "连体衣": "bodysuit", "爬服": "baby bodysuit", "哈衣": "baby bodysuit", "家居服": "loungewear", "睡衣": "pyjamas",
    "睡裙": "nightdress", "汉服": "hanfu robe", "运动鞋": "trainers", "板鞋": "skate shoes",
    "小白鞋": "white trainers", "老爹鞋": "chunky trainers", "洞洞鞋": "clogs", "乐福鞋": "loafers",
    "单鞋": "court shoes", "凉拖": "slide sandals", "马丁靴": "lace-up boots", "雪地靴": "snow boots",
    "渔夫帽": "bucket hat", "鸭舌帽": "baseball cap", "毛线帽": "beanie", "针织帽": "beanie",
    "斜挎包": "crossbody bag", "手提包": "handbag", "托特包": "tote bag", "帆布袋": "canvas tote bag",
    "腰包": "belt bag", "拉杆箱": "suitcase", "发圈": "hair tie",
    # furniture and home
    "茶几": "coffee table", "餐椅": "dining chair", "吧台椅": "bar stool", "吧椅": "bar stool",
    "人体工学椅": "ergonomic office chair", "电脑椅": "office chair", "办公椅": "office chair", "电脑桌": "desk",
    "床头柜": "bedside table", "电视柜": "TV stand", "鞋架": "shoe rack", "斗柜": "chest of drawers",
    "置物架": "shelf", "收纳架": "shelf", "收纳盒": "storage box", "收纳箱": "storage box",
    "收纳篮": "storage basket", "脏衣篮": "laundry basket", "布艺沙发": "fabric sofa", "贵妃榻": "chaise longue",
    "换鞋凳": "shoe bench", "抱枕": "cushion", "靠垫": "cushion", "盖毯": "throw blanket", "四件套": "bedding set",
    "地垫": "doormat", "窗帘": "curtain", "吊灯": "pendant lamp", "吸顶灯": "ceiling lamp", "台灯": "table lamp",
    "小夜灯": "night light", "香薰": "scented candle", "香薰蜡烛": "scented candle", "摆件": "ornament",
    "挂画": "framed picture", "绿植": "potted plant", "衣帽架": "coat stand", "穿衣镜": "full-length mirror",
    # kitchen and food
    "保温杯": "thermos flask", "水杯": "drinking cup", "高脚杯": "wine glass", "餐盘": "dinner plate",
    "砧板": "chopping board", "空气炸锅": "air fryer", "电热水壶": "electric kettle", "牛奶": "milk",
    "燕麦奶": "oat milk", "气泡水": "sparkling water", "燕麦片": "oatmeal", "麦片": "cereal", "薯片": "crisps",
    "全麦": "whole grain", "脱脂": "skimmed", "燕麦": "oat", "烟熏": "smoked", "无盐": "unsalted",
    "原味": "plain", "黑巧": "dark chocolate", "白巧": "white chocolate", "味道重": "strong", "味重": "strong",
    "重口味": "strong", "口味重": "strong", "浓味": "strong", "味道淡": "mild", "口味淡": "mild", "清淡": "mild",
    "坚果": "nuts", "小番茄": "cherry tomato", "车厘子": "cherries", "吐司": "toast bread",
}  # fmt: skip
