# Qwen3: Llama with a norm over each head of q and k.

# x [rows, hidden] to q [rows, heads, head_dim], k and v [rows, kv_heads, head_dim].
def attention_input(x: Tensor, w: Dict[str, Tensor], heads: int, kv_heads: int, head_dim: int, eps: float, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  qkv = torch.linear(x, w["qkv"], w.get("qkv.bias")).view([x.size(0), heads + 2 * kv_heads, head_dim])
  q = __torch__.layers.rms_norm(qkv[:, :heads], w["q_norm"], eps)
  k = __torch__.layers.rms_norm(qkv[:, heads:heads + kv_heads], w["k_norm"], eps)
  q = __torch__.layers.rotate(q, cos, sin)
  k = __torch__.layers.rotate(k, cos, sin)
  return (q, k, qkv[:, heads + kv_heads:])


def feed_forward(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return __torch__.layers.swiglu(x, w)
