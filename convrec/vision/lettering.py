"""Words on pictures: whether there are any, and which.

They are read by PP-OCRv4 (its forerunner PP-OCRv3: Li et al. 2022), which knows Latin letters, digits and Chinese, as
the package rapidocr_onnxruntime carries it: a detector that maps where print is, and a recogniser of single lines.
"""

import threading
from typing import Any

import numpy as np
from PIL import Image

from convrec.models.files import LINES, PRINT, SHA256, UPRIGHT, packaged
from convrec.types import Skip

SIDE = 512  # pixels of the longer side when a picture is read; of 352, 512 and 640 the best on grocery training photos
GLANCE = 288  # the same for a glance at whether there is anything to read; at 224 it overlooks a third of the packs
STEP = 32  # the detector takes pictures whose sides are multiples of it
PRINTED = 0.3  # value of the detector's map from which a place is taken for print, as in the package
CERTAIN = 0.5  # words read with less certainty are left out
SHORTEST = 2  # signs of a line that is kept: a single one is mostly a shape that was taken for it
MOST = 16  # lines of a picture that are read, the largest first
THREADS = 1  # a second one waits for the first by spinning, which costs more than it brings
LINE = (3, 48, 48)  # channels, height and least width of a line of print


class PackagedLettering:
    """The package's reader, loaded when the first picture arrives. Safe to share: one picture at a time is read.

    Where the package can't be imported, say for want of libGL, nothing is read and ``missing`` says why.
    """

    name = "-".join(["pp-ocrv4", SHA256[PRINT][:6], SHA256[LINES][:6], f"{SIDE}px", f"{MOST}", f"{CERTAIN}"])

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: Any = None
        self.missing: tuple[Skip, ...] = ()

    def read(self, picture: Image.Image) -> tuple[str, ...]:
        """The different words on an RGB picture, from the top down; none, after a glance, where nothing looks like
        print. Raises WeightsError where a weight file was changed.
        """
        with self._lock:
            engine = self._loaded()
            return _read(engine, picture) if engine is not None and _glance(engine, picture) else ()

    def _loaded(self) -> Any:
        if self._engine is None and not self.missing:
            try:
                self._engine = _load()
            except ImportError as error:
                self.missing = (Skip("words on photos", f"rapidocr-onnxruntime can't be used here: {error}"),)
        return self._engine


def _load() -> Any:
    """The package's detector and recogniser, of verified weights. Raises ImportError where it can't be had."""
    from rapidocr_onnxruntime import RapidOCR  # looked for first: without it there are no weights to verify

    return RapidOCR(
        det_model_path=str(packaged(PRINT)),
        rec_model_path=str(packaged(LINES)),
        cls_model_path=str(packaged(UPRIGHT)),
        det_limit_type="max",  # pictures come in the size in which they are to be read
        rec_img_shape=LINE,  # as wide as the line: the default of 320 pads a short word to three times its cost
        intra_op_num_threads=THREADS,
        inter_op_num_threads=THREADS,
    )


def _glance(engine: Any, picture: Image.Image) -> bool:
    """Whether any place looks like print, at a low resolution."""
    image = _sized(picture, GLANCE, STEP).astype(np.float32)
    normal = (image / 255.0 - 0.5) / 0.5
    found = engine.text_det.infer(normal.transpose(2, 0, 1)[None])[0]  # (1, 1, height, width), 0…1
    return bool(found.max() >= PRINTED)


def _read(engine: Any, picture: Image.Image) -> tuple[str, ...]:
    image = _sized(picture, SIDE)
    boxes, _ = engine.text_det(image)  # (n, 4 corners, 2)
    if boxes is None or not len(boxes):
        return ()
    sizes = np.linalg.norm(boxes - np.roll(boxes, 1, axis=1), axis=2).min(axis=1)  # of the letters, either way up
    largest = np.argsort(-sizes, kind="stable")[:MOST]
    order = sorted(largest.tolist(), key=lambda place: boxes[place, :, 1].min())
    lines, _ = engine.text_rec(engine.get_crop_img_list(image, boxes[order]))
    sure = (text for text, certainty, *_ in lines if certainty >= CERTAIN and len(text) >= SHORTEST)
    return tuple(dict.fromkeys(sure))


def _sized(picture: Image.Image, side: int, step: int = 1) -> np.ndarray:
    """The picture with its longer side so many pixels long, both multiples of ``step``; (height, width, BGR)."""
    share = side / max(picture.size)
    width, height = (max(step, round(length * share / step) * step) for length in picture.size)
    resized = picture.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
    return np.ascontiguousarray(np.asarray(resized)[:, :, ::-1])
