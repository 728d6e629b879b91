"""The date or the price that a text names, among other numbers."""

from __future__ import annotations

from random import Random

from .item import EOS, Gen, Item, Maker, Text
from .words_common import article, chance, fresh, pick, styled, whole, words
from .words_feelings import review, review_en
from .words_people import CITIES, ENGLISH_CITIES, chinese_name, english_name
from .words_quantities import date, date_en, date_zh, dearer, grouped, other, price, product, product_en

__all__ = ["MAKERS", "WEIGHTS"]

_EVENTS = words(
    "会议 年会 发布会 产品发布会 展览 音乐会 演唱会 讲座 培训 考试 期末考试 面试 婚礼 生日聚会 开学典礼 毕业典礼 运动会 家长会 签约仪式"
    " 开业仪式 颁奖典礼 书展 车展 电影首映礼 马拉松比赛 足球决赛 座谈会 研讨会 听证会 招聘会 体检 手术 比赛 辩论赛 志愿者活动 义卖"
    " 公司聚餐 项目评审 消防演习 股东大会 读者见面会 公开课 元旦晚会 校友聚会 植树活动 夏令营 论坛 拍卖会 画展 展销会"
)
_ROOMS = words("会议室 报告厅 教室 礼堂 展厅 活动中心 体育馆 图书馆 办公楼 酒店 大剧院 会展中心 社区中心 实验室 训练馆 文化宫")
_HAPPENS = words("举行 举办 召开 开始 进行 开幕")
_DONE = words("提交了申请 签订了合同 出生 入职 离职 毕业 搬家 办理了入住 预约了门诊 购买了这台设备 收到了录取通知 开始上班 支付了定金 寄出了包裹 去医院复查 领取了护照 参加了考试 租下了这套房子 完成了注册 退休")
_PAPERS = words("合同 租约 订单 发票 报告 通知 证书 保单 申请表 身份证 护照 签证 机票 车票 会员卡 驾照 许可证 账单 收据 协议 论文 专利 系统日志 体检报告")
_STAMPED = words("签订于{} 的日期是{} 有效期至{} 于{}生效 将于{}到期 的签发日期为{} 于{}提交 的截止日期为{} 打印于{} 于{}发布")
_THINGS = words("公司 学校 工厂 博物馆 大桥 地铁线 图书馆 医院 商场 新版本 网站 餐厅 实验室 公园 机场 体育场 基金会 报社 杂志 剧院")
_BEGAN = words("成立于{} 建成于{} 于{}正式开放 于{}投入使用 在{}关闭 于{}上线 在{}开业 于{}完成装修")
_MISSIONS = words("火车 航班 快递 包裹 货物 轮船 客车 样品 设备 救援队")
_MOVED = words("于{}出发 将在{}到达 在{}送达 于{}发出 预计{}抵达 已在{}签收 于{}起飞")


def _aside_zh(rng: Random) -> str:
    """Another number, in a clause of its own."""
    form = int(rng.random() * 14)
    if form == 0:
        return f"门票{other(rng, 20, 999)}元"
    if form == 1:
        return f"地点在{other(rng, 101, 1899)}房间"
    if form == 2:
        return f"共有{other(rng, 3, 500)}人参加"
    if form == 3:
        return f"时间为{pick(rng, ('上午', '早上'))}{whole(rng, 8, 11)}点{pick(rng, ('', '半', '15分', '45分'))}"
    if form == 4:
        return f"{pick(rng, ('下午', '晚上'))}{whole(rng, 1, 9)}:{pick(rng, ('00', '15', '30', '45'))}开始"
    if form == 5:
        return f"费用为{other(rng, 50, 9999)}元"
    if form == 6:
        return f"编号为{pick(rng, 'ABCDEFGH')}{other(rng, 100, 9999)}"
    if form == 7:
        return f"座位在{other(rng, 1, 40)}排{other(rng, 1, 40)}号"
    if form == 8:
        return f"大约持续{whole(rng, 2, 12)}个小时"
    if form == 9:
        return f"负责人今年{other(rng, 22, 65)}岁"
    if form == 10:
        return f"联系电话{other(rng, 400, 999)}{other(rng, 1000, 9999)}"
    if form == 11:
        return f"面积{other(rng, 20, 3000)}平方米"
    if form == 12:
        return f"在{whole(rng, 2, 30)}楼"
    return f"限{other(rng, 10, 300)}个名额"


def _dated_zh(rng: Random, split: str, when: str) -> str:
    form = int(rng.random() * 12)
    if form < 3:
        event = pick(rng, _EVENTS)
        place = pick(rng, ("", f"在{pick(rng, CITIES)}", f"在{pick(rng, _ROOMS)}", f"在{pick(rng, CITIES)}{pick(rng, _ROOMS)}"))
        return f"{event}{pick(rng, ('将于', '定于', '于', '将在', '在'))}{when}{place}{pick(rng, _HAPPENS)}"
    if form == 3:
        return f"{pick(rng, _EVENTS)}{pick(rng, ('改到', '推迟到', '提前到', '的时间是', '的日期定为', '安排在'))}{when}"
    if form == 4:
        return f"{chinese_name(rng, split)}{pick(rng, ('于', '在', ''))}{when}{pick(rng, _DONE)}"
    if form == 5:
        return f"{when},{chinese_name(rng, split)}{pick(rng, _DONE)}"
    if form == 6:
        return f"{pick(rng, ('这份', '该', '您的', '本', '我的'))}{pick(rng, _PAPERS)}{pick(rng, _STAMPED).format(when)}"
    if form == 7:
        return f"{pick(rng, CITIES)}的这家{pick(rng, _THINGS[:6])}{pick(rng, _BEGAN).format(when)}" if chance(rng, 0.3) else f"{pick(rng, ('该', '这座', '我们的', '新'))}{pick(rng, _THINGS)}{pick(rng, _BEGAN).format(when)}"
    if form == 8:
        return f"{pick(rng, ('开往', '从', '送往'))}{pick(rng, CITIES)}的{pick(rng, _MISSIONS)}{pick(rng, _MOVED).format(when)}"
    if form == 9:
        return f"{pick(rng, ('请于', '请在', '务必在'))}{when}{pick(rng, ('前', '之前', '当天', '以前'))}{pick(rng, ('提交材料', '完成付款', '到前台报到', '回复邮件', '领取证件', '归还图书', '缴清费用', '寄回样品', '更新密码'))}"
    if form == 10:
        return f"我{pick(rng, ('', '们', '的朋友', '的同事'))}{pick(rng, ('计划', '打算', '决定', '准备'))}{when}{pick(rng, ('去', '飞往', '到', '出发去'))}{pick(rng, CITIES)}{pick(rng, ('旅游', '出差', '看望父母', '参加比赛', '', '开会'))}"
    return f"{when}{pick(rng, ('是', '是我们的', '为'))}{pick(rng, _EVENTS)}{pick(rng, ('的日子', '日', '的时间'))}"


def text_with_date_zh(rng: Random, split: str, when: str) -> str:
    text = _dated_zh(rng, split, when)
    form = rng.random()
    if form < 0.4:
        text = f"{text},{_aside_zh(rng)}。"
    elif form < 0.5:
        text = f"{_aside_zh(rng)},{text}。"
    elif form < 0.6:
        text = f"{text},{_aside_zh(rng)},{_aside_zh(rng)}。"
    elif form < 0.68:
        text = f"{text}。{fresh(rng, split, lambda rng: _aside_zh(rng) + ',' + _aside_zh(rng))}。"
    else:
        text += pick(rng, ("。", "。", "", "!"))
    return text


_EVENTS_EN = (
    "meeting|conference|exhibition|concert|lecture|training|exam|interview|wedding|birthday party|graduation|sports day"
    "|opening ceremony|award show|book fair|car show|premiere|marathon|final match|seminar|hearing|job fair|check-up"
    "|surgery|debate|charity sale|team dinner|project review|fire drill|open class|reunion|summer camp|auction|workshop"
).split("|")
_PAPERS_EN = "contract|lease|order|invoice|report|notice|certificate|policy|form|passport|visa|ticket|receipt|agreement|licence|bill".split("|")
_STAMPED_EN = "was signed on {}|is valid until {}|takes effect on {}|expires on {}|was issued on {}|was printed on {}|is due on {}|is dated {}".split("|")
_DONE_EN = "was born on {}|joined the company on {}|graduated on {}|moved house on {}|checked in on {}|sent the parcel on {}|retired on {}|bought the car on {}|paid the deposit on {}|started work on {}|visited the doctor on {}".split("|")


def _aside_en(rng: Random) -> str:
    form = int(rng.random() * 9)
    if form == 0:
        return f"tickets cost {other(rng, 20, 500)} dollars"
    if form == 1:
        return f"room {other(rng, 101, 1899)} is reserved"
    if form == 2:
        return f"{other(rng, 3, 500)} people will come"
    if form == 3:
        return f"it begins at {whole(rng, 1, 12)}:{pick(rng, ('00', '15', '30', '45'))}"
    if form == 4:
        return f"the fee is ${other(rng, 50, 5000)}"
    if form == 5:
        return f"the number is {pick(rng, 'ABCDEFGH')}{other(rng, 100, 9999)}"
    if form == 6:
        return f"it lasts {whole(rng, 2, 12)} hours"
    if form == 7:
        return f"the organiser is {other(rng, 22, 65)} years old"
    return f"only {other(rng, 10, 300)} seats are left"


def text_with_date_en(rng: Random, split: str, when: str) -> str:
    form = int(rng.random() * 6)
    if form == 0:
        text = f"the {pick(rng, _EVENTS_EN)} {pick(rng, ('will take place on', 'was held on', 'is on', 'starts on', 'was moved to', 'is planned for'))} {when}"
        if chance(rng, 0.5):
            text += f" in {pick(rng, ENGLISH_CITIES)}"
    elif form == 1:
        text = f"{pick(rng, ('the', 'your', 'this', 'my'))} {pick(rng, _PAPERS_EN)} {pick(rng, _STAMPED_EN).format(when)}"
    elif form == 2:
        text = f"{english_name(rng, split)} {pick(rng, _DONE_EN).format(when)}"
    elif form == 3:
        text = f"on {when} {english_name(rng, split)} {pick(rng, ('travelled to', 'flew to', 'moved to', 'arrived in'))} {pick(rng, ENGLISH_CITIES)}"
    elif form == 4:
        text = f"please {pick(rng, ('send the form', 'pay the bill', 'return the book', 'reply to the letter', 'finish the report'))} before {when}"
    else:
        text = f"we {pick(rng, ('met', 'opened the shop', 'signed the deal', 'left', 'finished the project'))} on {when}"
    form = rng.random()
    if form < 0.4:
        text = f"{text}, and {_aside_en(rng)}"
    elif form < 0.55:
        text = f"{text}. {fresh(rng, split, lambda rng: _aside_en(rng) + ' and ' + _aside_en(rng)).capitalize()}"
    return text[0].upper() + text[1:] + pick(rng, (".", ".", ".", ""))


def _dated(language: str, text: str, prompt: str, iso: str, program: str | None) -> Item:
    return Item(
        task="date",
        language=language,
        parts=(Text(prompt), Gen("date", iso, EOS)),
        program=program,
        args={"text": text} if program else {},
        expected={"date": iso},
    )


def _date_text(rng: Random, split: str, chinese: bool) -> tuple[str, str]:
    day = date(rng, split)
    if chinese:
        return styled(rng, text_with_date_zh(rng, split, date_zh(rng, day))), day.isoformat()
    return text_with_date_en(rng, split, date_en(rng, day)), day.isoformat()


def date_from_zh(rng: Random, split: str) -> Item:
    text, iso = _date_text(rng, split, not chance(rng, 0.08))
    return _dated("zh", text, f"从以下文本中提取日期:\n{text}\n日期:", iso, "extract_info")


def date_from_en(rng: Random, split: str) -> Item:
    text, iso = _date_text(rng, split, chance(rng, 0.06))
    return _dated("en", text, f"Extract the date from this text:\n{text}\nDate: ", iso, "extract_info_en")


_DATE_FRAMES = ("{}\n日期:", "找出下面文本里的日期:\n{}\n日期:", "文本:{}\n日期(年-月-日):", "{}\nDate: ", "Text: {}\nDate (year-month-day): ")


def date_taught(rng: Random, split: str) -> Item:
    chinese = chance(rng, 0.5)
    text, iso = _date_text(rng, split, chinese)
    return _dated("zh" if chinese else "en", text, pick(rng, _DATE_FRAMES).format(text), iso, None)


_SPELLED = (
    "{}元", "{}元", "{}元", "{}块", "{}块钱", "¥{}", "¥{}", "{}元人民币", "人民币{}元", "{} 元", "￥{}", "RMB {}", "${}", "{}美元", "{}欧元",
)
_BOUGHT = words("买了 订购了 入手了 下单了 挑了 购买了")
_MEASURED = words("个 件 台 份 套 盒")


def _priced_zh(rng: Random, split: str, value: str) -> str:
    thing = product(rng, split)
    amount = _amount_zh(rng, value)
    form = int(rng.random() * 16)
    if form == 0:
        return f"这款{thing}售价{amount}"
    if form == 1:
        return f"这{pick(rng, ('个', '款', '种'))}{thing}{pick(rng, ('的价格是', '的售价为', '卖', '只要', '要价', '标价', '现在的价格是', '定价为', '仅售'))}{amount}"
    if form == 2:
        return f"{thing}{pick(rng, ('售价为', '售价:', '价格:', '单价', '价格为', '只卖', '特价'))}{amount}"
    if form == 3:
        return f"我{pick(rng, ('在网上', '在商场', '昨天', '上周', '在超市', ''))}花{pick(rng, ('', '了'))}{amount}买了一个{thing}"
    if form == 4:
        return f"{product(rng, split)}和{thing}{pick(rng, ('一共', '总共', '加起来'))}{amount}"
    if form == 5:
        return f"{pick(rng, ('2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026'))}年款{thing}{pick(rng, ('售价', '的价格是', '现价'))}{amount}"
    if form == 6:
        return f"{thing}{pick(rng, 'ABCXYZKM')}{pick(rng, ('', '-'))}{other(rng, 2, 999)}{pick(rng, ('的价格是', '售价', '卖', '报价'))}{amount}"
    if form == 7:
        return f"{chinese_name(rng, split)}{pick(rng, _BOUGHT)}{whole(rng, 2, 9)}{pick(rng, _MEASURED)}{thing},{pick(rng, ('共花了', '总价', '一共', '合计', '共付'))}{amount}"
    if form == 8:
        return f"{pick(rng, ('商场', '店里', '网上', '超市', '专卖店'))}的{thing}{pick(rng, ('打折后', '促销价', '活动价', '优惠价', '会员价'))}{amount}"
    if form == 9 and (before := dearer(rng, value)):
        return f"{thing}原价{before}元,{pick(rng, ('现价', '现在只要', '现售价', '打折后'))}{amount}"
    if form == 10:
        return f"{pick(rng, CITIES)}的{thing}{pick(rng, ('卖到了', '卖', '价格是'))}{amount}"
    if form == 11:
        return f"{whole(rng, 1, 12)}月{whole(rng, 1, 28)}日{pick(rng, ('我买了', '下单了', '入手了', '收到了'))}{thing},{pick(rng, ('价格是', '花了', '付了', '总价'))}{amount}"
    if form == 12:
        return f"{amount}就能买到{pick(rng, ('这款', '一个', '一款不错的'))}{thing}"
    if form == 13:
        before = other(rng, 20, 9999)
        return f"{thing}的价格从{before}元{'降到了' if before > float(value) else '涨到了'}{amount}"
    if form == 14:
        return f"请问这{pick(rng, ('个', '款'))}{thing}是{amount}吗?"
    return f"老板说{thing}{pick(rng, ('要', '卖', '收', '是'))}{amount}"


def _price_aside(rng: Random) -> str:
    form = int(rng.random() * 10)
    if form == 0:
        return f"库存{other(rng, 2, 900)}件"
    if form == 1:
        return f"保修{whole(rng, 1, 9)}年"
    if form == 2:
        return f"重{other(rng, 2, 900)}克"
    if form == 3:
        return f"已售出{other(rng, 20, 9000)}件"
    if form == 4:
        return f"{whole(rng, 2, 9)}天内送达"
    if form == 5:
        return f"适合{whole(rng, 3, 12)}岁以上儿童"
    if form == 6:
        return f"评分{whole(rng, 3, 4)}.{whole(rng, 1, 9)}分"
    if form == 7:
        return f"有{whole(rng, 2, 9)}种颜色可选"
    if form == 8:
        return f"{whole(rng, 2010, 2026)}年生产"
    return pick(rng, ("包邮", "质量不错", "限时优惠", "支持七天无理由退货", "送货上门", "销量很好", "颜色是黑色", "朋友推荐的"))


def _priced_en(rng: Random, split: str, amount: str) -> str:
    thing = product_en(rng, split)
    form = int(rng.random() * 8)
    if form == 0:
        text = f"the {thing} costs {amount}"
    elif form == 1:
        text = f"I bought {article(thing)} for {amount}"
    elif form == 2:
        text = f"this {thing} {pick(rng, ('is on sale for', 'sells for', 'is priced at', 'is only'))} {amount}"
    elif form == 3:
        text = f"{english_name(rng, split)} bought {whole(rng, 2, 9)} items for {amount}, including {article(thing)}"
    elif form == 4:
        text = f"the {thing} has a price of {amount}"
    elif form == 5:
        text = f"the {pick(rng, ('2021', '2022', '2023', '2024', '2025'))} model of the {thing} costs {amount}"
    elif form == 6:
        text = f"{thing} {pick(rng, 'ABCXYZ')}{other(rng, 2, 999)}, price: {amount}"
    else:
        text = f"they paid {amount} for the {thing}"
    if chance(rng, 0.35):
        text += pick(
            rng,
            (
                f", with a warranty of {whole(rng, 2, 9)} years", f", and {other(rng, 2, 900)} are in stock",
                f" and it weighs {other(rng, 2, 900)} grams", f", delivered in {whole(rng, 2, 9)} days",
            ),
        )
    return text[0].upper() + text[1:] + pick(rng, (".", ".", ""))


def _amount_zh(rng: Random, value: str) -> str:
    written = grouped(value) if len(value.partition(".")[0]) > 3 and chance(rng, 0.15) else value
    return pick(rng, _SPELLED).format(written)


def _amount_en(rng: Random, value: str) -> str:
    written = grouped(value) if len(value.partition(".")[0]) > 3 and chance(rng, 0.3) else value
    return pick(rng, ("${}", "${}", "${}", "{} dollars", "€{}", "£{}", "{} euros", "{} yuan", "USD {}")).format(written)


def _price_text(rng: Random, split: str, chinese: bool) -> tuple[str, str]:
    value = price(rng, split)
    if not chinese:
        return _priced_en(rng, split, _amount_en(rng, value)), value
    text = _priced_zh(rng, split, value)
    form = rng.random()
    if text.endswith("?"):
        return styled(rng, text), value
    if form < 0.35:
        text += f",{_price_aside(rng)}。"
    elif form < 0.45:
        text += f",{_price_aside(rng)},{_price_aside(rng)}。"
    elif form < 0.55:
        text = f"{_price_aside(rng)},{text}。"
    elif form < 0.62:
        text += "。" + review(rng, split, pick(rng, ("正面", "负面", "中性")), "goods")
    else:
        text += pick(rng, ("。", "。", "", "!"))
    return styled(rng, text), value


def _priced(language: str, text: str, prompt: str, value: str, program: str | None) -> Item:
    return Item(
        task="price",
        language=language,
        parts=(Text(prompt), Gen("price", value, EOS)),
        program=program,
        args={"text": text} if program else {},
        expected={"price": value},
    )


def price_from_zh(rng: Random, split: str) -> Item:
    text, value = _price_text(rng, split, not chance(rng, 0.18))
    return _priced("zh", text, f"提取价格:\n{text}\n价格:", value, "extract_number")


_PRICE_FRAMES = ("{}\n价格:", "从以下文本中提取价格:\n{}\n价格:", "文本:{}\n金额:", "{}\nPrice: ", "Extract the price from this text:\n{}\nPrice: ")


def price_taught(rng: Random, split: str) -> Item:
    chinese = chance(rng, 0.5)
    text, value = _price_text(rng, split, chinese)
    if not chinese and chance(rng, 0.2):
        text = text.rstrip(".") + ". " + review_en(rng, split, pick(rng, ("positive", "negative", "neutral")), domain="goods")
    return _priced("zh" if chinese else "en", text, pick(rng, _PRICE_FRAMES).format(text), value, None)


MAKERS: dict[str, Maker] = {
    "date_from_zh": date_from_zh,
    "date_from_en": date_from_en,
    "date_taught": date_taught,
    "price_from_zh": price_from_zh,
    "price_taught": price_taught,
}
WEIGHTS: dict[str, float] = {
    "date_from_zh": 2.5, "date_from_en": 1.5, "date_taught": 0.7, "price_from_zh": 3.0, "price_taught": 0.7,
}
