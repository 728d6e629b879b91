"""Who does what in the news of four topics, in Chinese and in English.

By topic: who | does | what, one line for each way to put them together; a sentence is any who with
any does with any what of its line.
"""

TOPICS = ("科技", "体育", "娱乐", "政治")
TOPICS_EN = (" technology", " sports", " entertainment", " politics")

NEWS = {
    "科技": """
苹果公司 华为 小米 谷歌 微软 三星 英特尔 英伟达 特斯拉 百度 阿里巴巴 腾讯 字节跳动 联想 大疆 科大讯飞 一家创业公司 国内厂商 知名手机厂商 | 发布了 推出了 展示了 公布了 即将推出 正式发布 宣布推出 | 新一代智能手机 全新的操作系统 折叠屏手机 人工智能芯片 自动驾驶系统 大语言模型 智能手表 新款笔记本电脑 云计算平台 虚拟现实头盔 语音助手 开源数据库 高性能显卡 无人机 智能音箱 家用机器人 图像识别算法 量子计算机 固态电池 编程工具 搜索引擎 浏览器新版本 翻译软件 AI绘画工具 卫星通信功能 服务器处理器 增强现实眼镜 移动支付系统
科学家 研究人员 中国科研团队 清华大学研究团队 中科院团队 一个国际研究小组 麻省理工学院的工程师 实验室团队 工程师们 天文学家 生物学家 物理学家 | 发现了 研制出 成功开发了 设计了 首次观测到 改进了 提出了 成功合成了 | 一种新材料 一种新型电池 更高效的太阳能电池 一种新的基因编辑方法 超导材料 一种能分解塑料的细菌 新的粒子 遥远的黑洞 一颗类地行星 引力波信号 可降解的传感器 纳米机器人 新的加密算法 一种新疫苗技术 更快的神经网络 柔性屏幕 光量子芯片 人造皮肤 深海探测器 新的芯片制造工艺
嫦娥探测器 神舟飞船 天问探测器 新型运载火箭 空间站 气象卫星 火星车 载人飞船 通信卫星 太空望远镜 | 成功 顺利 今天凌晨 昨天 按计划 首次 | 发射升空 进入预定轨道 完成对接 在月球着陆 传回高清照片 采集了样本 返回地球 完成了太空实验 开展科学探测
人工智能 大模型 机器学习 5G网络 区块链技术 云计算 物联网 无人驾驶汽车 3D打印 量子通信 基因技术 机器人 大数据 深度学习 芯片 新能源汽车 工业互联网 虚拟现实 数字孪生 脑机接口 | 正在改变 将应用于 可以帮助 已经用于 有望加快 大幅提高了 推动了 | 医疗诊断 工厂生产 药物研发 城市交通 天气预报 农业种植 软件开发 能源管理 物流配送 图像处理 数据分析 语音识别 工业检测 远程手术 信息安全
这款软件 新系统 这款手机 新版APP 该处理器 最新的显卡 这款笔记本 该机器人 新型电池 这台服务器 该算法 数据中心 | 修复了 支持 采用了 升级了 新增了 优化了 | 多个安全漏洞 无线快充 人脸识别 指纹解锁 5纳米工艺 高刷新率屏幕 多任务处理 语音控制 端到端加密 自动备份 数据压缩 液冷散热 图像生成 代码补全 蓝牙连接
黑客攻击 网络攻击 病毒软件 系统漏洞 程序错误 | 导致 造成 引发 一度造成 | 服务器瘫痪 用户数据泄露 软件崩溃 网络中断 数据库故障 密码泄露 系统升级失败 网站无法访问
程序员 开发者 工程师 互联网公司 安全团队 运维人员 | 发现了 修复了 报告了 分析了 正在处理 | 代码错误 安全漏洞 数据库故障 密码泄露问题 软件缺陷 服务器故障 内存泄漏""",
    "体育": """
中国女排 中国男篮 国足 巴西队 阿根廷队 湖人队 勇士队 皇家马德里 巴塞罗那 曼联 利物浦 拜仁慕尼黑 广东队 辽宁队 上海海港队 山东泰山队 国家乒乓球队 主队 客队 北京国安 法国队 德国队 日本队 校篮球队 | 以三比零击败 战胜了 逆转战胜 惜败于 输给了 主场迎战 客场挑战 加时赛击败 点球大战淘汰了 横扫 大胜 爆冷击败 | 对手 韩国队 卫冕冠军 意大利队 荷兰队 同城对手 西班牙队 上届亚军 泰国队 澳大利亚队 老对手 英格兰队 葡萄牙队 榜首球队 古巴队 塞尔维亚队 美国队 夺冠热门
梅西 C罗 姆巴佩 詹姆斯 库里 姚明 费德勒 纳达尔 德约科维奇 李娜 郑钦文 苏炳添 刘翔 孙杨 樊振东 马龙 孙颖莎 谷爱凌 武大靖 全红婵 苏神 博尔特 这名前锋 年轻门将 老将 小将 队长 中锋 后卫 | 打进了 拿下 赢得了 获得 夺得 卫冕 错失 贡献了 刷新了 打破了 | 关键进球 冠军 金牌 世界纪录 单打冠军 亚洲纪录 全场最高分 帽子戏法 银牌 赛季最佳 最有价值球员 三双 职业生涯首冠 大满贯 全国冠军 个人最好成绩 总决赛冠军 跳水金牌
世界杯 奥运会 亚运会 欧冠决赛 NBA总决赛 中超联赛 全运会 温网 法网 马拉松比赛 世锦赛 冬奥会 亚洲杯 乒乓球公开赛 羽毛球锦标赛 F1大奖赛 校运动会 游泳锦标赛 CBA联赛 田径比赛 | 今晚 昨天 本周末 下周 即将 今天 | 打响 开幕 落幕 决出冠军 在体育场举行 进入半决赛 进入淘汰赛 开始第一轮比赛 产生了三枚金牌 吸引了大批球迷 公布赛程 重新开赛
主教练 球员 球队 裁判 运动员 前锋 门将 选手 教练 俱乐部 守门员 后卫 替补球员 冠军选手 | 在比赛中 在训练中 在决赛中 在下半场 在主场 在最后一节 在赛后 在点球大战中 | 受伤下场 连进两球 被罚下场 表现出色 扑出点球 完成绝杀 投中三分 发挥失常 打破僵局 创造了历史 领先对手 庆祝胜利 换人调整 吃到红牌 助攻得分 冲过终点
足球 篮球 网球 乒乓球 羽毛球 排球 游泳 田径 体操 举重 击剑 滑雪 射箭 拳击 自行车 赛艇 | 比赛 锦标赛 联赛 决赛 预选赛 训练赛 邀请赛 | 结束后主队积分升至第一 中双方战成平局 将在本周末打响 吸引了上万名观众 中小将一举夺魁 因大雨推迟 进入最后冲刺阶段 的冠军奖杯由客队捧走 打得非常激烈 门票全部售完
俱乐部 球队 国家队 湖人 曼城 尤文图斯 切尔西 阿森纳 火箭队 浙江队 | 签下了 宣布换帅并引进 租借了 续约了 召回了 放弃了 | 一名年轻前锋 巴西中场 当家球星 主力后卫 前国脚 外援中锋 新任主教练 最佳射手 老将门将 热门新秀""",
    "娱乐": """
知名演员 当红歌手 著名导演 周杰伦 刘德华 成龙 张艺谋 巩俐 章子怡 黄渤 沈腾 邓紫棋 林俊杰 陈奕迅 王菲 泰勒·斯威夫特 汤姆·克鲁斯 人气偶像 新人演员 喜剧演员 实力派歌手 影后 影帝 少女组合 摇滚乐队 | 主演的 推出的 执导的 参演的 演唱的 新拍的 筹备的 | 新电影票房大卖 新专辑今天上线 电视剧即将开播 综艺节目收视率第一 新歌登上排行榜榜首 演唱会门票一分钟售完 喜剧片定档春节 悬疑剧引发热议 爱情片今日上映 音乐会大受好评 纪录片获奖 古装剧杀青 话剧开始巡演 动画片口碑很好 主题曲MV发布 科幻大片首映
这部电影 新上映的动画片 这部古装剧 贺岁片 科幻大片 热播剧 这档综艺 这部喜剧 悬疑片 音乐剧 选秀节目 真人秀 这部纪录片 网络剧 | 上映首日 开播以来 在国庆档 在暑期档 首播当晚 近日 | 票房突破一亿 收视率创新高 获得观众好评 登上热搜 口碑两极分化 豆瓣评分很高 公布了演员阵容 发布了预告片 宣布续集计划 举行了首映礼 引发粉丝热议 公布了片尾曲
歌手 演员 导演 偶像 明星 主持人 乐队 女星 男星 编剧 网红 舞蹈家 相声演员 影星 模特 童星 | 昨晚 近日 在微博 在采访中 在颁奖典礼上 在发布会上 在片场 在演唱会上 | 宣布恋情 公开婚讯 与粉丝互动 宣布退出娱乐圈 获得最佳男主角奖 获得最佳女主角奖 谈起新角色 演唱了成名曲 晒出全家福 回应离婚传闻 走上红毯 分享拍戏趣事 透露新专辑消息 为新片宣传 发布了新歌 惊喜现身 落泪感谢歌迷 即兴跳了一段舞
金像奖 奥斯卡 金鸡奖 金曲奖 戛纳电影节 上海电影节 春节联欢晚会 格莱美 跨年晚会 音乐节 百花奖 柏林电影节 国际动漫展 | 昨晚 今天 本周 今晚 近日 | 揭晓获奖名单 公布提名 星光熠熠地开幕 公布节目单 邀请众多明星 圆满落幕 颁出最佳影片 吸引了大批粉丝 公布评委阵容 直播收视火爆
观众 粉丝 歌迷 影迷 网友 剧迷 | 期待 追看 热议 称赞 吐槽 抢购 讨论 | 新剧的大结局 男主角的演技 演唱会的舞台效果 电影的片尾彩蛋 明星的新造型 偶像的新歌 女主角的服装 综艺的嘉宾阵容 导演的新片 明星的恋情 经典老歌翻唱 电影的配乐""",
    "政治": """
国务院 外交部 全国人大 总统 总理 首相 财政部 教育部 商务部 国会 议会 内阁 白宫 联合国 欧盟 国防部 市政府 省政府 最高法院 国家发改委 外长 国家主席 中央政府 联邦政府 | 通过了 发布了 宣布了 审议了 签署了 批准了 公布了 否决了 讨论了 提出了 出台了 | 新的税收法案 财政预算案 外交声明 教育改革方案 移民政策 和平协议 贸易协定 选举法修正案 人事任命 经济制裁 医疗改革法案 环境保护法 反腐败条例 边境管理规定 养老金改革计划 安全法案 国防预算 最低工资标准 行政法规 住房保障政策 五年规划 对外援助计划 立法草案
两国领导人 各国外长 双方代表 总统和总理 外交部长 多国首脑 朝野两党 各党派 大使 特使 中美两国 欧盟成员国 东盟国家 议员们 | 就 围绕 | 边境问题举行会谈 贸易关税展开谈判 停火协议进行磋商 气候政策达成共识 选举改革激烈辩论 双边关系交换意见 地区安全发表联合声明 难民问题召开峰会 核问题重启对话 预算案进行表决 制裁措施产生分歧 建交事宜签署公报
执政党 反对党 保守党 工党 民主党 共和党 候选人 总统候选人 现任总统 市长 州长 议长 参议员 前总理 新任外长 副总统 | 在大选中 在议会选举中 在投票中 在国会 在竞选集会上 在记者会上 在电视讲话中 | 获得多数席位 宣布胜选 承诺减税 呼吁团结 批评政府政策 宣布辞职 公布施政纲领 承认败选 宣誓就职 要求重新计票 遭到弹劾 提出不信任案 阐述外交立场 公布内阁名单 谴责对方的言论
外交部发言人 政府发言人 国务院新闻办 联合国秘书长 国防部发言人 白宫发言人 首相办公室 总统府 | 表示 强调 宣布 回应称 指出 | 坚决维护国家主权 反对单边制裁 将推动两国关系发展 支持和平解决争端 愿意加强国际合作 将召回大使 呼吁各方保持克制 不干涉别国内政 将举行全民公投 将修改宪法 将继续深化改革 欢迎达成停火
总统选举 议会选举 地方选举 全国两会 联合国大会 领导人峰会 内阁会议 G20峰会 安理会会议 全民公投 党代会 国会听证会 | 今天 昨天 下周 将于近期 日前 | 开始投票 公布结果 在首都召开 通过决议 进入第二轮 讨论外交政策 审议政府工作报告 选出新一届领导 如期举行 闭幕""",
}

NEWS_EN = {
    " technology": """
Apple|Google|Microsoft|Samsung|Intel|a startup|the company|Huawei|Tesla|an engineering team # released|unveiled|announced|is testing|will launch # a new smartphone|a faster chip|an operating system update|a self-driving system|a large language model|a smart watch|a cloud platform|a quantum computer|a virtual reality headset|an open source database|a household robot|a security update
Scientists|Researchers|Engineers|A team of physicists|Astronomers|Biologists # discovered|developed|built|designed|improved # a new material|a better battery|a solar cell|a gene editing tool|a nano robot|an encryption algorithm|a distant planet|a deep sea probe|a flexible screen|a fast neural network
The software|The app|The new phone|The laptop|The server|The robot|The browser # fixes|supports|uses|adds # several security bugs|wireless charging|face recognition|voice control|data compression|automatic backups|code completion""",
    " sports": """
The national team|The Lakers|Manchester United|Real Madrid|Brazil|The home team|The visitors|Barcelona|The Warriors|France # beat|defeated|lost to|drew with|will face # the champions|Argentina|Italy|their old rivals|the league leaders|Germany|Spain|the favourites
The striker|The goalkeeper|Messi|The captain|The young runner|The swimmer|The tennis player|The coach # won|missed|celebrated|missed out on # the gold medal|the final|the world title|the penalty shootout|the championship|the Grand Slam|the marathon|the cup
The World Cup|The Olympic Games|The final match|The league|The marathon|The basketball season|The tennis tournament # starts|ended|was decided|kicked off # this weekend|with a last minute goal|in front of a huge crowd|after extra time|last night in the stadium""",
    " entertainment": """
The actor|The singer|The famous director|The pop star|The band|The comedian|The actress|The film star # announced|presented|promoted|talked about # a new album|a world tour|the new movie|a romantic comedy|the wedding|the hit song|the TV series|the red carpet dress|a talk show
The film|The new series|The comedy|The musical|The concert|The reality show|The animated movie # won|drew|received|earned # an Oscar|a huge audience|rave reviews|record ticket sales|three award nominations|top ratings|praise from fans
Fans|Viewers|Moviegoers|Critics # loved|discussed|waited for|praised # the season finale|the lead actor|the singer's new album|the soundtrack|the film premiere|the stage show|the celebrity wedding""",
    " politics": """
The parliament|The president|The government|Congress|The prime minister|The senate|The cabinet|The foreign ministry|The European Union|The United Nations # passed|rejected|announced|debated|signed # a new tax law|the budget|a peace treaty|economic sanctions|an immigration bill|a trade agreement|the election reform|a health care act|a ceasefire agreement
The candidate|The opposition party|The senator|The mayor|The governor|The foreign minister|The ruling party # won|lost|disputed|commented on # the election|the vote in parliament|the leadership contest|the referendum|a majority of seats|the presidential debate
Leaders of both countries|Diplomats|Ministers|Ambassadors # discussed|negotiated about|met over # border security|trade tariffs|nuclear arms|the peace plan|the refugee crisis|human rights|the new treaty""",
}

SHORT = {
    "科技": "芯片 手机 电脑 软件 程序 算法 编程 数据库 操作系统 人工智能 机器学习 互联网 网络安全 服务器 云计算 机器人 卫星 火箭 航天 量子物理 显卡 处理器 代码 开源项目 大模型 神经网络 电池技术 自动驾驶 无人机 传感器",
    "体育": "足球 篮球 网球 乒乓球 羽毛球 游泳 田径 马拉松 球队 球员 教练 裁判 进球 比分 冠军 金牌 奥运会 世界杯 联赛 决赛 跳水 体操 滑雪 射门 守门员 三分球 赛车 拳击 排球 举重",
    "娱乐": "电影 电视剧 综艺 演员 歌手 导演 明星 演唱会 专辑 新歌 票房 粉丝 偶像 颁奖典礼 红毯 音乐节 首映礼 剧组 乐队 相声 话剧 选秀 片尾曲 主角 绯闻 主持人 动画片 舞蹈节目 脱口秀 八卦",
    "政治": "选举 总统 议会 政府 法案 外交 总理 国会 政策 内阁 条约 制裁 大使 宪法 投票 政党 峰会 改革 预算案 谈判 主权 联合国 首相 议员 公投 部长 立法 国防 外交部 执政党",
}
"""Words that each belong to one topic."""

PERSONAL = (
    "我最近在学习{},很有意思",
    "关于{}的最新消息",
    "今天的新闻讲的是{}",
    "大家都在讨论{}",
    "这篇文章介绍了{}",
    "我想了解{}的情况",
    "他对{}非常感兴趣",
    "专家谈{}的未来",
    "报纸头版报道了{}",
    "这本杂志每期都写{}",
    "我和同事聊起了{}",
    "有一个关于{}的问题",
    "论坛里全是{}的话题",
    "他写了一篇谈{}的评论",
)

TIMES = "|今天,|昨日,|近日,|日前,|据报道,|本周,|最新消息:|据悉,|记者获悉,|上个月,|今年,|快讯:|本报讯:|刚刚,|周末,"

HELD_TAILS = ("算力需求还在增长", "反对派表示抗议")
"""Always of the test split, whatever is added to the lists."""

TAILS = {
    "科技": "业内人士认为这项技术前景广阔|用户可以免费下载更新|性能比上一代提升了一倍|相关论文已经发表|预计明年投入量产|代码已经开源|它的功耗更低|该技术降低了成本|研发历时三年|这将加快数字化进程|工程师正在进一步测试|算力需求还在增长|新版本下周推送|该设备支持远程控制|芯片的良品率仍在提高|新算法的训练时间缩短了一半|服务器的算力足以支撑这一需求|网络延迟明显下降|数据全部经过加密|开发者可以申请试用接口|电池容量提升了三成|程序员们在社区讨论源代码|硬件成本还在下降|软件更新将分批推送|实验数据已经公开|用户反映运行更流畅了|专利申请已经提交|测试版今天开放下载|系统漏洞已经修补|机器学习模型还需要更多数据|数据中心的用电量还在上升|研究人员还在优化算法|设备采用了新的传感器|云端存储空间翻倍",
    "体育": "球迷为之欢呼|下一轮比赛将在周六进行|教练对表现很满意|球队士气大振|比赛打满了全场|观众席座无虚席|积分榜发生了变化|赛后队员们相拥庆祝|伤病影响了阵容|这是他们的五连胜|裁判的判罚引发争议|全队备战下一场|比分一度交替领先|运动员状态正佳|主队对判罚没有提出异议|主裁判出示了红牌|这次判罚让教练非常不满|争议进球被判无效|球员们在更衣室庆祝|替补前锋打进制胜球|门将多次扑救立功|主场球迷高唱队歌|他们将在半决赛中相遇|这场胜利来之不易|裁判吹响了终场哨|选手创造了个人最好成绩|对手的防守非常顽强|队医正在检查他的伤势|球队排名升到第二|教练赛后批评了裁判|加时赛中双方都没有进球|罚球命中率很高|奖牌榜排名保持不变|下半场换人起了作用",
    "娱乐": "粉丝纷纷留言祝贺|影片将在暑期上映|歌迷热情高涨|剧照已经曝光|话题登上热搜第一|经纪公司尚未回应|观众期待续集|预告片播放量过亿|演员阵容强大|现场气氛火爆|歌曲好评如潮|拍摄已经结束|门票很快售完|导演表示很满意|剧照引发粉丝热议|新歌试听版已经曝光|主演的造型曝光后引来好评|影迷连夜排队购票|导演透露正在筹备续集|片方公布了海报和剧照|综艺录制现场笑声不断|歌手在台上落泪|网友评价演技在线|剧组已经正式杀青|主题曲由知名歌手演唱|票房一路走高|明星们身着礼服亮相|这部剧的收视率持续上升|演唱会将加开一场|角色海报今天公开|粉丝在机场接机|评委给出了最高分|经典台词被观众模仿|专辑销量突破百万",
    "政治": "议员们意见不一|新规将于下月生效|外界高度关注此事|反对派表示抗议|此举引发国际社会关注|双方同意继续对话|发言人拒绝进一步评论|投票结果将在明天公布|选民关心就业和税收|外交官们正在斡旋|政府承诺提高透明度|该法案获得多数支持|官员强调要依法办事|盟国表示欢迎|反对党要求重新表决|数千名选民走上街头抗议|总统府对此表示欢迎|议会将在下周表决|外交部提出严正交涉|两党仍存在分歧|总理表示将继续推动改革|新内阁将在本周宣誓就职|联合国呼吁各方保持克制|政府发言人对此表示感谢|该政策受到部分议员反对|双方签署了备忘录|候选人表示接受选举结果|反对派议员中途离场|国会仍需批准这项协议|制裁措施将延长一年|外长将于下月回访|民意调查显示支持率上升|相关部门将监督落实|投票率创下新高",
}
"""A second sentence."""
