# Lets tests multiply by a weight as a matmul file does it, on plain numbers in bfloat16.

class Product(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # x [rows, in] times weight [out, in], with bias, added to sums [rows, out].
  def multiply(self: __torch__.product.Product, x: List[float], weight: List[float], bias: List[float], sums: List[float], rows: int) -> Tensor:
    w = annotate(Dict[str, Tensor], {})
    device = torch.device("cpu")
    __torch__.matmul.put(w, "w", torch.tensor(weight, dtype=15, device=device).view([len(bias), -1]))
    w["b"] = torch.tensor(bias, dtype=15, device=device)
    left = torch.tensor(x, dtype=15, device=device).view([rows, -1])
    sum = torch.tensor(sums, dtype=15, device=device).view([rows, -1])
    alone = __torch__.matmul.linear(left, w, "w", "b")
    added = __torch__.matmul.add_linear(sum, left, w, "w", "b")
    return torch.cat([alone, added]).to(7).view([-1])
