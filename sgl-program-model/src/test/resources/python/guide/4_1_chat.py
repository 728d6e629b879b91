import sglang as sgl

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

runtime = sgl.Runtime(model_path="meta-llama/Llama-2-7b-hf")

# 第一轮对话
messages_1 = [{"role": "user", "content": "什么是机器学习?"}]
state_1 = multi_turn_chat.run(messages=messages_1, runtime=runtime)
print(state_1["response"])

# 第二轮对话(复用第一轮的KV cache)
messages_2 = messages_1 + [
    {"role": "assistant", "content": state_1["response"]},
    {"role": "user", "content": "它和深度学习有什么区别?"},
]
state_2 = multi_turn_chat.run(messages=messages_2, runtime=runtime)
print(state_2["response"])
# RadixAttention自动识别前两轮对话的公共前缀并复用KV cache
