# Attention over segments on CUDA, in 16-bit types: one call of the flash operator for all segments of
# a step, which reads the KV pool in place, and one more for the segments of prompts, where rows do
# not see what comes after them.
#
# q is [rows, groups, kv_heads, head_dim]: heads that share keys are kv_heads apart, so that for the
# first call they are only more rows against the same keys. host has, as Java's FlashWork writes them:
# waves; the most rows and the most slots of a segment in them; the same two of the causal call, whose
# rows are 0 where there is none. device has the segments of the waves, then those of the causal call:
# where their rows begin, where their slots begin, how many slots they use.

# The operator wants int32.
def numbers(all: Tensor) -> Tensor:
  return all.to(3)


def attend(q: Tensor, keys: Tensor, values: Tensor, host: List[int], device: List[Tensor], window: int, scale: float, cap: float) -> Tensor:
  rows = q.size(0)
  kv_heads = q.size(2)
  waves = host[0]
  width = q.size(1) * kv_heads
  if host[3] == 0 and waves == 1:
    out, _a, _b, _c, _d = torch._flash_attention_forward(q.reshape([-1, kv_heads, q.size(3)]), keys, values, device[0], device[1], host[1], host[2], 0., False, False, scale=scale, seqused_k=device[2])
    return out.view([rows, -1])
  outs = annotate(List[Tensor], [])
  lses = annotate(List[Tensor], [])
  if host[3] > 0:
    # Here the operator wants the heads that share keys side by side. A negative number of slots to
    # the left is no window.
    sorted = q.transpose(1, 2).reshape([rows, width, q.size(3)])
    out, lse, _a, _b, _c = torch._flash_attention_forward(sorted, keys, values, device[3], device[4], host[3], host[4], 0., True, False, scale=scale, window_size_left=window - 1, seqused_k=device[5])
    out = out.view([rows, kv_heads, -1, q.size(3)]).transpose(1, 2)
    if waves == 0:
      return out.reshape([rows, -1])
    outs.append(out.unsqueeze(0))
    lses.append(lse.t().view([1, rows, kv_heads, -1]).transpose(2, 3))
  all = q.unsqueeze(0).expand([waves, -1, -1, -1, -1]).reshape([-1, kv_heads, q.size(3)])
  out, lse, _a, _b, _c = torch._flash_attention_forward(all, keys, values, device[0], device[1], host[1], host[2], 0., False, False, scale=scale, seqused_k=device[2])
  outs.append(out.view([waves, rows, -1, kv_heads, q.size(3)]))
  lses.append(lse.t().view([waves, rows, -1, kv_heads]))
  lse = torch.cat(lses)
  # The operator's log-sum-exp of nothing is plus infinity and has to count as none.
  share = torch.softmax(torch.nan_to_num(lse, None, float("-inf"), float("-inf")), 0).unsqueeze(-1)
  merged = torch.sum(torch.mul(torch.cat(outs), share), [0])
  return merged.to(q.dtype).view([rows, -1])
