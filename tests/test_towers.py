"""Networks side by side, and from their guesses to a place among words: networks of a line, at last the real ones."""

from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from PIL import Image

from convrec.errors import WeightsError
from convrec.models.conse import ConseHead, Nouns
from convrec.models.image import OpenClipEncoder, embedded, unpadded
from convrec.models.towers import FEATURES as EACH
from convrec.models.towers import PACKAGES, Towers, fold_norms, load_tower
from convrec.models.views import middle
from convrec.settings import PROJECT

CLASSES, FEATURES, WORDS = 3, 2, 4
PAGES = ("armchair-01", "table-lamp-00", "vase-03")
LIKE = torch.nn.functional.cosine_similarity


class Mean(torch.nn.Module):
    """Sees a picture as so many times its mean colour."""

    def __init__(self, times: float) -> None:
        super().__init__()
        self.times = times

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.times * pixels.mean(dim=(2, 3))


def test_the_towers_features_stand_side_by_side() -> None:
    pixels = torch.rand(5, 3, 8, 6)
    seen = Towers([Mean(1.0), Mean(-2.0)])(pixels)
    assert seen.shape == (5, 6)
    assert torch.allclose(seen[:, :3], pixels.mean(dim=(2, 3)))
    assert torch.allclose(seen[:, 3:], -2.0 * seen[:, :3])


def trunk() -> torch.nn.Module:
    """A tower that ends as timm's do: with the normalisation of its features."""
    return torch.nn.Sequential(torch.nn.Conv2d(3, FEATURES, 1), torch.nn.BatchNorm2d(FEATURES))


def saved(path: Path, tower: torch.nn.Module, classifier: torch.nn.Module) -> Path:
    """A weight file with other names than the tower's own."""
    tensors = [*tower.state_dict().values(), *classifier.state_dict().values()]
    torch.save({f"layer-{number}": tensor for number, tensor in enumerate(tensors)}, path)
    return path


def test_a_tower_is_filled_from_a_file_with_other_names(tmp_path: Path) -> None:
    there, own, classifier = trunk(), trunk(), torch.nn.Linear(FEATURES, CLASSES)
    weight, bias = load_tower(own, saved(tmp_path / "tower.pth", there, classifier))
    assert torch.equal(weight, classifier.weight) and torch.equal(bias, classifier.bias)
    for name, tensor in there.state_dict().items():
        assert torch.equal(own.state_dict()[name], tensor)


@pytest.mark.parametrize(
    ("tower", "classifier"),
    [
        (torch.nn.Sequential(torch.nn.Conv2d(3, 9, 1), torch.nn.BatchNorm2d(9)), torch.nn.Linear(9, CLASSES)),
        (torch.nn.Conv2d(3, FEATURES, 1), torch.nn.Linear(FEATURES, CLASSES)),
        (trunk(), torch.nn.Linear(FEATURES + 1, CLASSES)),
        (trunk(), torch.nn.Identity()),
    ],
    ids=["another width", "fewer layers", "another classifier", "no classifier"],
)
def test_a_file_of_another_network_is_refused(
    tmp_path: Path, tower: torch.nn.Module, classifier: torch.nn.Module
) -> None:
    with pytest.raises(WeightsError, match=r"other\.pth don't fit"):
        load_tower(trunk(), saved(tmp_path / "other.pth", tower, classifier))


def test_a_tower_without_its_norms_sees_the_same() -> None:
    tower = timm.create_model("tf_efficientnet_lite0", pretrained=False, num_classes=0)
    pixels = torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        tower.train()(pixels)  # norms that have seen something do something
        before = tower.eval()(pixels)
        fold_norms(tower)
        assert torch.allclose(tower(pixels), before, rtol=1e-3, atol=1e-4)
    assert not any(isinstance(part, torch.nn.BatchNorm2d) for part in tower.modules())


def head(nouns: Nouns | None = None) -> ConseHead:
    """Two towers that know a dog, a cup and a jersey by their features; the words lie apart."""
    weight = torch.tensor([[9.0, 0.0], [0.0, 9.0], [-9.0, -9.0]]).repeat(2, 1, 1)
    return ConseHead(weight, torch.zeros(2, CLASSES), torch.eye(WORDS)[:CLASSES], nouns)


DOG, CUP, JERSEY = (torch.tensor([side * 2], dtype=torch.float) for side in ([1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]))
GARMENT = torch.eye(WORDS)[3:]


def garments(familiar: list[float]) -> Nouns:
    """One further noun, "garment", whatever the features are."""
    return Nouns(torch.zeros(1, 2 * FEATURES), torch.zeros(1), GARMENT, torch.tensor(familiar))


def test_guesses_are_the_towers_mean() -> None:
    (alike,) = head().guesses(DOG)
    assert alike.argmax() == 0 and alike.sum() == pytest.approx(1.0)
    (torn,) = head().guesses(torch.cat([DOG[:, :FEATURES], CUP[:, FEATURES:]], dim=1))
    assert torn[0] == pytest.approx(torn[1].item()) and torn[0] > 0.4


def test_further_nouns_speak_only_where_what_is_guessed_is_familiar() -> None:
    knowing = head(garments([0.0, 0.0, 1.0]))  # only jerseys were among the labelled pictures
    assert LIKE(knowing(JERSEY), GARMENT).item() > 0.95
    for stranger in (DOG, CUP):
        assert LIKE(knowing(stranger), GARMENT).item() < 0.05
        assert LIKE(knowing(stranger), head()(stranger)).item() > 0.99


def test_what_is_half_familiar_is_half_believed() -> None:
    (meaning,) = head(garments([0.5, 0.5, 0.5]))(DOG)
    assert meaning[0] == pytest.approx(meaning[3].item(), rel=0.05)


def test_without_further_nouns_the_meaning_is_the_guessed_words_mean() -> None:
    for features in (DOG, CUP, JERSEY, torch.randn(6, 2 * FEATURES)):
        plain = head().guesses(features) @ torch.eye(WORDS)[:CLASSES]
        assert torch.allclose(LIKE(head()(features), plain), torch.ones(len(features)))
        unheard = head(garments([0.0, 0.0, 0.0]))(features)
        assert torch.allclose(head()(features), unheard)


def test_of_several_nouns_the_features_choose() -> None:
    weight = torch.tensor([[30.0, 0.0] * 2, [0.0, 30.0] * 2])
    several = Nouns(weight, torch.zeros(2), torch.eye(WORDS)[2:], torch.ones(CLASSES))
    assert head(several)(DOG)[0].argmax() == 2 and head(several)(CUP)[0].argmax() == 3


@pytest.fixture(scope="module")
def real() -> OpenClipEncoder:
    """The embedded encoder, as it is shipped."""
    return embedded("cpu")


def test_a_photo_s_map_is_of_its_first_tower(real: OpenClipEncoder) -> None:
    """Each place of the map can be compared with the first part of a look, once that is made as long as 1."""
    pictures = [Image.open(PROJECT / "assets/shop/images" / f"{name}.webp").convert("RGB") for name in PAGES]
    looks = real.encode_images(pictures).look
    assert looks.shape == (3, len(PACKAGES) * EACH)
    first = looks[:, :EACH] * len(PACKAGES) ** 0.5
    assert np.linalg.norm(first, axis=1) == pytest.approx(1.0, abs=1e-5), "each tower counts the same"
    maps = [real.encode_map(middle(picture, 1.0)) for picture in pictures]
    pooled = np.array([features.mean(axis=(0, 1)) for features in maps if features is not None])
    alike = pooled @ first.T / np.linalg.norm(pooled, axis=1, keepdims=True)
    assert pooled.shape == (3, EACH) and alike.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.diag(alike).min() > 0.6


@pytest.mark.parametrize(
    ("size", "places"), [((384, 384), (12, 12)), ((800, 400), (6, 12)), ((30, 90), (12, 4)), ((2000, 20), (1, 12))]
)
def test_a_map_has_a_place_for_every_part_of_a_photo(
    real: OpenClipEncoder, size: tuple[int, int], places: tuple[int, int]
) -> None:
    features = real.encode_map(Image.new("RGB", size, "teal"))
    assert features is not None and features.shape == (*places, EACH) and features.dtype == np.float32


def test_columns_of_padding_are_not_read() -> None:
    tokens = torch.tensor([[101, 7, 102, 0, 0], [101, 102, 0, 0, 0]])
    assert unpadded(tokens).tolist() == [[101, 7, 102], [101, 102, 0]]
    assert unpadded(torch.zeros(2, 5, dtype=torch.long)).shape == (2, 1)
