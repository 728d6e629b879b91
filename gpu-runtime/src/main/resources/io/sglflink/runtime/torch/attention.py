# Attention over segments: rows [row, row + rows) of the step against slots [slot, slot + slots) of
# the KV pool, which is read in place. A row's segments are disjoint, one per wave at most; partial
# results merge by log-sum-exp in float32. A segment is five integers, SEGMENT in the engine's
# StepInput: row, rows, slot, slots, causal. A wave is three: its end in the segment list, the most
# rows and the most slots of one of its segments.

# Adds a partial result, -inf in part_lse where a row has none, to those so far: out [rows, heads,
# head_dim] and lse [rows, heads], float32. The share of the new part is the softmax of the two.
def merge(out: Tensor, lse: Tensor, part: Tensor, part_lse: Tensor) -> Tensor:
  share = torch.sigmoid(part_lse - lse).unsqueeze(-1)
  out.lerp_(part.to(6), share)
  return torch.logaddexp(lse, part_lse)


# Any device and type: scores, softmax and product spelled out.
# q [kv_heads, rows, head_dim], k and v [kv_heads, slots, head_dim].
def plain(q: Tensor, k: Tensor, v: Tensor, causal: bool) -> Tuple[Tensor, Tensor]:
  scores = torch.matmul(q.to(6), k.to(6).transpose(1, 2)) / torch.sqrt(float(q.size(2)))
  if causal:
    above = torch.ones([q.size(1), k.size(1)], dtype=11, device=q.device).triu(1)
    scores = scores.masked_fill(above, float("-inf"))
  return (torch.matmul(torch.softmax(scores, -1), v.to(6)), torch.logsumexp(scores, [-1]))


# One segment. q [rows, heads, head_dim], k and v [slots, kv_heads, head_dim]; a causal segment is a
# square. Returns [rows, heads, head_dim] and the log-sum-exp [rows, heads].
def one_segment(q: Tensor, k: Tensor, v: Tensor, causal: bool) -> Tuple[Tensor, Tensor]:
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
  if q.is_cuda:
    out, lse = __torch__.attention.plain(qs, ks, vs, not folded)
  else:
    out4, lse4 = torch._scaled_dot_product_flash_attention_for_cpu(qs.unsqueeze(0), ks.unsqueeze(0), vs.unsqueeze(0), 0., not folded)
    out = out4.squeeze(0)
    lse = lse4.squeeze(0)
  if folded:
    out = out.reshape([kv_heads, rows, group, dim]).transpose(0, 1).reshape([rows, heads, dim])
    lse = lse.reshape([kv_heads, rows, group]).transpose(0, 1).reshape([rows, heads])
  else:
    out = out.transpose(0, 1)
    lse = lse.transpose(0, 1)
  return (out, lse)


# Segment by segment: on CPU, and on CUDA in float32, which the flash operator does not take.
def attend_each(q: Tensor, keys: Tensor, values: Tensor, segments: List[int], waves: List[int]) -> Tensor:
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
      o, l = __torch__.attention.one_segment(q[row:end], keys[slot:slot_end], values[slot:slot_end], segments[5 * i + 4] == 1)
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
def attend_flash(q: Tensor, keys: Tensor, values: Tensor, indices: List[Tensor], waves: List[int]) -> Tensor:
  count = len(waves) // 3
  out, lse, _a, _b, _c = torch._flash_attention_forward(q, keys, values, indices[0], indices[1], waves[1], waves[2], 0., True, False, seqused_k=indices[2])
  if count == 1:
    return out
  out = out.to(6)
  lse = lse.t()
  for wave in range(1, count):
    part, part_lse, _d, _e, _f = torch._flash_attention_forward(q, keys, values, indices[3 * wave], indices[3 * wave + 1], waves[3 * wave + 1], waves[3 * wave + 2], 0., False, False, seqused_k=indices[3 * wave + 2])
    part_lse = part_lse.t()
    part_lse = part_lse.masked_fill(torch.isposinf(part_lse), float("-inf"))
    lse = __torch__.attention.merge(out, lse, part, part_lse)
  return out.to(q.dtype)
