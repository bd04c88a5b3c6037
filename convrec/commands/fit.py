"""The commands that fit and that score: train and evaluate."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from convrec.commands.common import JsonOption, plain_errors, print_out
from convrec.errors import EvaluationError, TrainingError
from convrec.settings import Settings

What = Literal["heads", "projection", "fusion", "graph", "photos", "sentiment", "intents", "writer"]
Device = Literal["auto", "cuda", "mps", "cpu"]


@plain_errors
def train(
    what: Annotated[What, typer.Argument(help="shipped weights to make again, a catalogue's fusion, or a classifier")],
    data: Annotated[Path | None, typer.Option(help="labelled texts: 'label text' lines, CSV or CLINC's JSON")] = None,
    dev: Annotated[Path | None, typer.Option(help="texts that stop the training where it is best")] = None,
    encoder: Annotated[str, typer.Option(help="auto, small, large, or a name or folder of the hub's kind")] = "auto",
    lora: Annotated[int, typer.Option(min=0, max=256, help="rank of LoRA's matrices; 0 fits whole layers")] = 0,
    device: Annotated[Device | None, typer.Option(help="where to run")] = None,
    out: Annotated[Path | None, typer.Option(help="folder to write to")] = None,
    track: Annotated[Literal["none", "tensorboard", "wandb"], typer.Option(help="where curves are kept")] = "none",
    search: Annotated[int, typer.Option(min=0, help="so many trials of a hyper-parameter search")] = 0,
    licence: Annotated[str | None, typer.Option(help="the licence of the data, for the card")] = None,
    catalogue: Annotated[Path | None, typer.Option(help="the catalogue folder, for fusion, graph and photos")] = None,
    photos: Annotated[
        Path | None, typer.Option(help="list of photos and the items on them: 'path, item' lines, or JSON Lines")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fit small models that the project ships, a catalogue's fusion or graph, or a classifier of your own texts."""
    share_the_processor()
    given = {name: value for name, value in {"device": device, "catalogue": catalogue}.items() if value is not None}
    settings = Settings().model_copy(update=given)
    if what in ("heads", "projection", "writer"):
        from convrec.training import fit

        written = fit(what, out, data)
        print_out({"written": [str(path) for path in written]}, as_json, "\n".join(map(str, written)))
        return
    if what == "fusion":
        from convrec.training.fusion.command import train_fusion

        learnt = train_fusion(settings.catalogue, out, settings)
        print_out(learnt, as_json, "\n".join(learnt["written"]))
        return
    if what == "graph":
        from convrec.training.graph.command import train_graph

        learned = train_graph(settings, out)
        print_out(learned, as_json, f"{learned['epochs']} epochs, written to {learned['written']}")
        return
    if what == "photos":
        from convrec.training.photos.command import train_photos

        taught = train_photos(settings, photos, out)
        print_out(taught, as_json, "\n".join([taught["told"], *taught["notes"]]))
        return
    if data is None:
        raise TrainingError(f"Labelled texts are needed: python -m convrec train {what} --data FILE.")
    from convrec.training.texts.command import OWN_LICENCE, Wish, train_texts

    place = out or settings.home / "trained" / what
    wish = Wish(what, data, place, dev, encoder, lora, track, search, licence or OWN_LICENCE)
    made = train_texts(wish, settings)
    notes = [note for note in made["notes"] if note not in made["report"]]
    print_out(made, as_json, "\n".join([made["report"], *notes, f"written to {made['folder']}"]))


@plain_errors
def evaluate(
    name: Annotated[
        str,
        typer.Argument(
            help="answers, composed, conversation, graph, inspired, intents, offline-policy, opendialkg, photos, "
            "ratings, reasons, recommend, redial, sentiment, sequences, understanding, unknown, writer"
        ),
    ],
    data: Annotated[Path | None, typer.Option("--data", "--catalogue", help="data or catalogue folder")] = None,
    test: Annotated[Path | None, typer.Option("--test", help="score this file instead of the validation part")] = None,
    model: Annotated[Path | None, typer.Option("--model", help="score what train wrote to this folder")] = None,
    side: Annotated[Path | None, typer.Option("--side", help="JSON of the items' attributes, for sequences")] = None,
    strange: Annotated[Path | None, typer.Option("--strange", help="photos of other things, for unknown")] = None,
    teach: Annotated[Path | None, typer.Option("--teach", help="grocery photos to learn from first")] = None,
    shots: Annotated[str, typer.Option("--shots", help="so many of them a product, say 1,3,5; beside all")] = "",
    people: Annotated[int, typer.Option("--people", min=1, help="simulated shoppers, for conversation")] = 200,
    transcripts: Annotated[Path | None, typer.Option("--transcripts", help="folder for what they said")] = None,
    final: Annotated[bool, typer.Option("--final", help="people and phrasings that nothing was tuned with")] = False,
    cases: Annotated[
        Path | None, typer.Option("--cases", help="conversations written beforehand, to be played")
    ] = None,
    rivals: Annotated[bool, typer.Option("--rivals/--no-rivals", help="compare conversation's rivals as well")] = True,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="processes, for conversation; one a processor by default")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Score what is claimed, on public data or on a catalogue folder."""
    share_the_processor()
    from convrec.evaluation import run_conversation, run_evaluation, run_fitted, run_policy, run_taught

    report = None
    if name == "conversation":
        simulated = {"people": people, "transcripts": transcripts, "final": final, "rivals": rivals, "workers": workers}
        report = run_conversation(data or Settings().catalogue, Settings(), cases, **simulated)
    elif model and name == "offline-policy" and data:
        report = run_policy(model, data, Settings())
    elif model:
        report = _fitted(name, data, test, model, run_fitted)
    elif teach and data:
        report = run_taught(name, data, test, Settings(), teach, _counts(shots))
    elif shots:
        raise EvaluationError("So many photos a product (--shots) need photos to learn from: --teach FILE.")
    if report is None:
        if data is None:
            raise EvaluationError(f"Data is needed: python -m convrec evaluate {name} --data FILE.")
        report = run_evaluation(name, data, test, Settings(), side, strange)
    print_out(report, as_json, "\n".join(f"{metric}: {value}" for metric, value in report["metrics"].items()))


def _counts(shots: str) -> list[int]:
    """``1,3,5`` → [1, 3, 5]."""
    try:
        counts = [int(count) for count in shots.split(",") if count.strip()]
    except ValueError:
        counts = [0]
    if any(count < 1 for count in counts):
        raise EvaluationError(f"“{shots}” are no numbers of photos; write for example: --shots 1,3,5.")
    return counts


def _fitted(name: str, data: Path | None, test: Path | None, model: Path, run: Any) -> dict[str, Any]:
    if (test or data) is None or name not in ("sentiment", "intents"):
        raise EvaluationError("Write: python -m convrec evaluate sentiment --model FOLDER --test FILE (or intents).")
    report: dict[str, Any] = run(name, model, data, test, Settings())
    return report


def share_the_processor() -> None:
    """Let idle threads sleep. By default they spin, and a second busy program makes everything ten times slower."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
