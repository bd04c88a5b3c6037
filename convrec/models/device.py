"""Which device models run on, and what their libraries say while loading, decided in one place."""

import logging

import torch
from transformers.utils import logging as transformers_logging

from convrec.errors import ModelError


def choose_device(wish: str) -> str:
    """``auto`` → the best there is: cuda, then mps, then cpu. Raises ModelError for a device that isn't there."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wish == "auto":
        return next(device for device, available in there.items() if available)
    if not there[wish]:
        raise ModelError(f"There is no {wish} device here; set CONVREC_DEVICE=auto or cpu.")
    return wish


def halves() -> bool:
    """Whether this processor reckons in half precision at twice the speed; others would be slower by it."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(supported and supported())


def quieten() -> None:
    """No progress bars and no remarks on loading: whatever can go wrong is checked and said by our own errors."""
    logging.getLogger().addFilter(_worth_saying)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()


def _worth_saying(record: logging.LogRecord) -> bool:
    """Not open_clip's remark that a tower still lacks weights: they are put in right after."""
    return "initialized partially" not in record.getMessage()
