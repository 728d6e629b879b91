# A decoder-only transformer over a KV pool. The engine hands weights over once and then calls begin and finish for each step.
# family, matmul and attention are files beside this one that Java chooses by checkpoint and device.
# Types are ScalarType numbers: 3 int32, 4 int64, 6 float32, 7 float64, 11 bool, 15 bfloat16.

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
  sliding : List[bool]
  layers : List[Dict[str, Tensor]]
  shared : Dict[str, Tensor]
  pool : List[Tensor]
  keys : List[Tensor]
  values : List[Tensor]
  drawn : List[Tensor]
  graphs : List[List[Tensor]]
  probe : List[Tensor]
  begun : List[Tensor]
  open_logits : List[Tensor]

  # One weight, from the bytes of one or more tensors that lie one after the other. layer -1 is for
  # weights outside the layers. multiplied says whether it is a matrix that matmul reads. order, if
  # not empty, sorts the rows, or the columns if columns. TorchScript reaches no view of another type,
  # only the copying one.
  def put(self: __torch__.decoder.Decoder, layer: int, name: str, pieces: List[Tensor], dtype: int, shape: List[int], multiplied: bool, order: List[int], columns: bool) -> int:
    data = pieces[0]
    if len(pieces) > 1:
      data = torch.cat(pieces)
    weight = torch.view_copy(data, dtype=dtype).view(shape)
    if len(order) > 0:
      weight = torch.index_select(weight, int(columns), torch.tensor(order, dtype=4))
    weight = weight.to(torch.device(self.device), self.dtype)
    while len(self.layers) <= layer:
      self.layers.append(annotate(Dict[str, Tensor], {}))
    w = self.shared
    if layer >= 0:
      w = self.layers[layer]
    if multiplied:
      __torch__.matmul.put(w, name, weight)
    else:
      w[name] = weight
    return weight.numel()

  def tie(self: __torch__.decoder.Decoder) -> int:
    __torch__.matmul.put(self.shared, "head", self.shared["embedding"])
    return 0

  # The norms of queries and keys as one, a weight for each value of each head.
  def join_norms(self: __torch__.decoder.Decoder, layer: int) -> int:
    w = self.layers[layer]
    q = w["q_norm"].to(6).unsqueeze(0).expand([self.heads, -1])
    k = w["k_norm"].to(6).unsqueeze(0).expand([self.kv_heads, -1])
    w["qk_norm"] = torch.cat([q, k])
    return 0

  # Which layers attend to a window alone, one flag for each layer.
  def slide(self: __torch__.decoder.Decoder, sliding: List[bool]) -> int:
    self.sliding = sliding
    return len(sliding)

  # Rotary turns for all positions of the context, complex numbers of length scale, [positions, 1,
  # pairs], named turns with a prefix. A second call's turns, those of long sequences, come after the
  # first's.
  def rotary(self: __torch__.decoder.Decoder, prefix: str, inverse_frequencies: List[float], scale: float, positions: int) -> int:
    device = torch.device(self.device)
    frequencies = torch.tensor(inverse_frequencies, dtype=6, device=device)
    angles = torch.outer(torch.arange(positions, dtype=6, device=device), frequencies).unsqueeze(1)
    turns = torch.complex(torch.mul(torch.cos(angles), scale), torch.mul(torch.sin(angles), scale))
    if torch.__contains__(self.shared, prefix + "turns"):
      turns = torch.cat([self.shared[prefix + "turns"], turns])
    self.shared[prefix + "turns"] = turns
    return positions

  # The KV pool: a tensor per layer, [slots, 2 * kv_heads, head_dim], keys before values, and views of
  # both. Steps have at most draws draws. There is one slot more than asked for, for rows that only fill
  # up a step.
  def allocate(self: __torch__.decoder.Decoder, slots: int, draws: int) -> int:
    device = torch.device(self.device)
    self.drawn.append(torch.zeros([draws], dtype=4, device=device))
    for layer in range(len(self.layers)):
      pool = torch.zeros([slots + 1, 2 * self.kv_heads, self.head_dim], dtype=self.dtype, device=device)
      self.pool.append(pool)
      self.keys.append(torch.narrow(pool, 1, 0, self.kv_heads))
      self.values.append(torch.narrow(pool, 1, self.kv_heads, self.kv_heads))
    return slots

  # The hidden state of every row, [rows, hidden], with the rows' keys and values written to slots.
  # Sliding layers attend over segments of their own and may have rotary turns of their own.
  def hidden(self: __torch__.decoder.Decoder, ids: Tensor, rotations: Tensor, slots: Tensor, host: List[int], work: List[Tensor], sliding_host: List[int], sliding_work: List[Tensor]) -> Tensor:
    turns = torch.index_select(self.shared["turns"], 0, rotations)
    local_turns = turns
    if torch.__contains__(self.shared, "local_turns"):
      local_turns = torch.index_select(self.shared["local_turns"], 0, rotations)
    x = torch.embedding(self.shared["embedding"], ids)
    if self.embedding_scale != 1.:
      # Hugging Face rounds the factor to the model's type.
      x = torch.mul(x, torch.full([1], self.embedding_scale, dtype=self.dtype, device=x.device))
    rotated = self.heads + self.kv_heads
    groups = self.heads // self.kv_heads
    for layer in range(len(self.layers)):
      w = self.layers[layer]
      slides = self.sliding[layer]
      h = __torch__.family.norm(x, w["attention_norm"], self.eps)
      if slides:
        qkv = __torch__.family.attention_input(h, w, rotated, self.head_dim, self.eps, local_turns)
      else:
        qkv = __torch__.family.attention_input(h, w, rotated, self.head_dim, self.eps, turns)
      self.pool[layer].index_copy_(0, slots, torch.narrow(qkv, 1, self.heads, 2 * self.kv_heads))
      q = torch.narrow(qkv, 1, 0, self.heads).unflatten(1, [groups, self.kv_heads])
      keys = self.keys[layer]
      values = self.values[layer]
      if slides and self.window > 0:
        a = __torch__.attention.attend(q, keys, values, sliding_host, sliding_work, self.window, self.scale, self.attention_cap)
      else:
        a = __torch__.attention.attend(q, keys, values, host, work, 0, self.scale, self.attention_cap)
      x = self.add(x, a, w, "output", "output.bias", "attention_post_norm")
      h = __torch__.family.norm(x, w["feed_forward_norm"], self.eps)
      if torch.__contains__(w, "router"):
        x = torch.add(x, __torch__.layers.experts(h, w, self.experts_chosen, self.experts_normalised))
      else:
        x = self.add(x, __torch__.family.gate(h, w), w, "down", "down.bias", "feed_forward_post_norm")
    return x

  # x with the last product of a block, and the norm after the block where the layer has one.
  def add(self: __torch__.decoder.Decoder, x: Tensor, y: Tensor, w: Dict[str, Tensor], name: str, bias: str, post_norm: str) -> Tensor:
    if torch.__contains__(w, post_norm):
      z = __torch__.matmul.linear(y, w, name, bias)
      return torch.add(x, __torch__.family.norm(z, w[post_norm], self.eps))
    return __torch__.matmul.add_linear(x, y, w, name, bias)

  def logits(self: __torch__.decoder.Decoder, x: Tensor, rows: Tensor) -> Tensor:
    h = __torch__.family.norm(torch.index_select(x, 0, rows), self.shared["norm"], self.eps)
    logits = __torch__.matmul.linear(h, self.shared, "head", "head.bias").to(6)
    if self.logit_cap > 0.:
      logits = torch.mul(torch.tanh(torch.div(logits, self.logit_cap)), self.logit_cap)
    return logits

  # All of a step that comes before its draws: writes the rows' keys and values. Part i of numbers ends
  # at ends[i], in the order of Java's StepEncoder: ids, where -1 - i is the i-th token drawn by the step
  # before if follows; rows of the rotary tables; slots; then what draw wants, rows to draw after, greedy
  # ones first; what sampler.edit wants, rows and tokens; scored rows; their targets; top_k of sampled
  # rows; then the parts of attention, and of sliding layers. Answers what draw wants, then the hidden
  # states and, if any row draws, the logits of those.
  def compute(self: __torch__.decoder.Decoder, numbers: Tensor, ends: List[int], host: List[int], sliding_host: List[int], follows: bool) -> List[Tensor]:
    parts = annotate(List[Tensor], [])
    work = annotate(List[Tensor], [])
    attended = __torch__.attention.numbers(numbers)
    start = 0
    for i in range(len(ends)):
      if i < 9:
        parts.append(torch.narrow(numbers, 0, start, ends[i] - start))
      else:
        work.append(torch.narrow(attended, 0, start, ends[i] - start))
      start = ends[i]
    ids = parts[0]
    if follows:
      before = torch.index_select(self.drawn[0], 0, torch.sub(-1, ids).clamp_min(0))
      ids = torch.where(torch.lt(ids, 0), before, ids)
    half = len(work) // 2
    x = self.hidden(ids, parts[1], parts[2], host, work[:half], sliding_host, work[half:])
    computed = parts[3:]
    computed.append(x)
    if parts[3].size(0) > 0:
      computed.append(self.logits(x, parts[3]))
    return computed

  # The rest of a step: draws tokens and scores targets. computed is compute's answer. reals are
  # temperature, top_p, min_p and a uniform number for each sampled row, one after the other, then the
  # edits' repetition penalties and biases. masks is empty or has what sampler.allow wants, bytes and two
  # rows of numbers. Answers float64: the drawn tokens; then, if logprobs, a row of
  # sampler.log_probabilities for each of them; then one for each scored row.
  def draw(self: __torch__.decoder.Decoder, computed: List[Tensor], reals: Tensor, masks: List[Tensor], greedy: int, filtered: bool, logprobs: bool, top: int) -> Tensor:
    answer = annotate(List[Tensor], [])
    draws = computed[0].size(0)
    if draws > 0:
      model_logits = computed[7]
      logits = model_logits
      sampled = draws - greedy
      if computed[1].size(0) > 0:
        by = reals[4 * sampled:].view([2, -1])
        logits = __torch__.sampler.edit(model_logits, computed[1], computed[2], by[0], by[1])
      if len(masks) > 0:
        if logprobs:
          logits = torch.clone(logits)
        bits = masks[0].view([-1, (model_logits.size(1) + 63) // 64 * 8])
        logits = __torch__.sampler.allow_(logits, bits, masks[1][0], masks[1][1])
      tokens = annotate(List[Tensor], [])
      if greedy > 0:
        tokens.append(__torch__.sampler.greedy(logits[:greedy]))
      if sampled > 0:
        n = reals[:4 * sampled].view([4, -1])
        some = __torch__.sampler.draw(logits[greedy:], n[0], computed[5], n[1], n[2], n[3], filtered)
        if len(masks) > 0:
          some = __torch__.sampler.possible(logits[greedy:], some)
        tokens.append(some)
      drawn = torch.cat(tokens)
      kept = drawn.clamp_min(0)
      self.drawn[0][:draws].copy_(kept)
      answer.append(drawn.to(7))
      if logprobs:
        answer.append(__torch__.sampler.log_probabilities(model_logits, kept, top).view([-1]))
    x = computed[6]
    scored = computed[3].size(0)
    if scored > 0:
      # A vocabulary's worth of float32 per row is large, so rows are scored in blocks.
      block = 128
      for first in range(0, scored, block):
        logits = self.logits(x, computed[3][first:first + block])
        answer.append(__torch__.sampler.log_probabilities(logits, computed[4][first:first + block], top).view([-1]))
    if len(answer) == 0:
      # An answer tells that the device has come so far.
      answer.append(torch.zeros([1], dtype=7, device=x.device))
    return torch.cat(answer)

  # Starts a step, see compute and draw; finish starts the rest of it. Between the two the engine makes
  # masks while the device computes.
  def begin(self: __torch__.decoder.Decoder, numbers: List[int], ends: List[int], reals: List[float], host: List[int], sliding_host: List[int], follows: bool) -> int:
    fractions = self.upload(torch.tensor(reals, dtype=6))
    self.begun = self.compute(self.upload(torch.tensor(numbers, dtype=4)), ends, host, sliding_host, follows)
    self.begun.append(fractions)
    return len(ends)

  # On a device of its own the answer is complete only when the device has come so far. rows and mask_of
  # are as sampler.allow_ wants them, masks is empty or one tensor of bytes.
  def finish(self: __torch__.decoder.Decoder, rows: List[int], mask_of: List[int], masks: List[Tensor], greedy: int, filtered: bool, logprobs: bool, top: int) -> Tensor:
    there = annotate(List[Tensor], [])
    for mask in masks:
      there.append(self.upload(mask))
      there.append(self.upload(torch.tensor([rows, mask_of], dtype=4)))
    computed = self.begun
    self.begun = annotate(List[Tensor], [])
    return self.download(self.draw(computed, computed[-1], there, greedy, filtered, logprobs, top))

  # Steps of one form are captured once and replayed from then on: only their numbers change. stage
  # copies these to where the capture of number graph reads them.
  def stage(self: __torch__.decoder.Decoder, graph: int, numbers: List[int], reals: List[float]) -> int:
    whole = torch.tensor(numbers, dtype=4).pin_memory()
    fractions = torch.tensor(reals, dtype=6).pin_memory()
    if len(self.graphs) <= graph:
      device = torch.device(self.device)
      self.graphs.append([whole.to(device), fractions.to(device)])
    else:
      self.graphs[graph][0].copy_(whole, non_blocking=True)
      self.graphs[graph][1].copy_(fractions, non_blocking=True)
    return graph

  # The step that is captured, see compute and draw.
  def capture(self: __torch__.decoder.Decoder, graph: int, ends: List[int], host: List[int], sliding_host: List[int], greedy: int) -> int:
    own = self.graphs[graph]
    computed = self.compute(own[0], ends, host, sliding_host, True)
    own.append(self.draw(computed, own[1], annotate(List[Tensor], []), greedy, False, False, 0))
    return graph

  # The part of a step before its draws that is captured, for draws that are guided: what finish wants of
  # it lies where every replay puts it, the logits in one place for all such graphs.
  def capture_open(self: __torch__.decoder.Decoder, graph: int, ends: List[int], host: List[int], sliding_host: List[int]) -> int:
    own = self.graphs[graph]
    computed = self.compute(own[0], ends, host, sliding_host, True)
    logits = torch.narrow(self.open_logits[0], 0, 0, computed[7].size(0))
    logits.copy_(computed[7])
    for part in computed[:6]:
      own.append(part)
    # No row is scored, so nobody asks for hidden states.
    own.append(torch.narrow(own[1], 0, 0, 0))
    own.append(logits)
    return graph

  # Memory for the logits of guided draws, outside of what captures allocate.
  def prepare_open(self: __torch__.decoder.Decoder, draws: int, vocabulary: int) -> int:
    if len(self.open_logits) == 0:
      self.open_logits.append(torch.empty([draws, vocabulary], dtype=6, device=torch.device(self.device)))
    return draws

  # Lets finish draw after the last replay of such a graph.
  def opened(self: __torch__.decoder.Decoder, graph: int) -> int:
    own = self.graphs[graph]
    self.begun = own[2:]
    self.begun.append(own[1])
    return graph

  # The answer of the last replay, see finish.
  def replayed(self: __torch__.decoder.Decoder, graph: int) -> Tensor:
    return self.download(self.graphs[graph][2])

  # Copies that do not wait for the device need memory that stays where it is.
  def upload(self: __torch__.decoder.Decoder, data: Tensor) -> Tensor:
    if self.device == "cpu" or data.numel() == 0:
      return data
    return data.pin_memory().to(torch.device(self.device), non_blocking=True)

  def download(self: __torch__.decoder.Decoder, data: Tensor) -> Tensor:
    if self.device == "cpu":
      return data
    there = torch.empty(data.size(), dtype=7, device=torch.device("cpu"), pin_memory=True)
    return there.copy_(data, non_blocking=True)

  # Attention of one layer alone, for its time, on random queries: stage_attention takes the work,
  # attend does it.
  def stage_attention(self: __torch__.decoder.Decoder, rows: int, numbers: List[int], ends: List[int]) -> int:
    q = torch.rand([rows, self.heads // self.kv_heads, self.kv_heads, self.head_dim], device=torch.device(self.device))
    self.probe = [q.to(self.dtype)]
    all = __torch__.attention.numbers(self.upload(torch.tensor(numbers, dtype=4)))
    start = 0
    for i in range(len(ends)):
      self.probe.append(all[start:ends[i]])
      start = ends[i]
    return rows

  def attend(self: __torch__.decoder.Decoder, host: List[int], turns: int) -> int:
    for i in range(turns):
      a = __torch__.attention.attend(self.probe[0], self.keys[0], self.values[0], host, self.probe[1:], 0, self.scale, self.attention_cap)
    return turns
