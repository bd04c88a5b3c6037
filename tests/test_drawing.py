"""The profile as a drawing."""

import re
from xml.etree import ElementTree

from knowledge_graph.picture import HEIGHT, MOST, WIDTH, Dot, drawing


def test_every_thing_is_drawn_on_its_side_and_inside() -> None:
    dots = [Dot("oak", 0.9, "likes"), Dot("leather", 0.8, "dislikes"), Dot("up to €80", 0.5, "must")]
    svg = ElementTree.fromstring(drawing(dots, "you", "what is known"))
    circles = [circle for circle in svg if circle.tag == "circle" and circle.get("class") != "me"]
    assert [circle.get("class") for circle in circles] == ["likes", "dislikes", "must"]
    for circle in circles:
        assert 0 < float(circle.get("cx", 0)) < WIDTH and 0 < float(circle.get("cy", 0)) < HEIGHT
    assert {text.text for text in svg if text.tag == "text"} == {"you", "oak", "leather", "up to €80"}


def test_the_stronger_the_nearer() -> None:
    svg = drawing([Dot("oak", 1.0, "likes"), Dot("rug", 0.1, "likes")], "you", "")
    (near, far) = [float(y) for y in re.findall(r'circle class="likes" cx="[\d.]+" cy="([\d.]+)"', svg)]
    assert abs(near - HEIGHT / 2) < abs(far - HEIGHT / 2)


def test_words_are_data_and_long_ones_are_cut() -> None:
    svg = drawing(
        [Dot("<script>alert(1)</script>", 1.0, "likes"), Dot("很长很长很长很长的名字", 1.0, "likes")], "you", '"'
    )
    assert "<script" not in svg and "…" in svg
    ElementTree.fromstring(svg)


def test_nothing_known_is_nothing_drawn_and_there_is_a_most() -> None:
    assert drawing([], "you", "") == ""
    assert drawing([Dot(f"v{n}", 0.5, "likes") for n in range(30)], "you", "").count("<line") == MOST
