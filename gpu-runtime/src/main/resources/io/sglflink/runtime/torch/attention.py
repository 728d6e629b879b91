# Attention over segments: rows [row, row + rows) of the step against slots [slot, slot + slots) of
# the KV pool, which is read in place. A row's segments are disjoint, one per wave at most; partial
# results merge by log-sum-exp in float32. A segment is five integers, SEGMENT in the engine's
# StepInput: row, rows, slot, slots, causal. A wave is three: its end in the segment list, the most
# rows and the most slots of one of its segments. With a window, causal segments hide what is out of
# it; all other segments are cut so that their rows see them whole.

# Adds a partial result, -inf in part_lse where a row has none, to those so far: out [rows, heads,
# head_dim] and lse [rows, heads], float32. The share of the new part is the softmax of the two.
def merge(out: Tensor, lse: Tensor, part: Tensor, part_lse: Tensor) -> Tensor:
  share = torch.sigmoid(part_lse - lse).unsqueeze(-1)
  out.lerp_(part.to(6), share)
  return torch.logaddexp(lse, part_lse)


# What is added to the scores of a causal segment: -inf where a row may not look. The last row sees
# the last slot; a window of 0 is none, else each row sees that many slots at most.
def band(rows: int, slots: int, window: int, dtype: int, device: Device) -> Tensor:
  ahead = slots - rows
  hidden = torch.ones([rows, slots], dtype=11, device=device).triu(ahead + 1)
  if window > 0:
    hidden = torch.logical_or(hidden, torch.ones([rows, slots], dtype=11, device=device).tril(ahead - window))
  return torch.zeros([rows, slots], dtype=dtype, device=device).masked_fill(hidden, float("-inf"))


# Any device and type: scores, cap, softmax and product spelled out; a cap of 0 is none.
# q [kv_heads, rows, head_dim], k and v [kv_heads, slots, head_dim].
def plain(q: Tensor, k: Tensor, v: Tensor, causal: bool, window: int, scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  scores = torch.mul(torch.matmul(q.to(6), k.to(6).transpose(1, 2)), scale)
  if cap > 0.:
    scores = torch.mul(torch.tanh(torch.div(scores, cap)), cap)
  if causal:
    scores = torch.add(scores, __torch__.attention.band(q.size(1), k.size(1), window, 6, q.device))
  return (torch.matmul(torch.softmax(scores, -1), v.to(6)), torch.logsumexp(scores, [-1]))


# The operator of the CPU, which has no cap. It knows causal squares; other bands are added.
def on_cpu(q: Tensor, k: Tensor, v: Tensor, causal: bool, window: int, scale: float) -> Tuple[Tensor, Tensor]:
  rows = q.size(1)
  slots = k.size(1)
  square = rows == slots and (window == 0 or slots <= window)
  if causal and not square:
    mask = __torch__.attention.band(rows, slots, window, q.dtype, q.device)
    out, lse = torch._scaled_dot_product_flash_attention_for_cpu(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), 0., False, attn_mask=mask, scale=scale)
  else:
    out, lse = torch._scaled_dot_product_flash_attention_for_cpu(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), 0., causal, scale=scale)
  return (out.squeeze(0), lse.squeeze(0))


# One segment. q [rows, heads, head_dim], k and v [slots, kv_heads, head_dim]. Returns [rows, heads,
# head_dim] and the log-sum-exp [rows, heads].
def one_segment(q: Tensor, k: Tensor, v: Tensor, causal: bool, window: int, scale: float, cap: float) -> Tuple[Tensor, Tensor]:
  rows = q.size(0)
  heads = q.size(1)
  dim = q.size(2)
  kv_heads = k.size(1)
  group = heads // kv_heads
  qs = q.transpose(0, 1)
  ks = k.transpose(0, 1)
  vs = v.transpose(0, 1)
  folded = not causal or rows == 1
  if folded:
    # Without a mask the heads of a group are only more rows against the same keys.
    qs = q.view([rows, kv_heads, group, dim]).transpose(0, 1).reshape([kv_heads, rows * group, dim])
  else:
    ks = ks.repeat_interleave(group, 0)
    vs = vs.repeat_interleave(group, 0)
  if q.is_cuda or cap > 0.:
    out, lse = __torch__.attention.plain(qs, ks, vs, not folded, window, scale, cap)
  else:
    out, lse = __torch__.attention.on_cpu(qs, ks, vs, not folded, window, scale)
  if folded:
    out = out.reshape([kv_heads, rows, group, dim]).transpose(0, 1).reshape([rows, heads, dim])
    lse = lse.reshape([kv_heads, rows, group]).transpose(0, 1).reshape([rows, heads])
  else:
    out = out.transpose(0, 1)
    lse = lse.transpose(0, 1)
  return (out, lse)


# Segment by segment: on CPU, and on CUDA where the flash operator does not serve, in float32 and
# with a cap.
def attend_each(q: Tensor, keys: Tensor, values: Tensor, segments: List[int], waves: List[int], window: int, scale: float, cap: float) -> Tensor:
  count = len(waves) // 3
  out = torch.empty([0])
  lse = torch.empty([0])
  s = 0
  for wave in range(count):
    part = torch.zeros(q.size(), dtype=q.dtype, device=q.device)
    part_lse = torch.full([q.size(0), q.size(1)], float("-inf"), dtype=6, device=q.device)
    for i in range(s, waves[3 * wave]):
      row = segments[5 * i]
      end = row + segments[5 * i + 1]
      slot = segments[5 * i + 2]
      slot_end = slot + segments[5 * i + 3]
      o, l = __torch__.attention.one_segment(q[row:end], keys[slot:slot_end], values[slot:slot_end], segments[5 * i + 4] == 1, window, scale, cap)
      part[row:end].copy_(o)
      part_lse[row:end].copy_(l)
    s = waves[3 * wave]
    if count == 1:
      return part
    if wave == 0:
      out = part.to(6)
      lse = part_lse
    else:
      lse = __torch__.attention.merge(out, lse, part, part_lse)
  return out.to(q.dtype)


# The index tensors of each wave for the flash operator: where its rows begin, where its slots
# begin, how many slots it uses. Made once a step, used by every layer.
def flash_indices(segments: List[int], waves: List[int], device: Device) -> List[Tensor]:
  all = torch.tensor(segments, dtype=3, device=device).view([-1, 5])
  indices = annotate(List[Tensor], [])
  s = 0
  for wave in range(len(waves) // 3):
    rows = all[s:waves[3 * wave]]
    last = rows[-1:]
    indices.append(torch.cat([rows[:, 0], last[:, 0] + last[:, 1]]))
    indices.append(torch.cat([rows[:, 2], last[:, 2]]))
    indices.append(rows[:, 3].contiguous())
    s = waves[3 * wave]
  return indices


# One flash call per wave; every wave lists all of the step's rows, with 0 slots where a row has no
# segment in it. The operator's log-sum-exp of nothing is +inf and has to count as none.
def attend_flash(q: Tensor, keys: Tensor, values: Tensor, indices: List[Tensor], waves: List[int], window: int, scale: float) -> Tensor:
  count = len(waves) // 3
  # A negative number of slots to the left is no window.
  out, lse, _a, _b, _c = torch._flash_attention_forward(q, keys, values, indices[0], indices[1], waves[1], waves[2], 0., True, False, scale=scale, window_size_left=window - 1, seqused_k=indices[2])
  if count == 1:
    return out
  out = out.to(6)
  lse = lse.t()
  for wave in range(1, count):
    part, part_lse, _d, _e, _f = torch._flash_attention_forward(q, keys, values, indices[3 * wave], indices[3 * wave + 1], waves[3 * wave + 1], waves[3 * wave + 2], 0., False, False, scale=scale, seqused_k=indices[3 * wave + 2])
    part_lse = part_lse.t()
    part_lse = part_lse.masked_fill(torch.isposinf(part_lse), float("-inf"))
    lse = __torch__.attention.merge(out, lse, part, part_lse)
  return out.to(q.dtype)
