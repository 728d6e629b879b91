import sglang as sgl
from collections import Counter

@sgl.function
def math_reasoning(s, problem):
    """数学推理:生成多条推理路径"""
    s += "问题:" + problem + "\n"
    s += "请逐步推理:\n"
    s += sgl.gen("reasoning", max_tokens=512, temperature=0.7)
    s += "\n因此,答案是:"
    s += sgl.gen("answer", max_tokens=20, stop="\n")

runtime = sgl.Runtime(model_path="meta-llama/Llama-2-7b-hf")

problem = "一个农场有鸡和兔子共35个头,94只脚,问鸡和兔子各多少只?"

# 生成多条推理路径
states = math_reasoning.run_batch(
    [{"problem": problem} for _ in range(8)],  # 8条推理路径
    runtime=runtime,
    num_threads=8,
)

# 投票选择最常见答案
answers = [s["answer"].strip() for s in states]
most_common = Counter(answers).most_common(1)[0]
print(f"多数投票答案: {most_common[0]} (出现{most_common[1]}次)")
