# Qwen3, dense or of experts: Llama with a norm over each head of q and k.

def norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return __torch__.layers.rms_norm(x, weight, eps)


# x [rows, hidden] to q, k and v, one after the other, [rows, heads + 2 * kv_heads, head_dim], of
# which the first rotated heads, q's and k's, are.
def attention_input(x: Tensor, w: Dict[str, Tensor], rotated: int, head_dim: int, eps: float, turns: Tensor) -> Tensor:
  qkv = __torch__.layers.qkv(x, w, head_dim)
  # One norm for the heads of both, whose weights differ.
  qk = torch.rms_norm(torch.narrow(qkv, 1, 0, rotated), [head_dim], None, eps)
  return __torch__.layers.rotate(qkv, torch.mul(qk, w["qk_norm"]), turns)


# What goes into the last product of a feed-forward.
def gate(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  return __torch__.layers.swiglu(x, w)
