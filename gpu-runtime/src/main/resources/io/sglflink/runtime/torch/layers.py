# Layers that the families share. Weights come by name in w, rows are tokens.

def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], weight, eps)


# Gemma's: the weight is what the factor differs from 1 by, and all of it is done in float32.
def rms_norm_from_one(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x.to(6), [x.size(-1)], torch.add(weight.to(6), 1), eps).to(x.dtype)


# x [rows, hidden] to q, k and v, one after the other: [rows, heads + 2 * kv_heads, head_dim].
def qkv(x: Tensor, w: Dict[str, Tensor], head_dim: int) -> Tensor:
  return torch.linear(x, w["qkv"], w.get("qkv.bias")).view([x.size(0), -1, head_dim])


# Rotary embedding of the first size values of x [rows, heads, head_dim] by cos and sin [rows, 1,
# size], float32. Pairs are (i, i + size / 2), the layout of Hugging Face checkpoints; sin carries
# the sign of the half.
def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
  size = cos.size(-1)
  y = x[:, :, :size].to(6)
  swapped = torch.roll(y, size // 2, -1)
  rotated = torch.addcmul(torch.mul(y, cos), swapped, sin).to(x.dtype)
  if size < x.size(-1):
    rotated = torch.cat([rotated, x[:, :, size:]], -1)
  return rotated


# Gated feed-forward of Shazeer, "GLU Variants Improve Transformer" (2020), with SiLU.
def swiglu(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  gate_up = torch.linear(x, w["gate_up"], w.get("gate_up.bias"))
  half = gate_up.size(-1) // 2
  y = torch.mul(torch.silu(gate_up[:, :half]), gate_up[:, half:])
  return torch.linear(y, w["down"], w.get("down.bias"))


# The same with GELU, its tanh approximation.
def geglu(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  gate_up = torch.linear(x, w["gate_up"])
  half = gate_up.size(-1) // 2
  y = torch.mul(torch.gelu(gate_up[:, :half], approximate="tanh"), gate_up[:, half:])
  return torch.linear(y, w["down"])


# Each row through the chosen experts that its router finds most likely, weighted by what it thinks
# of them, if normalised as shares of 1. Rows are sorted by expert, so that each expert's weights
# are read once.
def experts(x: Tensor, w: Dict[str, Tensor], chosen: int, normalised: bool) -> Tensor:
  likely = torch.softmax(torch.linear(x.to(6), w["router"].to(6)), -1)
  share, expert = torch.topk(likely, chosen)
  if normalised:
    share = torch.div(share, torch.sum(share, [-1], True))
  count = likely.size(-1)
  gate_up = w["gate_up"].view([count, -1, x.size(-1)])
  down = w["down"].view([count, x.size(-1), -1])
  order = torch.argsort(expert.view([-1]))
  row = torch.floor_divide(order, chosen)
  share = torch.index_select(share.view([-1]), 0, order).unsqueeze(-1)
  load = torch.bincount(expert.view([-1]), None, count).to(torch.device("cpu"))
  out = torch.zeros(x.size(), dtype=6, device=x.device)
  start = 0
  for e in range(count):
    end = start + int(load[e])
    if end > start:
      at = row[start:end]
      y = __torch__.layers.swiglu(torch.index_select(x, 0, at), {"gate_up": gate_up[e], "down": down[e]})
      out.index_add_(0, at, torch.mul(y, share[start:end]))
    start = end
  return out.to(x.dtype)


# A layer with a router is one of experts.
def feed_forward(x: Tensor, w: Dict[str, Tensor], chosen: int, normalised: bool) -> Tensor:
  if torch.__contains__(w, "router"):
    return __torch__.layers.experts(x, w, chosen, normalised)
  return __torch__.layers.swiglu(x, w)
