"""The shop's answers stand on its policies, and its simulated people can be made again byte for byte."""

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from heapq import nlargest
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convrec.data.folder import read_catalogue

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SHOP = ASSETS / "shop"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HEADING = re.compile(r"^## (.+?) / (.+)$", re.MULTILINE)


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHOP / name).read_text(encoding="utf-8").splitlines()]


ANSWERS, ACTS = _lines("answers.jsonl"), _lines("interactions.jsonl")
POLICIES = sorted((SHOP / "policies").glob("*.md"))
each_answer = pytest.mark.parametrize("answer", ANSWERS, ids=[answer["id"] for answer in ANSWERS])


def _section(answer: dict[str, Any]) -> str:
    """The text that an answer's source names."""
    file, _, heading = answer["source"].partition(", ")
    text = (SHOP / file).read_text(encoding="utf-8")
    found = [match for match in HEADING.finditer(text) if match[1] == heading]
    assert len(found) == 1, answer["source"]
    return text[found[0].end() :].partition("\n## ")[0]


@pytest.mark.parametrize("policy", POLICIES, ids=[policy.stem for policy in POLICIES])
def test_policies_are_in_both_languages(policy: Path) -> None:
    title, *sections = policy.read_text(encoding="utf-8").split("\n## ")
    assert re.match(r"# [A-Z].* / .+\n", title) and sections
    for section in sections:
        heading, english, chinese = re.split(r"\n\n", section.strip())
        assert " / " in heading and CHINESE.search(heading)
        assert not CHINESE.search(english) and CHINESE.search(chinese)


@each_answer
def test_answers_are_in_both_languages_and_asked_in_several_ways(answer: dict[str, Any]) -> None:
    for language in ("en", "zh"):
        ways = [answer["question"][language], *answer["variants"][language]]
        assert len(set(ways)) == len(ways) >= 3
        for text in (*ways, answer["answer"][language]):
            assert bool(CHINESE.search(text)) == (language == "zh"), text


@each_answer
def test_every_number_of_an_answer_stands_in_its_source(answer: dict[str, Any]) -> None:
    section = _section(answer)
    for text in answer["answer"].values():
        numbers = re.findall(r"\d+(?:[.:]\d+)?", text)
        assert set(numbers) <= set(re.findall(r"\d+(?:[.:]\d+)?", section))


def test_no_question_is_asked_twice() -> None:
    asked = Counter(
        text.casefold()
        for answer in ANSWERS
        for language in ("en", "zh")
        for text in (answer["question"][language], *answer["variants"][language])
    )
    assert len(ANSWERS) >= 120 and max(asked.values()) == 1


def test_people_are_marked_as_simulated_and_act_on_the_shops_items() -> None:
    items = {item["id"] for item in _lines("items.jsonl")}
    assert len({act["user_id"] for act in ACTS}) >= 2000 and len(ACTS) >= 60_000
    assert all(re.fullmatch(r"sim-\d{4}", act["user_id"]) for act in ACTS)
    assert {act["item_id"] for act in ACTS} <= items
    kinds = {"view", "click", "save", "like", "share", "buy", "rate", "comment", "return", "follow", "watch", "listen"}
    assert {act["act"] for act in ACTS} == kinds
    ratings = Counter(act["value"] for act in ACTS if act["act"] == "rate")
    assert set(ratings) <= {1, 2, 3, 4, 5} and min(ratings[2], ratings[3], ratings[4], ratings[5]) > 0
    assert all(("value" in act) == (act["act"] in ("rate", "watch", "listen")) for act in ACTS)
    assert all(("text" in act) == (act["act"] == "comment") for act in ACTS)


def test_acts_come_in_an_order_that_life_allows() -> None:
    assert [act["at"] for act in ACTS] == sorted(act["at"] for act in ACTS)
    done: set[tuple[str, str, str]] = set()
    for act in ACTS:
        who_what = act["user_id"], act["item_id"]
        before = {"view": None, "rate": "buy", "return": "buy"}.get(act["act"], "view")
        assert before is None or (*who_what, before) in done, act
        done.add((*who_what, act["act"]))


def test_every_sort_of_thing_is_looked_at_kept_and_bought() -> None:
    items = _lines("items.jsonl")
    sorts = {item["id"]: item["attributes"]["category"]["en"] for item in items if item["kind"] == "product"}
    done = Counter((sorts.get(act["item_id"]), act["act"]) for act in ACTS)
    for sort in set(sorts.values()):
        assert done[sort, "view"] >= 100 and done[sort, "save"] and done[sort, "buy"], sort


def test_others_acts_foretell_better_than_popularity_what_somebody_keeps() -> None:
    """The last thing a person kept is hidden: similar company finds it among five more often than fame does."""
    kept = {act["user_id"]: act["item_id"] for act in ACTS if act["act"] in {"like", "save", "buy"}}
    seen = defaultdict[str, set[str]](set)
    for act in ACTS:
        if kept.get(act["user_id"]) != act["item_id"]:
            seen[act["user_id"]].add(act["item_id"])
    fame = Counter(item for items in seen.values() for item in items)
    company = Counter((a, b) for items in seen.values() for a in items for b in items)

    def likeness(item: str, items: set[str]) -> float:
        return sum(company[item, other] / math.sqrt((fame[item] + 3) * (fame[other] + 3)) for other in items)

    hits = Counter[str]()
    for user, hidden in kept.items():
        others = sorted(set(fame) - seen[user])
        likenesses = {item: likeness(item, seen[user]) for item in others}
        hits["fame"] += hidden in nlargest(5, others, key=fame.__getitem__)
        hits["company"] += hidden in nlargest(5, others, key=likenesses.__getitem__)
    assert hits["company"] > 1.15 * hits["fame"] > 0, hits


def test_people_are_the_same_at_every_run(tmp_path: Path) -> None:
    script = ASSETS / "world" / "people.py"
    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert (tmp_path / "interactions.jsonl").read_bytes() == (SHOP / "interactions.jsonl").read_bytes()
    with np.load(tmp_path / "truth.npz") as made, np.load(SHOP / "truth.npz") as kept:
        assert all(np.array_equal(made[name], kept[name]) for name in ("people", "items", "parts", "tenths"))


def test_items_are_the_same_at_every_run(tmp_path: Path) -> None:
    out = tmp_path / "items.jsonl"
    subprocess.run([sys.executable, ASSETS / "world" / "items.py", "--out", out], check=True)
    assert out.read_bytes() == (SHOP / "items.jsonl").read_bytes()


def test_only_the_evaluation_knows_the_truth() -> None:
    """No code but the one that judges recommenders so much as names the file of true preferences."""
    root = ASSETS.parent
    sources = [path for folder in ("convrec", "knowledge_graph", "examples") for path in (root / folder).rglob("*.py")]
    naming = {path.relative_to(root).as_posix() for path in sources if "truth.npz" in path.read_text(encoding="utf-8")}
    assert naming == {"convrec/evaluation/recommend/truth.py"}


def test_the_truth_is_not_what_the_shop_reads(tmp_path: Path) -> None:
    """Without the file of truths the catalogue is the same: nothing is learnt from it."""
    bare = tmp_path / "shop"
    shutil.copytree(SHOP, bare, ignore=shutil.ignore_patterns("truth.npz", "customer_photos"))
    with_truth, without = read_catalogue(SHOP), read_catalogue(bare)
    assert with_truth.acts == without.acts
    assert [item.id for item in with_truth.items] == [item.id for item in without.items]


def test_questions_for_the_evaluation_are_the_shop_s_own_no_more() -> None:
    """Four paraphrases a language are kept for every answer, and none is among the shop's own words."""
    lines = _lines("answers_eval.jsonl")
    kept = Counter((line["answer"], line["language"]) for line in lines if line["answer"])
    assert all(kept[answer["id"], language] >= 4 for answer in ANSWERS for language in ("en", "zh"))
    assert {answer for answer, _ in kept} == {answer["id"] for answer in ANSWERS}
    assert sum(line["answer"] is None for line in lines) >= 60
    own = {
        text.casefold()
        for answer in ANSWERS
        for language in ("en", "zh")
        for text in (answer["question"][language], *answer["variants"][language])
    }
    asked = [line["question"].casefold() for line in lines]
    assert len(set(asked)) == len(asked) and not own & set(asked)


def test_the_card_counts_what_is_there() -> None:
    card = (SHOP / "README.md").read_text(encoding="utf-8")
    items = _lines("items.jsonl")
    goods = [item for item in items if item["kind"] == "product"]
    sorts = {item["attributes"]["category"]["en"] for item in goods}
    kinds = Counter(item["kind"] for item in items)
    assert f"{len(goods)} products of {len(sorts)} sorts" in card
    for kind, name in (("post", "posts"), ("film", "films"), ("show", "live shows"), ("track", "tracks")):
        assert f"{kinds[kind]} {name}" in card
    assert f"{len(POLICIES)} pages" in card and f"{len(ANSWERS)} questions" in card
    people = len({act["user_id"] for act in ACTS})
    assert f"{len(ACTS):,} acts of {people:,} people" in card
    counts = Counter(act["act"] for act in ACTS)
    order, numbers = re.findall(r"^\| (view .+|[\d,]+ \| [\d,]+ \| .+) \|$", card, re.MULTILINE)
    assert numbers.split(" | ") == [f"{counts[act]:,}" for act in order.split(" | ")]
