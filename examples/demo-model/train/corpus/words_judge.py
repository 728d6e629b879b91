"""Texts and questions for the judge."""

HOBBIES = "游泳 跑步 画画 唱歌 跳舞 下棋 钓鱼 爬山 摄影 看书 做饭 骑车 打篮球 踢足球 打羽毛球 打乒乓球 弹钢琴 弹吉他 拉小提琴 写毛笔字 养花 旅行 看电影 听音乐 滑雪 滑冰 打太极 做手工 集邮 编程 写诗 射箭 攀岩 露营 织毛衣 拼模型 打网球 练瑜伽 放风筝 烘焙 打排球 打高尔夫 打棒球 打保龄球 下围棋 下象棋 玩桌游 看话剧 听相声 说相声 拉二胡 吹笛子 敲鼓 养鱼 养鸟 种菜 剪纸 刺绣 陶艺 雕刻 书法 潜水 冲浪 划船 跳绳 徒步 观鸟 看星星 写日记 学外语 逛博物馆 收藏邮票 做木工 喝茶 遛狗 拍视频".split()
JOBS = "医生 护士 教师 律师 厨师 司机 警察 记者 画家 歌手 演员 会计 工程师 程序员 设计师 摄影师 翻译 农民 木匠 电工 消防员 飞行员 导游 编辑 药剂师 理发师 裁缝 快递员 保安 建筑师 作家 园丁 牙医 图书管理员 钢琴老师 销售员 科学家 法官 船长 渔夫 铁匠 石匠 画师 调酒师 茶艺师 面点师 化妆师 造型师 动画师 架构师 数学老师 体育老师 幼儿园老师 健身教练 游泳教练 邮递员 售货员 收银员 服务员 宇航员 考古学家 心理咨询师 兽医 麻醉师 会计师 翻译家 作曲家 舞蹈演员 出租车司机 公交司机 水手 矿工 焊工 油漆工 清洁工 园艺师 养蜂人".split()
HOBBIES_EN = "swimming running painting singing dancing chess fishing hiking photography reading cooking cycling basketball football badminton tennis skiing skating gardening travel music knitting baking coding poetry archery climbing camping yoga sailing surfing pottery rowing diving boxing fencing juggling karate judo golf hockey rugby volleyball bowling origami sketching sculpture embroidery astronomy birdwatching camping jogging skateboarding kayaking drumming carpentry calligraphy".split()
JOBS_EN = "doctor nurse teacher lawyer cook driver reporter painter singer dancer engineer programmer designer writer farmer pilot guide editor barber tailor guard architect gardener dentist librarian baker plumber judge clerk waiter nanny sailor soldier miner blacksmith carpenter potter jeweler florist butcher grocer cashier courier porter janitor surgeon chemist physicist biologist geologist astronomer historian professor tutor coach referee composer drummer violinist pianist poet novelist translator secretary accountant banker broker detective firefighter astronaut".split()

# What a person's text says: the clause, the question, the right answers' forms.
PERSON = (
    ("city", "住在{v}", "{n}住在哪里?", ("{v}", "{n}住在{v}。", "住在{v}。", "答案是{v}。")),
    ("age", "今年{v}岁", "{n}今年多少岁?", ("{v}岁", "{n}今年{v}岁。", "今年{v}岁。", "答案是{v}岁。")),
    ("job", "是一名{v}", "{n}做什么工作?", ("{v}", "{n}是一名{v}。", "是一名{v}。", "答案是{v}。")),
    ("hobby", "喜欢{v}", "{n}喜欢什么?", ("{v}", "{n}喜欢{v}。", "喜欢{v}。", "答案是{v}。")),
)
PERSON_EN = (
    ("city", "lives in {v}", "Where does {n} live?", ("{v}", "{n} lives in {v}.", "In {v}.", "It is {v}.")),
    ("age", "is {v} years old", "How old is {n}?", ("{v}", "{n} is {v} years old.", "{v} years old.", "{n} is {v}.")),
    ("job", "works as a {v}", "What is the job of {n}?", ("a {v}", "{n} works as a {v}.", "{n} is a {v}.", "The job is {v}.")),
    ("hobby", "likes {v}", "What does {n} like?", ("{v}", "{n} likes {v}.", "It is {v}.", "The answer is {v}.")),
)
TEXT_FORMS = ("根据短文回答:{s}。{q}", "{s}。{q}", "短文:{s}。问题:{q}", "已知{s}。{q}")
TEXT_FORMS_EN = ("{s}. {q}", "Text: {s}. Question: {q}", "Read: {s}. {q}")

RESULTS = ("{c}", "{a}{w}{b}等于{c}。", "答案是{c}。", "结果是{c}。", "等于{c}。")
RESULTS_EN = ("{c}", "{a} {w} {b} is {c}.", "The answer is {c}.", "The result is {c}.", "It is {c}.")
SIGNS = {"+": ("加", "plus"), "-": ("减", "minus"), "*": ("乘以", "times")}
ASK_SUM = ("{a}{w}{b}等于多少?", "{a}{w}{b}是多少?", "请计算{a}{w}{b}。")
ASK_SUM_EN = ("What is {a} {w} {b}?", "How much is {a} {w} {b}?", "Calculate {a} {w} {b}.")

OPENINGS = ("", "", "简单来说,", "好的,")
OPENINGS_EN = ("", "", "In short: ", "Sure: ")
