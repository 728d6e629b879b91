"""Yes or no to a question about a short text that has to be read."""

from __future__ import annotations

from random import Random

from .invented import swapped
from .item import Item, Maker, Select, Text
from .words_common import article, chance, counted, numbers, partition, pick, some, spelled, styled, words
from .words_facts import COMMON, COMMON_EN
from .words_people import CITIES, ENGLISH_CITIES, ENGLISH_FIRST, ENGLISH_OCCUPATIONS, NICKNAMES, OCCUPATIONS, chinese_name

__all__ = ["MAKERS", "WEIGHTS"]

Asked = tuple[str, str]
"""A text of facts and a question about it; a maker of one is told whether the answer is yes."""

COLOURS = words("红色 蓝色 绿色 黑色 白色 黄色 灰色 紫色 粉色 橙色 棕色")
COLOURS_EN = words("red blue green black white yellow grey purple pink orange brown")
OWNED = tuple(
    (measure, thing)
    for measure, things in (
        ("只", "猫 狗 兔子 鸭子 鸡 鹦鹉 乌龟 羊 杯子 手表 箱子 气球 仓鼠"),
        ("本", "书 词典 漫画 杂志 笔记本 画册 小说"),
        ("支", "铅笔 钢笔 毛笔 彩笔"),
        ("个", "苹果 梨 橘子 西瓜 篮球 足球 书包 玩具 鸡蛋 面包 碗 盘子 布娃娃 桃子 闹钟 风筝 柠檬 土豆"),
        ("辆", "自行车 玩具车 摩托车 汽车 三轮车"),
        ("把", "椅子 雨伞 钥匙 吉他 剪刀 勺子"),
        ("条", "鱼 围巾 裙子 裤子 毛巾 金鱼"),
        ("件", "衬衫 外套 毛衣 雨衣"),
        ("张", "桌子 邮票 照片 地图 卡片 光盘"),
        ("台", "电脑 电视 相机 手机 冰箱 钢琴"),
        ("块", "巧克力 糖 蛋糕 橡皮 手帕 积木"),
        ("双", "鞋 袜子 手套 筷子"),
        ("朵", "玫瑰 菊花 百合"),
        ("匹", "马"),
        ("头", "牛 猪 大象"),
    )
    for thing in things.split()
)
THINGS = partition(
    words(
        "杯子 书包 雨伞 帽子 围巾 外套 裙子 鞋子 自行车 汽车 沙发 椅子 桌子 窗帘 地毯 门 墙 屋顶 盒子 箱子 花瓶 气球 铅笔 笔记本 手机壳"
        " 毛衣 手套 袜子 毛巾 被子 枕头 台灯 钟 冰箱 信封 蜡烛 风筝 球 碗 盘子 卡车 公交车 船 钱包 眼镜 手表 背包 水壶 篮子 旗子 衬衫"
        " 裤子 领带 床单 柜子 抽屉 垃圾桶 花盆 梯子 帐篷 滑板 头盔 领结 面具 玩具熊 积木 邮箱 招牌 灯笼 窗户 栏杆 秋千 拖鞋"
        " 钥匙 剪刀 词典 相机 遥控器 护照 照片 药瓶 勺子 充电器 耳机 地图 信 报纸 手电筒 螺丝刀 计算器 光盘 胶水 尺子 橡皮"
    )
)
SMALL = partition(
    words(
        "钥匙 剪刀 词典 相机 遥控器 护照 照片 药瓶 勺子 充电器 耳机 地图 信 报纸 手电筒 螺丝刀 计算器 光盘 胶水 尺子 橡皮 杯子 雨伞 帽子 围巾"
        " 手套 袜子 毛巾 铅笔 笔记本 手机 钱包 眼镜 手表 水壶 球 碗 盘子 蜡烛 信封 饼干 糖罐 茶叶 牛奶 苹果 面包 玩具熊 闹钟 相册 发票 合同 口罩"
    )
)
SPOTS = words("桌子上 床底下 柜子里 抽屉里 书架上 窗台上 门后面 厨房里 客厅里 车里 阳台上 花园里 办公室里 地下室里 篮子里 冰箱上面 沙发下面 包里 口袋里 教室里")
_LIKED = words("苹果 香蕉 葡萄 西瓜 草莓 橘子 咖啡 绿茶 牛奶 巧克力 面条 米饭 饺子 鱼 牛肉 鸡肉 蛋糕 冰淇淋 辣椒 豆腐 唱歌 跳舞 画画 跑步 游泳 下棋 看书 旅行 爬山 打篮球 踢足球 钓鱼 看电影 听音乐 数学 历史 英语 物理 化学 地理 猫 狗 春天 夏天 秋天 冬天")
DEEDS = words(
    "修好了自行车 做了晚饭 洗了碗 打扫了教室 浇了花 买了牛奶 寄了包裹 擦了窗户 遛了狗 倒了垃圾 写了作业 画了一幅画 关了灯 锁了门 喂了猫"
    " 洗了衣服 修了电脑 订了机票 烤了面包 打碎了花瓶 赢了比赛 丢了钱包 借了一本书 交了报告 接了电话 搬了桌子 拍了照片 唱了一首歌"
    " 写了一封信 踢进了一个球 通过了考试 迟到了 请了假 去了图书馆 去了医院 去了超市 去了公园 坐了火车 学会了游泳 参加了会议"
)
COMPARED = (("高", "矮"), ("重", "轻"), ("快", "慢"), ("大", "小"), ("年长", "年轻"), ("强壮", "瘦弱"), ("早到", "晚到"), ("勤奋", "懒"))
GOODS = partition(words("苹果 香蕉 橘子 西瓜 葡萄 草莓 土豆 白菜 番茄 黄瓜 牛奶 面包 鸡蛋 大米 面粉 糖 盐 茶叶 咖啡 蜂蜜 铅笔 橡皮 尺子 本子 雨伞 毛巾 牙刷 肥皂 杯子 盘子 帽子 手套 围巾 袜子 足球 篮球 风筝 玩具车 布娃娃 积木 蛋糕 饼干 巧克力 果汁 可乐 酸奶 豆腐 牛肉 鸡肉 鱼"))
_EVENTS = partition(words("会议 考试 讲座 比赛 音乐会 电影 面试 培训 展览 聚会 婚礼 篮球赛 家长会 运动会 舞会 拍卖会 英语课 数学课 钢琴课 游泳课 画画课 体检 彩排 晚会 论坛 画展 书展 朗诵会 辩论赛 班会"))
SHOPS = partition(words("超市 书店 药店 银行 邮局 图书馆 博物馆 餐厅 面包店 花店 理发店 咖啡馆 健身房 游泳馆 电影院 动物园 公园 诊所 菜市场 水果店 修车店 洗衣店 服装店 玩具店 眼镜店 宠物店 画廊 科技馆 体育馆 茶馆"))
_STATES = (("开着", "关着", "门 窗户 灯 电视 空调 电脑 柜门 冰箱门 水龙头 收音机 大门 台灯 音响 车窗 车门 抽屉 投影仪 暖气 热水器 风扇"), ("满的", "空的", "杯子 箱子 油箱 篮子 停车场 书架 水桶 瓶子 抽屉 仓库 背包 垃圾桶 茶壶 鱼缸 米缸 口袋 车厢 货架 水箱 罐子"), ("干净的", "脏的", "桌子 地板 衣服 鞋子 碗 毛巾 窗户 汽车 厨房 被子 帽子 杯子 手套 走廊 浴室 院子 餐桌 锅 沙发 白板"), ("新的", "旧的", "手机 自行车 书包 电脑 沙发 手表 雨伞 外套 电视 课本 足球 相机 鞋子 吉他 桌子 冰箱 地毯 钢笔 行李箱 词典"))
_STATED = partition([(yes, no, thing) for yes, no, things in _STATES for thing in things.split()])


def _swapped(rng: Random, split: str, listed: list[str], pool: dict[str, tuple[str, ...]]) -> list[str]:
    return [swapped(rng, split, word, pool["test"]) for word in listed]


def things_of(rng: Random, split: str, pool: dict[str, tuple[str, ...]], count: int) -> list[str]:
    return _swapped(rng, split, some(rng, pool[split], count), pool)


def people_of(rng: Random, split: str, count: int) -> list[str]:
    names = _swapped(rng, split, some(rng, NICKNAMES[split], count), NICKNAMES)
    if chance(rng, 0.25):
        names[0] = chinese_name(rng, split)
    return names


def _joined(rng: Random, facts: list[str]) -> str:
    return pick(rng, (",", ",", "。")).join(facts) + "。"


def _owned(rng: Random, split: str, yes: bool) -> Asked:
    """小明有三只猫。小明有狗吗?"""
    first, second = people_of(rng, split, 2)
    (m1, t1), (m2, t2), (m3, t3) = some(rng, OWNED, 3)
    a, b = numbers(rng, split, 2, 2, 12)
    form = int(rng.random() * 6)
    if form == 0:
        return f"{first}有{counted(rng, a)}{m1}{t1}。", f"{first}有{t1 if yes else t2}吗?"
    if form == 1:
        text = _joined(rng, [f"{first}有{counted(rng, a)}{m1}{t1}", f"{second}有{counted(rng, b)}{m2}{t2}"])
        who, thing = pick(rng, ((first, t1), (second, t2))) if yes else pick(rng, ((first, t2), (second, t1), (first, t3)))
        return text, f"{who}有{thing}吗?"
    if form == 2:
        text = f"{first}有{a}{m1}{t1}。"
        return text, f"{first}有{a if yes else b}{m1}{t1}吗?"
    if form == 3:
        text = _joined(rng, [f"{first}有{a}{m1}{t1}", f"{second}有{b}{m1}{t1}"])
        more, fewer = (first, second) if a > b else (second, first)
        if chance(rng, 0.5):
            return text, f"{more if yes else fewer}的{t1}比{fewer if yes else more}多吗?"
        return text, f"{fewer if yes else more}的{t1}比{more if yes else fewer}少吗?"
    if form == 4:
        text = f"{first}有{counted(rng, a)}{m1}{t1},没有{t2}。"
        return text, f"{first}有{t1 if yes else t2}吗?"
    text = f"{first}没有{t1},{pick(rng, ('但是', '但', '不过', '只'))}有{counted(rng, a)}{m2}{t2}。"
    return text, f"{first}有{t2 if yes else t1}吗?"


def _coloured(rng: Random, split: str, yes: bool) -> Asked:
    count = pick(rng, (1, 2, 2, 3))
    things, colours = things_of(rng, split, THINGS, count), some(rng, COLOURS, count + 1)
    owner = pick(rng, ("", "", pick(rng, NICKNAMES[split]) + "的"))
    text = _joined(rng, [f"{owner}{thing}是{colour}的" for thing, colour in zip(things, colours, strict=False)])
    which = int(rng.random() * count)
    wrong = (which + 1 + int(rng.random() * count)) % (count + 1)
    return text, f"{owner}{things[which]}是{colours[which if yes else wrong]}的吗?"


def _placed(rng: Random, split: str, yes: bool) -> Asked:
    if chance(rng, 0.5):
        count = pick(rng, (1, 2, 2, 3))
        things, spots = things_of(rng, split, SMALL, count), some(rng, SPOTS, count + 1)
        text = _joined(rng, [f"{thing}{pick(rng, ('在', '在', '放在'))}{spot}" for thing, spot in zip(things, spots, strict=False)])
        which = int(rng.random() * count)
        wrong = (which + 1 + int(rng.random() * count)) % (count + 1)
        return text, f"{things[which]}在{spots[which if yes else wrong]}吗?"
    people = people_of(rng, split, 2)
    places = some(rng, CITIES, 3)
    verb = pick(rng, ("住在", "住在", "去了", "来自", "出生在"))
    text = _joined(rng, [f"{who}{verb}{where}" for who, where in zip(people, places, strict=False)])
    which = int(rng.random() * 2)
    place = places[which] if yes else pick(rng, (places[1 - which], places[2]))
    return text, f"{people[which]}{verb}{place}吗?"


def _did(rng: Random, split: str, yes: bool) -> Asked:
    people, deeds = people_of(rng, split, 2), some(rng, DEEDS, 3)
    when = pick(rng, ("昨天", "今天", "上午", "周末", "昨晚", ""))
    text = when + _joined(rng, [f"{who}{deed}" for who, deed in zip(people, deeds, strict=False)])
    which = int(rng.random() * 2)
    deed = deeds[which] if yes else pick(rng, (deeds[1 - which], deeds[1 - which], deeds[2]))
    if chance(rng, 0.3):
        return text, f"{deed}的{pick(rng, ('人', ''))}是{people[which]}吗?"
    return text, f"{people[which]}{deed}吗?"


def _compared(rng: Random, split: str, yes: bool) -> Asked:
    up, down = pick(rng, COMPARED)
    count = pick(rng, (2, 3))
    people = people_of(rng, split, count)
    facts = [f"{higher}比{lower}{up}" for higher, lower in zip(people, people[1:], strict=False)]
    if chance(rng, 0.3):
        facts[0] = f"{people[1]}比{people[0]}{down}"
    high, low = sorted(some(rng, range(count), 2))
    text = _joined(rng, facts)
    if chance(rng, 0.25) and count == 3:
        return text, f"{people[0] if yes else people[1 + int(rng.random() * 2)]}最{up}吗?"
    word = pick(rng, (up, up, down))
    if (word == up) == yes:
        return text, f"{people[high]}比{people[low]}{word}吗?"
    return text, f"{people[low]}比{people[high]}{word}吗?"


def _liked(rng: Random, split: str, yes: bool) -> Asked:
    people, (a, b, c) = people_of(rng, split, 2), some(rng, _LIKED, 3)
    who = people[0]
    form = int(rng.random() * 5)
    if form == 0:
        return f"{who}不喜欢{a},{pick(rng, ('喜欢', '但喜欢', '但是喜欢', '更喜欢'))}{b}。", f"{who}喜欢{b if yes else a}吗?"
    if form == 1:
        return f"{who}喜欢{a},{pick(rng, ('不喜欢', '但不喜欢', '讨厌', '可是不喜欢'))}{b}。", f"{who}喜欢{a if yes else b}吗?"
    if form == 2:
        return f"{who}喜欢{a}和{b},不喜欢{c}。", f"{who}喜欢{pick(rng, (a, b)) if yes else c}吗?"
    if form == 3:
        return _joined(rng, [f"{who}喜欢{a}", f"{people[1]}喜欢{b}"]), f"{who}喜欢{a if yes else b}吗?"
    return f"{who}喜欢{a},{people[1]}不喜欢{a}。", f"{who if yes else people[1]}喜欢{a}吗?"


def _not_done(rng: Random, split: str, yes: bool) -> Asked:
    people, (a, b) = people_of(rng, split, 2), some(rng, DEEDS, 2)
    bare = a.replace("了", "", 1)
    if chance(rng, 0.5):
        return f"{people[0]}没有{bare},{people[1]}{a}。", f"{people[1] if yes else people[0]}{a}吗?"
    return f"{people[0]}{b},但是没有{bare}。", f"{people[0]}{b if yes else a}吗?"


def _numbered(rng: Random, split: str, yes: bool) -> Asked:
    if chance(rng, 0.5):
        people = people_of(rng, split, 2)
        ages = numbers(rng, split, 2, 5, 80)
        text = _joined(rng, [f"{who}{pick(rng, ('今年', ''))}{age}岁" for who, age in zip(people, ages, strict=True)])
        older, younger = people if ages[0] > ages[1] else people[::-1]
        form = int(rng.random() * 3)
        if form == 0:
            return text, f"{older if yes else younger}比{younger if yes else older}大吗?"
        if form == 1:
            return text, f"{younger if yes else older}比{older if yes else younger}小吗?"
        which = int(rng.random() * 2)
        return text, f"{people[which]}{ages[which if yes else 1 - which]}岁吗?"
    goods, prices = things_of(rng, split, GOODS, 2), numbers(rng, split, 2, 2, 90)
    text = _joined(rng, [f"{thing}{pick(rng, ('', '的价格是', '卖'))}{cost}元" for thing, cost in zip(goods, prices, strict=True)])
    dear, cheap = goods if prices[0] > prices[1] else goods[::-1]
    form = int(rng.random() * 3)
    if form == 0:
        return text, f"{dear if yes else cheap}比{cheap if yes else dear}贵吗?"
    if form == 1:
        return text, f"{cheap if yes else dear}比{dear if yes else cheap}便宜吗?"
    which = int(rng.random() * 2)
    return text, f"{goods[which]}{prices[which if yes else 1 - which]}元吗?"


DAYS = words("周一 周二 周三 周四 周五 周六 周日")
_HOURS = words("一点 两点 三点 四点 五点 六点 七点 八点 九点 十点 十一点")


def _timed(rng: Random, split: str, yes: bool) -> Asked:
    form = int(rng.random() * 3)
    if form == 0:
        event = pick(rng, _EVENTS[split])
        parts = some(rng, ("上午", "下午", "晚上"), 2)
        (hour, other_hour), (day, other_day) = some(rng, _HOURS, 2), some(rng, DAYS, 2)
        text = f"{event}在{day}{parts[0]}{hour}开始。"
        ask = int(rng.random() * 3)
        if ask == 0:
            return text, f"{event}在{parts[0 if yes else 1]}开始吗?"
        if ask == 1:
            return text, f"{event}在{day if yes else other_day}吗?"
        return text, f"{event}是{hour if yes else other_hour}开始吗?"
    if form == 1:
        shop, first = pick(rng, SHOPS[split]), int(rng.random() * 3)
        last = first + 2 + int(rng.random() * 2)
        text = f"{shop}{DAYS[first]}到{DAYS[last]}{pick(rng, ('营业', '开门', '开放'))},其他时间{pick(rng, ('休息', '关门'))}。"
        inside = set(range(first, last + 1))
        day = pick(rng, [day for day in range(7) if (day in inside) == yes])
        return text, f"{shop}{DAYS[day]}{pick(rng, ('开门', '营业'))}吗?"
    shop, day = pick(rng, SHOPS[split]), int(rng.random() * 7)
    text = f"{shop}每{DAYS[day]}{pick(rng, ('休息', '关门', '不营业'))},其他时间都{pick(rng, ('开门', '营业'))}。"
    asked = (day + 1 + int(rng.random() * 6)) % 7 if yes else day
    return text, f"{shop}{DAYS[asked]}{pick(rng, ('开门', '营业'))}吗?"


def _state(rng: Random, split: str, yes: bool) -> Asked:
    first, second, thing = pick(rng, _STATED[split])
    if chance(rng, 0.5):
        first, second = second, first
    ending = "" if first.endswith("的") else "的"
    whose = pick(rng, ("", "", pick(rng, NICKNAMES[split]) + "家的", pick(rng, NICKNAMES[split]) + "的"))
    text = f"{whose}{thing}{pick(rng, ('是', '现在是'))}{first}{ending}。"
    if chance(rng, 0.35):
        text = f"{whose}{thing}不是{second}{ending},是{first}{ending}。"
    return text, f"{whose}{thing}是{first if yes else second}{ending}吗?"


def _given(rng: Random, split: str, yes: bool) -> Asked:
    giver, taker = things_of(rng, split, NICKNAMES, 2)
    (thing,) = things_of(rng, split, THINGS, 1)
    verb = pick(rng, ("给了", "借给了", "送给了", "还给了", "卖给了"))
    text = f"{giver}把{thing}{verb}{taker}。"
    if chance(rng, 0.6):
        first, second = (giver, taker) if yes else (taker, giver)
        return text, f"{first}把{thing}{verb}{second}吗?"
    return text, f"{thing}现在在{taker if yes else giver}那里吗?"


def _worked(rng: Random, split: str, yes: bool) -> Asked:
    people, jobs = people_of(rng, split, 2), some(rng, OCCUPATIONS, 3)
    text = _joined(rng, [f"{who}是{job}" for who, job in zip(people, jobs, strict=False)])
    if chance(rng, 0.3):
        text = f"{people[0]}是{jobs[0]},不是{jobs[1]}。"
        return text, f"{people[0]}是{jobs[0 if yes else 1]}吗?"
    which = int(rng.random() * 2)
    return text, f"{people[which]}是{jobs[which] if yes else pick(rng, (jobs[1 - which], jobs[2]))}吗?"


_KINDS = (_owned, _owned, _coloured, _placed, _placed, _did, _compared, _liked, _liked, _not_done, _numbered, _numbered, _timed, _state, _given, _worked)


def _greater(rng: Random, split: str, yes: bool) -> str:
    a, b = numbers(rng, split, 2, 1, 100)
    big, small = max(a, b), min(a, b)
    first, second = (big, small) if yes else (small, big)
    return pick(rng, (f"{first}大于{second}吗?", f"{first}比{second}大吗?", f"{second}小于{first}吗?", f"{second}比{first}小吗?"))


def _question_zh(rng: Random, split: str, yes: bool) -> str:
    drawn = rng.random()
    if drawn < 0.03 and split == "train":
        return styled(rng, pick(rng, COMMON[yes]))
    if drawn < 0.07:
        return styled(rng, _greater(rng, split, yes))
    kind = pick(rng, _KINDS)
    text, question = kind(rng, split, yes)
    if kind is not _coloured and chance(rng, 0.12):
        extra = _coloured(rng, split, True)[0]
        text = text + extra if chance(rng, 0.5) else extra + text
    return styled(rng, text + pick(rng, ("", "", "", "问题:", "请问", "请问:")) + question)


OWNED_EN = words("cat dog rabbit duck hen parrot turtle book pencil apple pear ball bag toy egg cup bike chair umbrella key guitar fish scarf shirt map stamp camera phone car kite lamp clock coat hat boat horse cow sheep")
THINGS_EN = partition(words("cup bag umbrella hat scarf coat dress bike car sofa chair table curtain carpet door wall box vase balloon pencil notebook sweater glove towel pillow lamp clock fridge envelope candle kite ball bowl plate truck bus boat wallet watch backpack kettle basket flag shirt tie drawer tent helmet mask lantern fence swing ladder key camera passport letter newspaper radio spoon map ruler"))
SMALL_EN = partition(
    words(
        "cup umbrella hat scarf coat pencil notebook sweater glove towel clock envelope candle kite ball bowl plate wallet"
        " watch flag shirt key camera passport letter newspaper radio spoon map ruler phone book apple toy pen knife lamp"
        " photo stamp bottle bell brush comb coin ticket jar rope hammer"
    )
)
SPOTS_EN = tuple("on the table|under the bed|in the drawer|on the shelf|behind the door|in the kitchen|in the car|in the garden|in the office|in the basement|in the bag|on the sofa|by the window".split("|"))
_LIKED_EN = tuple("apples|bananas|grapes|coffee|tea|milk|chocolate|noodles|rice|fish|cake|ice cream|singing|dancing|painting|running|swimming|chess|reading|music|maths|history|cats|dogs|football|tennis|summer|winter".split("|"))
DEEDS_EN = tuple("repaired the bike:repair the bike|cooked dinner:cook dinner|washed the dishes:wash the dishes|cleaned the room:clean the room|watered the plants:water the plants|bought milk:buy milk|sent the parcel:send the parcel|walked the dog:walk the dog|painted a picture:paint a picture|locked the door:lock the door|fed the cat:feed the cat|baked bread:bake bread|broke the vase:break the vase|won the game:win the game|lost the wallet:lose the wallet|passed the exam:pass the exam|went to the library:go to the library|took the train:take the train|wrote a letter:write a letter|called the doctor:call the doctor|sang a song:sing a song|read the book:read the book|opened the window:open the window|moved the table:move the table".split("|"))
COMPARED_EN = (("taller", "shorter"), ("older", "younger"), ("faster", "slower"), ("heavier", "lighter"), ("stronger", "weaker"), ("richer", "poorer"))
_EVENTS_EN = partition(words("meeting concert exam match lecture film interview party wedding show lesson dance auction rehearsal class workshop picnic parade debate race play"))
DAYS_EN = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_STATES_EN = partition(
    [
        (up, down, thing)
        for up, down, things in (
            ("open", "closed", "door window shop gate drawer box lid library museum bank"),
            ("full", "empty", "cup bottle basket tank bus bag bucket jar shelf fridge"),
            ("clean", "dirty", "table floor shirt car kitchen plate towel window coat bath"),
            ("on", "off", "light TV radio heater fan computer oven printer lamp projector"),
            ("new", "old", "phone bike sofa watch coat camera piano carpet laptop van"),
        )
        for thing in things.split()
    ]
)


def plural(thing: str) -> str:
    if thing in ("fish", "sheep"):
        return thing
    return thing + ("es" if thing.endswith(("s", "ch", "x")) else "s")


def names_of(rng: Random, split: str, count: int) -> list[str]:
    return things_of(rng, split, ENGLISH_FIRST, count)


def _facts_en(rng: Random, facts: list[str]) -> str:
    sentences = [fact[0].upper() + fact[1:] for fact in facts]
    if len(facts) == 2 and chance(rng, 0.4):
        return f"{sentences[0]}{pick(rng, (', and ', ' and ', ', but '))}{facts[1]}."
    return ". ".join(sentences) + "."


def _owned_en(rng: Random, split: str, yes: bool) -> Asked:
    first, second = names_of(rng, split, 2)
    t1, t2, t3 = some(rng, OWNED_EN, 3)
    a, b = numbers(rng, split, 2, 2, 12)
    form = int(rng.random() * 5)
    if form == 0:
        return f"{first} has {spelled(rng, a)} {plural(t1)}.", f"Does {first} have {pick(rng, ('any ', ''))}{plural(t1 if yes else t2)}?"
    if form == 1:
        text = _facts_en(rng, [f"{first} has {article(t1)}", f"{second} has {article(t2)}"])
        who, thing = pick(rng, ((first, t1), (second, t2))) if yes else pick(rng, ((first, t2), (second, t1), (first, t3)))
        return text, f"Does {who} have {article(thing)}?"
    if form == 2:
        return f"{first} has {a} {plural(t1)}.", f"Does {first} have {a if yes else b} {plural(t1)}?"
    if form == 3:
        text = _facts_en(rng, [f"{first} has {a} {plural(t1)}", f"{second} has {b} {plural(t1)}"])
        more, fewer = (first, second) if a > b else (second, first)
        return text, f"Does {more if yes else fewer} have more {plural(t1)} than {fewer if yes else more}?"
    return f"{first} has no {plural(t1)} but has {article(t2)}.", f"Does {first} have {article(t2 if yes else t1)}?"


def _coloured_en(rng: Random, split: str, yes: bool) -> Asked:
    count = pick(rng, (1, 2, 2, 3))
    things, colours = things_of(rng, split, THINGS_EN, count), some(rng, COLOURS_EN, count + 1)
    text = _facts_en(rng, [f"the {thing} is {colour}" for thing, colour in zip(things, colours, strict=False)])
    which = int(rng.random() * count)
    wrong = (which + 1 + int(rng.random() * count)) % (count + 1)
    return text, f"Is the {things[which]} {colours[which if yes else wrong]}?"


def _placed_en(rng: Random, split: str, yes: bool) -> Asked:
    if chance(rng, 0.5):
        things, spots = things_of(rng, split, SMALL_EN, 2), some(rng, SPOTS_EN, 3)
        text = _facts_en(rng, [f"the {thing} is {spot}" for thing, spot in zip(things, spots, strict=False)])
        which = int(rng.random() * 2)
        return text, f"Is the {things[which]} {spots[which] if yes else pick(rng, (spots[1 - which], spots[2]))}?"
    people, places = names_of(rng, split, 2), some(rng, ENGLISH_CITIES, 3)
    verb, bare = pick(rng, (("lives in", "live in"), ("went to", "go to"), ("works in", "work in")))
    text = _facts_en(rng, [f"{who} {verb} {where}" for who, where in zip(people, places, strict=False)])
    which = int(rng.random() * 2)
    ask = "Did" if bare == "go to" else "Does"
    return text, f"{ask} {people[which]} {bare} {places[which] if yes else pick(rng, (places[1 - which], places[2]))}?"


def _did_en(rng: Random, split: str, yes: bool) -> Asked:
    people = names_of(rng, split, 2)
    (d1, b1), (d2, b2), (_, b3) = (deed.split(":") for deed in some(rng, DEEDS_EN, 3))
    form = int(rng.random() * 3)
    if form == 0:
        text = _facts_en(rng, [f"{people[0]} {d1}", f"{people[1]} {d2}"])
        who, bare = pick(rng, ((people[0], b1), (people[1], b2))) if yes else pick(rng, ((people[0], b2), (people[1], b1), (people[0], b3)))
        return text, f"Did {who} {bare}?"
    if form == 1:
        return f"{people[0]} {d1} but did not {b2}.", f"Did {people[0]} {b1 if yes else b2}?"
    return f"{people[0]} did not {b1}, but {people[1]} did.", f"Did {people[1] if yes else people[0]} {b1}?"


def _compared_en(rng: Random, split: str, yes: bool) -> Asked:
    up, down = pick(rng, COMPARED_EN)
    count = pick(rng, (2, 3))
    people = names_of(rng, split, count)
    facts = [f"{higher} is {up} than {lower}" for higher, lower in zip(people, people[1:], strict=False)]
    high, low = sorted(some(rng, range(count), 2))
    word = pick(rng, (up, up, down))
    first, second = (people[high], people[low]) if (word == up) == yes else (people[low], people[high])
    return (". ".join(facts) + "."), f"Is {first} {word} than {second}?"


def _liked_en(rng: Random, split: str, yes: bool) -> Asked:
    first, second = names_of(rng, split, 2)
    a, b = some(rng, _LIKED_EN, 2)
    form = int(rng.random() * 3)
    if form == 0:
        return f"{first} likes {a} but {pick(rng, ('does not like', 'hates', 'dislikes'))} {b}.", f"Does {first} like {a if yes else b}?"
    if form == 1:
        return f"{first} does not like {a} but likes {b}.", f"Does {first} like {b if yes else a}?"
    return _facts_en(rng, [f"{first} likes {a}", f"{second} likes {b}"]), f"Does {first} like {a if yes else b}?"


def _numbered_en(rng: Random, split: str, yes: bool) -> Asked:
    if chance(rng, 0.5):
        people, ages = names_of(rng, split, 2), numbers(rng, split, 2, 5, 80)
        text = _facts_en(rng, [f"{who} is {age} years old" for who, age in zip(people, ages, strict=True)])
        older, younger = people if ages[0] > ages[1] else people[::-1]
        if chance(rng, 0.35):
            which = int(rng.random() * 2)
            return text, f"Is {people[which]} {ages[which if yes else 1 - which]} years old?"
        if chance(rng, 0.5):
            older, younger, word = younger, older, "younger"
        else:
            word = "older"
        return text, f"Is {older if yes else younger} {word} than {younger if yes else older}?"
    goods, prices = things_of(rng, split, THINGS_EN, 2), numbers(rng, split, 2, 2, 90)
    text = _facts_en(rng, [f"the {thing} costs {cost} dollars" for thing, cost in zip(goods, prices, strict=True)])
    dear, cheap = goods if prices[0] > prices[1] else goods[::-1]
    if chance(rng, 0.5):
        return text, f"Is the {dear if yes else cheap} more expensive than the {cheap if yes else dear}?"
    return text, f"Is the {cheap if yes else dear} cheaper than the {dear if yes else cheap}?"


def _timed_en(rng: Random, split: str, yes: bool) -> Asked:
    event = pick(rng, _EVENTS_EN[split])
    (day, other_day), (hour, other_hour) = some(rng, DAYS_EN, 2), some(rng, words("one two three four five six seven eight nine ten"), 2)
    text = f"The {event} is on {day} at {hour} o'clock."
    if chance(rng, 0.5):
        return text, f"Is the {event} on {day if yes else other_day}?"
    return text, f"Is the {event} at {hour if yes else other_hour} o'clock?"


def _state_en(rng: Random, split: str, yes: bool) -> Asked:
    first, second, thing = pick(rng, _STATES_EN[split])
    if chance(rng, 0.5):
        first, second = second, first
    owner = pick(rng, ("The", "The", pick(rng, ENGLISH_FIRST[split]) + "'s"))
    text = f"{owner} {thing} is {first}." if chance(rng, 0.65) else f"{owner} {thing} is not {second}, it is {first}."
    owner = "the" if owner == "The" else owner
    return text, f"Is {owner} {thing} {first if yes else second}?"


def _given_en(rng: Random, split: str, yes: bool) -> Asked:
    giver, taker = names_of(rng, split, 2)
    (thing,) = things_of(rng, split, THINGS_EN, 1)
    verb, bare = pick(rng, (("gave", "give"), ("lent", "lend"), ("sold", "sell"), ("sent", "send")))
    text = f"{giver} {verb} the {thing} to {taker}."
    first, second = (giver, taker) if yes else (taker, giver)
    return text, f"Did {first} {bare} the {thing} to {second}?"


def _worked_en(rng: Random, split: str, yes: bool) -> Asked:
    people, jobs = names_of(rng, split, 2), some(rng, ENGLISH_OCCUPATIONS, 3)
    text = _facts_en(rng, [f"{who} is {article(job)}" for who, job in zip(people, jobs, strict=False)])
    which = int(rng.random() * 2)
    job = jobs[which] if yes else pick(rng, (jobs[1 - which], jobs[2]))
    return text, f"Is {people[which]} {article(job)}?"


_KINDS_EN = (_owned_en, _owned_en, _coloured_en, _placed_en, _placed_en, _did_en, _did_en, _compared_en, _liked_en, _numbered_en, _numbered_en, _timed_en, _state_en, _given_en, _worked_en)


def _question_en(rng: Random, split: str, yes: bool) -> str:
    drawn = rng.random()
    if drawn < 0.03 and split == "train":
        return pick(rng, COMMON_EN[yes])
    if drawn < 0.06:
        a, b = numbers(rng, split, 2, 1, 100)
        first, second = (max(a, b), min(a, b)) if yes else (min(a, b), max(a, b))
        return pick(rng, (f"Is {first} greater than {second}?", f"Is {first} more than {second}?", f"Is {second} less than {first}?"))
    kind = pick(rng, _KINDS_EN)
    text, question = kind(rng, split, yes)
    if kind is not _coloured_en and chance(rng, 0.12):
        extra = _coloured_en(rng, split, True)[0]
        text = f"{text} {extra}" if chance(rng, 0.5) else f"{extra} {text}"
    return f"{text} {question}"


_YES_NO, _YES_NO_EN = ("是", "否"), (" yes", " no")


def _item(language: str, question: str, prompt: str, yes: bool, choices: tuple[str, str], program: str | None) -> Item:
    answer = choices[0 if yes else 1]
    return Item(
        task="yes_no",
        language=language,
        parts=(Text(prompt), Select("answer", answer, choices)),
        program=program,
        args={"question": question} if program else {},
        expected={"answer": answer},
    )


def yes_no_zh(rng: Random, split: str) -> Item:
    yes = chance(rng, 0.5)
    question = _question_zh(rng, split, yes)
    return _item("zh", question, f"{question}\n答案:", yes, _YES_NO, "yes_no_qa")


def yes_no_en(rng: Random, split: str) -> Item:
    yes = chance(rng, 0.5)
    question = _question_en(rng, split, yes)
    return _item("en", question, f"{question}\nAnswer:", yes, _YES_NO_EN, "yes_no_qa_en")


_FRAMES = ("{}\n回答(是或否):", "阅读并回答是或否。\n{}\n答案:", "{}\n回答:")
_FRAMES_EN = ("Question: {}\nAnswer yes or no:", "Read the text and answer.\n{}\nAnswer:", "{}\nYes or no?")


def yes_no_taught(rng: Random, split: str) -> Item:
    yes = chance(rng, 0.5)
    if chance(rng, 0.5):
        question = _question_zh(rng, split, yes)
        return _item("zh", question, pick(rng, _FRAMES).format(question), yes, _YES_NO, None)
    question = _question_en(rng, split, yes)
    return _item("en", question, pick(rng, _FRAMES_EN).format(question), yes, _YES_NO_EN, None)


MAKERS: dict[str, Maker] = {"yes_no_zh": yes_no_zh, "yes_no_en": yes_no_en, "yes_no_taught": yes_no_taught}
WEIGHTS: dict[str, float] = {"yes_no_zh": 4.0, "yes_no_en": 3.0, "yes_no_taught": 1.0}
