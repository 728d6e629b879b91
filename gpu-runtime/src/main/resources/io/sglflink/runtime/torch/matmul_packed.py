# Products with weights that oneDNN has put in the order in which its kernels read them: bfloat16 on
# CPU. Without that every product sorts its weights anew, which costs more than a small batch does.

def put(w: Dict[str, Tensor], name: str, weight: Tensor) -> None:
  w[name] = ops.mkldnn._reorder_linear_weight(weight, 32)


# x [rows, in] times the weight [out, in], with its bias where it has one.
def linear(x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, w[name], w.get(bias), "none", annotate(List[Optional[number]], []), "")


# The same added to sum [rows, out], which may be overwritten.
def add_linear(sum: Tensor, x: Tensor, w: Dict[str, Tensor], name: str, bias: str) -> Tensor:
  return ops.mkldnn._linear_pointwise(x, sum, w[name], w.get(bias), "add")
