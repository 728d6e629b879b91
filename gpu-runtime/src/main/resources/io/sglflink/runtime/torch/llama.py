# Llama 2 and 3, and Qwen2, which is Llama with biases on the attention's inputs.

# x [rows, hidden] to q [rows, heads, head_dim], k and v [rows, kv_heads, head_dim].
def attention_input(x: Tensor, w: Dict[str, Tensor], heads: int, kv_heads: int, head_dim: int, eps: float, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  qkv = torch.linear(x, w["qkv"], w.get("qkv.bias")).view([x.size(0), heads + 2 * kv_heads, head_dim])
  qk = __torch__.layers.rotate(qkv[:, :heads + kv_heads], cos, sin)
  return (qk[:, :heads], qk[:, heads:], qkv[:, heads + kv_heads:])


def feed_forward(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return __torch__.layers.swiglu(x, w)
