"""Where a training's curves go: nowhere, TensorBoard, or Weights & Biases (offline unless a key is there)."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from convrec.errors import TrainingError
from convrec.training.texts.report import Report, confusion_picture

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
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError as error:
            raise TrainingError(f"TensorBoard is not installed; {EXTRA}.") from error
        self._writer: Any = SummaryWriter(str(folder / "tensorboard"))  # type: ignore[no-untyped-call]
        self._writer.add_text("settings", "\n\n".join(f"{name}: {value}" for name, value in settings.items()))

    def watch(self, name: str, value: float, step: int) -> None:
        """A point of a curve."""
        self._writer.add_scalar(name, value, step)

    def report(self, report: Report) -> None:
        """Text and picture."""
        for name, value in report.figures.items():
            self._writer.add_scalar(f"final/{name}", value, 0)
        self._writer.add_text("report", f"```\n{report.text}\n```")
        self._writer.add_figure("confusion", confusion_picture(report))

    def close(self) -> None:
        """Write what is still held back."""
        self._writer.close()


class WeightsAndBiases:
    """A run of Weights & Biases. Without WANDB_API_KEY or WANDB_MODE it stays here; ``wandb sync`` sends it."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        try:
            import wandb
        except ImportError as error:
            raise TrainingError(f"Weights & Biases is not installed; {EXTRA}.") from error
        folder.mkdir(parents=True, exist_ok=True)
        known = os.environ.get("WANDB_MODE") or ("online" if os.environ.get("WANDB_API_KEY") else "offline")
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
        self._run.log({name: value, "step": step})

    def report(self, report: Report) -> None:
        """Text and picture."""
        picture = self._wandb.Image(confusion_picture(report))
        text = self._wandb.Html(f"<pre>{report.text}</pre>")
        self._run.log({f"final/{name}": value for name, value in report.figures.items()})
        self._run.log({"confusion": picture, "report": text})

    def close(self) -> None:
        """Write what is still held back."""
        self._run.finish()


TRACKERS: Mapping[str, Callable[[Path, Mapping[str, Any]], Tracker]] = {
    "none": lambda folder, settings: NoTracker(),
    "tensorboard": TensorBoard,
    "wandb": WeightsAndBiases,
}
