"""The quick ones of the conversations written beforehand, over the demo shop and groceries with real models."""

from pathlib import Path

import pytest

from convrec.assistant import Assistant
from convrec.evaluation.conversation.cases import Case, play, read_cases
from convrec.settings import Settings

GOLD = Path(__file__).parent / "gold"
FOLDERS = {"shop": Path(__file__).parent.parent / "assets" / "shop", "groceries": GOLD / "groceries"}
QUICK = [case for case in read_cases(GOLD / "conversations.jsonl") if case.fast]


@pytest.fixture(scope="module")
def assistants(demo_home: Path) -> dict[str, Assistant]:
    return {name: Assistant.build(Settings(home=demo_home, catalogue=folder)) for name, folder in FOLDERS.items()}


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.id)
def test_every_expectation_of_a_conversation_is_met(case: Case, assistants: dict[str, Assistant]) -> None:
    assert play(case, assistants[case.catalogue], f"quick {case.id}").failures == []
