"""What a recommendation hangs on, and how its score divides among the sources of votes."""

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message

assistant = Assistant.build(Settings())
assistant.turn(Message("example-causes", "I love linen but I can't stand leather"))
turn = assistant.turn(Message("example-causes", "cushions under 60"))
for recommendation in turn.recommendations[:2]:
    print(assistant.why("example-causes", recommendation.item_id, "en"))
    shares = assistant.causes.shares_of_sources("example-causes", recommendation.item_id)
    print("by source:", {name: round(share, 2) for name, share in shares.of.items() if share} if shares else "no list")
