import sglang as sgl

# 初始化运行时
runtime = sgl.Runtime(model_path="meta-llama/Llama-2-7b-hf")

# 定义生成函数
@sgl.function
def qa(s, question):
    s += "问题:" + question + "\n答案:"
    s += sgl.gen("answer", max_tokens=128, temperature=0.7)

# 批量运行
questions = ["什么是AI?", "什么是深度学习?", "什么是NLP?"]
states = qa.run_batch(
    [{"question": q} for q in questions],
    runtime=runtime,
    num_threads="auto",  # 自动选择并发线程数
)

# 获取结果
for state in states:
    print(state["answer"])

# 清理缓存
runtime.flush_cache()
