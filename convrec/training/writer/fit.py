"""Fit the embedded writer: LoRA (Hu et al. 2021) on the last layers of SmolLM2, written as llama.cpp reads adapters.

llama.cpp's own form of the weights is read, so that what is learnt fits the weights that it is added to.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tqdm import tqdm
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

from convrec.errors import TrainingError
from convrec.models.files import SMOLLM2, packaged
from convrec.models.lora import LowRank, adapt
from convrec.models.writers.embedded import ADAPTER, short_task
from convrec.training.cards import LICENCE
from convrec.training.writer.pairs import pairs

SEED, RANK, LAYERS = 29, 8, 12  # of 30 layers, the last
STEPS, BATCH, RATE = 260, 12, 2e-3
TENSORS = {  # llama.cpp's names → those of transformers; its order of heads in q and k is another, so these stay
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
HEADS = {"attn_q": ("self_attn.q_proj", "num_attention_heads"), "attn_k": ("self_attn.k_proj", "num_key_value_heads")}


def fit_writer(folder: Path) -> Path:
    """Fit and write the adapter and its card to ``folder``. Raises TrainingError or WeightsError with what to do."""
    gguf = _gguf()
    torch.manual_seed(SEED)
    weights = packaged(SMOLLM2)
    tokenizer = AutoTokenizer.from_pretrained(weights.parent, gguf_file=weights.name)
    model = _model(gguf, weights)
    layers = model.model.layers[-LAYERS:]
    model.requires_grad_(False)
    adapt(layers, RANK, {name.rpartition(".")[2] for name in TENSORS.values()})
    loss = _learn(model, layers, tokenizer)
    path = folder / ADAPTER
    _write(gguf, path, layers, model.config.num_hidden_layers - LAYERS)
    card = {
        "what": f"low-rank matrices (rank {RANK}) beside the last {LAYERS} layers of SmolLM2-135M-Instruct, which put "
        "sentences of the assistant in other words",
        "data": ["sentences written for this project (convrec/training/writer/pairs.py, MIT)"],
        "examples": STEPS * BATCH,
        "seed": SEED,
        "figures": {"loss": round(loss, 4)},
        "licence": LICENCE,
        "command": "python -m convrec train writer",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return path


def _gguf() -> Any:
    try:
        import gguf
    except ImportError as error:
        raise TrainingError("Training the writer needs one package more; run: pip install gguf.") from error
    return gguf


def _model(gguf: Any, path: Path) -> Any:
    """The model in full precision, from llama.cpp's form."""
    reader = gguf.GGUFReader(path)
    known = {name.removeprefix("llama."): field.contents() for name, field in reader.fields.items() if "llama." in name}
    config = LlamaConfig(
        vocab_size=known["vocab_size"],
        hidden_size=known["embedding_length"],
        intermediate_size=known["feed_forward_length"],
        num_hidden_layers=known["block_count"],
        num_attention_heads=known["attention.head_count"],
        num_key_value_heads=known["attention.head_count_kv"],
        rms_norm_eps=known["attention.layer_norm_rms_epsilon"],
        rope_parameters={"rope_type": "default", "rope_theta": known["rope.freq_base"]},
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config)
    loaded = {_called(t.name): _tensor(gguf, t, config) for t in reader.tensors}
    missing, unexpected = model.load_state_dict(loaded, strict=False)
    assert not unexpected and missing == ["lm_head.weight"]  # which is tied to the first layer
    return model


def _called(name: str) -> str:
    """llama.cpp's name of a tensor → that of transformers."""
    if not name.startswith("blk."):
        return {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}[name]
    _, layer, part, _ = name.split(".")
    norms = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}
    heads = {ours: theirs for ours, (theirs, _) in HEADS.items()}
    return f"model.layers.{layer}.{(norms | heads | TENSORS)[part]}.weight"


def _tensor(gguf: Any, tensor: Any, config: LlamaConfig) -> torch.Tensor:
    values = np.array(gguf.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
    part = tensor.name.split(".")[2] if tensor.name.startswith("blk.") else ""
    if part in HEADS:  # llama.cpp keeps the two halves of a rotation side by side
        heads = getattr(config, HEADS[part][1])
        values = values.reshape(heads, -1, 2, values.shape[-1]).swapaxes(1, 2).reshape(values.shape)
    return torch.from_numpy(values)


def _learn(model: Any, layers: torch.nn.Module, tokenizer: Any) -> float:
    """Learn from made pairs, each seen once; returns the mean loss of the last twenty steps."""
    parameters = [one for one in layers.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS, pct_start=0.1)
    made = pairs(STEPS * BATCH, np.random.default_rng(SEED))
    losses = []
    for _ in tqdm(range(STEPS), desc="writer", disable=None):
        ids, labels, mask = _batch([next(made) for _ in range(BATCH)], tokenizer)
        hidden = model.model(input_ids=ids, attention_mask=mask).last_hidden_state[:, :-1]
        answered = labels[:, 1:] >= 0
        loss = torch.nn.functional.cross_entropy(model.lm_head(hidden[answered]), labels[:, 1:][answered])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    return float(np.mean(losses[-20:]))


def _batch(made: list[tuple[str, str]], tokenizer: Any) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, labels (−1 where nothing is learnt) and mask, each (batch, longest)."""
    rows = []
    for said, other in made:
        asked = tokenizer.apply_chat_template(short_task(said), add_generation_prompt=True, tokenize=False)
        before, after = tokenizer(asked)["input_ids"], tokenizer(f"{other}<|im_end|>")["input_ids"]
        rows.append((before + after, [-1] * len(before) + after))
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in rows])
    labels = torch.tensor([label + [-1] * (longest - len(label)) for _, label in rows])
    mask = torch.tensor([[1] * len(one) + [0] * (longest - len(one)) for one, _ in rows])
    return ids, labels, mask


def _write(gguf: Any, path: Path, layers: Any, first: int) -> None:
    """The adapter as llama.cpp reads it, in half precision."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    for number, layer in enumerate(layers, first):
        for name, place in TENSORS.items():
            matrices = layer.get_submodule(place)
            assert isinstance(matrices, LowRank)
            for end, matrix in (("lora_a", matrices.down), ("lora_b", matrices.up)):
                writer.add_tensor(f"blk.{number}.{name}.weight.{end}", matrix.detach().numpy().astype(np.float16))
    writer.add_float32("adapter.lora.alpha", matrices.scale * RANK)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
