"""How somebody's life goes, in Chinese and English: gladly, badly, or neither said."""

from __future__ import annotations

from random import Random

from .words_common import chance, pick, words

LIVES = ("积极", "消极", "中性")
LIVES_EN = (" positive", " negative", " neutral")

_THINGS = words(
    "AI技术 工作 生活 未来 音乐 编程 绘画 摄影 旅行 运动 阅读 写作 新项目 自己的职业 教育事业 环保 美食 历史 科学 文学 跑步 登山 公益活动"
    " 数学 机器人 电影 舞蹈 书法 园艺 新岗位 团队 现在的公司 这座城市"
)
_FEELS = {
    "积极": words("对{}充满热情 对{}很感兴趣 热爱{} 非常喜欢{} 对{}充满信心 对{}十分满意 在{}中找到了快乐 一提到{}就很兴奋 对{}充满期待 享受{}带来的乐趣"),
    "消极": words("对{}感到失望 对{}失去了兴趣 厌倦了{} 很讨厌{} 对{}没有信心 对{}非常不满 一提到{}就头疼 对{}感到迷茫 对{}充满抱怨 因为{}而烦恼"),
}
_SAID = {
    "积极": (
        "最近升职了|每天都过得很开心|刚刚获得了大奖|对未来充满信心|最近心情很好|和同事相处得很愉快|觉得生活很幸福|工作非常顺利"
        "|刚买了新房,特别高兴|身体健康,精神饱满|总是面带微笑|最近收获了爱情|事业蒸蒸日上|受到大家的尊敬|为自己的工作感到自豪|生活充实而快乐"
        "|孩子考上了大学,全家都很高兴|刚完成一次难忘的旅行|乐观开朗|深受学生喜爱|对现在的生活很满意|工作得到了领导的表扬|干劲十足|梦想终于实现了"
    ).split("|"),
    "消极": (
        "最近工作压力很大|经常失眠|最近心情很差|刚刚失业|觉得生活没有希望|常常感到孤独|工作很不顺利|和同事关系紧张|每天加班到深夜,疲惫不堪"
        "|最近生病了,情绪低落|为房贷发愁|对前途感到焦虑|总是唉声叹气|刚和女朋友分手,非常难过|丢了一大笔钱,很沮丧|觉得工作很无聊|压力大得喘不过气"
        "|对收入很不满意|经常被老板批评|身体越来越差,很担心|考试失败,十分失落|觉得自己一事无成|最近总是很烦躁|项目失败了,非常自责"
    ).split("|"),
    "中性": (
        "每天坐地铁上班|有两个孩子|养了一只猫|周末常去超市|住在公司附近|平时七点起床|毕业于当地的一所大学|身高一米七五|每周去一次图书馆|家里有四口人"
        "|在一家中型公司上班|工作日在食堂吃午饭|中午休息一个小时|早上喝一杯咖啡|骑自行车上班|去年搬的家|戴一副黑框眼镜|习惯晚上看新闻|租了一套两居室"
        "|会说英语和法语|每月回一次老家|通常六点下班|用一部旧手机|有一个哥哥|办公室在三楼|下个月要出差|平时穿运动鞋|周一到周五上班"
    ).split("|"),
}
_SAID_EN = {
    " positive": "loves the job|is full of hope|was promoted last month|is very happy with life|enjoys every day|just won a prize|is passionate about music|is proud of the team|is excited about AI|feels great".split("|"),
    " negative": "is under a lot of pressure at work|cannot sleep at night|just lost a contract and is sad|feels lonely|hates the job|is tired of the long hours|worries about money|is often ill and in a bad mood|is disappointed with the company|feels hopeless".split("|"),
    " neutral": "takes the bus to work|has two children|has a cat|lives near the office|gets up at seven|wears glasses|reads the news in the evening|has lunch at noon|rents a flat|speaks French".split("|"),
}


def life(rng: Random, label: str) -> str:
    """A clause about the person of the clause before."""
    if label != "中性" and chance(rng, 0.5):
        return pick(rng, _FEELS[label]).format(pick(rng, _THINGS))
    return pick(rng, _SAID[label])


def life_en(rng: Random, label: str) -> str:
    return pick(rng, _SAID_EN[label])
