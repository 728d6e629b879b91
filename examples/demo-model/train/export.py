"""Writes a checkpoint that transformers and the engine load, and reads it back."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from model import DemoModel, dense_mask
from recipe import END_OF_TEXT, IM_END, Shape

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"


def tensors(model: DemoModel) -> dict[str, Tensor]:
    """The weights by their names in a Hugging Face checkpoint."""
    shape = model.shape
    named = {"model.embed_tokens.weight": model.embedding, "model.norm.weight": model.norm}
    sizes = [heads * shape.head_dim for heads in (shape.heads, shape.kv_heads, shape.kv_heads)]
    for i, block in enumerate(model.blocks):
        q, k, v = block.qkv.split(sizes)
        gate, up = block.gate_up.chunk(2)
        for name, tensor in {
            "input_layernorm": block.norm_1,
            "self_attn.q_proj": q,
            "self_attn.k_proj": k,
            "self_attn.v_proj": v,
            "self_attn.q_norm": block.q_norm,
            "self_attn.k_norm": block.k_norm,
            "self_attn.o_proj": block.out,
            "post_attention_layernorm": block.norm_2,
            "mlp.gate_proj": gate,
            "mlp.up_proj": up,
            "mlp.down_proj": block.down,
        }.items():
            named[f"model.layers.{i}.{name}.weight"] = tensor
    return {name: tensor.detach() for name, tensor in named.items()}


def load(directory: Path, device: torch.device, compute: torch.dtype = torch.float32) -> DemoModel:
    """The model of an exported checkpoint."""
    config = json.loads((directory / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        vocabulary=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        kv_heads=config["num_key_value_heads"],
        head_dim=config["head_dim"],
        intermediate=config["intermediate_size"],
        norm_eps=config["rms_norm_eps"],
        rope_theta=config["rope_parameters"]["rope_theta"],
        positions=config["max_position_embeddings"],
    )
    model = DemoModel(shape, compute)
    read: dict[str, Tensor] = {}
    for file in sorted(directory.glob("model*.safetensors")):
        read |= load_file(file)
    with torch.no_grad():
        for name, tensor in tensors(model).items():
            # Slices of a joined matrix share its memory, so this writes into the model.
            tensor.copy_(read[name])
    return model.to(device)


def config(shape: Shape, ends: list[int]) -> dict:
    return {
        "architectures": ["Qwen3ForCausalLM"],
        "attention_bias": False,
        "attention_dropout": 0.0,
        "bos_token_id": None,
        "dtype": "bfloat16",
        "eos_token_id": ends[0],
        "head_dim": shape.head_dim,
        "hidden_act": "silu",
        "hidden_size": shape.hidden,
        "initializer_range": 0.02,
        "intermediate_size": shape.intermediate,
        "max_position_embeddings": shape.positions,
        "model_type": "qwen3",
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "num_key_value_heads": shape.kv_heads,
        "pad_token_id": ends[0],
        "rms_norm_eps": shape.norm_eps,
        "rope_parameters": {"rope_theta": shape.rope_theta, "rope_type": "default"},
        "rope_theta": shape.rope_theta,
        "sliding_window": None,
        "tie_word_embeddings": True,
        "use_cache": True,
        "use_sliding_window": False,
        "vocab_size": shape.vocabulary,
    }


def end_ids(tokenizer: Tokenizer) -> list[int]:
    """The tokens that end a generation."""
    return [tokenizer.token_to_id(END_OF_TEXT), tokenizer.token_to_id(IM_END)]


def write(model: DemoModel, tokenizer: Tokenizer, directory: Path, shard_mib: float | None) -> None:
    """Writes configuration and bfloat16 weights, in one file or in shards of at most shard_mib."""
    ends = end_ids(tokenizer)
    _json(directory / "config.json", config(model.shape, ends))
    _json(directory / "generation_config.json", {"do_sample": True, "eos_token_id": ends, "pad_token_id": ends[0]})
    weights = {name: t.to("cpu", torch.bfloat16).contiguous() for name, t in tensors(model).items()}
    shards = _shards(weights, shard_mib)
    if len(shards) == 1:
        _save(weights, directory / SINGLE)
        return
    where: dict[str, str] = {}
    for number, names in enumerate(shards, 1):
        file = f"model-{number:05}-of-{len(shards):05}.safetensors"
        _save({name: weights[name] for name in names}, directory / file)
        where |= dict.fromkeys(names, file)
    total = sum(t.nbytes for t in weights.values())
    _json(directory / INDEX, {"metadata": {"total_size": total}, "weight_map": where})


def _save(weights: dict[str, Tensor], file: Path) -> None:
    save_file(weights, file, metadata={"format": "pt"})
    file.chmod(0o644)  # safetensors writes for the owner alone


def _shards(weights: dict[str, Tensor], shard_mib: float | None) -> list[list[str]]:
    limit = shard_mib * 2**20 if shard_mib else float("inf")
    shards: list[list[str]] = [[]]
    size = 0
    for name, tensor in weights.items():
        if shards[-1] and size + tensor.nbytes > limit:
            shards.append([])
            size = 0
        shards[-1].append(name)
        size += tensor.nbytes
    return shards


def _json(file: Path, value: dict) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@torch.no_grad()
def check_against_transformers(model: DemoModel, directory: Path, texts: list[list[int]]) -> float:
    """The largest difference between our logits and those of transformers with our weights, in float32.

    Raises RuntimeError when they differ; directory needs config.json only.
    """
    from transformers import AutoConfig, AutoModelForCausalLM

    ours = DemoModel(model.shape)
    ours.load_state_dict({name: t.float().cpu() for name, t in model.state_dict().items()})
    theirs = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(directory), dtype=torch.float32).eval()
    state = {name: t.float() for name, t in tensors(ours).items()}
    missing, unexpected = theirs.load_state_dict(state, strict=False)
    if unexpected or set(missing) - {"lm_head.weight"}:
        raise RuntimeError(f"transformers names the weights otherwise: missing {missing}, unknown {unexpected}")
    theirs.tie_weights()
    worst = 0.0
    for ids in texts:
        tokens = torch.tensor([ids])
        positions = torch.arange(len(ids))[None]
        here = ours.logits(ours(tokens, positions, dense_mask(positions)))
        worst = max(worst, (here - theirs(tokens).logits).abs().max().item())
    if not worst < 1e-3:
        raise RuntimeError(f"our logits and those of transformers differ by {worst}")
    return worst
