"""MovieLens ratings (Harper and Konstan 2015) in three layouts: RecBole's tables, the 100K files, and those of 1M."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convrec.data.importers.write import Source
from convrec.data.lines import Problems
from convrec.data.records import InteractionRecord, ItemRecord
from convrec.errors import ImportFormatError

Row = Mapping[str, str]

# The data is in English; the Chinese names of the genres are our own. The order is that of the flags in u.item.
GENRES = {
    "unknown": "", "Action": "动作", "Adventure": "冒险", "Animation": "动画", "Children's": "儿童", "Comedy": "喜剧",
    "Crime": "犯罪", "Documentary": "纪录片", "Drama": "剧情", "Fantasy": "奇幻", "Film-Noir": "黑色电影",
    "Horror": "恐怖", "Musical": "歌舞", "Mystery": "悬疑", "Romance": "爱情", "Sci-Fi": "科幻", "Thriller": "惊悚",
    "War": "战争", "Western": "西部",
}  # fmt: skip
RATING = ("user_id", "item_id", "rating", "timestamp")
TITLE = re.compile(r"(.+?)\s*\((\d{4})\)\s*")  # Toy Story (1995)


@dataclass(frozen=True)
class Table:
    """A file of rows. Without names of columns, its first line has them as ``name:type``."""

    file: str
    separator: str
    columns: tuple[str, ...] = ()
    encoding: str = "latin-1"


@dataclass(frozen=True)
class Layout:
    """Where films and ratings lie, and how a film's row tells its genres."""

    films: Table
    ratings: Table
    genres: Callable[[Row], list[str]]


LAYOUTS = (
    Layout(
        Table("*.item", "\t", encoding="utf-8-sig"),
        Table("*.inter", "\t", encoding="utf-8-sig"),
        lambda row: (row.get("class") or row["genre"]).split(),
    ),
    Layout(
        Table("u.item", "|", ("item_id", "movie_title", "release_date", "video_release_date", "url", *GENRES)),
        Table("u.data", "\t", RATING),
        lambda row: [genre for genre in GENRES if row[genre] == "1"],
    ),
    Layout(
        Table("movies.dat", "::", ("item_id", "movie_title", "genres")),
        Table("ratings.dat", "::", RATING),
        lambda row: row["genres"].split("|"),
    ),
)
ABOUT = {
    "name": {"en": "Film library", "zh": "电影库"},
    "category": ["genre"],
    "attribute_names": {
        "genre": {"en": "genre", "zh": "类型"},
        "decade": {"en": "decade", "zh": "年代"},
        "year": {"en": "year", "zh": "年份"},
    },
}


def read_movielens(source: Path) -> Source:
    """Read a folder in any of the layouts. Films get genres, a year and a decade; ratings become acts."""
    for layout in LAYOUTS:
        films, ratings = (next(iter(sorted(source.glob(table.file))), None) for table in (layout.films, layout.ratings))
        if films and ratings:
            break
    else:
        wanted = " or ".join(f"{layout.films.file} with {layout.ratings.file}" for layout in LAYOUTS)
        raise ImportFormatError(f"{source} holds no MovieLens data: it needs {wanted}.")
    problems = Problems()
    try:
        items = list(_made(films, layout.films, lambda row: _film(row, layout.genres(row)), "film", problems))
        acts = list(_made(ratings, layout.ratings, _rating, "rating from 1 to 5", problems))
    except OSError as error:
        raise ImportFormatError(f"{error.filename} can't be read ({error.strerror}).") from error
    return Source(ABOUT, items, acts, problems=problems.sentences())


def _made(
    path: Path, table: Table, make: Callable[[Row], dict[str, Any]], what: str, problems: Problems
) -> Iterator[dict[str, Any]]:
    """What the good lines of a file tell; the others are named."""
    with path.open(encoding=table.encoding, errors="replace") as lines:
        columns = table.columns
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split(table.separator)
            if not columns:
                columns = tuple(cell.partition(":")[0] for cell in cells)
            elif line.strip():
                try:
                    yield make(dict(zip(columns, cells, strict=True)))
                except (
                    KeyError,
                    ValueError,
                    OverflowError,
                ):  # a column is missing, a number is none, a record is refused
                    problems.add(path.name, f"tells no {what} as MovieLens does, so the line was left out", number)


def _film(row: Row, genres: list[str]) -> dict[str, Any]:
    named = TITLE.fullmatch(row["movie_title"])
    title, year = named.groups() if named else (row["movie_title"], "")
    year = row.get("release_year") or year
    attributes: dict[str, Any] = {"genre": [_genre(genre) for genre in genres if genre != "unknown"]}
    if year.isdecimal():
        attributes |= {"year": int(year), "decade": f"{int(year) // 10 * 10}s"}
    film = {"id": row["item_id"], "kind": "film", "title": title, "attributes": attributes}
    ItemRecord.model_validate(film)
    return film


def _genre(genre: str) -> dict[str, str]:
    return {"en": genre, "zh": GENRES[genre]} if genre in GENRES else {"en": genre}


def _rating(row: Row) -> dict[str, Any]:
    stars, at = float(row["rating"]), int(float(row["timestamp"]))
    rating = {"user_id": row["user_id"], "item_id": row["item_id"], "act": "rate", "at": at, "value": stars}
    InteractionRecord.model_validate(rating)
    return rating
