"""Public packages behind one call: a split → a function from a person to their list. Each loads its package itself.

Settings are each package's own save those written here, which are usual for data of this size; none was searched for.
Where a package has a call for one person's list it is used, and else its scores of all items are ranked.
"""

import os
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.recommending.own import best_of
from benchmarks.recommending.split import Split

SEED = 11
FACTORS, NEIGHBOURS, RIDGE = 64, 200, 100.0
Lists = Callable[[int], np.ndarray]
Fit = Callable[[Split], Lists]


def _implicit(module: str, name: str, **settings: Any) -> Fit:
    def fit(split: Split) -> Lists:
        from importlib import import_module

        model, matrix = getattr(import_module(f"implicit.{module}"), name)(**settings), split.matrix()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains of the form of matrices that it made itself
            model.fit(matrix, show_progress=False)
        return lambda person: model.recommend(person, matrix[person], N=split.top)[0]

    return fit


def _cornac(name: str, **settings: Any) -> Fit:
    def fit(split: Split) -> Lists:
        import cornac

        data = cornac.data.Dataset.from_uir(
            list(zip(split.people().tolist(), split.rows.tolist(), [1.0] * len(split.rows), strict=True)), seed=SEED
        )
        model = getattr(cornac.models, name)(verbose=False, seed=SEED, **settings).fit(data)
        return _ranked(split, data, lambda user, _: model.score(user))

    return fit


def _cornac_sasrec(split: Split) -> Lists:
    import cornac

    data = cornac.data.SequentialDataset.from_usit(
        [(who, who, item, time) for time, (who, item) in enumerate(zip(split.people(), split.rows, strict=True))],
        seed=SEED,
    )
    model = cornac.models.SASRec(n_epochs=10, verbose=False, seed=SEED).fit(data)
    return _ranked(split, data, model.score)


def _ranked(split: Split, data: Any, score: Callable[[int, Any], Any]) -> Lists:
    """Lists from scores of items in the order in which cornac met them."""
    known = np.array([data.iid_map.get(item, -1) for item in range(split.items)])

    def listed(person: int) -> np.ndarray:
        seen = split.history(person)
        told = np.asarray(score(data.uid_map[person], known[seen]), dtype=np.float64).ravel()
        return best_of(np.where(known >= 0, told[known], -np.inf), seen, split.top)

    return listed


def _lenskit(module: str, name: str, **settings: Any) -> Fit:
    def fit(split: Split) -> Lists:
        from importlib import import_module

        import pandas as pd
        from lenskit import recommend
        from lenskit.data import from_interactions_df
        from lenskit.pipeline import topn_pipeline

        frame = pd.DataFrame({"user_id": split.people(), "item_id": split.rows})
        pipeline = topn_pipeline(getattr(import_module(f"lenskit.{module}"), name)(**settings), n=split.top)
        pipeline.train(from_interactions_df(frame))
        return lambda person: recommend(pipeline, person, split.top).ids()

    return fit


def _recbole(name: str, **settings: Any) -> Fit:
    def fit(split: Split) -> Lists:
        here = Path.cwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)  # it leaves logs where it runs
            try:
                return _recbole_lists(split, name, Path(folder), settings)
            finally:
                os.chdir(here)

    return fit


def _recbole_lists(split: Split, name: str, folder: Path, settings: Mapping[str, Any]) -> Lists:
    import torch
    from recbole.config import Config
    from recbole.data import create_dataset, data_preparation
    from recbole.data.interaction import Interaction
    from recbole.utils import get_model, get_trainer

    (folder / "data").mkdir()
    lines = (f"{who}\t{item}" for who, item in zip(split.people().tolist(), split.rows.tolist(), strict=True))
    text = "\n".join(["user_id:token\titem_id:token", *lines])
    (folder / "data" / "data.inter").write_text(text, encoding="utf-8")
    config = Config(
        model=name,
        dataset="data",
        config_dict={
            "data_path": str(folder),
            "checkpoint_dir": str(folder),
            "load_col": {"inter": ["user_id", "item_id"]},
            "eval_args": {"split": {"RS": [1, 0, 0]}, "order": "RO", "group_by": "user", "mode": "full"},
            "use_gpu": False,
            "seed": SEED,
            "state": "ERROR",
            **settings,
        },
    )
    data = create_dataset(config)
    train, _, _ = data_preparation(config, data)
    model = get_model(name)(config, train.dataset)
    get_trainer(config["MODEL_TYPE"], name)(config, model).fit(train, saved=False, verbose=False)
    model.eval()
    token = data.field2token_id
    users = [token["user_id"].get(str(person), 0) for person in range(split.asked)]
    known = np.array([token["item_id"].get(str(item), 0) for item in range(split.items)])

    def listed(person: int) -> np.ndarray:
        with torch.no_grad():
            told = model.full_sort_predict(Interaction({"user_id": torch.tensor([users[person]])})).numpy().ravel()
        return best_of(np.where(known > 0, told[known], -np.inf), split.history(person), split.top)

    return listed


PACKAGES: Mapping[str, Fit] = {
    "implicit BM25": _implicit("nearest_neighbours", "BM25Recommender", K=NEIGHBOURS),
    "implicit cosine": _implicit("nearest_neighbours", "CosineRecommender", K=NEIGHBOURS),
    "implicit ALS": _implicit("als", "AlternatingLeastSquares", factors=FACTORS, alpha=5.0, random_state=SEED),
    "implicit BPR": _implicit(
        "bpr", "BayesianPersonalizedRanking", factors=FACTORS, learning_rate=0.05, random_state=SEED
    ),
    "cornac BPR": _cornac("BPR", k=FACTORS, max_iter=100, learning_rate=0.05),
    "cornac EASE": _cornac("EASE", lamb=RIDGE, posB=False),
    "cornac SASRec": _cornac_sasrec,
    "lenskit item-kNN": _lenskit("knn", "ItemKNNScorer", max_nbrs=NEIGHBOURS, feedback="implicit"),
    "lenskit ALS": _lenskit("als", "ImplicitMFScorer", embedding_size=FACTORS),
    "lenskit EASE": _lenskit("knn", "EASEScorer", regularization=RIDGE),
    "RecBole BPR": _recbole("BPR", embedding_size=FACTORS, epochs=20),
    "RecBole item-kNN": _recbole("ItemKNN", k=NEIGHBOURS),
    "RecBole EASE": _recbole("EASE", reg_weight=RIDGE),
}
