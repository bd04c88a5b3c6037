"""MovieLens ratings in three layouts: RecBole's typed tables, the classic 100K files, and those of 1M."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convrec.data.importers.write import Source
from convrec.errors import ImportFormatError

GENRES_100K = [
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children's",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
]
YEAR = re.compile(r"\s*\((\d{4})\)\s*$")


@dataclass(frozen=True)
class Film:
    """What every layout says of a film."""

    id: str
    title: str
    year: int | None
    genres: tuple[str, ...]


@dataclass(frozen=True)
class Rating:
    """One person's stars for one film, at a time in seconds since 1970."""

    user: str
    film: str
    stars: float
    at: float


Layout = tuple[Iterator[Film], Iterator[Rating]]


def read_movielens(source: Path) -> Source:
    """Read a folder in any of the layouts. Films get genres, a year and a decade; ratings become acts."""
    readers: tuple[tuple[str, str, Callable[[Path, Path], Layout]], ...] = (
        ("*.item", "*.inter", _recbole),
        ("u.item", "u.data", _classic_100k),
        ("movies.dat", "ratings.dat", _classic_1m),
    )
    for films, ratings, read in readers:
        found = [next(iter(sorted(source.glob(name))), None) for name in (films, ratings)]
        if found[0] and found[1]:
            try:
                made_films, made_ratings = read(found[0], found[1])
                return _source(list(made_films), list(made_ratings))
            except (KeyError, ValueError, IndexError) as error:
                raise ImportFormatError(f"{found[0].name} or {found[1].name} is not as MovieLens has it.") from error
    raise ImportFormatError(
        f"{source} holds no MovieLens data: it needs *.item and *.inter, u.item and u.data, or movies.dat and ratings.dat."
    )


def _source(films: list[Film], ratings: list[Rating]) -> Source:
    about = {
        "name": {"en": "Film library", "zh": "电影库"},
        "category": ["genre"],
        "attribute_names": {
            "genre": {"en": "genre", "zh": "类型"},
            "decade": {"en": "decade", "zh": "年代"},
            "year": {"en": "year", "zh": "年份"},
        },
    }
    acts = [{"user_id": r.user, "item_id": r.film, "act": "rate", "at": r.at, "value": r.stars} for r in ratings]
    return Source(about, [_item(film) for film in films], acts)


def _item(film: Film) -> dict[str, Any]:
    attributes: dict[str, Any] = {"genre": [{"en": g, "zh": CHINESE[g]} if g in CHINESE else g for g in film.genres]}
    if film.year:
        attributes |= {"year": film.year, "decade": f"{film.year // 10 * 10}s"}
    return {"id": film.id, "kind": "film", "title": film.title, "attributes": attributes}


def _recbole(films: Path, ratings: Path) -> Layout:
    def read_films() -> Iterator[Film]:
        for row in _table(films):
            year = row.get("release_year", "")
            yield Film(
                row["item_id"], row["movie_title"], int(year) if year.isdigit() else None, tuple(row["class"].split())
            )

    made = (Rating(r["user_id"], r["item_id"], float(r["rating"]), float(r["timestamp"])) for r in _table(ratings))
    return read_films(), made


def _table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file whose header names are ``name:type``."""
    with path.open(encoding="utf-8") as lines:
        names = [column.partition(":")[0] for column in next(lines).rstrip("\n").split("\t")]
        for line in lines:
            yield dict(zip(names, line.rstrip("\n").split("\t"), strict=True))


def _classic_100k(films: Path, ratings: Path) -> Layout:
    def read_films() -> Iterator[Film]:
        for line in films.read_text(encoding="latin-1").splitlines():
            cells = line.split("|")
            genres = tuple(name for name, flag in zip(GENRES_100K, cells[-19:], strict=True) if flag == "1")
            yield _titled(cells[0], cells[1], genres)

    return read_films(), _ratings(ratings, "\t")


def _classic_1m(films: Path, ratings: Path) -> Layout:
    def read_films() -> Iterator[Film]:
        for line in films.read_text(encoding="latin-1").splitlines():
            id, title, genres = line.split("::")
            yield _titled(id, title, tuple(genres.split("|")))

    return read_films(), _ratings(ratings, "::")


def _ratings(path: Path, separator: str) -> Iterator[Rating]:
    for line in path.read_text(encoding="latin-1").splitlines():
        user, film, stars, at = line.split(separator)
        yield Rating(user, film, float(stars), float(at))


def _titled(id: str, title: str, genres: tuple[str, ...]) -> Film:
    """``Toy Story (1995)`` → title and year."""
    match = YEAR.search(title)
    return Film(id, YEAR.sub("", title), int(match[1]) if match else None, genres)


# Our own Chinese names for the data's genres.
CHINESE = {
    "Action": "动作", "Adventure": "冒险", "Animation": "动画", "Children's": "儿童", "Comedy": "喜剧", "Crime": "犯罪",
    "Documentary": "纪录片", "Drama": "剧情", "Fantasy": "奇幻", "Film-Noir": "黑色电影", "Horror": "恐怖", "Musical": "歌舞",
    "Mystery": "悬疑", "Romance": "爱情", "Sci-Fi": "科幻", "Thriller": "惊悚", "War": "战争", "Western": "西部",
}  # fmt: skip
