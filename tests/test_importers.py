"""Other people's formats become catalogue folders that read back as they were meant; what can't be used is named."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from convrec.data.folder import Catalogue, read_catalogue
from convrec.data.importers import FORMATS, Imported, import_catalogue
from convrec.errors import ImportFormatError
from convrec.types import Act

ROOT = Path(__file__).resolve().parent.parent
GROCERY = ROOT.parent / "shared" / "data" / "grocery"
MOVIELENS = ROOT.parent / "shared" / "data" / "ml-100k"


def _picture(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 4), "red").save(path)
    return path


def _table(folder: Path, content: str | bytes) -> tuple[Imported, Catalogue]:
    """Import a table; whatever was imported must read back without a complaint."""
    source = folder / "wares.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    made = import_catalogue("csv", source, folder / "shop")
    shop = read_catalogue(made.folder)
    assert shop.problems == ()
    assert made.items == len(shop.items)
    return made, shop


def _refusal(format: str, source: Path, folder: Path) -> str:
    """What an import is refused with: one sentence."""
    with pytest.raises(ImportFormatError) as caught:
        import_catalogue(format, source, folder)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_becomes_items(tmp_path: Path) -> None:
    _picture(tmp_path / "photos" / "marea.png")
    made, shop = _table(
        tmp_path,
        "id,title,title_zh,description,description_zh,price,currency,url,kind,image,"
        "Colour,colour_zh,Width cm,material,washable\n"
        "vase-1,Fluted vase,褶纹花瓶,Tall.,高。,34.50,eur,https://shop.example/1,product,photos/marea.png,"
        "rust|white,铁锈红|白色,24,stoneware;glass,TRUE\n",
    )
    (item,) = shop.items
    assert (item.id, item.kind, item.price, item.currency) == ("vase-1", "product", 34.5, "EUR")
    assert item.url == "https://shop.example/1"
    assert item.title == {"en": "Fluted vase", "zh": "褶纹花瓶"}
    assert item.description == {"en": "Tall.", "zh": "高。"}
    assert item.attributes["colour"] == ({"en": "rust", "zh": "铁锈红"}, {"en": "white", "zh": "白色"})
    assert item.attributes["material"] == ({"en": "stoneware"}, {"en": "glass"})
    assert item.attributes["washable"] == ({"en": "washable"},)
    assert item.numbers == {"width_cm": 24}
    assert [image.relative_to(made.folder.resolve()) for image in item.images] == [Path("images/photos/marea.png")]
    assert item.images[0].read_bytes() == (tmp_path / "photos" / "marea.png").read_bytes()
    assert made.problems == ()


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_delimiters_line_ends_and_marks_are_found_out(tmp_path: Path, delimiter: str, end: str, mark: str) -> None:
    rows = [['"title"', "colour", "price"], ["A vase", "blue", "20"], [], ["A rug", "red", "7"]]
    _, shop = _table(tmp_path, mark + end.join(delimiter.join(row) for row in rows))
    assert [(item.id, item.price, item.attributes["colour"]) for item in shop.items] == [
        ("a-vase", 20, ({"en": "blue"},)),
        ("a-rug", 7, ({"en": "red"},)),
    ]


def test_a_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    made, shop = _table(tmp_path, 'title,description\n"Vase, ""Ida""","First.\nSecond."\n,no title\n')
    assert shop.items[0].title == {"en": 'Vase, "Ida"'}
    assert shop.items[0].description == {"en": "First.\nSecond."}
    assert made.problems == ("wares.csv line 4: has no title, so the line was left out",)


def test_missing_ids_are_made_from_titles_and_never_clash(tmp_path: Path) -> None:
    _, shop = _table(tmp_path, "id,title\n,Red vase\n,Red vase\nred-vase,Red vase\n,红色花瓶\n")
    assert [item.id for item in shop.items] == ["red-vase-2", "red-vase-3", "red-vase", "红色花瓶"]


def test_chinese_alone_is_enough(tmp_path: Path) -> None:
    _, shop = _table(tmp_path, "title_zh,colour_zh\n花瓶,蓝色|白色\n")
    assert shop.items[0].title == {"zh": "花瓶"}
    assert shop.items[0].attributes["colour"] == ({"zh": "蓝色"}, {"zh": "白色"})


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("34", 34),
        ("34.5", 34.5),
        ("€ 34,50", 34.5),
        ("1,299.00", 1299),
        ("1.299,00 €", 1299),
        ("1,299", 1299),
        ("0,125", 0.125),
        ("34,-", 34),
        ("1 299 kr.", 1299),
    ],
)
def test_prices_are_read_as_people_write_them(tmp_path: Path, written: str, price: float) -> None:
    made, shop = _table(tmp_path, f'title,price\nA vase,"{written}"\n')
    assert shop.items[0].price == price
    assert made.problems == ()


def test_a_column_is_a_measure_only_if_all_its_cells_are_numbers(tmp_path: Path) -> None:
    _, shop = _table(tmp_path, 'title,size,seats\nA coat,38,\nA shirt,M,\nA sofa,,"2,5"\n')
    assert [item.attributes.get("size") for item in shop.items] == [({"en": "38"},), ({"en": "M"},), None]
    assert [item.numbers for item in shop.items] == [{}, {}, {"seats": 2.5}]


def test_the_sorts_of_thing_are_the_categories(tmp_path: Path) -> None:
    _, shop = _table(tmp_path, "title,genre,category,colour\nA vase,folk,vases,blue\n")
    assert shop.category == ("category", "genre")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,,1,EUR,,,", "has no title, so the line was left out"),
        ("good,Again,1,EUR,,,", "the id good occurs twice, so the line was left out"),
        ("a,A vase,1,EUR,,,,surplus", "has more cells than the header, so the line was left out"),
        ('a,"A" vase,1,EUR,,,', "can't be read (',' expected after '\"'), so the line was left out"),
        (f"{'a' * 201},A vase,1,EUR,,,", "id must be at most 200 characters without spaces and slashes, so the line"),
    ],
)
def test_a_bad_row_is_named_and_the_others_stay(tmp_path: Path, row: str, reason: str) -> None:
    head = "id,title,price,currency,image,colour,colour_zh"
    made, shop = _table(tmp_path, f"{head}\ngood,Good,1,EUR,,,\n{row}\nbest,Best,2,EUR,,,\n")
    assert [item.id for item in shop.items] == ["good", "best"]
    (problem,) = made.problems
    assert problem.startswith(f"wares.csv line 3: {reason}")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,A vase,nan,EUR,,,", "“nan” is no price, so the item has none"),
        ("a,A vase,10-20,EUR,,,", "“10-20” is no price, so the item has none"),
        ("a,A vase,-3,EUR,,,", "price must be greater than or equal to 0, so the field was left out"),
        ("a,A vase,1,euros,,,", "currency must be three letters, such as EUR, so the field was left out"),
        ("a,A vase,1,EUR,gone.png,,", "there is no picture gone.png beside the table"),
        ("a,A vase,1,EUR,../secret.png,,", "there is no picture ../secret.png beside the table"),
        ("a,A vase,1,EUR,https://a.example/b.png,,", "there is no picture https://a.example/b.png beside the table"),
        (f"a,A vase,1,EUR,{'x' * 5000},,", f"there is no picture {'x' * 80} beside the table"),
        ("a,A vase,1,EUR,,blue,蓝|白", "colour and colour_zh hold different numbers of words"),
    ],
)
def test_a_bad_cell_is_named_and_the_item_stays(tmp_path: Path, row: str, reason: str) -> None:
    _picture(tmp_path / "secret.png")
    (tmp_path / "data").mkdir()
    made, shop = _table(tmp_path / "data", f"id,title,price,currency,image,colour,colour_zh\n{row}\n")
    assert shop.items[0].title == {"en": "A vase"}
    assert shop.items[0].images == ()
    (problem,) = made.problems
    assert problem.startswith("wares.csv line 2: ")
    assert reason in problem


def test_a_web_address_must_be_one(tmp_path: Path) -> None:
    made, shop = _table(tmp_path, "title,url\nA vase,javascript:alert(1)\n")
    assert shop.items[0].url == ""
    assert made.problems == ("wares.csv line 2: url must begin with http:// or https://, so it was left out",)


def test_a_column_whose_name_is_taken_is_named_once(tmp_path: Path) -> None:
    made, shop = _table(tmp_path, "title,item,Width/depth\nA vase,x,3\nA rug,y,4\n")
    assert [(item.attributes, item.numbers) for item in shop.items] == [({}, {"width_depth": n}) for n in (3, 4)]
    assert made.problems == ("wares.csv line 1: the column “item” bears a name that is taken, so it was left out",)


def test_pictures_of_one_name_are_not_taken_for_each_other(tmp_path: Path) -> None:
    for name in ("a.png", "images/a.png"):
        _picture(tmp_path / name)
    made, shop = _table(tmp_path, "title,images\nFirst,a.png\nSecond,images/a.png\n")
    assert [len(item.images) for item in shop.items] == [1, 0]
    assert "another picture is called images/a.png already" in made.problems[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "has no header"),
        (b"\n\ntitle\nA vase\n", "has no header"),
        (b"name,price\nA vase,3\n", "needs a column “title”; its columns are: name, price."),
        (b"title\n", "holds no usable item, so nothing was written"),
        (b"title,price\n,3\n", "(wares.csv line 2: has no title, so the line was left out)"),
        (b"title\nV\xe4se\n", "please save it as a UTF-8 CSV file"),
        (b'ti"tle,"pri"ce\n', "can't be read"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    source = tmp_path / "wares.csv"
    source.write_bytes(content)
    assert sentence in _refusal("csv", source, tmp_path / "shop")
    assert not (tmp_path / "shop").exists()


# ── films ──────────────────────────────────────────────────────────────────────────────────────────────────────────

LAYOUTS = {
    "recbole": {
        "tiny.item": "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
        "1\tToy Story\t1995\tAnimation Children's Comedy\n2\tAmélie\t2001\tDrama\n",
        "tiny.inter": "user_id:token\titem_id:token\trating:float\ttimestamp:float\n7\t1\t5\t881250949\n8\t2\t1\t9e8\n",
    },
    "100K": {
        "u.item": "1|Toy Story (1995)|01-Jan-1995||http://a.example|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
        "2|Amélie (2001)|01-Jan-2001|||0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0\n",
        "u.data": "7\t1\t5\t881250949\n8\t2\t1\t900000000\n",
    },
    "1M": {
        "movies.dat": "1::Toy Story (1995)::Animation|Children's|Comedy\n2::Amélie (2001)::Drama\n",
        "ratings.dat": "7::1::5::881250949\n8::2::1::900000000\n",
    },
}


def _films(folder: Path, layout: str) -> Path:
    folder.mkdir()
    for name, content in LAYOUTS[layout].items():
        (folder / name).write_text(content, encoding="utf-8" if layout == "recbole" else "latin-1")
    return folder


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_movielens_tells_the_same(tmp_path: Path, layout: str) -> None:
    made = import_catalogue("movielens", _films(tmp_path / "ml", layout), tmp_path / "films")
    shop = read_catalogue(made.folder)
    toy_story, amelie = shop.items
    assert (toy_story.id, toy_story.kind, toy_story.title) == ("1", "film", {"en": "Toy Story"})
    assert [genre["en"] for genre in toy_story.attributes["genre"]] == ["Animation", "Children's", "Comedy"]
    assert toy_story.attributes["genre"][1]["zh"] == "儿童"
    assert toy_story.attributes["decade"] == ({"en": "1990s"},)
    assert toy_story.numbers == {"year": 1995}
    assert (amelie.title["en"], amelie.attributes["decade"][0]["en"]) == ("Amélie", "2000s")
    assert shop.acts == (Act("7", "1", "rate", 881250949, 5), Act("8", "2", "rate", 9e8, 1))
    assert shop.category == ("genre",)
    assert (made.items, made.acts, made.problems, shop.problems) == (2, 2, (), ())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_bad_lines_of_movielens_are_named(tmp_path: Path, layout: str) -> None:
    films, ratings = LAYOUTS[layout]
    source = _films(tmp_path / "ml", layout)
    no_id = {"recbole": "\tB\t1999\tDrama\n", "100K": "|B" + "|0" * 22 + "\n", "1M": "::B::Drama\n"}[layout]
    no_number = ("::" if layout == "1M" else "\t").join(("9", "1", "nan", "5"))
    for name, lines in ((films, f"half a line\n{no_id}"), (ratings, f"9\n{no_number}\n\n")):
        with (source / name).open("a") as file:
            file.write(lines)
    made = import_catalogue("movielens", source, tmp_path / "films")
    first = 4 if layout == "recbole" else 3
    assert made.problems == (
        f"{films} line {first}: tells no film as MovieLens does, so the line was left out",
        f"{films} line {first + 1}: tells no film as MovieLens does, so the line was left out",
        f"{ratings} line {first}: tells no rating from 1 to 5 as MovieLens does, so the line was left out",
        f"{ratings} line {first + 1}: tells no rating from 1 to 5 as MovieLens does, so the line was left out",
    )
    assert (made.items, made.acts) == (2, 2)


def test_a_film_of_no_known_genre_and_year_has_none(tmp_path: Path) -> None:
    source = _films(tmp_path / "ml", "1M")
    (source / "movies.dat").write_text("1::unknown::unknown\n")
    (film,) = read_catalogue(import_catalogue("movielens", source, tmp_path / "films").folder).items
    assert (film.title, film.attributes, film.numbers) == ({"en": "unknown"}, {}, {})


def test_a_folder_without_films_is_refused(tmp_path: Path) -> None:
    assert "u.item with u.data" in _refusal("movielens", tmp_path, tmp_path / "films")


@pytest.mark.skipif(not MOVIELENS.is_dir(), reason="the MovieLens 100K data is not here")
def test_the_real_films(tmp_path: Path) -> None:
    made = import_catalogue("movielens", MOVIELENS, tmp_path / "films")
    shop = read_catalogue(made.folder)
    assert (len(shop.items), len(shop.acts), made.problems, shop.problems) == (1682, 100_000, (), ())
    assert len({genre["en"] for film in shop.items for genre in film.attributes.get("genre", ())}) == 18


# ── groceries ──────────────────────────────────────────────────────────────────────────────────────────────────────

HEAD = (
    "Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int),Iconic Image Path (str),"
    "Product Description Path (str)\n"
)


def _groceries(folder: Path) -> Path:
    """Two products: one folder deep and two folders deep, as in the data set."""
    maker = "Manufacturer and volume: GOOD OATS KO\u00a0,\u00a01kg \nManufacturing country: Sverige \n"
    oats = f"{maker}URL: https://a.example/1\n"
    rows = []
    for name, coarse, inside, facts in (
        ("Oat-Drink", "Oat-Milk", "Packages/Oat-Milk/Oat-Drink", oats),
        ("Zucchini", "Zucchini", "Vegetables/Zucchini", "Country and volume: The Netherlands,\u00a0ca 200g \n"),
    ):
        base = f"/iconic-images-and-descriptions/{inside}/{name}"
        _picture(folder / f"{base[1:]}_Iconic.jpg")
        (folder / f"{base[1:]}_Description.txt").write_text(f"About {name}.", encoding="utf-8")
        (folder / f"{base[1:]}_Information.txt").write_text(facts, encoding="utf-8")
        rows.append(f"{name},0,{coarse},0,{base}_Iconic.jpg,{base}_Description.txt\n")
    (folder / "classes.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return folder


def test_groceries_get_their_facts(tmp_path: Path) -> None:
    shop = read_catalogue(import_catalogue("grocery", _groceries(tmp_path / "data"), tmp_path / "shop").folder)
    drink, zucchini = shop.items
    assert (drink.id, drink.title, drink.description) == ("Oat-Drink", {"en": "Oat Drink"}, {"en": "About Oat-Drink."})
    assert drink.attributes["coarse_class"] == ({"en": "Oat Milk", "zh": "燕麦奶"},)
    assert drink.attributes["department"][0]["en"] == "Packages"
    assert drink.attributes["brand"] == ({"en": "Good Oats"},)
    assert drink.attributes["country"] == ({"en": "Sweden"},)
    assert (drink.numbers, drink.price, drink.url) == ({"weight_g": 1000}, None, "https://a.example/1")
    assert zucchini.attributes["department"][0]["en"] == "Vegetables"
    assert zucchini.attributes["country"] == ({"en": "Netherlands"},)
    assert zucchini.numbers == {"weight_g": 200}
    assert all(len(item.images) == 1 for item in shop.items)
    assert shop.category == ("coarse_class", "department")
    assert shop.problems == ()


def test_a_missing_picture_and_bad_rows_are_named(tmp_path: Path) -> None:
    source = _groceries(tmp_path / "data")
    (source / "iconic-images-and-descriptions/Vegetables/Zucchini/Zucchini_Iconic.jpg").unlink()
    with (source / "classes.csv").open("a") as file:
        file.write("Ghost,3\nThief,3,Fruit,1,/iconic-images-and-descriptions/Fruit/../../secret.jpg,/x\n")
    made = import_catalogue("grocery", source, tmp_path / "shop")
    assert made.problems == (
        "classes.csv line 3: there is no picture of Zucchini",
        "classes.csv line 4: tells no product of the data set, so the line was left out",
        "classes.csv line 5: tells no product of the data set, so the line was left out",
    )
    assert [len(item.images) for item in read_catalogue(made.folder).items] == [1, 0]


@pytest.mark.parametrize("content", [None, b"a,b\n1,2\n", b"\xff\xfe"])
def test_what_is_not_the_grocery_data_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "classes.csv").write_bytes(content)
    assert "is not the Grocery Store data set" in _refusal("grocery", tmp_path, tmp_path / "shop")


@pytest.mark.skipif(not GROCERY.is_dir(), reason="the Grocery Store data set is not here")
def test_the_real_groceries(tmp_path: Path) -> None:
    made = import_catalogue("grocery", GROCERY, tmp_path / "shop")
    shop = read_catalogue(made.folder)
    assert (made.items, len(shop.items), made.problems, shop.problems) == (81, 81, (), ())
    assert all(len(item.images) == 1 and item.description and item.price is None for item in shop.items)
    departments = Counter(item.attributes["department"][0]["en"] for item in shop.items)
    assert departments == {"Fruit": 28, "Packages": 31, "Vegetables": 22}
    assert all(item.attributes["coarse_class"][0]["zh"] for item in shop.items)
    assert shop.item("Granny-Smith").title == {"en": "Granny Smith"}
    assert shop.item("Granny-Smith").attributes["coarse_class"][0]["en"] == "Apple"
    assert shop.item("God-Morgon-Apple-Juice").attributes["brand"] == ({"en": "God Morgon"},)


# ── folders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wares(folder: Path, *titles: str) -> Path:
    path = folder / "wares.csv"
    path.write_text("title\n" + "".join(f"{title}\n" for title in titles), encoding="utf-8")
    return path


def test_an_earlier_import_is_replaced(tmp_path: Path) -> None:
    import_catalogue("movielens", _films(tmp_path / "ml", "1M"), tmp_path / "shop")
    import_catalogue("csv", _wares(tmp_path, "A vase"), tmp_path / "shop")
    shop = read_catalogue(tmp_path / "shop")
    assert ([item.id for item in shop.items], shop.category) == (["a-vase"], ())
    assert not (tmp_path / "shop" / "interactions.jsonl").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "dear.txt").write_text("Dear Ida")
    assert "holds something that is no catalogue" in _refusal("csv", _wares(tmp_path, "A vase"), letters)
    assert [path.name for path in letters.iterdir()] == ["dear.txt"]


def test_a_table_may_lie_in_the_catalogue_it_makes(tmp_path: Path) -> None:
    _picture(tmp_path / "images" / "a.png")
    (tmp_path / "items.jsonl").touch()
    source = tmp_path / "wares.csv"
    source.write_text("title,image\nA vase,images/a.png\n")
    import_catalogue("csv", source, tmp_path)
    assert len(read_catalogue(tmp_path).items[0].images) == 1


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    source = _wares(tmp_path, "A vase")
    assert "can't be written" in _refusal("csv", source, source / "shop")
    assert "can't be written" in _refusal("csv", source, tmp_path / ("x" * 300))


def test_an_unknown_format_and_a_missing_source_are_refused(tmp_path: Path) -> None:
    assert f"choose one of: {', '.join(FORMATS)}" in _refusal("excel", tmp_path, tmp_path / "shop")
    for format in FORMATS:
        assert "There is no" in _refusal(format, tmp_path / "nowhere", tmp_path / "shop")
        assert "There is no" in _refusal(format, tmp_path / ("x" * 300), tmp_path / "shop")
    assert "Is a directory" in _refusal("csv", tmp_path, tmp_path / "shop")


def test_the_command_line_names_what_it_left_out(tmp_path: Path) -> None:
    source = tmp_path / "wares.csv"
    source.write_text("title,price\nA vase,3\nA rug,cheap\n")
    command = [sys.executable, "-m", "convrec", "import", "csv", str(source), str(tmp_path / "shop"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, '"items": 2' in done.stdout) == (0, True)
    assert "wares.csv line 3: “cheap” is no price" in done.stderr
