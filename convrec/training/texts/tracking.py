"""Where a training's curves go: nowhere, TensorBoard, or Weights & Biases (offline unless a key is there)."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Protocol

from convrec.data.records import one_line
from convrec.errors import TrainingError
from convrec.training.texts.report import Report, confusion_pixels

EXTRA = "install it with: pip install -r requirements-dev.txt, or leave out --track"


class Tracker(Protocol):
    """Takes what is measured while something is fitted, and its report at the end."""

    def watch(self, name: str, value: float, step: int) -> None:
        """A figure after so many steps."""
        ...

    def report(self, report: Report) -> None:
        """The classification report and the confusion matrix."""
        ...

    def close(self) -> None:
        """Write what is still held back."""
        ...


@contextmanager
def _telling(library: str) -> Iterator[None]:
    """Whatever a tracker's library trips over, the person reads one sentence."""
    try:
        yield
    except TrainingError:
        raise
    except ImportError as error:
        raise TrainingError(f"{library} is not installed; {EXTRA}.") from error
    except Exception as error:
        why = one_line(str(error))[:200] or type(error).__name__
        raise TrainingError(f"{library} can't keep the curves ({why}); mend that, or leave out --track.") from error


class NoTracker:
    """Looks at nothing."""

    def watch(self, name: str, value: float, step: int) -> None:
        """Forget it."""

    def report(self, report: Report) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is held back."""


class TensorBoard:
    """Event files that ``tensorboard --logdir FOLDER`` shows."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        with _telling("TensorBoard"):
            from torch.utils.tensorboard import SummaryWriter

            self._writer: Any = SummaryWriter(str(folder / "tensorboard"))  # type: ignore[no-untyped-call]
            self._writer.add_text("settings", "\n\n".join(f"{name}: {value}" for name, value in settings.items()))

    def watch(self, name: str, value: float, step: int) -> None:
        """A point of a curve."""
        with _telling("TensorBoard"):
            self._writer.add_scalar(name, value, step)

    def report(self, report: Report) -> None:
        """Text and picture."""
        with _telling("TensorBoard"):
            for name, value in report.figures.items():
                self._writer.add_scalar(f"final/{name}", value, 0)
            self._writer.add_text("report", f"```\n{report.text}\n```")
            self._writer.add_image("confusion", confusion_pixels(report), dataformats="HWC")

    def close(self) -> None:
        """Write what is still held back."""
        with _telling("TensorBoard"):
            self._writer.close()


class WeightsAndBiases:
    """A run of Weights & Biases. Without WANDB_API_KEY or WANDB_MODE it stays here; ``wandb sync`` sends it."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        known = os.environ.get("WANDB_MODE") or ("online" if os.environ.get("WANDB_API_KEY") else "offline")
        with _telling("Weights & Biases"):
            import wandb

            folder.mkdir(parents=True, exist_ok=True)
            self._wandb: Any = wandb
            self._run: Any = wandb.init(
                project="convrec",
                dir=str(folder),
                mode=known,  # type: ignore[arg-type]
                config=dict(settings),
                settings=wandb.Settings(silent=True, console="off"),
            )

    def watch(self, name: str, value: float, step: int) -> None:
        """A point of a curve."""
        with _telling("Weights & Biases"):
            self._run.log({name: value, "step": step})

    def report(self, report: Report) -> None:
        """Text and picture."""
        with _telling("Weights & Biases"):
            picture = self._wandb.Image(confusion_pixels(report))
            text = self._wandb.Html(f"<pre>{escape(report.text)}</pre>")
            self._run.log({f"final/{name}": value for name, value in report.figures.items()})
            self._run.log({"confusion": picture, "report": text})

    def close(self) -> None:
        """Write what is still held back."""
        with _telling("Weights & Biases"):
            self._run.finish()


TRACKERS: Mapping[str, Callable[[Path, Mapping[str, Any]], Tracker]] = {
    "none": lambda folder, settings: NoTracker(),
    "tensorboard": TensorBoard,
    "wandb": WeightsAndBiases,
}
