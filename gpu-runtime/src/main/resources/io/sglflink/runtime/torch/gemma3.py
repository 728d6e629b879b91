# Gemma 3: Gemma 2 with a norm over each head of q and k.

def norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return __torch__.layers.rms_norm_from_one(x, weight, eps)


# x [rows, hidden] to q [rows, heads, head_dim], k and v [rows, kv_heads, head_dim].
def attention_input(x: Tensor, w: Dict[str, Tensor], heads: int, kv_heads: int, head_dim: int, eps: float, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  qkv = __torch__.layers.qkv(x, w, head_dim)
  q = __torch__.layers.rms_norm_from_one(qkv[:, :heads], w["q_norm"], eps)
  k = __torch__.layers.rms_norm_from_one(qkv[:, heads:heads + kv_heads], w["k_norm"], eps)
  q = __torch__.layers.rotate(q, cos, sin)
  k = __torch__.layers.rotate(k, cos, sin)
  return (q, k, qkv[:, heads + kv_heads:])


def feed_forward(x: Tensor, w: Dict[str, Tensor], chosen: int, normalised: bool) -> Tensor:
  return __torch__.layers.geglu(x, w)
