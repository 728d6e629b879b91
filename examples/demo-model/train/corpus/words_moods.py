"""How somebody feels, and plain facts: sentences by label, one a line, and what more are put together from."""

from __future__ import annotations

HELD = ("I am sick and tired of waiting",)
"""Always of the test split, whatever is added to the lists."""

MOODS: dict[str, str] = {
    "正面": """
今天真是开心的一天
终于通过了考试,太高兴了
收到了朋友的礼物,心里暖暖的
阳光很好,心情也很好
升职加薪了,全家都为我高兴
我爱我的家人
和老朋友聚会,聊得特别开心
第一次登台就拿了奖,激动得睡不着
孩子学会走路了,太幸福了
工作顺利完成,大家都夸我
我对未来充满信心
这次旅行太美好了
今天的天气真好
感谢大家的帮助,我非常感动
我喜欢这座城市
能和你一起工作我很高兴
这是我听过最好听的歌
妈妈做的饭最好吃
今天被老师表扬了,美滋滋的
团队配合得非常好
球队赢了,太激动了
这个周末过得很愉快
终于见到了久别的朋友,高兴得跳了起来
这次考试得了第一名,心里乐开了花
爷爷出院了,全家都松了一口气
女儿拿到了录取通知书,我骄傲极了
他向我求婚了,我幸福得哭了
今天的晚霞美得让人感动
老板表扬了我,干劲十足
同学们都来帮我,心里暖洋洋的
儿子第一次叫爸爸,我激动坏了
找到了丢失的钱包,真是太幸运了
终于买到了演唱会的票,太兴奋了
我为我们的团队感到骄傲
毕业典礼上大家笑得特别开心
生活越来越好,我很满足
陌生人帮我修好了车,真让人感动
一觉睡到自然醒,舒服极了
小狗摇着尾巴迎接我,心情好多了
收到一束花,开心了一整天
拿到了梦想的工作,兴奋得睡不着
朋友们给我办了生日惊喜,我特别感动
能认识你们真是我的幸运
他听到好消息,笑得合不拢嘴
她收到礼物后非常高兴
孩子们在草地上玩得很快乐
项目成功上线,大家都很兴奋
病好了,又能出去玩了,真开心
外婆做的菜让我想起童年,很温馨
我很感激一路上帮过我的人
今天一切顺利,心情舒畅
听到这个喜讯,我们都欢呼起来
他终于实现了梦想,我们都为他高兴
有家人陪在身边,我觉得很幸福
比赛赢了,队员们高兴地抱在一起
老师夸我进步很大,我很自豪
和家人去海边玩,过得很愉快
被大家信任的感觉真好
我对现在的生活很满意
刚收到奖金,开心极了
天气转晴,大家的心情都很好
他热心地帮助了我,我很感谢他
""",
    "负面": """
今天真倒霉
考试又没及格,难过极了
和朋友吵架了,心里很难受
下雨又堵车,心情糟透了
被老板骂了一顿,很委屈
我讨厌加班
丢了钱包,急死我了
失业三个月了,看不到希望
生病了,浑身难受
孩子不听话,气死我了
项目失败了,大家都很沮丧
我对这个结果很失望
这次旅行太糟糕了
今天的天气真讨厌
没有人愿意帮我,我很伤心
我受不了这里的噪音
最近压力很大,天天失眠
飞机晚点六个小时,气得我不想说话
邻居半夜唱歌,烦死了
会议又臭又长,浪费时间
球队输了,太难过了
这个周末过得很糟心
同学们都不理我,我很伤心
没有人记得我的生日,心里很难过
朋友骗了我,我伤心极了
好心帮忙反被误会,真委屈
他当众批评我,我觉得很委屈
辛苦准备的方案被否定了,很失望
说好的旅行又取消了,太失望了
小狗走丢了,她伤心得哭了一整天
爷爷住院了,我们都很担心
明天要面试,我紧张得睡不着
一个人过节,觉得很孤独
没有朋友愿意陪我,好孤单
等了两个小时没人来,气得我直跺脚
他总是说谎,我对他很失望
比赛输了,队员们难过地低下了头
说什么都没有人听,心里很难受
钥匙又丢了,真让人崩溃
房租又涨了,愁死我了
努力了一年还是失败,我很沮丧
老板不帮忙还骂人,我很生气
没人支持我,我感到很无助
和女朋友分手了,心都碎了
电脑坏了,文件全没了,急得我想哭
隔壁装修吵得我头疼,烦透了
被好朋友背叛,我非常痛苦
天天加班到半夜,累得快撑不住了
这次没考好,我很后悔
大家都在笑话我,我难过得想哭
家里出了事,他整天愁眉苦脸
他一句道歉都没有,太让人生气了
我害怕一个人走夜路
被拒绝了五次,我快没有信心了
工资拖了三个月没发,大家都很愤怒
外婆去世了,我伤心了很久
他对生活感到绝望
手机被偷了,我又气又急
今天诸事不顺,心情很差
分组时没有人选我,很尴尬也很难过
她听到坏消息,脸色难看极了
这样的结果让人很不甘心
""",
    "中性": """
今天是星期三
会议改到下午三点
我们明天去图书馆
他每天坐地铁上班
这条路通向火车站
桌子上放着两本书
公司在五楼
文件已经发到邮箱
这个包裹重两公斤
今天多云
商店九点开门
我住在学校旁边
下周开始放假
火车十点出发
这份报告有二十页
他穿着一件灰色外套
窗外有一棵树
这是上个月的账单
请把门关上
超市在马路对面
会议室可以坐十个人
这款产品有三种颜色
快递放在门口了
说明书在盒子里
他昨天去了银行
我吃了一碗面
他把书放回了书架
图书馆在学校的东边
这趟车每二十分钟一班
会议大约开一个小时
我们的办公室在三楼
桌上有一杯水
他坐在窗边看报纸
这本书一共三百页
下午四点有一节课
店里卖文具和纸张
他住在二单元
表格需要填写姓名和电话
明天的气温是二十度
地铁站有两个出口
她在邮局寄了一封信
这个箱子是木头做的
他们下午去仓库清点货物
今年二月有二十八天
教室里有四十张桌子
杂志每月出版一期
冰箱里有牛奶和鸡蛋
他背着一个黑色的包
从这里到机场要一个小时
通知贴在公告栏上
这栋楼有十二层
我们在二号门集合
他每周去一次超市
申请表一式两份
公交车停在站台旁边
她戴着一副眼镜
密码由六位数字组成
餐厅在一楼左侧
这封信是昨天寄到的
我把文件交给了前台
课程从九月开始
他穿四十二码的鞋
路口有一家便利店
大门朝南
银行五点关门
今天上午有两个会
""",
}

MOODS_EN: dict[str, str] = {
    "positive": """
I had a wonderful day today
I passed the exam and I am thrilled
What a beautiful morning
Our team won and everyone is celebrating
I love my new job
My friends surprised me with a cake, I am so happy
I feel full of hope
Thank you so much for your kind help
We had so much fun at the party
She was delighted with the gift
I am proud of my daughter
This is the best song I have ever heard
I love this city
The holiday was fantastic
He is in a great mood today
He was thrilled with the result
We were delighted to see them again
She was overjoyed to hear the news
I am grateful for everything you did
My daughter was so happy with her present
They were thrilled about the trip
The children were delighted with the puppy
I feel great today
She smiled all day after the good news
He was proud of his team
I am excited about the new project
We are very pleased with the progress
It was the happiest day of my life
Grandma was delighted with the flowers
I got the promotion and I am overjoyed
The whole family was happy to be together
He thanked us with a big smile
I laughed so much at the party
She is full of joy and energy
We won the match and I am so excited
I was pleased with the gift
I am relieved that everything went well
My teacher praised me and I felt proud
The surprise made her really happy
I fell in love with this place
He is cheerful and full of hope
I am lucky to have such good friends
Everyone was glad to help us
It warms my heart to see them smile
She was thrilled when she got the job
My parents were delighted with my results
I enjoyed a lovely evening with my friends
We had a fantastic time at the lake
What wonderful news
I am happy that you are here
The kind stranger made my morning
He could not stop smiling
I feel calm and happy in this garden
I was delighted by their warm welcome
She was very pleased with the surprise
Dad was thrilled with his new bike
I am so thankful for your support
The guests were happy and the mood was great
My dream finally came true
He was glad about the good news
Life is beautiful
""",
    "negative": """
I had a horrible day today
I failed the exam and I feel terrible
What a miserable morning
Our team lost and everyone is upset
I hate my new job
My friends forgot my birthday, I am so sad
I feel hopeless
Nobody wanted to help me
The party was boring and I left early
She was furious about the gift
I am ashamed of what happened
This is the worst song I have ever heard
I cannot stand this city
The holiday was a disaster
He is in a bad mood today
I am sick and tired of waiting
She was upset about the result
He was disappointed with the gift
We were sad to see them go
I was heartbroken when the dog ran away
She was angry about the broken window
Nobody came to my party and I was very sad
I feel lonely in this big house
He was devastated by the news
They were furious about the delay
I am worried about my health
Nobody listens to me and I feel hopeless
My best friend lied to me and I am hurt
I am disappointed in you
She cried all night after the bad news
He lost his job and feels miserable
I am afraid of the dark
We were upset with the result
My boss shouted at me and I felt awful
I am tired of this endless noise
It was the saddest day of my life
The children were upset about the broken toy
I am frustrated with this computer
He is depressed and cannot sleep
I regret what I said
She was annoyed with the noisy neighbours
I feel sick and miserable today
They were disappointed by the cold welcome
I was ashamed of my mistake
What terrible news
I am angry that you lied
My dream fell apart
He could not stop crying
The rude clerk ruined my morning
I am sick of waiting for an answer
She was furious when she lost the job
My parents were disappointed with my results
I am tired and fed up with this work
We had an awful time at the lake
I am nervous and stressed before the exam
Dad was upset about his broken bike
I hate getting up in the cold
I was shocked and hurt by their words
She is full of worry and fear
The guests were angry and the mood was bad
He was sad about the bad news
Life is unfair
""",
    "neutral": """
The meeting starts at three
I take the bus to work
The library is next to the station
There are two books on the table
The package weighs two kilos
The office is on the fifth floor
The shop opens at nine
We live near the school
The report has twenty pages
The train leaves at ten
He wore a grey coat
The file is in the folder
Today is Wednesday
The room has four windows
The manual is in the box
They went to the bank yesterday
The product comes in three colours
The keys are on the table
The bus stops in front of the bank
She put the letter in the drawer
The class has thirty students
It is four o'clock
The road leads to the station
The box is made of wood
The lamp stands next to the sofa
He works from nine to five
The form has two pages
The museum is closed on Mondays
The hotel has sixty rooms
They live on the second floor
My brother studies chemistry
The lecture lasts an hour
The parcel is at the front door
The printer is in the hall
Tomorrow is Thursday
She wears glasses
The garden is behind the house
The bill is from last month
He reads the newspaper at breakfast
The car is parked on the left
Lunch is at noon
The book has ten chapters
There is a tree in front of the window
The store sells paper and pens
The password has six digits
The bridge was built in stone
He ordered a cup of tea
The phone is in my bag
We meet on Fridays
The flight takes two hours
The sign is blue and white
There are twelve chairs in the hall
She sent the file by email
The bank closes at five
He has a brother and a sister
The plates are in the kitchen
The water is in the fridge
The course begins in September
I bought bread and milk
The door on the right is the office
He carried the box upstairs
The map hangs on the wall
""",
}

CAUSES: dict[str, tuple[str, ...]] = {
    "正面": tuple("考试通过了 升职了 球队赢了 收到了礼物 朋友来看我 孩子得了奖 找到了新工作 病好了 中奖了 放假了 老朋友打来电话 大家都来帮忙 方案被采纳了 论文发表了 搬进了新家 得到了老师的表扬 旅行很顺利 家人都平安 小猫找回来了 比赛拿了冠军 女儿考上了大学 终于还清了贷款 演出很成功 有人给我让座".split()),
    "负面": tuple("考试没及格 被老板批评了 球队输了 丢了钱包 朋友不理我 孩子生病了 失业了 感冒了 手机摔坏了 航班取消了 和爱人吵架了 没有人搭理我 方案被否定了 论文被退回来了 房租又涨了 被同学嘲笑了 旅行泡汤了 家里出了事 小猫走丢了 比赛被淘汰了 没有人理解我 没有人来看我 演出失败了 被人骗了 没人愿意听我说话".split()),
}
FEELINGS: dict[str, tuple[str, ...]] = {
    "正面": tuple("很开心 非常高兴 特别兴奋 激动极了 很幸福 很感动 心里暖暖的 乐坏了 非常快乐 十分满足 很自豪 很欣慰 心情很好 喜出望外 松了一口气 太高兴了 笑得合不拢嘴 觉得很幸运 十分感激 很愉快".split()),
    "负面": tuple("很伤心 非常难过 特别委屈 失望极了 很沮丧 很生气 心里很难受 急死了 非常痛苦 十分焦虑 很孤独 很无助 心情很差 烦死了 后悔极了 太难过了 哭了一整天 觉得很倒霉 十分愤怒 很失望".split()),
}
WHO: tuple[str, ...] = tuple("我 我 他 她 他们 大家 妈妈 爸爸 弟弟 姐姐 爷爷 同事 邻居 我们".split())

FEELINGS_EN: dict[str, tuple[str, ...]] = {
    "positive": tuple("happy delighted thrilled overjoyed pleased glad excited cheerful proud grateful".split()),
    "negative": tuple("sad upset angry furious heartbroken disappointed miserable devastated worried annoyed depressed ashamed".split()),
}
ABOUT_EN: tuple[str, ...] = tuple(
    "about the gift|with the result|about the result|about the news|with the present|about the trip|with the answer"
    "|about the party|with the exam|about the match|with the new job|about the letter|with the visit|about the weather"
    "|with the surprise|about the decision|with the flowers|about the game|with the meal".split("|")
)
CAUSES_EN: dict[str, tuple[str, ...]] = {
    "positive": tuple("passed the exam|won the game|found the lost ring|got a present|got the job|heard the good news|made a new friend|came home safely|won a prize|got help from everyone".split("|")),
    "negative": tuple("failed the exam|lost the game|lost the ring|got no present|lost the job|heard the bad news|lost a good friend|missed the last train|broke the phone|got no help from anyone".split("|")),
}
WHO_EN: tuple[str, ...] = tuple("I was|She was|He was|We were|They were|My mother was|My father was|The children were|My sister was|Our neighbour was".split("|"))
