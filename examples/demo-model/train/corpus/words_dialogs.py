"""What users tell of themselves in dialogs, and how they ask for it later."""

COLORS = "红色 蓝色 绿色 黄色 紫色 白色 黑色 灰色 粉色 橙色 棕色 金色 银色 青色 米色 天蓝色 深绿色 浅紫色 酒红色 墨绿色 湖蓝色 咖啡色 玫红色 淡黄色 藏青色 象牙白 杏色 驼色 栗色 卡其色 铁灰色 银灰色 深灰色 浅灰色 雪白色 奶白色 乳白色 漆黑色 炭黑色 大红色 桃红色 粉红色 橘红色 砖红色 枣红色 樱桃红 西瓜红 胭脂色 豆沙色 珊瑚色 橘黄色 柠檬黄 鹅黄色 土黄色 姜黄色 杏黄色 金黄色 草绿色 翠绿色 嫩绿色 橄榄绿 薄荷绿 孔雀绿 军绿色 深蓝色 浅蓝色 宝蓝色 海蓝色 蓝灰色 孔雀蓝 靛蓝色 紫罗兰色 葡萄紫 薰衣草色 深紫色 茄紫色 巧克力色 焦糖色 茶色 古铜色 玫瑰金 香槟色 琥珀色 米黄色 烟灰色".split()
FOODS = "饺子 面条 火锅 烤鸭 米饭 包子 馒头 寿司 披萨 汉堡 牛排 炒饭 麻婆豆腐 宫保鸡丁 红烧肉 糖醋排骨 西红柿炒蛋 酸菜鱼 小龙虾 烤肉 米线 凉皮 煎饼 粽子 汤圆 月饼 春卷 豆浆 油条 馄饨 烧麦 羊肉串 炸鸡 沙拉 咖喱饭 冰淇淋 巧克力 蛋挞 水煮鱼 回锅肉 鱼香肉丝 地三鲜 锅包肉 干锅花菜 蒜蓉虾 清蒸鲈鱼 白切鸡 叉烧 肠粉 虾饺 云吞面 担担面 热干面 刀削面 炸酱面 牛肉面 酸辣粉 螺蛳粉 麻辣烫 麻辣香锅 羊肉泡馍 肉夹馍 煎饼果子 臭豆腐 烤红薯 糖葫芦 绿豆糕 豆腐脑 皮蛋粥 小米粥 葱油饼 手抓饼 锅贴 生煎 小笼包 东坡肉 佛跳墙 松鼠鱼 红烧茄子 土豆丝 番茄牛腩 排骨汤 鸡汤 年糕 糍粑 酸奶 布丁 蛋糕 曲奇 三明治 薯条 意大利面 海鲜饭 泡菜 石锅拌饭 生鱼片 天妇罗 章鱼小丸子 榴莲 芒果 樱桃".split()
PETS = "猫 狗 兔子 仓鼠 乌龟 鹦鹉 小鸟 刺猬 松鼠 龙猫 蜥蜴 小鸡 小鸭 柯基 金毛 哈士奇 布偶猫 橘猫 八哥 泰迪 柴犬 博美 拉布拉多 边牧 萨摩耶 波斯猫 暹罗猫 英短 狸花猫 玄凤 文鸟 金丝雀 荷兰猪 貂 小猪 小羊 山羊 鸽子 画眉 壁虎 变色龙 蜗牛 螃蟹 垂耳兔 侏儒兔 白兔 豚鼠 田园犬 牧羊犬 斗牛犬 杜宾 吉娃娃".split()
COLORS_EN = "red blue green yellow purple white black gray pink orange brown gold silver teal beige navy maroon olive lime violet indigo turquoise crimson scarlet ruby coral salmon peach apricot amber mustard lemon mint emerald jade khaki tan bronze copper cream ivory pearl charcoal slate azure cobalt sapphire aqua cyan magenta fuchsia plum lavender lilac mauve burgundy chestnut mahogany rust ochre sand".split()
FOODS_EN = "pizza pasta rice noodles sushi salad soup steak burgers tacos dumplings pancakes bread cheese chicken fish curry chocolate sandwiches waffles lasagna ramen risotto paella falafel hummus kebabs sausages bacon omelets porridge oatmeal granola yogurt pudding cheesecake brownies muffins donuts bagels croissants pretzels popcorn nachos burritos quesadillas chili stew meatballs shrimp lobster crab salmon tuna tofu tempura mushrooms potatoes spinach broccoli mangoes cherries peaches pie gelato".split()
PETS_EN = "cat dog rabbit hamster turtle parrot lizard pony ferret canary hedgehog gecko mouse duck goat rat chinchilla iguana snake frog tortoise goldfish pigeon finch cockatiel macaw hen goose lamb pig donkey llama alpaca poodle beagle collie terrier spaniel pug husky kitten puppy tarantula crab snail toad chameleon".split()
GOODS_EN = "apples pears milk bread eggs cheese pencils notebooks cups socks hats towels cookies candles batteries soap tea coffee rice butter honey jam onions carrots lemons grapes plums spoons plates gloves apricots peaches mangoes melons cherries potatoes tomatoes peppers garlic ginger beans peas corn mushrooms flour sugar salt pepper vinegar oil noodles pasta sausages ham bacon chicken fish shrimp yogurt cream juice water soda wine chips nuts raisins dates candy chocolate biscuits cakes muffins bowls forks knives pans kettles jars bottles brushes combs mirrors pillows blankets sheets curtains lamps bulbs clocks watches rings scarves shirts skirts coats boots shoes sandals belts wallets bags boxes pens rulers erasers scissors glue tape maps books magazines newspapers stamps envelopes balloons kites balls dolls puzzles blocks drums nails screws hammers ropes buckets brooms sponges".split()

# kind: how it is told, what the assistant says, how it is asked, the answer. "again" tells of a change.
TOLD = {
    "name": (("我叫{v}。", "我的名字是{v}。", "大家都叫我{v}。", "你好,我叫{v}。", "我是{v}。"), ("你好,{v}!", "很高兴认识你,{v}!", "{v},你好!有什么可以帮你的吗?"),
             ("我叫什么名字?", "你还记得我叫什么吗?", "我的名字是什么?", "我叫什么?"), "你叫{v}。"),
    "color": (("我喜欢{v}。", "我最喜欢的颜色是{v}。", "我特别喜欢{v}。"), ("{v}很好看。", "好的,我记住了。"),
              ("我刚才说我喜欢什么颜色?", "我喜欢什么颜色?", "我最喜欢的颜色是什么?"), "你喜欢{v}。"),
    "food": (("我喜欢吃{v}。", "我最爱吃{v}。", "我特别爱吃{v}。"), ("{v}很好吃。", "听起来很美味。"),
             ("我喜欢吃什么?", "我刚才说我爱吃什么?", "我最爱吃的是什么?"), "你喜欢吃{v}。"),
    "city": (("我住在{v}。", "我现在住在{v}。", "我家在{v}。"), ("{v}是个好地方。", "好的,我知道了。"),
             ("我住在哪里?", "我家在哪里?", "我刚才说我住在哪儿?"), "你住在{v}。"),
    "pet": (("我养了一只{v}。", "我家有一只{v}。", "我的宠物是{v}。"), ("真可爱!", "{v}很可爱。"),
            ("我养了什么宠物?", "我的宠物是什么?", "我家养了什么?"), "你养了一只{v}。"),
    "age": (("我今年{v}岁。", "我{v}岁了。"), ("好的,我记住了。", "明白了。"),
            ("我今年多大?", "我今年几岁?", "我多少岁?"), "你今年{v}岁。"),
    "job": (("我是一名{v}。", "我的职业是{v}。", "我的工作是{v}。"), ("这是一份很好的工作。", "好的,{v}很了不起。"),
            ("我的职业是什么?", "我是做什么工作的?", "我的工作是什么?"), "你是一名{v}。"),
    "hobby": (("我平时喜欢{v}。", "我的爱好是{v}。", "我周末常常{v}。"), ("{v}是个不错的爱好。", "听起来很有趣。"),
              ("我的爱好是什么?", "我有什么爱好?", "我平时喜欢做什么?"), "你的爱好是{v}。"),
    "friend": (("我有个朋友叫{v}。", "我最好的朋友是{v}。", "我的朋友叫{v}。"), ("有朋友真好。", "好的,我记住了。"),
               ("我的朋友叫什么?", "我朋友叫什么名字?", "我的朋友是谁?"), "你的朋友叫{v}。"),
}
TOLD_EN = {
    "name": (("My name is {v}.", "I am {v}.", "Hi, I'm {v}.", "Hello, my name is {v}."), ("Nice to meet you, {v}!", "Hello, {v}!"),
             ("What is my name?", "Do you remember my name?", "What's my name?"), "Your name is {v}."),
    "color": (("I like {v}.", "My favorite color is {v}."), ("That is a nice color.", "Got it."),
              ("What color do I like?", "What is my favorite color?"), "You like {v}."),
    "food": (("I like to eat {v}.", "My favorite food is {v}."), ("That sounds tasty.", "Got it."),
             ("What do I like to eat?", "What is my favorite food?"), "You like to eat {v}."),
    "city": (("I live in {v}.", "My home is in {v}."), ("That is a nice place.", "I see."),
             ("Where do I live?", "Which town do I live in?"), "You live in {v}."),
    "pet": (("I have a {v}.", "My pet is a {v}."), ("How cute!", "Pets are great."),
            ("What pet do I have?", "What is my pet?"), "You have a {v}."),
    "age": (("I am {v} years old.", "My age is {v}."), ("Got it.", "I will remember that."),
            ("How old am I?", "What is my age?"), "You are {v} years old."),
    "friend": (("My friend is called {v}.", "My best friend is {v}."), ("Friends are important.", "Good to know."),
               ("What is my friend called?", "Who is my friend?"), "Your friend is called {v}."),
}
CHANGED = {
    "color": "我改主意了,现在我喜欢{v}。", "food": "现在我更喜欢吃{v}。", "city": "我搬家了,现在住在{v}。", "job": "我换工作了,现在是一名{v}。",
    "hobby": "我最近换了爱好,现在喜欢{v}。",
}
CHANGED_EN = {"color": "I changed my mind: now I like {v}.", "food": "Now I like to eat {v} more.", "city": "I moved: now I live in {v}."}
NOT_TOLD = "你还没有告诉我。"
NOT_TOLD_EN = "You have not told me yet."

BOUGHT = ("我买了{l}。", "我今天买了{l}。", "我去超市买了{l}。")
BOUGHT_MORE = ("我又买了{l}。", "后来我还买了{l}。", "对了,我还买了{l}。")
BOUGHT_SAID = ("好的,记下了。", "好的。", "明白了。")
HOW_MANY = (("我一共买了几样东西?", "我总共买了多少样东西?", "我买了几样东西?"), "你买了{a},一共{k}样。")
WHICH = (("我都买了什么?", "我买了哪些东西?"), "你买了{a}。")
BOTH = (("我都买了什么,一共几样?", "我买了哪些东西?一共有几样?"), HOW_MANY[1])
PRICED = ("{x}{p}元。", "我买了{x},花了{p}元。", "{x}花了{p}元。")
HOW_MUCH = (("一共花了多少钱?", "我一共花了多少元?", "总共多少钱?"), "{s},一共{c}元。")
BOUGHT_EN = ("I bought {l}.", "Today I bought {l}.")
BOUGHT_MORE_EN = ("I also bought {l}.", "Then I bought {l}.")
BOUGHT_SAID_EN = ("Okay, noted.", "Got it.")
HOW_MANY_EN = (("How many things did I buy?", "How many things did I buy in all?"), "You bought {a}: {k} things in all.")
WHICH_EN = (("What did I buy?", "Which things did I buy?"), "You bought {a}.")
BOTH_EN = (("What did I buy, and how many things is that?", "Which things did I buy, and how many?"), HOW_MANY_EN[1])

FOLLOW_UPS = ("它和{y}有什么区别?", "它和{y}有什么不同?", "那它跟{y}有什么区别?", "它与{y}的区别是什么?")
FOLLOW_UPS_EN = ("How is it different from {y}?", "What is the difference between it and {y}?", "How does it differ from {y}?")
SYSTEMS = ("你是一个有帮助的AI助手。", "你是一个友好的助手。", "You are a helpful assistant.", "请简短地回答问题。")
