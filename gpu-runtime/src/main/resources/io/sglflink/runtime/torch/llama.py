# Llama 2 and 3, and what differs from it by weights alone: Qwen2, Mistral, Mixtral, Phi-3.

def norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return __torch__.layers.rms_norm(x, weight, eps)


# x [rows, hidden] to q [rows, heads, head_dim], k and v [rows, kv_heads, head_dim].
def attention_input(x: Tensor, w: Dict[str, Tensor], heads: int, kv_heads: int, head_dim: int, eps: float, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  qkv = __torch__.layers.qkv(x, w, head_dim)
  qk = __torch__.layers.rotate(qkv[:, :heads + kv_heads], cos, sin)
  return (qk[:, :heads], qk[:, heads:], qkv[:, heads + kv_heads:])


def feed_forward(x: Tensor, w: Dict[str, Tensor], chosen: int, normalised: bool) -> Tensor:
  return __torch__.layers.feed_forward(x, w, chosen, normalised)
