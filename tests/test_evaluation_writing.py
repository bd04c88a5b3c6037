"""What is measured of replies in other words, by a measure that knows nothing of the check."""

from convrec.data.folder import Catalogue
from convrec.evaluation.writing import Rewritten, catalogue_names, lost_and_new, scores
from convrec.wording import Try

SAID = "Here is what I found for: vase, up to €80, no leather."


def test_facts_that_are_lost_or_new_are_counted_one_by_one(catalogue: Catalogue) -> None:
    names = catalogue_names(catalogue, "en")
    assert lost_and_new(SAID, "These are vases, up to €80, without leather.", "en", names) == ({}, {})
    lost, new = lost_and_new(SAID, "A sofa, up to €90, of leather.", "en", names)
    assert lost == {"vase": 1, "80": 1, "(denials)": 1} and new == {"sofa": 1, "90": 1}
    lost, new = lost_and_new("没有“蓝色”的花瓶。", "有“绿色”的花瓶。", "zh", catalogue_names(catalogue, "zh"))
    assert lost == {"(denials)": 1, "蓝色": 1} and new == {"绿色": 1}


def test_a_reply_is_judged_before_the_check_and_after_it(catalogue: Catalogue) -> None:
    true, untrue = "I found a vase, up to €80, no leather.", "I found a vase, up to €8, no leather."
    made = [
        Rewritten("en", SAID, true, true, (Try(SAID, true, ()),), 1, 0.2),
        Rewritten("en", SAID, untrue, SAID, (Try(SAID, untrue, ("it says 8",)),), 1, 0.4),
    ]
    found = scores(made, {"en": catalogue_names(catalogue, "en")})
    assert (found["faithful_before"], found["faithful_after"]) == (0.5, 1.0)
    assert (found["passed"], found["changed"], found["replies_changed"]) == (0.5, 0.5, 0.5)
    assert (found["facts_missing"], found["facts_new"], found["ms"]) == (0, 0, 300.0)
