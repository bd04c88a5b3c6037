"""How a fitted classifier does on labelled texts: figures, scikit-learn's classification report, a confusion matrix."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, f1_score

from convrec.data.labelled import Labelled
from convrec.errors import TrainingError
from convrec.training.texts.base import Fitted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMED = 40  # classes beyond which the picture leaves their names out


@dataclass(frozen=True, eq=False)
class Report:
    """Figures by name, the report's text, and the confusion matrix (classes, classes): rows are true."""

    figures: dict[str, float]
    text: str
    confusion: np.ndarray
    classes: tuple[str, ...]
    notes: tuple[str, ...] = ()


def report_on(fitted: Fitted, data: Labelled) -> Report:
    """Foretell the labels and compare."""
    said = np.array(fitted.classes)[fitted.probabilities(list(data.texts)).argmax(axis=1)]
    truth, names = np.array(data.labels), list(fitted.classes)
    figures = {
        "accuracy": accuracy_score(truth, said),
        "macro_f1": f1_score(truth, said, average="macro", labels=names, zero_division=0),
    }
    notes = _one_class(said, truth)
    return Report(
        {name: round(float(value), 4) for name, value in figures.items()},
        "\n".join([classification_report(truth, said, labels=names, digits=3, zero_division=0), *notes]),
        confusion_matrix(truth, said, labels=names),
        fitted.classes,
        notes,
    )


def _one_class(said: np.ndarray, truth: np.ndarray) -> tuple[str, ...]:
    """A warning where nothing is told apart, which a fair accuracy may hide."""
    if len(set(said)) > 1 or len(set(truth)) == 1:
        return ()
    return (f"It says “{said[0]}” of every text of the validation part, so it has not learnt to tell labels apart.",)


def confusion_picture(report: Report) -> "Figure":
    """The matrix as a picture, each row as shares. Raises TrainingError without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TrainingError("The confusion matrix needs matplotlib: pip install matplotlib.") from error
    shares = report.confusion / np.maximum(report.confusion.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(8, 7))
    axes: Any = figure.subplots()
    figure.colorbar(axes.imshow(shares, cmap="Blues", vmin=0, vmax=1))
    axes.set(xlabel="said", ylabel="true", title=f"accuracy {report.figures['accuracy']:.3f}")
    if len(report.classes) <= NAMED:
        places = range(len(report.classes))
        axes.set_xticks(places, report.classes, rotation=90)
        axes.set_yticks(places, report.classes)
    return figure


def confusion_pixels(report: Report) -> np.ndarray:
    """The same as pixels (height, width, 3) in bytes, drawn without a screen and without pyplot's global state."""
    figure = confusion_picture(report)
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()


def write_report(report: Report, folder: Path) -> None:
    """The report's text beside the weights."""
    (folder / "report.txt").write_text(report.text, encoding="utf-8")
