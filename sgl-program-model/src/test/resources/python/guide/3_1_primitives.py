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

import sglang as sgl

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
