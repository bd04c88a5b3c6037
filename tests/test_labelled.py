"""Files of labelled texts: every format is read, parts are found, and what can't be read is one clear sentence."""

import json
import re
from pathlib import Path

import pytest

from convrec.data.labelled import OUTSIDE, held_out, read_labelled, read_parts
from convrec.data.lines import Problems
from convrec.errors import TrainingError

CLINC = {
    "train": [
        ["pay my bill", "pay"],
        ["wake me at six", "alarm"],
        ["settle the bill", "pay"],
        ["set an alarm", "alarm"],
    ],
    "val": [["pay it", "pay"], ["alarm please", "alarm"]],
    "test": [["pay now", "pay"]],
    "oos_train": [["who is the king", "oos"]],
    "oos_val": [["how deep is the sea", "oos"]],
    "oos_test": [["why is the sky blue", "oos"]],
}


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lines.txt", "1 good, very good\n0 bad\n"),
        ("tabs.tsv", "1\tgood, very good\n0\tbad\n"),
        ("shop.csv", 'cat,label,review\nbooks,1,"good, very good"\nbooks,0,bad\nbooks,1,\n'),
        ("plain.csv", 'text,label\n"good, very good",1\nbad,0\n'),
        ("bank.csv", 'text,category\n"good, very good",1\nbad,0\n'),
        ("service.csv", '\ufeffflags,utterance,category,intent\nB,"good, very good",X,1\nB,bad,X,0\n'),
        ("without_a_name", 'text,category\n"good, very good",1\nbad,0\n'),
        ("clinc.json", json.dumps({"train": [["good, very good", "1"], ["bad", "0"]]})),
        ("windows.csv", 'text,label\r\n"good, very good",1\r\nbad,0\r\n'),
        ("spelt.csv", 'Text, Label\n"good, very good",1\nbad,0\n'),
    ],
)
def test_every_format_is_read(tmp_path: Path, name: str, content: str) -> None:
    assert read_labelled(put(tmp_path / name, content)).pairs() == [("1", "good, very good"), ("0", "bad")]


def test_a_review_over_two_lines_is_one_review(tmp_path: Path) -> None:
    data = put(tmp_path / "two.csv", 'label,review\n1,"good\nvery good"\n0,bad\n')
    assert read_labelled(data).texts == ("good\nvery good", "bad")


def test_rare_line_separators_part_nothing(tmp_path: Path) -> None:
    assert read_labelled(put(tmp_path / "odd.txt", "1 good\u2028very\x85good\n0 bad\n")).labels == ("1", "0")


def test_named_parts_are_kept_apart_and_joined_with_what_fits_no_label(tmp_path: Path) -> None:
    data = put(tmp_path / "clinc.json", json.dumps(CLINC))
    parts = read_parts(data)
    assert len(parts.train) == 5 and parts.train.labels.count(OUTSIDE) == 1
    assert parts.validation.texts == ("how deep is the sea", "pay it", "alarm please")
    assert set(read_labelled(data).texts) == {"pay now", "why is the sky blue"}


def test_a_dev_file_beside_is_the_validation_part(tmp_path: Path) -> None:
    lines = "".join(f"{n % 2} word{n} again\n" for n in range(20))
    data, dev = put(tmp_path / "films.train", lines), put(tmp_path / "films.dev", "1 fine\n0 poor\n")
    assert read_parts(data).validation == read_labelled(dev)
    assert read_parts(data, put(tmp_path / "own.txt", "1 mine\n")).validation.texts == ("mine",)
    dev.unlink()
    parts = read_parts(data)
    assert all(map(held_out, parts.validation.texts)) and not any(map(held_out, parts.train.texts))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "gb18030"])
def test_chinese_in_one_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    data = put(tmp_path / "zh.csv", "label,review\n1,很好很喜欢\n0,太差了\n".encode(encoding))
    assert read_labelled(data).texts == ("很好很喜欢", "太差了")


def test_accents_in_latin_1_are_read(tmp_path: Path) -> None:
    data = put(tmp_path / "old.txt", "1 a fine cliché\n0 déjà vu\n".encode("latin-1"))
    assert read_labelled(data).texts == ("a fine cliché", "déjà vu")


MIXED_LATIN = "1 很好很好\n".encode() + "0 déjà vu\n".encode("latin-1")
MIXED_GBK = "1 a café\n".encode() + "0 太差了\n".encode("gbk")
STRANGE = {"train": [["a", "1"], ["b", "0"], ["c", "1"], ["d", "0"], ["e", "1"]], "oos_val": [["f", "oos"]]}
THREE = "1 太好了太好了\n".encode("gbk") + "0 déjà vu\n".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "", "no labelled text"),
        ("blank.txt", "\n \n", "no labelled text"),
        ("word.txt", "hello", "no labelled text"),
        ("one.txt", "1 good\n1 fine\n", "one label only"),
        ("prose.txt", "I love this\nYou hate it\nWe shall see\n", "nearly as many labels as texts"),
        ("columns.csv", "a,b\n1,good\n", "columns label and review"),
        ("empty.csv", "", "columns label and review"),
        ("labels.csv", "label,review\n", "no labelled text; below its first line, the column “label”"),
        ("nameless.txt", "verdict,comment\n1,good thing\n0,bad thing\n", "first line must name the columns"),
        ("few.txt", "1 a\n0 b\n1 a\n0 b\n", "more texts of each label"),
        ("latin.txt", MIXED_LATIN, "Line 2 .* not UTF-8"),
        ("gbk.txt", MIXED_GBK, "Line 2 .* not UTF-8"),
        ("three.txt", THREE, "Line 2 .* another encoding"),
        ("nul.txt", b"1 go\0od\n0 bad\n", "NUL"),
        ("utf16.txt", "1 good\n0 bad\n".encode("utf-16"), "NUL"),
        ("long.txt", "1 good\n0 " + "x" * 10_000_000 + "\n", "Line 2 .* 10000002 characters"),
        ("long.csv", "label,review\n0," + "x" * 10_000_000 + "\n", "Line 2 .* characters"),
        ("long.json", json.dumps({"train": [["fine", "1"], ["x" * 10_000_000, "0"]]}), "“0 xxx.* 10000000 characters"),
        ("quoted.csv", 'label,review\n0,"' + "word\n" * 22_000 + '"\n', "“0 word .* 109999 characters"),
        ("broken.json", '{"train": [', "must be JSON"),
        ("list.json", "[" + "1, " * 50_000 + "2]", "must be JSON.* no named parts"),
        ("pairs.json", '{"train": [["a", "b"], ["a", "b", "c"]]}', "must be JSON.* pair 2 of its part “train”"),
        ("letters.json", '{"train": ["ab", "cd"]}', "must be JSON.* pair 1"),
        ("object.json", '{"train": {"ab": "cd"}}', "must be JSON.* “train” is no list"),
        ("nested.json", '{"train": [["a", ["b"]]]}', "must be JSON.* pair 1"),
        ("hollow.json", '{"train": []}', "no labelled text; each part must be a list"),
        ("parts.json", '{"all": [["a", "b"], ["c", "d"]]}', "nothing in a part “train”.*: all"),
        ("swapped.json", '{"train": [["1", "good"], ["0", "bad"]]}', "as many labels as texts; each part must be"),
        (
            "swapped.csv",
            "label,text\ngood,1\nbad,0\n",
            "labels as texts; below its first line, the column “label”",
        ),
        ("header.csv", 'label,"review\n1,good\n', "header .* mend its quotes"),
        ("strange.json", json.dumps(STRANGE), "more texts of each"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(TrainingError, match=said) as found:
        read_parts(put(tmp_path / name, content))
    assert len(str(found.value)) < 400


def test_a_folder_or_nothing_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="folder"):
        read_parts(tmp_path)
    with pytest.raises(TrainingError, match="can't be read"):
        read_parts(tmp_path / "gone.txt")


def test_labels_without_a_text_to_learn_from_are_named(tmp_path: Path) -> None:
    data = put(tmp_path / "a.txt", "1 a\n0 b\n1 c\n0 d\n")
    with pytest.raises(TrainingError, match="maybe"):
        read_parts(data, put(tmp_path / "b.txt", "maybe x\n1 y\n"))


@pytest.mark.parametrize(
    ("name", "bad", "said"),
    [
        ("a.csv", "0", "a.csv line 3: has 1 of the header's 2 cells, so the line was left out"),
        ("a.csv", "0,so, so", "a.csv line 3: has 3 cells, more than the header .*"),
        ("a.csv", "0,", "a.csv line 3: has no text, .*"),
        ("a.csv", '1,"shut" or not', "a.csv line 3: can't be read .*, so the line was left out"),
        ("a.txt", "0", "a.txt line 3: holds a single word.*"),
    ],
)
def test_a_bad_line_is_named_and_left_out(tmp_path: Path, name: str, bad: str, said: str) -> None:
    part = "," if name == "a.csv" else " "
    data = put(tmp_path / name, "\n".join([part.join(("label", "text")), f"1{part}good", bad, f"0{part}bad", ""]))
    problems = Problems()
    assert ("0", "bad") in read_labelled(data, problems).pairs()
    (sentence,) = problems.sentences()
    assert re.fullmatch(said, sentence)


def test_the_lines_that_an_open_quote_takes_with_it_are_named(tmp_path: Path) -> None:
    problems = Problems()
    data = put(tmp_path / "a.csv", 'label,review\n1,good\n1,"open\n0,a\n1,b\n')
    assert read_labelled(data, problems).pairs() == [("1", "good")]
    (sentence,) = problems.sentences()
    assert sentence.startswith("a.csv line 3: ") and sentence.endswith("it and the lines down to 5 were left out")


def test_an_empty_text_of_json_is_named(tmp_path: Path) -> None:
    problems = Problems()
    data = put(tmp_path / "a.json", '{"train": [["good", "1"], [" ", "0"]]}')
    assert read_labelled(data, problems).pairs() == [("1", "good")]
    assert problems.sentences() == ("a.json: pair 2 of the part “train” has no text, so it was left out",)
