"""Look for a better recipe with Optuna: tried on the train part, judged on the validation part, never on a test."""

from dataclasses import replace
from typing import Any

from convrec.data.labelled import Parts
from convrec.errors import TrainingError
from convrec.models.transformer import Transformer
from convrec.training.texts.base import SEED, Watch
from convrec.training.texts.finetune import FineTuning, Recipe
from convrec.training.texts.report import report_on


def search(
    parts: Parts, transformer: Transformer, recipe: Recipe, device: str, trials: int, watch: Watch
) -> tuple[Recipe, list[dict[str, Any]]]:
    """The best recipe of so many trials, and what each tried and reached. The given recipe is the first trial.

    Raises TrainingError where Optuna is not installed.
    """
    try:
        import optuna
    except ImportError as error:
        raise TrainingError("The search needs Optuna: pip install -r requirements-dev.txt.") from error
    optuna.logging.set_verbosity(optuna.logging.ERROR)

    def attempt(trial: Any) -> float:
        tried = replace(recipe, **_suggest(trial))
        fitted = FineTuning(transformer, tried, device).fit(parts.train, parts.validation)
        reached = report_on(fitted, parts.validation).figures["accuracy"]
        watch("search/accuracy", reached, trial.number)
        return reached

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED))
    study.enqueue_trial({name: getattr(recipe, name) for name in ("rate", "epochs", "dropout", "smoothing")})
    study.optimize(attempt, n_trials=trials)
    tried = [{**trial.params, "accuracy": trial.value} for trial in study.trials]
    return replace(recipe, **study.best_params), tried


def _suggest(trial: Any) -> dict[str, Any]:
    """What is searched: how fast, how long, and how much is held back."""
    return {
        "rate": trial.suggest_float("rate", 1e-5, 3e-4, log=True),
        "epochs": trial.suggest_int("epochs", 1, 5),
        "dropout": trial.suggest_float("dropout", 0.0, 0.3),
        "smoothing": trial.suggest_float("smoothing", 0.0, 0.2),
    }
