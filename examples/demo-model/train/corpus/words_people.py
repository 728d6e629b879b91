"""Names of people, by split; occupations and cities, shared by the splits."""

from __future__ import annotations

from random import Random

from .invented import chinese, swapped
from .words_common import chance, partition, pick, words

SURNAMES = words(
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘"
    " 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛"
    " 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 莫 孔 汤 欧阳 司马 上官 诸葛"
)
_FIRST = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞鑫波斌宇浩凯健俊帆雪琳梅倩婷佳慧莉颖欣怡梦瑶"
    "晨阳旭东辉峰志建国文博思雨子轩涵一诺梓豪泽睿昊天嘉琪心悦可馨若兰诗语紫薇晓雯春夏秋冬冰月星云海山川林森松柏"
    "安宁康乐福瑞祥永恒毅诚信义礼智仁德才学书翰墨清逸远航振兴家宝金银铭钰珊瑜琴瑟芝蓉莲荷菊燕莺凤龙虎"
    "立新成业光耀景程启航向前卓然雅楠彤媛妍姝婉淑贞惠珍爱巧菲芸蕾薇岚岩峻岭"
)
_SECOND = (
    "伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华萍红鹏飞鑫波斌宇浩凯健俊帆雪琳梅倩婷佳慧莉颖欣怡瑶晨阳旭东辉峰"
    "国文博雨轩涵诺豪泽睿昊天琪悦馨兰语薇雯冰月星云海山林森松柏安宁康乐瑞祥恒毅诚信义智仁德才学翰清逸远航兴铭"
    "钰珊瑜琴蓉莲燕凤龙成业光耀程然楠彤媛妍婉贞惠珍菲芸蕾岚岩生民"
)
_GIVEN = partition([char for char in _FIRST if char not in SURNAMES], "梅")
"""By split; no surname, as 武金月 would hold 金月; 梅 is of 韩梅梅."""
_INVENTED = 0.25
_SECOND_CHARS = tuple(dict.fromkeys(_SECOND))
_SHORT = words("张三 李四 王五 赵六 李雷 韩梅梅")

ENGLISH_FIRST = partition(
    words(
        "Alice Bob Tom Anna Mary John Peter Lucy Emma Jack Kate Paul Sara David Linda Mike Susan James Nina Oscar"
        " Grace Henry Ivy Leo Mia Noah Olivia Paula Quinn Rachel Sam Tina Victor Wendy Zoe Adam Ben Carl Diana Eric"
        " Fiona George Hannah Ian Julia Kevin Laura Mark Nora Oliver Penny Ralph Simon Teresa Ursula Vera Walter Yara"
        " Amy Brian Clara Daniel Ella Frank Gina Hugo Irene Jason Karen Liam Megan Nathan Otto Phoebe Rosa Steve Thea"
        " Max Lily Ruth Owen Molly Felix Ethan Chloe Dora Edgar Freya Gavin Heidi Isaac Jenny Kyle Louis Mabel Neil"
        " Opal Patrick Robin Stella Toby Uma Vince Willa Xavier Yvonne Zack Bella Colin Derek Elsa Fred Gwen Harold"
        " Iris Joel Kira Lars Maria Nick Olga Piers Rita Sean Tara Violet Wayne Abby Boris Cindy Dean Esther Flora"
        " Glenn Holly Igor Joan Keith Lena Monica Ned Paige Rory Sonia Trevor Vivian Wade Aaron Becky Curtis Daisy"
    ),
    words("Alice Bob Tom"),
)
ENGLISH_LAST = words(
    "Baker Smith Jones Carter Miller Clark Evans Foster Green Harris Hill Hughes King Lewis Martin Moore Morgan Parker"
    " Reed Scott Shaw Turner Walker Ward White Wood Young Adams Bell Brooks Cole Cooper Cox Davis Ellis Fisher Ford"
    " Gray Hall Hunt James Kelly Lee Long Mason Mills Murphy Owen Palmer Price Rose Ross Stone West"
)
NICKNAMES = partition(
    [
        front + char
        for front, chars in (
            ("小", "明红刚李王张丽华芳军强兰玲梅林杰雪云宇文静东峰燕辉波飞亮娟涛英龙虎敏霞青春冬秋鹏娜佳康宁安乐"),
            ("老", "王李张刘陈赵周吴孙马郑钱何高"),
            ("阿", "强珍明芳花兰宝福辉亮梅"),
            ("大", "伟勇明强刚军"),
        )
        for char in chars
    ]
    + list(words("李老师 王老师 陈阿姨 张叔叔 刘奶奶 赵爷爷 周医生 林经理 丁丁 乐乐 豆豆 妞妞 壮壮 圆圆 甜甜 朵朵")),
    words("小明 小红 小刚 小李 小王"),
)


def chinese_name(rng: Random, split: str) -> str:
    """A full name: its given name begins with a character that begins none of the other split's."""
    if split == "train" and chance(rng, 0.03):
        return pick(rng, _SHORT)
    if split == "train" and chance(rng, _INVENTED):
        return _invented(rng)
    given = pick(rng, _GIVEN[split])
    if chance(rng, 0.6):
        given += pick(rng, _SECOND_CHARS)
    return pick(rng, SURNAMES) + given


def _invented(rng: Random) -> str:
    """A name of any characters, with a true surname mostly; no name of the test."""
    while True:
        given = chinese(rng, 1 + int(rng.random() * 2))
        if given[0] not in _GIVEN["test"]:
            return (pick(rng, SURNAMES) if chance(rng, 0.6) else chinese(rng, 1)) + given


def english_name(rng: Random, split: str) -> str:
    return f"{english_first(rng, split)} {swapped(rng, split, pick(rng, ENGLISH_LAST), ENGLISH_FIRST['test'])}"


def english_first(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, ENGLISH_FIRST[split]), ENGLISH_FIRST["test"])


def nickname(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, NICKNAMES[split]), NICKNAMES["test"])


def occupation(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, OCCUPATIONS))


def city(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, CITIES))


def occupation_en(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, ENGLISH_OCCUPATIONS))


def city_en(rng: Random, split: str) -> str:
    return swapped(rng, split, pick(rng, ENGLISH_CITIES))


OCCUPATIONS = words(
    "软件工程师 医生 护士 教师 小学老师 中学老师 大学教授 律师 会计 记者 编辑 厨师 司机 出租车司机 公交车司机 快递员 外卖员 警察"
    " 消防员 飞行员 空姐 导游 翻译 作家 诗人 画家 摄影师 设计师 平面设计师 室内设计师 服装设计师 建筑师 工程师 土木工程师"
    " 机械工程师 电气工程师 算法工程师 数据分析师 产品经理 项目经理 销售经理 销售员 售货员 收银员 服务员 理发师 美容师 化妆师"
    " 健身教练 篮球教练 瑜伽老师 钢琴老师 音乐家 歌手 演员 导演 编剧 主持人 舞蹈演员 魔术师 运动员 科学家 物理学家 化学家"
    " 生物学家 天文学家 研究员 博士生 研究生 大学生 中学生 公务员 银行职员 银行经理 理财顾问 保险经纪人 房产中介 人力资源经理"
    " 行政助理 秘书 前台 客服 电工 木工 水管工 焊工 油漆工 装修工人 建筑工人 清洁工 保安 农民 渔民 果农 花农 养蜂人 兽医 牙医"
    " 药剂师 心理咨询师 营养师 康复师 中医 外科医生 儿科医生 法官 检察官 军人 海员 船长 列车长 地铁司机 铁路工人 矿工 地质学家"
    " 气象员 程序员 测试工程师 运维工程师 前端工程师 后端工程师 网络工程师 游戏开发者 插画师 漫画家 配音演员 图书管理员"
    " 博物馆讲解员 面包师 咖啡师 调酒师 裁缝 修鞋匠 钟表匠 修理工 汽车修理工 企业家 创业者 店主 书店老板 餐馆老板 超市经理"
    " 采购员 仓库管理员 物流经理 市场专员 公关经理 广告策划 自由职业者 志愿者 社工 幼儿园老师 英语老师 数学老师 历史老师"
)
CITIES = words(
    "北京 上海 广州 深圳 杭州 南京 成都 重庆 武汉 西安 天津 苏州 长沙 郑州 青岛 大连 沈阳 哈尔滨 长春 济南 合肥 福州 厦门 南昌"
    " 昆明 贵阳 南宁 海口 三亚 太原 石家庄 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 宁波 温州 绍兴 嘉兴 金华 台州 无锡 常州 南通"
    " 扬州 徐州 镇江 佛山 东莞 珠海 中山 惠州 汕头 湛江 桂林 柳州 洛阳 开封 烟台 威海 潍坊 临沂 泉州 漳州 景德镇 九江 赣州"
    " 株洲 岳阳 宜昌 襄阳 芜湖 黄山 绵阳 乐山 遵义 大理 丽江 延安 咸阳 宝鸡 敦煌 秦皇岛 唐山 保定 邯郸 大同 包头 香港 澳门"
    " 台北 高雄 东京 大阪 首尔 新加坡 曼谷 伦敦 巴黎 柏林 罗马 马德里 纽约 波士顿 芝加哥 旧金山 洛杉矶 多伦多 悉尼 墨尔本"
)
ENGLISH_OCCUPATIONS = words(
    "doctor nurse teacher lawyer baker pilot engineer software_engineer chef painter writer singer farmer driver"
    " bus_driver police_officer firefighter journalist designer architect scientist librarian gardener dentist vet"
    " photographer musician waiter accountant mechanic electrician plumber carpenter tailor barber translator guide"
    " student professor manager sales_manager project_manager data_analyst researcher sailor judge actor dancer"
)
ENGLISH_CITIES = words(
    "London Paris Berlin Rome Madrid Vienna Dublin Oslo Lisbon Prague Boston Chicago Seattle Denver Toronto Sydney"
    " Beijing Shanghai Tokyo Seoul Singapore Delhi Cairo Nairobi Lima Munich Milan Lyon Zurich Geneva Austin Dallas"
    " Montreal Vancouver Melbourne Auckland Oxford Cambridge Glasgow Edinburgh Hamburg Porto Athens Warsaw Budapest"
)
