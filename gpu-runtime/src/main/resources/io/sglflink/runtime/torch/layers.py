# Layers that the families share. Weights come by name in w, rows are tokens.

def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], weight, eps)


# Gemma's: the weight is what the factor differs from 1 by, and all of it is done in float32.
def rms_norm_from_one(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x.to(6), [x.size(-1)], torch.add(weight.to(6), 1), eps).to(x.dtype)


# x [rows, hidden] to q, k and v, one after the other: [rows, heads + 2 * kv_heads, head_dim].
def qkv(x: Tensor, w: Dict[str, Tensor], head_dim: int) -> Tensor:
  return __torch__.matmul.linear(x, w, "qkv", "qkv.bias").view([x.size(0), -1, head_dim])


# Writes the rotary embedding of source [rows, n, head_dim], float32, to the first n heads of qkv.
# turns are complex numbers, [rows, 1, pairs]. Pairs are neighbours: the loader has sorted the weights
# so. What is beyond the pairs is not rotated.
def rotate(qkv: Tensor, source: Tensor, turns: Tensor) -> Tensor:
  size = 2 * turns.size(-1)
  heads = source.size(1)
  target = torch.narrow(qkv, 1, 0, heads)
  if size < source.size(-1):
    target[:, :, size:].copy_(source[:, :, size:])
    source = source[:, :, :size]
    target = target[:, :, :size]
  pairs = torch.view_as_complex(source.unflatten(-1, [-1, 2]))
  target.copy_(torch.view_as_real(torch.mul(pairs, turns)).flatten(2))
  return qkv


# Gated feed-forward of Shazeer, "GLU Variants Improve Transformer" (2020), with SiLU: what goes into
# the last product.
def swiglu(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  gate_up = __torch__.matmul.linear(x, w, "gate_up", "gate_up.bias")
  half = gate_up.size(-1) // 2
  return torch.silu(torch.narrow(gate_up, 1, 0, half)).mul_(torch.narrow(gate_up, 1, half, half))


# The same with GELU, its tanh approximation.
def geglu(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  gate_up = __torch__.matmul.linear(x, w, "gate_up", "gate_up.bias")
  half = gate_up.size(-1) // 2
  return torch.gelu(gate_up[:, :half], approximate="tanh").mul_(gate_up[:, half:])


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
      both = torch.linear(torch.index_select(x, 0, at), gate_up[e])
      half = both.size(-1) // 2
      y = torch.linear(torch.silu(both[:, :half]).mul_(both[:, half:]), down[e])
      out.index_add_(0, at, torch.mul(y, share[start:end]))
    start = end
  return out.to(x.dtype)
