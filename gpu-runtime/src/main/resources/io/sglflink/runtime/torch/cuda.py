# What only a CUDA device has: streams and events.

class Cuda(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Gives the calling thread a stream of its own: the default one cannot be captured in a graph.
  def own_stream(self: __torch__.cuda.Cuda, device: str) -> int:
    ops.cuda.set_stream(__torch__.torch.classes.cuda.Stream(torch.device(device), 0))
    return 0

  # An event at the end of what the thread's stream has been given so far.
  def record(self: __torch__.cuda.Cuda) -> __torch__.torch.classes.cuda.Event:
    event = __torch__.torch.classes.cuda.Event(False, True, False)
    event.record(ops.cuda.current_stream(None))
    return event

  # Returns when the device has come to where the event was recorded.
  def wait(self: __torch__.cuda.Cuda, event: __torch__.torch.classes.cuda.Event) -> int:
    event.synchronize()
    return 0
