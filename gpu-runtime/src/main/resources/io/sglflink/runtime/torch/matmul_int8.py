# Products with weights of eight bits and a scale for each output, symmetric around 0: bfloat16 on
# CPU. Up to four rows read the eight bits, which take half the memory traffic of bfloat16; more rows
# are faster on the same rounded weights, packed as in matmul_packed.py.

def put(w: Dict[str, Tensor], name: str, weight: Tensor) -> None:
  exact = weight.to(6)
  scale = torch.div(torch.amax(torch.abs(exact), [-1], True), 127).clamp_min(1e-12).to(15)
  rounded = torch.round(torch.div(exact, scale.to(6))).clamp(-127, 127)
  w[name + ".int8"] = rounded.to(1)
  w[name + ".scale"] = scale.squeeze(-1).contiguous()
  w[name] = ops.mkldnn._reorder_linear_weight(torch.mul(rounded, scale.to(6)).to(15), 32)


# x [rows, in] times the weight [out, in], with its bias where it has one.
def linear(x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  if x.size(0) > 4:
    return ops.mkldnn._linear_pointwise(x, w[name], w.get(bias), "none", annotate(List[Optional[number]], []), "")
  y = torch._weight_int8pack_mm(x.contiguous(), w[name + ".int8"], w[name + ".scale"])
  if torch.__contains__(w, bias):
    y.add_(w[bias])
  return y


# The same added to sum [rows, out], which may be overwritten.
def add_linear(sum: Tensor, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  return sum.add_(__torch__.matmul.linear(x, w, name, bias))
