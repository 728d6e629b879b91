import sglang as sgl
import json

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

runtime = sgl.Runtime(model_path="meta-llama/Llama-2-7b-hf")

texts = [
    "张三今年28岁,是一名软件工程师,居住在北京,对AI技术充满热情。",
    "李四今年35岁,是一名医生,居住在上海,最近工作压力很大。",
]

states = extract_structured_data.run_batch(
    [{"text": t} for t in texts],
    runtime=runtime,
)

for state in states:
    print(json.dumps({
        "name": state["name"],
        "age": state["age"],
        "occupation": state["occupation"],
        "city": state["city"],
        "sentiment": state["sentiment"],
    }, ensure_ascii=False, indent=2))
