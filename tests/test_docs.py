"""What the documents tell people to write is run."""

import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from convrec.data.folder import Catalogue
from convrec.types import Query, Understanding
from knowledge_graph import Liking, Profile

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "assets").rglob("*.md")),
]


def _example(document: str) -> dict[str, Any]:
    """The names that the first Python block of a document defines."""
    block = re.search(r"```python\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL)
    assert block, f"{document} holds no Python"
    names: dict[str, Any] = {}
    exec(block[1], names)
    return names


def test_the_recommender_of_contributing_keeps_the_contract(catalogue: Catalogue) -> None:
    ids = [item.id for item in catalogue.items]
    as_dear = _example("CONTRIBUTING.md")["AsDear"](ids, np.array([item.price for item in catalogue.items]))
    liked = MappingProxyType({"item/vase-blue": Liking("item/vase-blue", 1.0, 1.0, "", "message")})
    mask = np.array([id == "vase-blue" for id in ids])

    found = as_dear.candidates(Query(Understanding("en", "find"), Profile("ann", liked), mask, limit=3))

    assert len(found) == 3
    assert found[0].item_id == "vase-blue-too"  # 22 beside 20
    assert found[0].score == pytest.approx(2 ** -np.log2(22 / 20))
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(sum(part.amount for part in c.because) == c.score for c in found)
    assert as_dear.candidates(Query(Understanding("en", "find"), Profile("bob"), mask)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"links to {target}"


def test_files_named_in_contributing_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:convrec|tests|docs|assets|knowledge_graph)/[\w/.]*)`", text)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
