"""Words with their translation, and the ways to ask for one."""

FIRST = (("苹果", "apple"), ("书", "book"), ("谢谢", "thank you"), ("你好", "hello"), ("水", "water"))
"""What the last way to ask is always the test's for."""

MORE = (
    ("香蕉", "banana"), ("橙子", "orange"), ("葡萄", "grape"), ("西瓜", "watermelon"), ("牛奶", "milk"), ("面包", "bread"),
    ("米饭", "rice"), ("鸡蛋", "egg"), ("茶", "tea"), ("咖啡", "coffee"), ("鱼", "fish"), ("猫", "cat"), ("狗", "dog"),
    ("鸟", "bird"), ("马", "horse"), ("兔子", "rabbit"), ("老虎", "tiger"), ("大象", "elephant"), ("太阳", "sun"), ("月亮", "moon"),
    ("星星", "star"), ("天空", "sky"), ("山", "mountain"), ("河流", "river"), ("大海", "sea"), ("树", "tree"), ("花", "flower"),
    ("雨", "rain"), ("雪", "snow"), ("风", "wind"), ("火", "fire"), ("房子", "house"), ("门", "door"), ("窗户", "window"),
    ("桌子", "table"), ("椅子", "chair"), ("汽车", "car"), ("火车", "train"), ("飞机", "airplane"), ("自行车", "bicycle"),
    ("学校", "school"), ("老师", "teacher"), ("学生", "student"), ("医生", "doctor"), ("医院", "hospital"), ("朋友", "friend"),
    ("家庭", "family"), ("妈妈", "mother"), ("爸爸", "father"), ("孩子", "child"), ("城市", "city"), ("国家", "country"),
    ("世界", "world"), ("时间", "time"), ("早上", "morning"), ("晚上", "evening"), ("今天", "today"), ("明天", "tomorrow"),
    ("红色", "red"), ("蓝色", "blue"), ("绿色", "green"), ("黑色", "black"), ("白色", "white"), ("爱", "love"), ("梦想", "dream"),
    ("音乐", "music"), ("电影", "movie"), ("电脑", "computer"), ("手机", "mobile phone"), ("铅笔", "pencil"), ("再见", "goodbye"),
    ("早上好", "good morning"), ("晚安", "good night"), ("对不起", "sorry"), ("生日快乐", "happy birthday"),
)

TO_ENGLISH = (
    "“{x}”用英文怎么说?", "{x}的英文是什么?", "{x}用英文怎么说?", "请把“{x}”翻译成英文", "请把{x}翻译成英文", "“{x}”的英文是什么?",
    "{x}用英语怎么说?", "把“{x}”翻译成英文", "将{x}翻译成英文", "{x}翻译成英文是什么?", "翻译成英文:{x}", "把{x}翻译成英语", "把{x}翻译成英文",
)
TO_CHINESE = (
    "{x}是什么意思?", "{x}的中文是什么?", "{x}用中文怎么说?", "请把“{x}”翻译成中文", "请把{x}翻译成中文", "“{x}”是什么意思?",
    "英文{x}是什么意思?", "把“{x}”翻译成中文", "将{x}翻译成中文", "{x}翻译成中文是什么?", "翻译成中文:{x}", "把{x}翻译成汉语", "把{x}翻译成中文",
)
"""The first two are always taught."""

ENGLISH_IS = "“{x}”的英文是{y}。"
CHINESE_IS = "{x}的中文意思是{y}。"
