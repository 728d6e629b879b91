"""The things of the word problems, their places and the ways to tell them."""

# Chinese: first kind, its measure word, what it has each; the second kind; what is counted and
# summed; the form that says how much one has.
SCENES_ZH = {
    "feet": {
        "pairs": (("鸡", "只", 2, "兔子", "只", 4), ("鸭", "只", 2, "兔子", "只", 4), ("鹅", "只", 2, "羊", "只", 4),
                  ("鸡", "只", 2, "兔", "只", 4), ("鸡", "只", 2, "羊", "只", 4), ("鸡", "只", 2, "狗", "只", 4),
                  ("鹤", "只", 2, "龟", "只", 4), ("鸵鸟", "只", 2, "斑马", "匹", 4), ("鸭", "只", 2, "牛", "头", 4),
                  ("甲虫", "只", 6, "蜘蛛", "只", 8), ("蜻蜓", "只", 6, "蜘蛛", "只", 8), ("蝴蝶", "只", 6, "蜘蛛", "只", 8)),
        "count": ("共{n}个头", "头共{n}个", "一共有{n}个头", "总共有{n}个头", "数一数有{n}个头"),
        "sum": ("{t}只脚", "脚共{t}只", "一共有{t}只脚", "{t}条腿", "总共有{t}条腿"),
        "each": "{x}{p}只脚",
        "has": "有{x}和{y}",
    },
    "wheels": {
        "pairs": (("三轮车", "辆", 3, "小汽车", "辆", 4), ("自行车", "辆", 2, "三轮车", "辆", 3), ("摩托车", "辆", 2, "小汽车", "辆", 4),
                  ("自行车", "辆", 2, "小汽车", "辆", 4), ("小汽车", "辆", 4, "卡车", "辆", 6), ("摩托车", "辆", 2, "卡车", "辆", 6)),
        "count": ("共{n}辆", "一共{n}辆车", "总共有{n}辆"),
        "sum": ("{t}个轮子", "共有{t}个轮子", "一共{t}个轮子"),
        "each": "每辆{x}{p}个轮子",
        "has": "停着{x}和{y}",
    },
    "notes": {
        "pairs": (("5元纸币", "张", 5, "10元纸币", "张", 10), ("1元纸币", "张", 1, "5元纸币", "张", 5), ("2元纸币", "张", 2, "5元纸币", "张", 5),
                  ("10元纸币", "张", 10, "20元纸币", "张", 20), ("1元硬币", "枚", 1, "5元纸币", "张", 5)),
        "count": ("共{n}张", "一共{n}张", "合起来{n}张"),
        "sum": ("总值{t}元", "共{t}元", "合计{t}元"),
        "each": "{x}每张{p}元",
        "has": "有{x}和{y}",
    },
    "tickets": {
        "pairs": (("学生票", "张", 0, "成人票", "张", 0), ("儿童票", "张", 0, "成人票", "张", 0), ("普通票", "张", 0, "贵宾票", "张", 0)),
        "count": ("共{n}张", "一共{n}张", "总共{n}张"),
        "sum": ("花了{t}元", "共付{t}元", "总价{t}元"),
        "each": "{x}每张{p}元",
        "has": "买了{x}和{y}",
    },
    "goods": {
        "pairs": (("铅笔", "支", 0, "钢笔", "支", 0), ("橙汁", "瓶", 0, "牛奶", "瓶", 0), ("包子", "个", 0, "蛋糕", "个", 0), ("苹果", "个", 0, "西瓜", "个", 0)),
        "count": ("共{n}件", "一共{n}件", "总共{n}件"),
        "sum": ("花了{t}元", "共付{t}元", "总价{t}元"),
        "each": "{x}每件{p}元",
        "has": "买了{x}和{y}",
    },
    "boats": {
        "pairs": (("小船", "条", 0, "大船", "条", 0), ("小车", "辆", 0, "大车", "辆", 0), ("小桌", "张", 0, "大桌", "张", 0), ("短椅", "把", 0, "长椅", "把", 0)),
        "count": ("共{n}{m}", "一共用了{n}{m}", "总共{n}{m}"),
        "sum": ("正好坐了{t}人", "刚好容纳{t}人", "一共{t}人"),
        "each": "每{m}{x}坐{p}人",
        "has": "用了{x}和{y}",
    },
}

PLACES_ZH = {
    "feet": ("一个农场", "农场里", "笼子里", "院子里", "动物园里", "村里的养殖场", "草地上", "山坡上", "河边", "棚子里", "牧场上", "果园里", "邻居家里", "实验基地", "外婆家里", "竹林里", "山谷里", "湖边", "田野上", "木屋旁"),
    "wheels": ("停车场里", "小区里", "学校门口", "广场上", "公园里", "车站旁", "商场门口", "仓库前", "展厅里", "修车店里", "马路边", "超市门口", "工厂里", "医院门口", "图书馆前", "桥下", "车棚里", "体育馆外"),
}

ASK_ZH = ("问{x}和{y}各多少{m}?", "{x}和{y}各有多少{m}?", "求{x}和{y}各有几{m}。", "请问{x}、{y}各多少{m}?", "{x}、{y}分别有多少?")

# English: singular, plural, each; the second kind.
SCENES_EN = {
    "feet": {
        "pairs": (("chicken", "chickens", 2, "rabbit", "rabbits", 4), ("duck", "ducks", 2, "rabbit", "rabbits", 4), ("goose", "geese", 2, "goat", "goats", 4),
                  ("chicken", "chickens", 2, "cow", "cows", 4), ("crane", "cranes", 2, "turtle", "turtles", 4), ("chicken", "chickens", 2, "pig", "pigs", 4),
                  ("beetle", "beetles", 6, "spider", "spiders", 8), ("ostrich", "ostriches", 2, "zebra", "zebras", 4)),
        "count": ("{n} heads",),
        "sum": ("{t} legs", "{t} feet"),
        "each": "{x} has {p}",
        "has": ("has {x} and {y} with", "keeps {x} and {y}, in all"),
    },
    "wheels": {
        "pairs": (("tricycle", "tricycles", 3, "car", "cars", 4), ("bicycle", "bicycles", 2, "tricycle", "tricycles", 3), ("motorcycle", "motorcycles", 2, "car", "cars", 4),
                  ("bicycle", "bicycles", 2, "car", "cars", 4), ("car", "cars", 4, "truck", "trucks", 6)),
        "count": ("{n} vehicles",),
        "sum": ("{t} wheels",),
        "each": "{x} has {p}",
        "has": ("has {x} and {y}, altogether", "holds {x} and {y}, in total"),
    },
    "coins": {
        "pairs": (("nickel", "nickels", 5, "dime", "dimes", 10), ("penny", "pennies", 1, "nickel", "nickels", 5), ("penny", "pennies", 1, "dime", "dimes", 10)),
        "count": ("{n} coins",),
        "sum": ("{t} cents",),
        "each": "{x} is {p}",
        "has": ("has {x} and {y}:", "counts {x} and {y}:"),
    },
    "tickets": {
        "pairs": (("child ticket", "child tickets", 0, "adult ticket", "adult tickets", 0), ("student ticket", "student tickets", 0, "full ticket", "full tickets", 0)),
        "count": ("{n} tickets",),
        "sum": ("{t} dollars",),
        "each": "{x} costs {p}",
        "has": ("buys {x} and {y}:", "orders {x} and {y}:"),
    },
    "boats": {
        "pairs": (("small boat", "small boats", 0, "big boat", "big boats", 0),),
        "count": ("{n} boats",),
        "sum": ("{t} people",),
        "each": "{x} seats {p}",
        "has": ("fills {x} and {y}:", "rents {x} and {y}:"),
    },
}

PLACES_EN = {
    "feet": ("A farm", "A yard", "A barn", "A cage", "A zoo", "A park", "A village", "A ranch", "A field", "A garden", "A shed", "A stable", "An island", "A valley", "A meadow", "A hut", "A pen"),
    "wheels": ("A parking lot", "A school", "A garage", "A station", "A museum", "A fair", "A shop", "A camp", "A harbor", "A factory", "A street", "A hall", "A warehouse", "A club", "A hotel"),
}

ASK_EN = ("How many {x} and {y} are there?", "How many of each are there?", "Find the number of {x} and {y}.", "How many {x} and how many {y}?")
