"""The image encoder: an open_clip model, embedded (three EfficientNets + MiniLM) or from the hub.

The embedded one is built from a JSON configuration written at run time, because the text tower's folder is an
absolute path. Its vision towers give two vectors in one pass: pooled features (``look``) and, through the classifiers'
guesses, a place in MiniLM's space (``meaning``). Colours are counted beside it, whatever the encoder.
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
from convrec.models.conse import ConseHead, Nouns
from convrec.models.files import MINILM, SHA256, digest, packaged, shipped
from convrec.models.towers import PACKAGES, load_towers
from convrec.types import PhotoVectors

CPU_BATCH, GPU_BATCH = 4, 32  # on a CPU larger batches are slower: their memory is asked for anew each time
WORDS_BATCH = 32
MODEL = "convrec-efficientnet-minilm"
SIDE = 224
MAP_SIDE, CELL = 384, 32  # the longer side of a picture that is mapped, and of a place on the map, in pixels
EMBED_DIM = 384  # MiniLM's
PADDING = 0  # BERT's token for nothing
MEAN, STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)  # what the tower was trained with
PROJECTION = "projection.npz"


class OpenClipEncoder:
    """Any open_clip model. ``look`` are the features before the projection, or ``meaning`` where there is none."""

    def __init__(
        self,
        model: Any,
        preprocess: Callable[[Image.Image], torch.Tensor],
        tokenize: Any,
        name: str,
        device: str,
        towers: int = 1,
        calibrated: bool = False,
    ) -> None:
        """``towers`` is how many networks the features are of: each counts the same in ``look``. ``calibrated`` is
        whether it was measured how near this encoder's photos lie to what they show.
        """
        self._model, self._preprocess, self._tokenize = model.eval().to(device), preprocess, tokenize
        self._device, self.name = device, name
        self._count = towers
        self.calibrated = calibrated
        self._batch = CPU_BATCH if device == "cpu" else GPU_BATCH
        self._lock = threading.Lock()  # tokenizers are not shared while at work

    @torch.inference_mode()
    def encode_images(self, images: Sequence[Image.Image]) -> PhotoVectors:
        """Pictures → their looks, colours and meanings; pictures are cut to their middle square."""
        if not images:
            return self.encode_images([Image.new("RGB", (1, 1))])[:0]
        seen = [self._seen(images[start : start + self._batch]) for start in range(0, len(images), self._batch)]
        looks, meanings = zip(*seen, strict=True)
        painted = np.array([colours(image) for image in images])
        return PhotoVectors(np.concatenate(looks), painted, np.concatenate(meanings))

    @torch.inference_mode()
    def encode_map(self, image: Image.Image) -> np.ndarray | None:
        """A whole picture → the first tower's features, (rows, columns, size); None of other encoders."""
        if self._count == 1:
            return None
        scale = MAP_SIDE / max(image.size)
        width, height = (max(CELL, round(side * scale / CELL) * CELL) for side in image.size)
        pixels = np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32) / 255
        normal = torch.from_numpy((pixels - np.array(MEAN)) / np.array(STD)).float().permute(2, 0, 1)[None]
        features = self._model.visual.trunk.towers[0].forward_features(
            normal.to(self._device, memory_format=torch.channels_last)
        )
        return np.asarray(features[0].permute(1, 2, 0).float().cpu().numpy())

    @torch.inference_mode()
    def guess(self, images: Sequence[Image.Image]) -> np.ndarray:
        """Pictures → how likely each of ImageNet's classes is, (n, classes); the embedded encoder only."""
        pixels = torch.stack([self._preprocess(image) for image in images]).to(self._device)
        visual = self._model.visual
        return np.asarray(visual.head.guesses(visual.trunk(pixels)).float().cpu().numpy())

    @torch.inference_mode()
    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        """Words → their place in the space of ``meaning``."""
        batches = [self._read(texts[start : start + WORDS_BATCH]) for start in range(0, len(texts), WORDS_BATCH)]
        return np.concatenate(batches) if batches else self._read([""])[:0]

    def _seen(self, images: Sequence[Image.Image]) -> tuple[np.ndarray, np.ndarray]:
        pixels = torch.stack([self._preprocess(image) for image in images]).to(self._device)
        look, meaning = self._towers(pixels)
        each = _unit(look.unflatten(1, (self._count, -1)))
        return each.reshape(len(each), -1) / self._count**0.5, _unit(meaning)

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
    packages = (*PACKAGES.values(), MINILM)
    hashes = (*(SHA256[package] for package in packages), digest(projection, projection.stat().st_mtime_ns))
    return "efficientnet-lite012-minilm-" + "-".join(hash[:6] for hash in hashes)


def embedded(device: str) -> OpenClipEncoder:
    """The embedded image encoder."""
    model, tokenize, preprocess = build_model(packaged(MINILM).parent)
    towers, weights, biases = load_towers({name: packaged(package) for name, package in PACKAGES.items()})
    with np.load(shipped(PROJECTION), allow_pickle=False) as arrays:
        kept = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}
    words, nouns = kept.pop("words"), {name.removeprefix("nouns_"): array for name, array in kept.items()}
    if words.shape != (biases.shape[1], EMBED_DIM):
        raise WeightsError(
            f"The projection has the shape {tuple(words.shape)}; run: python -m convrec train projection."
        )
    model.visual.trunk, model.visual.head = towers, ConseHead(weights, biases, words, Nouns(**nouns) if nouns else None)
    short = lambda texts: unpadded(tokenize(texts))  # noqa: E731
    return OpenClipEncoder(model, preprocess, short, embedded_name(), device, len(biases), calibrated=True)


def unpadded(tokens: torch.Tensor) -> torch.Tensor:
    """Token ids (n, context) without the columns in which nothing stands: MiniLM reads a few words in a tenth of the
    time.
    """
    return tokens[:, : max(1, int((tokens != PADDING).sum(dim=1).max()))]


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
