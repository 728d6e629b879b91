# Attention over segments, one operator call each: on CPU, and on CUDA where the flash operator does
# not serve, in float32 and with a cap. Short segments of single rows are gathered into one call.
#
# q is [rows, groups, kv_heads, head_dim]: heads that share keys are kv_heads apart. host has, as
# Java's SegmentWork writes them: waves, then six numbers for each segment: row, rows, slot, slots,
# causal, wave. device has of the gathered segments: their rows; wave * rows + row of each; their
# slots; the numbers of their slots, padded to the longest with slots that do not count.

def numbers(all: Tensor) -> Tensor:
  return all


# What is added to the scores of a causal segment: -inf where a row may not look. The last row sees
# the last slot; a window of 0 is none, else each row sees that many slots at most.
def band(rows: int, slots: int, window: int, dtype: int, device: Device) -> Tensor:
  ahead = slots - rows
  hidden = torch.ones([rows, slots], dtype=11, device=device).triu(ahead + 1)
  if window > 0:
    hidden = torch.logical_or(hidden, torch.ones([rows, slots], dtype=11, device=device).tril(ahead - window))
  return torch.zeros([rows, slots], dtype=dtype, device=device).masked_fill(hidden, float("-inf"))


# Any device and type: scores, cap, mask, softmax and product spelled out; a cap of 0 is none.
# q [batch, kv_heads, rows, head_dim], k and v [batch, kv_heads, slots, head_dim].
def plain(q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  scores = torch.mul(torch.matmul(q.to(6), k.to(6).transpose(2, 3)), scale)
  if cap > 0.:
    scores = torch.mul(torch.tanh(torch.div(scores, cap)), cap)
  if torch.__isnot__(mask, None):
    scores = torch.add(scores, unchecked_cast(Tensor, mask))
  return (torch.matmul(torch.softmax(scores, -1), v.to(6)), torch.logsumexp(scores, [-1]))


# The operator of the CPU, which has no cap, or the form that is spelled out.
def operator(q: Tensor, k: Tensor, v: Tensor, square: bool, mask: Optional[Tensor], scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  if q.is_cuda or cap > 0.:
    known = mask
    if square:
      known = __torch__.attention.band(q.size(2), k.size(2), 0, 6, q.device)
    out, lse = __torch__.attention.plain(q, k, v, known, scale, cap)
  else:
    out, lse = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0., square, attn_mask=mask, scale=scale)
  return (out, lse)


# One segment. q [rows, groups, kv_heads, head_dim], k and v [slots, kv_heads, head_dim]. Returns the
# same form as q and the log-sum-exp [rows, groups, kv_heads].
def one_segment(q: Tensor, k: Tensor, v: Tensor, causal: bool, window: int, scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  rows = q.size(0)
  groups = q.size(1)
  slots = k.size(0)
  if causal and rows > 1:
    # The heads of a group are a batch that sees the same keys.
    mask = annotate(Optional[Tensor], None)
    square = rows == slots and (window == 0 or slots <= window)
    if not square:
      mask = __torch__.attention.band(rows, slots, window, 6, q.device).to(q.dtype)
    ks = k.transpose(0, 1).unsqueeze(0).expand([groups, -1, -1, -1])
    vs = v.transpose(0, 1).unsqueeze(0).expand([groups, -1, -1, -1])
    out, lse = __torch__.attention.operator(q.permute([1, 2, 0, 3]), ks, vs, square, mask, scale, cap)
    out = out.permute([2, 0, 1, 3])
    lse = lse.permute([2, 0, 1])
  else:
    # Without a mask the heads of a group are only more rows against the same keys.
    qs = q.permute([2, 0, 1, 3]).reshape([1, k.size(1), rows * groups, -1])
    out, lse = __torch__.attention.operator(qs, k.transpose(0, 1).unsqueeze(0), v.transpose(0, 1).unsqueeze(0), False, None, scale, cap)
    out = out.view([k.size(1), rows, groups, -1]).permute([1, 2, 0, 3])
    lse = lse.view([k.size(1), rows, groups]).permute([1, 2, 0])
  return (out, lse)


# The gathered segments. Returns [segments, groups, kv_heads, head_dim] and the log-sum-exp [segments,
# groups, kv_heads].
def gathered(q: Tensor, keys: Tensor, values: Tensor, slots: Tensor, index: Tensor, scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  count = q.size(0)
  size = [count, -1, keys.size(1), keys.size(2)]
  k = torch.index_select(keys, 0, index).view(size).transpose(1, 2)
  v = torch.index_select(values, 0, index).view(size).transpose(1, 2)
  longest = k.size(2)
  beyond = torch.ge(torch.arange(longest, device=q.device).unsqueeze(0), slots.unsqueeze(1))
  mask = torch.zeros([count, longest], dtype=q.dtype, device=q.device).masked_fill(beyond, float("-inf"))
  mask = mask.view([count, 1, 1, longest]).expand([-1, k.size(1), q.size(1), -1])
  out, lse = __torch__.attention.operator(q.transpose(1, 2), k, v, False, mask, scale, cap)
  return (out.transpose(1, 2), lse.transpose(1, 2))


def attend(q: Tensor, keys: Tensor, values: Tensor, host: List[int], device: List[Tensor], window: int, scale: float, cap: float) -> Tensor:
  rows = q.size(0)
  waves = host[0]
  outs = torch.zeros([waves, rows, q.size(1), q.size(2), q.size(3)], dtype=6, device=q.device)
  lses = torch.full([waves, rows, q.size(1), q.size(2)], float("-inf"), dtype=6, device=q.device)
  for i in range(1, len(host), 6):
    row = host[i]
    end = row + host[i + 1]
    slot = host[i + 2]
    slot_end = slot + host[i + 3]
    wave = host[i + 5]
    out, lse = __torch__.attention.one_segment(q[row:end], keys[slot:slot_end], values[slot:slot_end], host[i + 4] == 1, window, scale, cap)
    outs[wave, row:end].copy_(out)
    lses[wave, row:end].copy_(lse)
  if device[0].size(0) > 0:
    out, lse = __torch__.attention.gathered(torch.index_select(q, 0, device[0]), keys, values, device[2], device[3], scale, cap)
    outs.view([waves * rows, q.size(1), q.size(2), q.size(3)]).index_copy_(0, device[1], out.to(6))
    lses.view([waves * rows, q.size(1), q.size(2)]).index_copy_(0, device[1], lse.to(6))
  merged = outs[0]
  if waves > 1:
    # Partial results over disjoint slots merge by the shares of their sums.
    share = torch.softmax(lses, 0).unsqueeze(-1)
    merged = torch.sum(torch.mul(outs, share), [0])
  return merged.to(q.dtype).view([rows, -1])
