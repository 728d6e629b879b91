"""Dates and prices: their values by split, and the ways to write them."""

from __future__ import annotations

import datetime
from random import Random

from .invented import swapped
from .item import split_of
from .words_common import chance, hanzi, partition, pick, whole, words

MONTHS = words("January February March April May June July August September October November December")
_DIGITS = "〇一二三四五六七八九"
_WEEK = "一二三四五六日"
_WEEK_EN = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

_FIRST = datetime.date(1980, 1, 1).toordinal()
_DATES: dict[str, list[datetime.date]] = {"train": [], "test": []}
for _ordinal in range(_FIRST, datetime.date(2036, 1, 1).toordinal()):
    _day = datetime.date.fromordinal(_ordinal)
    _DATES[split_of(_day.isoformat())].append(_day)
_RECENT = {split: [day for day in days if 2010 <= day.year <= 2030] for split, days in _DATES.items()}


def date(rng: Random, split: str) -> datetime.date:
    return pick(rng, _RECENT[split] if chance(rng, 0.8) else _DATES[split])


def _year_characters(year: int) -> str:
    written = "".join(_DIGITS[int(digit)] for digit in str(year))
    return written


def date_zh(rng: Random, day: datetime.date) -> str:
    """A date as Chinese texts write it."""
    year, month, number = day.year, day.month, day.day
    form = rng.random()
    if form < 0.40:
        text = f"{year}年{month}月{number}日"
    elif form < 0.45:
        text = f"{year}年{month}月{number}号"
    elif form < 0.50:
        text = f"{year}年{month:02}月{number:02}日"
    elif form < 0.57:
        text = f"{month}月{number}日({year}年)"
    elif form < 0.64:
        return f"{year}/{month}/{number}"
    elif form < 0.69:
        return f"{year}/{month:02}/{number:02}"
    elif form < 0.74:
        return f"{year}.{month:02}.{number:02}"
    elif form < 0.78:
        return f"{year}.{month}.{number}"
    elif form < 0.81:
        return f"{year}-{month}-{number}"
    elif form < 0.86:
        return day.isoformat()
    elif form < 0.88:
        return f"{year} 年 {month} 月 {number} 日"
    else:
        text = f"{_year_characters(year)}年{hanzi(month)}月{hanzi(number)}日"
        return text.replace("〇", "零") if chance(rng, 0.4) else text
    if form < 0.5 and chance(rng, 0.1):
        text += f"(星期{_WEEK[day.weekday()]})"
    return text


def _ordinal_en(number: int) -> str:
    if 10 < number < 14:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def date_en(rng: Random, day: datetime.date) -> str:
    """A date as English texts write it; never with a month that could be a day."""
    month = MONTHS[day.month - 1]
    form = rng.random()
    if form < 0.35:
        text = f"{month} {day.day}, {day.year}"
    elif form < 0.60:
        text = f"{day.day} {month} {day.year}"
    elif form < 0.67:
        text = f"{month[:3]} {day.day}, {day.year}"
    elif form < 0.72:
        text = f"{day.day} {month[:3]} {day.year}"
    elif form < 0.79:
        text = f"{month} {_ordinal_en(day.day)}, {day.year}"
    elif form < 0.84:
        text = f"the {_ordinal_en(day.day)} of {month} {day.year}"
    elif form < 0.88:
        text = f"{_ordinal_en(day.day)} {month} {day.year}"
    elif form < 0.94:
        return day.isoformat()
    else:
        return f"{day.year}/{day.month}/{day.day}"
    if chance(rng, 0.08) and not text.startswith("the"):
        text = f"{_WEEK_EN[day.weekday()]}, {text}"
    return text


def _is_year(number: int) -> bool:
    return 1900 <= number <= 2100


_WHOLE: dict[str, list[int]] = {"train": [], "test": []}
for _number in range(1, 10000):
    _WHOLE["train" if _number < 20 or _is_year(_number) else split_of(f"price {_number}")].append(_number)
_TRAIN_WHOLE = frozenset(_WHOLE["train"])
_SMALL = {split: [number for number in listed if number < 1000] for split, listed in _WHOLE.items()}
_ROUND = {split: [n for n in listed if n % 10 in (0, 5, 8, 9)] for split, listed in _WHOLE.items()}


def price(rng: Random, split: str) -> str:
    """A price in digits, with or without decimals."""
    form = rng.random()
    if form < 0.3:
        return str(pick(rng, _SMALL[split]))
    if form < 0.5:
        return str(pick(rng, _ROUND[split]))
    if form < 0.65:
        return str(pick(rng, _WHOLE[split]))
    while True:
        units = whole(rng, 1, 99) if chance(rng, 0.5) else whole(rng, 100, 2999)
        places = rng.random()
        if places < 0.3:
            written = f"{units}.{whole(rng, 1, 9)}"
        elif places < 0.6:
            written = f"{units}.{pick(rng, ('99', '50', '90', '95', '80', '00', '49', '25'))}"
        else:
            written = f"{units}.{whole(rng, 1, 99):02}"
        if split_of(f"price {written}") == split:
            return written


def other(rng: Random, low: int, high: int) -> int:
    """A number that is no price of the test split, so that it never makes a test combination."""
    while True:
        number = whole(rng, low, high)
        if number in _TRAIN_WHOLE:
            return number


def dearer(rng: Random, price: str) -> int | None:
    """A number above the price, up to about three times it, or None where other has none."""
    low = int(float(price)) + 1
    return other(rng, low, min(3 * low + 20, 9999)) if low < 9900 else None


def grouped(number: str) -> str:
    """1299.50 as 1,299.50."""
    units, point, rest = number.partition(".")
    return f"{int(units):,}{point}{rest}"


PRODUCTS = partition(
    words(
        "手机 耳机 键盘 鼠标 显示器 平板电脑 笔记本电脑 相机 音箱 电视 冰箱 洗衣机 空调 电风扇 吸尘器 电饭煲 微波炉 烤箱 榨汁机 咖啡机"
        " 热水壶 吹风机 剃须刀 电动牙刷 加湿器 空气净化器 充电宝 充电器 路由器 打印机 投影仪 智能手表 手环 游戏机 电子书阅读器 行车记录仪"
        " 门锁 摄像头 油烟机 台灯 杯子 保温杯 雨伞 背包 行李箱 椅子 桌子 书架 枕头 被子 毛巾 洗发水 沐浴露 面膜 口红 香水 护手霜 积木"
        " 拼图 钢笔 笔记本 文件夹 炒锅 菜刀 砧板 饭盒 帐篷 睡袋 瑜伽垫 哑铃 跳绳 自行车 滑板 儿童座椅 婴儿车 纸尿裤 猫粮 狗粮 花盆 地毯"
        " 窗帘 床垫 沙发 收纳盒 衣架 拖把 垃圾桶 手机壳 项链 戒指 太阳镜 绿茶 坚果礼盒 巧克力 牛奶 蜂蜜 大米 橄榄油 红酒 连衣裙 衬衫"
        " 羽绒服 毛衣 牛仔裤 运动鞋 皮鞋 围巾 手套 帽子 风衣 西装 睡衣 登山鞋 吉他 口琴 小提琴 电子琴 望远镜 显微镜 地球仪 台历 相框"
        " 花瓶 香薰蜡烛 挂钟 闹钟 电子秤 体温计 血压计 轮椅 按摩椅 跑步机 篮球 足球 羽毛球拍 乒乓球拍 泳镜 钓鱼竿 烧烤架 折叠椅 工具箱"
        " 电钻 螺丝刀 梯子 手电筒 插线板 移动硬盘 U盘 内存条 显卡 机械键盘 麦克风 声卡 数位板 扫描仪 碎纸机 计算器 订书机 白板 书包 字典"
    ),
    words("手机 耳机 键盘"),
)
PRODUCTS_EN = partition(
    "phone|keyboard|mouse|monitor|tablet|laptop|camera|speaker|TV|fridge|fan|vacuum cleaner|rice cooker|microwave|oven"
    "|juicer|coffee machine|kettle|hair dryer|razor|toothbrush|power bank|charger|router|printer|projector|smart watch"
    "|game console|e-reader|door lock|lamp|cup|mug|umbrella|backpack|suitcase|chair|desk|shelf|pillow|blanket|towel|shampoo"
    "|perfume|puzzle|fountain pen|notebook|pan|knife|lunch box|tent|sleeping bag|yoga mat|bike|skateboard|stroller|carpet"
    "|curtain|mattress|sofa|mop|necklace|ring|sunglasses case|tea set|chocolate box|olive oil|shirt|jacket|sweater|scarf"
    "|hat|coat|guitar|violin|telescope|microscope|globe|photo frame|vase|candle|alarm clock|scale|thermometer|treadmill"
    "|basketball|football|racket|fishing rod|grill|toolbox|drill|ladder|flashlight|hard drive|graphics card|microphone"
    "|scanner|calculator|stapler|whiteboard|school bag|dictionary|helmet|skateboard ramp|drone|doll|kite".split("|"),
    words("phone keyboard laptop"),
)


def product(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, PRODUCTS[split]), PRODUCTS["test"])


def product_en(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, PRODUCTS_EN[split]), PRODUCTS_EN["test"])
