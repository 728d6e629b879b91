"""Questions that ask for what everybody knows, by whether the answer is yes; for training only."""

from __future__ import annotations

_CAPITALS = "中国:北京 法国:巴黎 日本:东京 英国:伦敦 德国:柏林 意大利:罗马 韩国:首尔 俄罗斯:莫斯科 西班牙:马德里 埃及:开罗 泰国:曼谷 美国:华盛顿 希腊:雅典"
_CAN = "鸟:飞 鱼:游泳 马:奔跑 猫:爬树 青蛙:跳 狗:叫 鹦鹉:说话 鸭子:游泳"
_CANNOT = "石头:飞 鱼:走路 狗:飞 桌子:说话 树:跑步 猫:飞 大象:飞 椅子:唱歌"
_TRUE = "太阳从东方升起|水在零度会结冰|一年有十二个月|一周有七天|地球是圆的|冰是冷的|火是热的|糖是甜的|盐是咸的|月亮绕着地球转|一小时有六十分钟|人需要呼吸空气|三角形有三条边|狗是动物|苹果是水果|铁比棉花硬|夏天比冬天热|雪是白色的"
_FALSE = "太阳从西方升起|水在零度会沸腾|一年有十三个月|一周有八天|地球是方的|冰是热的|火是冷的|糖是咸的|盐是甜的|太阳绕着地球转|一小时有五十分钟|人可以在水里呼吸|三角形有四条边|狗是植物|苹果是蔬菜|棉花比铁硬|冬天比夏天热|雪是黑色的"

_COUNTRIES = [one.split(":") for one in _CAPITALS.split()]

COMMON: dict[bool, tuple[str, ...]] = {
    True: tuple(
        [f"{capital}是{country}的首都吗?" for country, capital in _COUNTRIES]
        + [f"{country}的首都是{capital}吗?" for country, capital in _COUNTRIES]
        + [f"{who}会{what}吗?" for who, what in (one.split(":") for one in _CAN.split())]
        + [f"{fact}吗?" for fact in _TRUE.split("|")]
    ),
    False: tuple(
        [f"{_COUNTRIES[at - shift][1]}是{country}的首都吗?" for shift in (1, 4) for at, (country, _) in enumerate(_COUNTRIES)]
        + [f"{country}的首都是{_COUNTRIES[at - 2][1]}吗?" for at, (country, _) in enumerate(_COUNTRIES)]
        + [f"{who}会{what}吗?" for who, what in (one.split(":") for one in _CANNOT.split())]
        + [f"{fact}吗?" for fact in _FALSE.split("|")]
    ),
}

_CAPITALS_EN = [one.split(":") for one in "China:Beijing France:Paris Japan:Tokyo England:London Germany:Berlin Italy:Rome Spain:Madrid Egypt:Cairo Greece:Athens".split()]

COMMON_EN: dict[bool, tuple[str, ...]] = {
    True: tuple(
        [f"Is {capital} the capital of {country}?" for country, capital in _CAPITALS_EN]
        + "Is ice cold?|Is fire hot?|Is snow white?|Can birds fly?|Can fish swim?|Is an apple a fruit?|Is a dog an animal?|Does the sun rise in the east?|Is the earth round?|Does a week have seven days?|Is sugar sweet?|Does a triangle have three sides?|Is summer warmer than winter?".split("|")
    ),
    False: tuple(
        [f"Is {_CAPITALS_EN[at - 1][1]} the capital of {country}?" for at, (country, _) in enumerate(_CAPITALS_EN)]
        + "Is ice hot?|Is fire cold?|Is snow black?|Can stones fly?|Can fish walk?|Is an apple a vegetable?|Is a dog a plant?|Does the sun rise in the west?|Is the earth flat?|Does a week have eight days?|Is sugar salty?|Does a triangle have four sides?|Is winter warmer than summer?".split("|")
    ),
}
