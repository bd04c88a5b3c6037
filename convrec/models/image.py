"""The image encoder: an open_clip model, embedded (EfficientNet-lite0 + MiniLM) or from the hub.

The embedded one is built from a JSON configuration written at run time, because the text tower's folder is an
absolute path. Its vision tower gives two vectors in one pass: pooled features (``look``, with colours beside them) and,
through the classifier's guesses, a place in MiniLM's space (``meaning``).
"""

import json
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import torch
from PIL import Image

from convrec.errors import ModelError, WeightsError
from convrec.models.colour import colours
from convrec.models.conse import ConseHead
from convrec.models.files import EFFICIENTNET, MINILM, SHA256, digest, packaged, shipped
from convrec.types import PhotoVectors

CPU_BATCH, GPU_BATCH = 4, 32  # on a CPU larger batches are slower: their memory is asked for anew each time
WORDS_BATCH = 32
MODEL = "convrec-efficientnet-lite0-minilm"
SIDE = 224
EMBED_DIM = 384  # MiniLM's
MEAN, STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)  # what the tower was trained with
PROJECTION = "projection.npz"
COLOUR = 0.1  # of 0.05, 0.1 and 0.15 the best on the grocery data's training photos


class OpenClipEncoder:
    """Any open_clip model. ``look`` are the features before the projection, or ``meaning`` where there is none."""

    def __init__(
        self,
        model: Any,
        preprocess: Callable[[Image.Image], torch.Tensor],
        tokenize: Any,
        name: str,
        device: str,
        colour_weight: float = 0.0,
    ) -> None:
        """``colour_weight`` is what likeness in colour weighs in ``look`` beside likeness in features."""
        self._model, self._preprocess, self._tokenize = model.eval().to(device), preprocess, tokenize
        self._device, self.name = device, name
        self._colour_weight = colour_weight
        self._batch = CPU_BATCH if device == "cpu" else GPU_BATCH
        self._lock = threading.Lock()  # tokenizers are not shared while at work

    @torch.inference_mode()
    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        """Pictures → their looks and meanings; pictures are cut to their middle square."""
        seen = [self._seen(images[start : start + self._batch]) for start in range(0, len(images), self._batch)]
        if not seen:
            nothing = self._seen([Image.new("RGB", (1, 1))])
            return PhotoVectors(nothing[0][:0], nothing[1][:0])
        looks, meanings = zip(*seen, strict=True)
        return PhotoVectors(np.concatenate(looks), np.concatenate(meanings))

    @torch.inference_mode()
    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        """Words → their place in the space of ``meaning``."""
        batches = [self._read(texts[start : start + WORDS_BATCH]) for start in range(0, len(texts), WORDS_BATCH)]
        return np.concatenate(batches) if batches else self._read([""])[:0]

    def _seen(self, images: Sequence[Image.Image]) -> tuple[np.ndarray, np.ndarray]:
        pixels = torch.stack([self._preprocess(image) for image in images]).to(self._device)
        look, meaning = map(_unit, self._towers(pixels))
        if self._colour_weight:
            painted = np.array([colours(image) for image in images]) * self._colour_weight**0.5
            look = np.concatenate([look, painted], axis=1)
            look /= np.linalg.norm(look, axis=1, keepdims=True)
        return look, meaning

    def _read(self, texts: Sequence[str]) -> np.ndarray:
        with self._lock:
            tokens = self._tokenize(list(texts)).to(self._device)
        return _unit(self._model.encode_text(tokens))

    def _towers(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        visual = self._model.visual
        if not (hasattr(visual, "trunk") and hasattr(visual, "head")):
            meaning = self._model.encode_image(pixels)
            return meaning, meaning
        features = visual.trunk(pixels)
        return features, visual.head(features)


def _unit(vectors: torch.Tensor) -> np.ndarray:
    return torch.nn.functional.normalize(vectors.float(), dim=-1).cpu().numpy()


def embedded_name() -> str:
    """The embedded encoder's name, known without loading it: it changes with either tower and with the projection."""
    projection = shipped(PROJECTION)
    hashes = (SHA256[EFFICIENTNET], SHA256[MINILM], digest(projection, projection.stat().st_mtime_ns))
    return f"efficientnet-lite0-colour{COLOUR:g}-minilm-" + "-".join(hash[:6] for hash in hashes)


def embedded(device: str) -> OpenClipEncoder:
    """The embedded image encoder."""
    model, tokenize, preprocess = build_model(packaged(MINILM).parent)
    classifier = load_tower(model.visual.trunk, packaged(EFFICIENTNET))
    with np.load(shipped(PROJECTION), allow_pickle=False) as arrays:
        words = torch.from_numpy(arrays["words"].astype(np.float32))
    if words.shape != (len(classifier[1]), EMBED_DIM):
        raise WeightsError(
            f"The projection has the shape {tuple(words.shape)}; run: python -m convrec train projection."
        )
    model.visual.head = ConseHead(*classifier, words)
    return OpenClipEncoder(model, preprocess, tokenize, embedded_name(), device, COLOUR)


def build_model(text_folder: Path) -> tuple[Any, Any, Any]:
    """(model, tokenizer, preprocessing) with MiniLM's weights in the text tower and an untrained vision tower."""
    config = {
        "embed_dim": EMBED_DIM,
        "custom_text": True,
        "vision_cfg": {
            "timm_model_name": "tf_efficientnet_lite0",
            "timm_model_pretrained": False,
            "timm_pool": "avg",
            "timm_proj": "linear",
            "image_size": SIDE,
        },
        "text_cfg": {
            "hf_model_name": str(text_folder),
            "hf_tokenizer_name": str(text_folder),
            "hf_pooler_type": "mean_pooler",
            "hf_proj_type": None,
            "context_length": 256,
        },
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{MODEL}.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        open_clip.add_model_config(path)
    model, _, preprocess = open_clip.create_model_and_transforms(
        MODEL,
        image_mean=MEAN,
        image_std=STD,
        image_interpolation="bicubic",
        image_resize_mode="shortest",
    )
    return model, open_clip.get_tokenizer(MODEL), preprocess


def load_tower(trunk: torch.nn.Module, path: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """Fill timm's tower from a file whose tensors stand in the same order under other names.

    Returns what is left over, the classifier: its weight (classes, features) and bias (classes,).
    """
    stored = list(torch.load(path, map_location="cpu", weights_only=True).values())
    own = trunk.state_dict()
    *tower, weight, bias = stored
    fits = [tensor.shape for tensor in tower] == [tensor.shape for tensor in own.values()]
    if not fits or weight.shape != (len(bias), tower[-2].shape[0]):
        raise WeightsError(f"The weights in {path.name} don't fit the image tower; reinstall with requirements.txt.")
    trunk.load_state_dict(dict(zip(own, tower, strict=True)))
    return weight, bias


def from_hub(tag: str, device: str) -> OpenClipEncoder:
    """Any open_clip model: ``MODEL/PRETRAINED`` or ``hf-hub:OWNER/NAME``. Raises ModelError where it can't be had."""
    whole = tag.startswith("hf-hub:")
    model_name, _, pretrained = (tag, "", None) if whole else tag.partition("/")
    try:
        if not whole and not pretrained:
            raise ValueError("weights drawn by chance see nothing")
        model, _, preprocess = open_clip.create_model_and_transforms(model_name, pretrained=pretrained)
        tokenize = open_clip.get_tokenizer(model_name)
    except (RuntimeError, OSError, ValueError) as error:
        raise ModelError(
            f"The image encoder “{tag}” can't be loaded; give MODEL/PRETRAINED as open_clip has it, check the network, "
            "or set CONVREC_IMAGE_ENCODER=embedded."
        ) from error
    return OpenClipEncoder(model, preprocess, tokenize, slug(tag), device)


def slug(tag: str) -> str:
    """``ViT-B-32/laion2b_s34b_b79k`` → the encoder's name."""
    return re.sub(r"[^a-zA-Z0-9]+", "-", tag).lower()
