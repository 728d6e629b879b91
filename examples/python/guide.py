"""Every program of SGLang's guide, as it stands there."""

import sglang as sgl


@sgl.function
def simple_qa(s, question):
    s += question
    s += sgl.gen("answer", max_tokens=256, temperature=0.7)


@sgl.function
def sentiment_analysis(s, text):
    s += "分析以下文本的情感倾向:\n"
    s += text + "\n"
    s += "情感倾向:"
    s += sgl.select("sentiment", choices=["正面", "负面", "中性"])


@sgl.function
def image_qa(s, image_path, question):
    s += sgl.image(image_path)
    s += question
    s += sgl.gen("answer", max_tokens=256)


@sgl.function
def complex_workflow(s, topic):
    # 步骤1:生成主题大纲
    s += "请为以下主题生成大纲:" + topic + "\n"
    s += "大纲:"
    s += sgl.gen("outline", max_tokens=256, temperature=0.7)

    # 步骤2:判断大纲质量
    s += "\n这份大纲是否足够详细?"
    s += sgl.select("quality", choices=["详细", "简略", "需要改进"])

    # 步骤3:根据判断结果生成详细内容
    s += "\n请根据大纲展开详细内容:\n"
    s += sgl.gen("detail", max_tokens=512, temperature=0.8)


@sgl.function
def qa(s, question):
    s += "问题:" + question + "\n答案:"
    s += sgl.gen("answer", max_tokens=128, temperature=0.7)


@sgl.function
def extract_info(s, text):
    s += "从以下文本中提取日期:\n"
    s += text + "\n"
    s += "日期:"
    # 约束输出为日期格式
    s += sgl.gen("date", regex=r"\d{4}-\d{2}-\d{2}")


@sgl.function
def extract_number(s, text):
    s += "提取价格:\n"
    s += text + "\n价格:"
    # 约束输出为数字格式
    s += sgl.gen("price", regex=r"\d+\.?\d*")


@sgl.function
def json_output(s, query):
    s += "请以JSON格式回答:\n"
    s += query + "\n"
    s += "```json\n"
    # 使用regex约束JSON格式
    s += sgl.gen(
        "json_result",
        max_tokens=512,
        stop="```",
        regex=r'\{[^}]*\}',  # 约束为JSON对象
    )


@sgl.function
def classify(s, text):
    s += "分类以下文本:\n" + text + "\n类别:"
    s += sgl.select("category", choices=["科技", "体育", "娱乐", "政治"])


@sgl.function
def yes_no_qa(s, question):
    s += question + "\n答案:"
    s += sgl.select("answer", choices=["是", "否"])


@sgl.function
def multi_turn_chat(s, messages):
    """多轮对话,自动复用历史KV cache"""
    for msg in messages:
        if msg["role"] == "user":
            s += "用户:" + msg["content"] + "\n"
        elif msg["role"] == "assistant":
            s += "助手:" + msg["content"] + "\n"
    s += "助手:"
    s += sgl.gen("response", max_tokens=256, temperature=0.7)


@sgl.function
def agent_workflow(s, query):
    """ReAct风格的Agent工作流"""
    # 第1步:思考
    s += "查询:" + query + "\n"
    s += "思考:我需要先分析这个问题。\n"
    s += "思考:"
    s += sgl.gen("thought_1", max_tokens=128, temperature=0.7)

    # 第2步:决定行动
    s += "\n行动类型:"
    s += sgl.select("action_type", choices=["搜索", "计算", "回答"])

    # 第3步:根据行动类型分支
    if s["action_type"] == "回答":
        s += "\n最终答案:"
        s += sgl.gen("answer", max_tokens=256, temperature=0.5)
    else:
        s += "\n行动内容:"
        s += sgl.gen("action_content", max_tokens=128)
        s += "\n观察结果:[模拟观察]\n最终答案:"
        s += sgl.gen("answer", max_tokens=256, temperature=0.5)


@sgl.function
def extract_structured_data(s, text):
    """从非结构化文本中提取结构化数据"""
    s += "从以下文本中提取信息:\n"
    s += text + "\n\n"

    # 使用约束解码确保输出格式
    s += "姓名:"
    s += sgl.gen("name", max_tokens=20, stop="\n")
    s += "\n年龄:"
    s += sgl.gen("age", regex=r"\d{1,3}", max_tokens=5)
    s += "\n职业:"
    s += sgl.gen("occupation", max_tokens=30, stop="\n")
    s += "\n城市:"
    s += sgl.gen("city", max_tokens=20, stop="\n")
    s += "\n情感:"
    s += sgl.select("sentiment", choices=["积极", "消极", "中性"])


@sgl.function
def math_reasoning(s, problem):
    """数学推理:生成多条推理路径"""
    s += "问题:" + problem + "\n"
    s += "请逐步推理:\n"
    s += sgl.gen("reasoning", max_tokens=512, temperature=0.7)
    s += "\n因此,答案是:"
    s += sgl.gen("answer", max_tokens=20, stop="\n")


@sgl.function
def llm_judge(s, question, answer_a, answer_b):
    """使用LLM作为裁判评估两个回答"""
    s += "请评估以下两个回答的质量:\n\n"
    s += "问题:" + question + "\n\n"
    s += "回答A:" + answer_a + "\n\n"
    s += "回答B:" + answer_b + "\n\n"
    s += "评估标准:准确性、完整性、清晰度\n\n"
    s += "更好的回答是:"
    s += sgl.select("winner", choices=["A", "B", "两者相当"])


@sgl.function
def my_program(s, x):
    s += "问题:" + x + "\n"
    s += "思考:"
    s += sgl.gen("thought", max_tokens=128)
    s += "\n答案:"
    s += sgl.gen("answer", max_tokens=64)


@sgl.function
def constrained_output(s, query):
    # 1. 使用select代替gen+stop进行分类
    s += "情感:"
    s += sgl.select("sentiment", choices=["正面", "负面", "中性"])
    # 比以下方式更高效、更准确:
    # s += sgl.gen("sentiment", max_tokens=5, stop=["正面", "负面", "中性"])

    # 2. 使用regex确保格式正确
    s += "\n日期:"
    s += sgl.gen("date", regex=r"\d{4}-\d{2}-\d{2}")
    # 比依赖模型自行格式化更可靠

    # 3. 约束范围不要过于严格
    # 好的做法:合理的正则范围
    s += "\n金额:"
    s += sgl.gen("amount", regex=r"\d+\.?\d{0,2}")

    # 不好的做法:过于严格的约束可能导致模型困惑
    # s += sgl.gen("amount", regex=r"12345\.67")  # 太严格
