# Draws tokens from logits [rows, vocabulary], float32.

# The most likely token of each row, or -1 where a logit is not a number.
def greedy(logits: Tensor) -> Tensor:
  best, token = torch.max(logits, -1)
  return torch.where(torch.isfinite(best), token, torch.full_like(token, -1))


# Index of the first cumulative weight above uniform's share of the whole; uniform is in [0, 1).
def invert(weights: Tensor, uniform: Tensor) -> Tensor:
  sums = torch.cumsum(weights, -1)
  # Below the whole, or rounding could run past the last weight that is not 0.
  whole = sums[:, -1]
  wanted = torch.minimum(torch.mul(uniform, whole), torch.nextafter(whole, torch.zeros_like(whole))).unsqueeze(-1)
  return torch.searchsorted(sums, wanted, right=True).clamp_max(weights.size(-1) - 1)


# One draw from what top-k, top-p and min-p together keep of sorted, the probabilities from the best
# on; order has their tokens.
def nucleus(sorted: Tensor, order: Tensor, top_k: Tensor, top_p: Tensor, min_p: Tensor, uniform: Tensor) -> Tensor:
  before = torch.cumsum(sorted, -1) - sorted
  rank = torch.arange(sorted.size(-1), device=sorted.device).unsqueeze(0)
  drop = torch.logical_or(before > top_p.unsqueeze(-1), rank >= top_k.unsqueeze(-1))
  drop = torch.logical_or(drop, sorted < sorted[:, :1] * min_p.unsqueeze(-1))
  index = __torch__.sampler.invert(sorted.masked_fill(drop, 0.), uniform)
  return torch.gather(order, -1, index).squeeze(-1)


# Temperature, then top-k, top-p and min-p together on the same distribution, as SGLang's reference
# sampler does it, then one draw by inversion. A row goes the way that its own parameters ask for,
# whatever the rows beside it do, or a replay in other company would draw other tokens.
def draw(logits: Tensor, temperature: Tensor, top_k: Tensor, top_p: Tensor, min_p: Tensor, uniform: Tensor, filtered: bool) -> Tensor:
  best = torch.amax(logits, -1)
  probabilities = torch.softmax(torch.div(logits, temperature.unsqueeze(-1)), -1)
  if filtered:
    size = probabilities.size(-1)
    whole = torch.logical_and(torch.logical_and(top_k >= size, top_p >= 1.), min_p <= 0.)
    # Nearly always the nucleus lies within the first thousand, and selecting them is much cheaper
    # than sorting a vocabulary.
    sorted, order = torch.topk(probabilities, min(1024, size))
    token = __torch__.sampler.nucleus(sorted, order, top_k, top_p, min_p, uniform)
    inside = torch.logical_or(torch.sum(sorted, -1) > top_p, top_k <= sorted.size(-1))
    inside = torch.logical_or(inside, sorted[:, -1] < sorted[:, 0] * min_p)
    outside = torch.nonzero(torch.logical_not(torch.logical_or(inside, whole))).squeeze(-1)
    if outside.size(0) > 0:
      sorted, order = torch.sort(torch.index_select(probabilities, 0, outside), -1, True)
      drawn = __torch__.sampler.nucleus(sorted, order, torch.index_select(top_k, 0, outside), torch.index_select(top_p, 0, outside), torch.index_select(min_p, 0, outside), torch.index_select(uniform, 0, outside))
      token = torch.index_copy(token, 0, outside, drawn)
    if bool(torch.any(whole)):
      token = torch.where(whole, __torch__.sampler.invert(probabilities, uniform).squeeze(-1), token)
  else:
    token = __torch__.sampler.invert(probabilities, uniform).squeeze(-1)
  return torch.where(torch.isfinite(best), token, torch.full_like(token, -1))


# logits with changes at (rows[i], tokens[i]), each pair once: a positive one is divided by its
# repetition penalty, any other multiplied (Keskar et al., "CTRL", 2019), then the bias is added.
def edit(logits: Tensor, rows: Tensor, tokens: Tensor, repetition: Tensor, bias: Tensor) -> Tensor:
  old = torch.index(logits, [rows, tokens])
  new = torch.where(old > 0, torch.div(old, repetition), torch.mul(old, repetition))
  return torch.index_put(logits, [rows, tokens], torch.add(new, bias))


# Sets logits to minus infinity for every token that a row must not draw. masks has a bit for each token
# of the vocabulary, uint8 [masks, bytes], the least significant bit first; row rows[i] has mask
# mask_of[i]. Rows rise.
def allow_(logits: Tensor, masks: Tensor, rows: Tensor, mask_of: Tensor) -> Tensor:
  # Made on the device: a copy from the host would wait for all that was launched before.
  bit = torch.bitwise_left_shift(torch.ones([8], dtype=0, device=logits.device), torch.arange(8, dtype=0, device=logits.device))
  bits = torch.bitwise_and(masks.unsqueeze(-1), bit).view([masks.size(0), -1])
  banned = torch.index_select(torch.eq(bits[:, :logits.size(-1)], 0), 0, mask_of)
  if rows.size(0) == logits.size(0):
    return logits.masked_fill_(banned, float("-inf"))
  kept = torch.index_select(logits, 0, rows).masked_fill_(banned, float("-inf"))
  return logits.index_copy_(0, rows, kept)


# tokens, but the most likely one where a draw hit a token without any probability: on CUDA a
# cumulative sum may rise by a rounding error where nothing is added.
def possible(logits: Tensor, tokens: Tensor) -> Tensor:
  drawn = torch.gather(logits, -1, tokens.clamp_min(0).unsqueeze(-1)).squeeze(-1)
  wrong = torch.logical_and(torch.isneginf(drawn), tokens >= 0)
  return torch.where(wrong, torch.argmax(logits, -1), tokens)


# Log-probabilities of targets [rows] and, when top > 0, of the top most likely tokens: a row is
# target, then top tokens, then their log-probabilities; float64 holds a token id exactly.
def log_probabilities(logits: Tensor, targets: Tensor, top: int) -> Tensor:
  total = torch.logsumexp(logits, [-1], True)
  columns = [(torch.gather(logits, -1, targets.unsqueeze(-1)) - total).to(7)]
  if top > 0:
    value, token = torch.topk(logits, top)
    columns.append(token.to(7))
    columns.append((value - total).to(7))
  return torch.cat(columns, -1)
