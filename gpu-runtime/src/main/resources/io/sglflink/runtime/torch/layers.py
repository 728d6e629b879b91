# Layers that the families share. Weights come by name in w, rows are tokens.

def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
  return torch.rms_norm(x, [x.size(-1)], weight, eps)


# Rotary embedding of x [rows, heads, head_dim] by cos and sin [rows, 1, head_dim], float32. Pairs
# are (i, i + head_dim / 2), the layout of Hugging Face checkpoints; sin carries the sign of the half.
def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
  y = x.to(6)
  swapped = torch.roll(y, y.size(-1) // 2, -1)
  return torch.addcmul(torch.mul(y, cos), swapped, sin).to(x.dtype)


# Gated feed-forward of Shazeer, "GLU Variants Improve Transformer" (2020), with SiLU.
def swiglu(x: Tensor, w: Dict[str, Tensor]) -> Tensor:
  gate_up = torch.linear(x, w["gate_up"], w.get("gate_up.bias"))
  half = gate_up.size(-1) // 2
  y = torch.mul(torch.silu(gate_up[:, :half]), gate_up[:, half:])
  return torch.linear(y, w["down"], w.get("down.bias"))
