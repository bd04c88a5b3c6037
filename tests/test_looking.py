"""What was seen in a photo can be taken away again: its sort ends as a condition, its colours as a vote."""

from pathlib import Path

import pytest
import shapes

from convrec.assistant import Assistant
from convrec.types import Message, Turn


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shapes.write_shop(tmp_path_factory.mktemp("shapes") / "shop")


@pytest.fixture(scope="module")
def assistant(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shapes.open_assistant(shop, tmp_path_factory.mktemp("home"))


@pytest.fixture
def turn(assistant: Assistant, shop: Path, request: pytest.FixtureRequest) -> Turn:
    """A photo of an armchair, by somebody of this very test."""
    photo = assistant.save_photo(shop / "customer_photos" / "otto-green.png")
    return assistant.turn(Message(request.node.name, "something like this", (photo,)))


def kinds(turn: Turn) -> set[str]:
    return {part.kind for found in turn.recommendations for vote in found.votes for part in vote.because}


def test_without_its_sort_nothing_is_a_condition(assistant: Assistant, turn: Turn) -> None:
    assert [limit.value for limit in turn.profile.constraints] == ["armchair"]
    photo = turn.message.photos[0]
    again = assistant.unsee(turn, photo, "category/armchair")
    assert not again.profile.constraints and not again.understanding.topic
    assert "category/armchair" not in {likely.about for likely in again.understanding.seen[0].thing.sorts}


def test_the_list_without_something_seen_is_explained_by_itself(assistant: Assistant, turn: Turn) -> None:
    """Why? goes by the list that was shown, also after a chip was taken away."""
    for likely in turn.understanding.seen[0].thing.colours:
        turn = assistant.unsee(turn, turn.message.photos[0], likely.about)
    rerun = assistant.causes.rerun(turn.message.user_id)
    assert rerun is not None and rerun.understanding.seen[0].thing == turn.understanding.seen[0].thing
    again = {found.item_id: found.score for found in rerun.found().recommendations}
    assert again == pytest.approx({found.item_id: found.score for found in turn.recommendations})


def test_without_its_colours_it_is_looked_for_by_shape(assistant: Assistant, turn: Turn) -> None:
    assert "colour" in kinds(turn)
    for likely in turn.understanding.seen[0].thing.colours:
        turn = assistant.unsee(turn, turn.message.photos[0], likely.about)
    assert not turn.understanding.seen[0].thing.colours
    assert all(
        part.amount == pytest.approx(0.0)
        for found in turn.recommendations
        for vote in found.votes
        for part in vote.because
        if part.kind == "colour"
    )
