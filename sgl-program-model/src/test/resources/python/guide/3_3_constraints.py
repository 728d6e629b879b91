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

import json

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

# 使用示例
runtime = sgl.Runtime(model_path="meta-llama/Llama-2-7b-hf")
state = json_output.run(
    query="列出三种编程语言及其特点",
    runtime=runtime,
)

@sgl.function
def classify(s, text):
    s += "分类以下文本:\n" + text + "\n类别:"
    s += sgl.select("category", choices=["科技", "体育", "娱乐", "政治"])

@sgl.function
def yes_no_qa(s, question):
    s += question + "\n答案:"
    s += sgl.select("answer", choices=["是", "否"])
