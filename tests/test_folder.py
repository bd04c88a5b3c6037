"""A catalogue folder is read whatever is wrong with it: the bad is named, the good is used."""

import json
import os
from pathlib import Path

import pytest

from convrec.data.folder import Catalogue, read_catalogue
from convrec.errors import CatalogueError

LAMP = {"id": "lamp", "title": "Reading lamp"}


def write(folder: Path, name: str, *rows: object) -> Path:
    """Write a JSON Lines file; text and bytes go in as they are."""
    lines = [r if isinstance(r, bytes) else (r if isinstance(r, str) else json.dumps(r)).encode() for r in rows]
    (folder / name).write_bytes(b"\n".join(lines) + b"\n")
    return folder


def only_problem(catalogue: Catalogue) -> str:
    assert len(catalogue.problems) == 1
    return catalogue.problems[0]


# ── the whole format ───────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_the_format_offers_is_read(tmp_path: Path) -> None:
    picture = tmp_path / "images" / "lamp.png"
    picture.parent.mkdir()
    picture.write_bytes(b"pixels")
    about = {"name": {"en": "Shop", "zh": "店"}, "currency": "eur", "simulated": True, "synonyms": {"lamp": ["light"]}}
    (tmp_path / "catalogue.json").write_text(json.dumps(about | {"attribute_names": {"colour": {"zh": "颜色"}}}))
    attributes = {
        "colour": [{"en": "rust", "zh": "铁锈红"}, "blue"],
        "category": "lamp",
        "width_cm": 12,
        "smart": False,
    }
    row = {
        "title": {"en": "Lamp", "zh-CN": "台灯"},
        "price": 34,
        "images": ["images/lamp.png"],
        "url": "https://a.example",
    }
    write(tmp_path, "items.jsonl", LAMP | row | {"attributes": attributes})
    write(
        tmp_path, "interactions.jsonl", {"user_id": "u", "item_id": "lamp", "act": "buy", "at": "1970-01-01T01:00:00Z"}
    )
    question = {"question": {"en": "Returns?"}, "variants": {"en": ["Send back?"], "zh": "可以退吗？"}}
    write(tmp_path, "answers.jsonl", question | {"answer": "30 days", "source": "Policy, 1"})

    shop = read_catalogue(tmp_path)

    assert shop.problems == () and shop.missing == () and shop.simulated
    assert (shop.name["zh"], shop.currency, shop.category) == ("店", "EUR", ("category",))
    assert shop.synonyms == {"lamp": ("light",)} and shop.attribute_names == {"colour": {"zh": "颜色"}}
    lamp = shop.item("lamp")
    assert lamp.title == {"en": "Lamp", "zh": "台灯"}
    assert (lamp.price, lamp.currency, lamp.kind, lamp.url) == (34.0, "EUR", "product", "https://a.example")
    assert lamp.attributes == {
        "colour": ({"en": "rust", "zh": "铁锈红"}, {"en": "blue"}),
        "category": ({"en": "lamp"},),
    }
    assert lamp.numbers == {"width_cm": 12.0}
    assert lamp.images == (picture.resolve(),)
    assert [(act.user_id, act.act, act.at) for act in shop.acts] == [("u", "buy", 3600.0)]
    assert shop.answers[0].questions == {"en": ("Returns?", "Send back?"), "zh": ("可以退吗？",)}
    assert (shop.answers[0].answer, shop.answers[0].source) == ({"en": "30 days"}, "Policy, 1")


def test_items_alone_are_enough_and_what_is_missing_is_said(tmp_path: Path) -> None:
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert shop.row == {"lamp": 0} and shop.problems == ()
    assert [skip.what for skip in shop.missing] == ["people", "answers"]
    assert "interactions.jsonl" in shop.missing[0].why


def test_plain_text_is_in_the_language_of_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").write_text('{"language": "zh"}')
    row = {"id": "a", "title": "台灯", "attributes": {"colour": "红"}}
    item = read_catalogue(write(tmp_path, "items.jsonl", row)).items[0]
    assert item.title == {"zh": "台灯"} and item.attributes["colour"] == ({"zh": "红"},)


def test_true_means_the_name_is_a_feature(tmp_path: Path) -> None:
    names = {"dimmable": {"en": "can be dimmed", "zh": "可调光"}}
    (tmp_path / "catalogue.json").write_text(json.dumps({"attribute_names": names}))
    row = LAMP | {"attributes": {"Dimmable": True, "dishwasher safe": True, "loud": False}}
    item = read_catalogue(write(tmp_path, "items.jsonl", row)).items[0]
    assert item.attributes == {"dimmable": (names["dimmable"],), "dishwasher_safe": ({"en": "dishwasher safe"},)}


# ── one bad line never loses the rest ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
        (b'{"id": "b", "title": "\xff"}', "is not valid JSON"),
        ('["b"]', "must be an object"),
        ('{"id": "b", "title": "%s"}' % ("x" * 1_000_000), "longer than a megabyte"),
        ('{"title": "B"}', "id is missing"),
        ('{"id": null, "title": "B"}', "id is missing"),
        ('{"id": "b/c", "title": "B"}', "id must be at most 200 characters without spaces and slashes"),
        ('{"id": "b"}', "title is missing"),
        (r'{"id": "b", "title": " \u0000 "}', "title must not be empty"),
        ('{"id": "b", "title": 7}', "title must be text"),
        ('{"id": "b", "title": "B", "price": -1}', "price must be greater than or equal to 0"),
        ('{"id": "b", "title": "B", "price": NaN}', "price must be a finite number"),
        ('{"id": "b", "title": "B", "price": true}', "price must be a number"),
        ('{"id": "b", "title": "B", "price": "cheap"}', "price must be a valid number"),
        ('{"id": "b", "title": "B", "currency": "euro"}', "currency must be three letters"),
        ('{"id": "lamp", "title": "B"}', "the id lamp occurs twice"),
    ],
)
def test_a_bad_item_is_named_and_the_others_stay(tmp_path: Path, line: str | bytes, reason: str) -> None:
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP, line, LAMP | {"id": "vase"}))
    assert [item.id for item in shop.items] == ["lamp", "vase"]
    problem = only_problem(shop)
    assert problem.startswith("items.jsonl line 2: ") and reason in problem and problem.endswith("was left out")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"images": ["../secret.png"]}, "the picture ../secret.png lies outside the folder"),
        ({"images": ["link.png"]}, "the picture link.png lies outside the folder"),
        ({"images": ["gone.png"]}, "there is no picture gone.png"),
        ({"images": ["a\0b.png"]}, "there is no picture"),
        ({"images": ["x" * 5000]}, "there is no picture"),
        ({"url": "javascript:alert(1)"}, "url must begin with http:// or https://"),
        ({"url": "http://["}, "url must begin with http:// or https://"),
        ({"attributes": {"colour": {"deep": {"er": 1}}}}, "the attribute “colour” must be text"),
        ({"attributes": {"width_cm": 10**400}}, "the attribute “width_cm” must be a finite number"),
        ({"attributes": {"item": "lamp"}}, "the attribute “item” can't be the name of an attribute"),
    ],
)
def test_a_bad_part_is_named_and_the_item_stays(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"pixels")
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    shop = read_catalogue(write(folder, "items.jsonl", LAMP | row))
    assert only_problem(shop).startswith(f"items.jsonl line 1: {reason}")
    item = shop.item("lamp")
    assert (item.images, item.url, item.attributes, item.numbers) == ((), "", {}, {})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"act": "steal"}, "act must be one of view, click"),
        ({"act": "rate", "value": 99}, "value must be a rating from 1 to 5"),
        ({"act": "rate"}, "value must be a rating from 1 to 5"),
        ({"at": "yesterday"}, "at must be a time in ISO 8601"),
        ({"at": []}, "at must be a time in ISO 8601"),
    ],
)
def test_a_bad_act_is_named(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    good = {"user_id": "u", "item_id": "lamp", "act": "buy", "at": 5}
    write(tmp_path, "interactions.jsonl", good, good | row)
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert len(shop.acts) == 1
    assert only_problem(shop).startswith(f"interactions.jsonl line 2: {reason}")


def test_acts_on_unknown_items_are_counted_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, "interactions.jsonl", *({"user_id": "u", "item_id": f"x{i}", "act": "buy"} for i in range(2000)))
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert shop.acts == () and "2,000 acts" in only_problem(shop) and "x0" in only_problem(shop)


def test_of_very_many_bad_lines_only_the_first_are_named(tmp_path: Path) -> None:
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP, *["{"] * 5000))
    assert len(shop.problems) == 21 and shop.problems[-1] == "items.jsonl: 4,980 more problems of such kinds"


@pytest.mark.parametrize("variants", [5, [1], {"en": 7}, {"en": [None]}])
def test_a_bad_answer_is_named(tmp_path: Path, variants: object) -> None:
    good = {"question": "Open?", "answer": "Yes.", "source": "Door"}
    write(tmp_path, "answers.jsonl", good, good | {"variants": variants})
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert [answer.id for answer in shop.answers] == ["answer-1"]
    assert only_problem(shop).startswith("answers.jsonl line 2: variants")


def test_a_bad_field_about_the_catalogue_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").write_text('{"name": "Shop", "synonyms": {"lamp": "light"}}')
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert shop.name == {"en": "Shop"} and shop.synonyms == {}
    assert only_problem(shop).startswith("catalogue.json: synonyms.lamp must be")


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"name": "\xff"}', b"[" * 100_000])
def test_a_broken_catalogue_json_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalogue.json").write_bytes(content)
    shop = read_catalogue(write(tmp_path, "items.jsonl", LAMP))
    assert shop.language == "en" and only_problem(shop).startswith("catalogue.json: can't be used")


def test_byte_order_mark_blank_lines_and_control_characters_do_no_harm(tmp_path: Path) -> None:
    lines = b'\xef\xbb\xbf{"id": "a", "title": "A\\u0007\\n  b"}\r\n\r\n   \n{"id": 7, "title": "B", "price": null}'
    (tmp_path / "items.jsonl").write_bytes(lines)
    shop = read_catalogue(tmp_path)
    assert shop.problems == ()
    assert [(item.id, item.title["en"]) for item in shop.items] == [("a", "A b"), ("7", "B")]


# ── nothing to read ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"^There is no folder .*python -m convrec import\.$"):
        read_catalogue(tmp_path / "nowhere")
    with pytest.raises(CatalogueError, match=r"^There is no folder "):
        read_catalogue(Path("x" * 5000))


def test_a_folder_without_items_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"^There is no items\.jsonl in "):
        read_catalogue(tmp_path)


@pytest.mark.parametrize(("content", "why"), [("", "the file is empty"), ('{"id": "a"}', "line 1: title is missing")])
def test_no_usable_item_is_one_clear_sentence(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "items.jsonl").write_text(content)
    with pytest.raises(CatalogueError, match=why):
        read_catalogue(tmp_path)


# ── the fingerprint ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_fingerprint_changes_with_anything_the_index_holds(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"one")
    write(tmp_path, "items.jsonl", LAMP | {"images": ["a.png"]})
    seen = [read_catalogue(tmp_path).fingerprint]
    assert read_catalogue(tmp_path).fingerprint == seen[0]

    os.utime(tmp_path / "a.png", (1, 1))
    seen.append(read_catalogue(tmp_path).fingerprint)
    (tmp_path / "a.png").write_bytes(b"longer")
    seen.append(read_catalogue(tmp_path).fingerprint)
    (tmp_path / "catalogue.json").write_text("{}")
    seen.append(read_catalogue(tmp_path).fingerprint)
    write(tmp_path, "answers.jsonl", {"question": "q", "answer": "a", "source": "s"})
    seen.append(read_catalogue(tmp_path).fingerprint)
    write(tmp_path, "items.jsonl", LAMP | {"images": ["a.png"], "price": 3})
    seen.append(read_catalogue(tmp_path).fingerprint)
    assert len(set(seen)) == len(seen)


def test_acts_leave_the_fingerprint_alone(tmp_path: Path) -> None:
    before = read_catalogue(write(tmp_path, "items.jsonl", LAMP)).fingerprint
    write(tmp_path, "interactions.jsonl", {"user_id": "u", "item_id": "lamp", "act": "buy"})
    assert read_catalogue(tmp_path).fingerprint == before
