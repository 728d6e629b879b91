# Lets tests call functions of attention.py and sampler.py on plain numbers.

class Probe(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # The query comes as checkpoints have it, heads that share keys side by side, and is a slice of a
  # wider tensor, as it is in the decoder; keys and values share a tensor.
  def attend(self: __torch__.probe.Probe, q: List[float], k: List[float], v: List[float], heads: int, kv_heads: int, dim: int, dtype: int, host: List[int], numbers: List[int], ends: List[int], window: int, scale: float, cap: float) -> Tensor:
    device = torch.device("cpu")
    groups = heads // kv_heads
    query = torch.tensor(q, dtype=dtype, device=device).view([-1, kv_heads, groups, dim]).transpose(1, 2).reshape([-1, heads, dim])
    wide = torch.cat([query, query], 1)
    keys = torch.tensor(k, dtype=dtype, device=device).view([-1, kv_heads, dim])
    values = torch.tensor(v, dtype=dtype, device=device).view([-1, kv_heads, dim])
    pool = torch.cat([keys, values], 1)
    all = __torch__.attention.numbers(torch.tensor(numbers, dtype=4, device=device))
    work = annotate(List[Tensor], [])
    start = 0
    for i in range(len(ends)):
      work.append(all[start:ends[i]])
      start = ends[i]
    a = __torch__.attention.attend(wide[:, :heads].unflatten(1, [groups, kv_heads]), pool[:, :kv_heads], pool[:, kv_heads:], host, work, window, scale, cap)
    return a.view([-1, groups, kv_heads, dim]).transpose(1, 2).to(7).reshape([-1])

  # Output and log-sum-exp, one after the other, of one head.
  def plain(self: __torch__.probe.Probe, q: List[float], k: List[float], v: List[float], dim: int, causal: bool, window: int, scale: float, cap: float) -> Tensor:
    device = torch.device("cpu")
    query = torch.tensor(q, dtype=6, device=device).view([1, 1, -1, dim])
    keys = torch.tensor(k, dtype=6, device=device).view([1, 1, -1, dim])
    values = torch.tensor(v, dtype=6, device=device).view([1, 1, -1, dim])
    mask = annotate(Optional[Tensor], None)
    if causal:
      mask = __torch__.attention.band(query.size(2), keys.size(2), window, 6, device)
    out, lse = __torch__.attention.plain(query, keys, values, mask, scale, cap)
    return torch.cat([out.reshape([-1]), lse.reshape([-1])]).to(7)

  # One draw for each column of numbers, all from the same logits.
  def draw(self: __torch__.probe.Probe, logits: List[float], numbers: List[float], top_k: List[int], filtered: bool) -> Tensor:
    device = torch.device("cpu")
    n = torch.tensor(numbers, dtype=6, device=device).view([4, -1])
    k = torch.tensor(top_k, dtype=4, device=device)
    rows = torch.tensor(logits, dtype=6, device=device).unsqueeze(0).repeat([n.size(1), 1])
    return __torch__.sampler.draw(rows, n[0], k, n[1], n[2], n[3], filtered).to(7)

  # Logits [rows, size] as sampler.edit leaves them.
  def edit(self: __torch__.probe.Probe, logits: List[float], size: int, rows: List[int], tokens: List[int], repetition: List[float], bias: List[float]) -> Tensor:
    device = torch.device("cpu")
    table = torch.tensor(logits, dtype=6, device=device).view([-1, size])
    at = torch.tensor([rows, tokens], dtype=4, device=device)
    by = torch.tensor([repetition, bias], dtype=6, device=device)
    return __torch__.sampler.edit(table, at[0], at[1], by[0], by[1]).to(7).reshape([-1])

  # Logits [rows, size] as sampler.allow_ leaves them.
  def allow(self: __torch__.probe.Probe, logits: List[float], size: int, masks: List[int], count: int, rows: List[int], mask_of: List[int]) -> Tensor:
    device = torch.device("cpu")
    table = torch.tensor(logits, dtype=6, device=device).view([-1, size])
    bits = torch.tensor(masks, dtype=0, device=device).view([count, -1])
    return __torch__.sampler.allow_(table, bits, torch.tensor(rows, dtype=4, device=device), torch.tensor(mask_of, dtype=4, device=device)).to(7).reshape([-1])

  # tokens, drawn from logits [rows, size], as sampler.possible leaves them.
  def possible(self: __torch__.probe.Probe, logits: List[float], size: int, tokens: List[int]) -> Tensor:
    device = torch.device("cpu")
    table = torch.tensor(logits, dtype=6, device=device).view([-1, size])
    return __torch__.sampler.possible(table, torch.tensor(tokens, dtype=4, device=device)).to(7)

  # The most likely token of each row of logits [rows, size].
  def greedy(self: __torch__.probe.Probe, logits: List[float], size: int) -> Tensor:
    device = torch.device("cpu")
    return __torch__.sampler.greedy(torch.tensor(logits, dtype=6, device=device).view([-1, size])).to(7)
