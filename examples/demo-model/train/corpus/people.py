"""Names of people."""

from random import Random

from .pools import Pool

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建国 建华 志强 晓明 晓红 小雨 子涵 雨桐 梓萱 浩然 宇轩 欣怡 "
    "诗涵 思远 俊杰 佳琪 雪梅 海燕 春华 秋月 文博 文静 天佑 一鸣 嘉豪 雅婷 梦琪 志远 立新 国庆 永强 玉兰 秀兰 新宇 昊天 若曦 可欣 铭"
).split()
_NICK = tuple("小" + c for c in "明红刚丽华强芳军亮雨雪云东西南北林海山河玉兰梅竹菊文武双龙凤鹏飞燕月星辰阳光冬春夏秋安宁静乐欢") + ("阿强", "阿美", "阿杰", "阿芳", "老王", "老张", "老李")
_FIRST_EN = (
    "Alice Bob Carol David Emma Frank Grace Henry Irene Jack Kate Leo Mary Nick Olivia Paul Rose Sam Tina Victor Wendy Adam Bella Chris "
    "Diana Eric Fiona George Hannah Ian Julia Kevin Laura Mike Nora Oscar Peter Rachel Steve Tom Uma Vera Will Zoe Amy Ben Clara Dan Ella "
    "Fred Gina Hugo Ivy James Karen Lucas Maria Nathan Owen Penny Ray Sara Tim Ursula Vince Walter Yvonne Anna Brian Cindy Derek Eva Felix "
    "Gloria Harry Isabel John Kim Linda Mark Nina Otto Patricia Robert Susan Thomas Vivian Arthur Betty Carl Doris Edward Flora Gary Helen "
    "Ivan Jane Keith Lily Max Nancy Oliver Philip Ruth Simon Teresa Martin Joan Louis Megan Ralph Sophie Dylan Erin Molly Jason Abby Colin"
).split()

NAMES = {
    "zh": Pool([*_NICK, *(s + g for s in _SURNAMES for g in _GIVEN)], taught=("小明",), invents=0.35),
    "en": Pool(_FIRST_EN, 0.15, invents=0.35),
}

def person(rng: Random, split: str, language: str) -> str:
    return NAMES[language].pick(rng, split)
