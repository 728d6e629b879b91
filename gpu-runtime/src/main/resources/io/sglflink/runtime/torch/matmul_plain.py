# Products with weights as they are. Weights come by name in w.

def put(w: Dict[str, Tensor], name: str, weight: Tensor) -> None:
  w[name] = weight


# x [rows, in] times the weight [out, in], with its bias where it has one.
def linear(x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  return torch.linear(x, w[name], w.get(bias))


# The same added to sum [rows, out], which may be overwritten.
def add_linear(sum: Tensor, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  if torch.__contains__(w, bias):
    sum.add_(w[bias])
  return sum.addmm_(x, w[name].t())
