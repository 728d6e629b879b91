"""Programs of SGLang's guide as they stand, by section."""

import sglang as sgl


# 3.3
@sgl.function
def extract_info(s, text):
    s += "从以下文本中提取日期:\n"
    s += text + "\n"
    s += "日期:"
    # 约束输出为日期格式
    s += sgl.gen("date", regex=r"\d{4}-\d{2}-\d{2}")


# 3.3
@sgl.function
def extract_number(s, text):
    s += "提取价格:\n"
    s += text + "\n价格:"
    # 约束输出为数字格式
    s += sgl.gen("price", regex=r"\d+\.?\d*")


# 3.3
@sgl.function
def classify(s, text):
    s += "分类以下文本:\n" + text + "\n类别:"
    s += sgl.select("category", choices=["科技", "体育", "娱乐", "政治"])


# 3.3
@sgl.function
def yes_no_qa(s, question):
    s += question + "\n答案:"
    s += sgl.select("answer", choices=["是", "否"])


# 4.1
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


# 4.2
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


# 4.3
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
