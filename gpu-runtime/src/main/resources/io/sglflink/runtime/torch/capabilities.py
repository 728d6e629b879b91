# What this build of PyTorch can do on this processor.

class Capabilities(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # Whether oneDNN multiplies bfloat16.
  def packs(self: __torch__.capabilities.Capabilities) -> bool:
    return ops.mkldnn._is_mkldnn_bf16_supported()
