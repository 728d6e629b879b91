"""Programs of several steps, short ones, to interrupt in the middle."""

import sglang as sgl


@sgl.function
def vote(s, text):
    s += "问题:" + text + "\n请逐步推理:\n"
    forks = s.fork(3)
    for f in forks:
        f += sgl.gen("reasoning", max_tokens=8)
        f += "\n因此,答案是:" + sgl.gen("answer", max_tokens=3, stop="\n")
    answers = [f["answer"].strip() for f in forks]
    s["answers"] = answers
    s += "答案:" + answers[0] + "\n" + sgl.gen("check", max_tokens=4, stop="\n")


@sgl.function
def fields(s, text):
    s += "从以下文本中提取信息:\n" + text + "\n"
    for field in ["姓名", "年龄", "职业", "城市"]:
        s += field + ":" + sgl.gen("value", max_tokens=4, stop="\n") + "\n"
    s += "性别:" + sgl.select("sex", choices=["男", "女", "未知"])


@sgl.function
def review(s, text):
    s += "评论:" + text + "\n情感:" + sgl.select("mood", choices=["正面", "负面", "中性"])
    s += "\n理由:" + sgl.gen("reason", max_tokens=8, stop="\n")
    if s["mood"] == "正面":
        s += "\n谢谢:" + sgl.gen("thanks", max_tokens=5, stop="\n")
    else:
        s += "\n道歉:" + sgl.gen("sorry", max_tokens=5, stop="\n")
        s += "\n补偿:" + sgl.gen("offer", max_tokens=6, regex="\\d{1,3}元")


@sgl.function
def dialog(s, text):
    s += "用户:" + text + "\n"
    for turn in ["还有呢?", "为什么?", "谢谢!"]:
        s += "助手:" + sgl.gen("response", max_tokens=6, stop="\n") + "\n用户:" + turn + "\n"
