# A decoder-only transformer over a KV pool. The engine hands weights over once and then calls step.
# family is one of the family files beside this one. Types are ScalarType numbers: 3 int32, 4 int64,
# 6 float32, 7 float64, 11 bool, 15 bfloat16.

class Decoder(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  device : str
  dtype : int
  heads : int
  kv_heads : int
  head_dim : int
  eps : float
  scale : float
  attention_cap : float
  logit_cap : float
  embedding_scale : float
  window : int
  experts_chosen : int
  experts_normalised : bool
  flash : bool
  sliding : List[bool]
  layers : List[Dict[str, Tensor]]
  shared : Dict[str, Tensor]
  keys : List[Tensor]
  values : List[Tensor]

  # One weight, from the bytes of one or more tensors that lie one after the other. layer -1 is for
  # weights outside the layers. TorchScript reaches no view of another type, only the copying one.
  def put(self: __torch__.decoder.Decoder, layer: int, name: str, pieces: List[Tensor], dtype: int, shape: List[int]) -> int:
    data = pieces[0]
    if len(pieces) > 1:
      data = torch.cat(pieces)
    weight = torch.view_copy(data, dtype=dtype).view(shape).to(torch.device(self.device), self.dtype)
    if layer < 0:
      self.shared[name] = weight
    else:
      while len(self.layers) <= layer:
        self.layers.append(annotate(Dict[str, Tensor], {}))
      self.layers[layer][name] = weight
    return weight.numel()

  def tie(self: __torch__.decoder.Decoder) -> int:
    self.shared["head"] = self.shared["embedding"]
    return 0

  # Which layers attend to a window alone, one flag for each layer.
  def slide(self: __torch__.decoder.Decoder, sliding: List[bool]) -> int:
    self.sliding = sliding
    return len(sliding)

  # Rotary tables for all positions of the context, float32, [positions, 1, rotated], named cos and
  # sin with a prefix; values are multiplied by scale. A second call's tables, those of long
  # sequences, come after the first's.
  def rotary(self: __torch__.decoder.Decoder, prefix: str, inverse_frequencies: List[float], scale: float, positions: int) -> int:
    device = torch.device(self.device)
    frequencies = torch.tensor(inverse_frequencies, dtype=6, device=device)
    angles = torch.outer(torch.arange(positions, dtype=6, device=device), frequencies)
    cos = torch.mul(torch.cos(angles), scale)
    sin = torch.mul(torch.sin(angles), scale)
    cos = torch.cat([cos, cos], -1).unsqueeze(1)
    sin = torch.cat([torch.neg(sin), sin], -1).unsqueeze(1)
    if torch.__contains__(self.shared, prefix + "cos"):
      cos = torch.cat([self.shared[prefix + "cos"], cos])
      sin = torch.cat([self.shared[prefix + "sin"], sin])
    self.shared[prefix + "cos"] = cos
    self.shared[prefix + "sin"] = sin
    return positions

  # The KV pool: per layer one tensor of keys and one of values, [slots, kv_heads, head_dim].
  def allocate(self: __torch__.decoder.Decoder, slots: int) -> int:
    device = torch.device(self.device)
    self.keys = annotate(List[Tensor], [])
    self.values = annotate(List[Tensor], [])
    for layer in range(len(self.layers)):
      self.keys.append(torch.zeros([slots, self.kv_heads, self.head_dim], dtype=self.dtype, device=device))
      self.values.append(torch.zeros([slots, self.kv_heads, self.head_dim], dtype=self.dtype, device=device))
    return slots

  # The hidden state of every row, [rows, hidden], with the rows' keys and values written to slots.
  # rotations are rows of the rotary tables. Sliding layers attend over segments of their own and may
  # have rotary tables of their own.
  def hidden(self: __torch__.decoder.Decoder, ids: List[int], rotations: List[int], slots: List[int], segments: List[int], waves: List[int], sliding_segments: List[int], sliding_waves: List[int]) -> Tensor:
    device = torch.device(self.device)
    index = torch.tensor([ids, rotations, slots], dtype=4, device=device)
    cos = torch.index_select(self.shared["cos"], 0, index[1])
    sin = torch.index_select(self.shared["sin"], 0, index[1])
    local_cos = cos
    local_sin = sin
    if torch.__contains__(self.shared, "local_cos"):
      local_cos = torch.index_select(self.shared["local_cos"], 0, index[1])
      local_sin = torch.index_select(self.shared["local_sin"], 0, index[1])
    indices = annotate(List[Tensor], [])
    sliding_indices = annotate(List[Tensor], [])
    if self.flash:
      indices = __torch__.attention.flash_indices(segments, waves, device)
      if self.window > 0:
        sliding_indices = __torch__.attention.flash_indices(sliding_segments, sliding_waves, device)
    x = torch.embedding(self.shared["embedding"], index[0])
    if self.embedding_scale != 1.:
      # Hugging Face rounds the factor to the model's type.
      x = torch.mul(x, torch.full([1], self.embedding_scale, dtype=self.dtype, device=device))
    rows = x.size(0)
    for layer in range(len(self.layers)):
      w = self.layers[layer]
      keys = self.keys[layer]
      values = self.values[layer]
      h = __torch__.family.norm(x, w["attention_norm"], self.eps)
      if self.sliding[layer]:
        q, k, v = __torch__.family.attention_input(h, w, self.heads, self.kv_heads, self.head_dim, self.eps, local_cos, local_sin)
      else:
        q, k, v = __torch__.family.attention_input(h, w, self.heads, self.kv_heads, self.head_dim, self.eps, cos, sin)
      keys.index_copy_(0, index[2], k)
      values.index_copy_(0, index[2], v)
      if self.sliding[layer] and self.window > 0:
        if self.flash:
          a = __torch__.attention.attend_flash(q, keys, values, sliding_indices, sliding_waves, self.window, self.scale)
        else:
          a = __torch__.attention.attend_each(q, keys, values, sliding_segments, sliding_waves, self.window, self.scale, self.attention_cap)
      else:
        if self.flash:
          a = __torch__.attention.attend_flash(q, keys, values, indices, waves, 0, self.scale)
        else:
          a = __torch__.attention.attend_each(q, keys, values, segments, waves, 0, self.scale, self.attention_cap)
      a = torch.linear(a.reshape([rows, self.heads * self.head_dim]), w["output"], w.get("output.bias"))
      x = torch.add(x, self.after(a, w, "attention_post_norm"))
      h = __torch__.family.norm(x, w["feed_forward_norm"], self.eps)
      f = __torch__.family.feed_forward(h, w, self.experts_chosen, self.experts_normalised)
      x = torch.add(x, self.after(f, w, "feed_forward_post_norm"))
    return x

  # The norm after a block, where the layer has one.
  def after(self: __torch__.decoder.Decoder, x: Tensor, w: Dict[str, Tensor], name: str) -> Tensor:
    if torch.__contains__(w, name):
      return __torch__.family.norm(x, w[name], self.eps)
    return x

  def logits(self: __torch__.decoder.Decoder, x: Tensor, rows: Tensor) -> Tensor:
    h = __torch__.family.norm(torch.index_select(x, 0, rows), self.shared["norm"], self.eps)
    logits = torch.linear(h, self.shared["head"]).to(6)
    if self.logit_cap > 0.:
      logits = torch.mul(torch.tanh(torch.div(logits, self.logit_cap)), self.logit_cap)
    return logits

  # One step. Writes the rows' keys and values, draws a token for each row in drawn, the greedy ones
  # first, and scores targets at the rows in scored. logits of drawn rows are edited before the
  # draw: row edited_rows[i] of drawn, token edited_tokens[i], see sampler.edit. masks is empty or
  # has one tensor for sampler.allow, uint8, for rows masked_rows of drawn. numbers holds
  # temperature, top_p, min_p and a uniform number for each sampled row, one after the other.
  # Answers float64: the drawn tokens; then, if logprobs, a row of sampler.log_probabilities for each
  # of them; then one for each scored row.
  def step(self: __torch__.decoder.Decoder, ids: List[int], rotations: List[int], slots: List[int], segments: List[int], waves: List[int], sliding_segments: List[int], sliding_waves: List[int], drawn: List[int], greedy: int, numbers: List[float], top_k: List[int], filtered: bool, edited_rows: List[int], edited_tokens: List[int], repetition: List[float], bias: List[float], logprobs: bool, masks: List[Tensor], masked_rows: List[int], mask_of: List[int], scored: List[int], targets: List[int], top: int) -> Tensor:
    device = torch.device(self.device)
    x = self.hidden(ids, rotations, slots, segments, waves, sliding_segments, sliding_waves)
    answer = annotate(List[Tensor], [])
    if len(drawn) > 0:
      model_logits = self.logits(x, torch.tensor(drawn, dtype=4, device=device))
      logits = model_logits
      if len(edited_rows) > 0:
        at = torch.tensor([edited_rows, edited_tokens], dtype=4, device=device)
        by = torch.tensor([repetition, bias], dtype=6, device=device)
        logits = __torch__.sampler.edit(model_logits, at[0], at[1], by[0], by[1])
      if len(masks) > 0:
        at = torch.tensor([masked_rows, mask_of], dtype=4, device=device)
        bits = masks[0].view([max(mask_of) + 1, -1]).to(device)
        logits = __torch__.sampler.allow(logits, bits, at[0], at[1])
      parts = annotate(List[Tensor], [])
      if greedy > 0:
        parts.append(__torch__.sampler.greedy(logits[:greedy]))
      if len(drawn) > greedy:
        n = torch.tensor(numbers, dtype=6, device=device).view([4, -1])
        k = torch.tensor(top_k, dtype=4, device=device)
        parts.append(__torch__.sampler.draw(logits[greedy:], n[0], k, n[1], n[2], n[3], filtered))
      tokens = torch.cat(parts)
      if len(masks) > 0:
        tokens = __torch__.sampler.possible(logits, tokens)
      answer.append(tokens.to(7))
      if logprobs:
        answer.append(__torch__.sampler.log_probabilities(model_logits, tokens.clamp_min(0), top).view([-1]))
    if len(scored) > 0:
      # A vocabulary's worth of float32 per row is large, so rows are scored in blocks.
      at = torch.tensor([scored, targets], dtype=4, device=device)
      block = 128
      for start in range(0, len(scored), block):
        logits = self.logits(x, at[0][start:start + block])
        answer.append(__torch__.sampler.log_probabilities(logits, at[1][start:start + block], top).view([-1]))
    if len(answer) == 0:
      # The engine must not run ahead of the device without bound.
      answer.append(torch.zeros([1], dtype=7, device=device))
    return torch.cat(answer).to(torch.device("cpu"))
