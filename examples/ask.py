"""Ask the demo shop and print the list with its reasons."""

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message

assistant = Assistant.build(Settings())
turn = assistant.turn(Message("ann", "I love oak; show me a lamp under 150"))
print(turn.reply.text)
for card in turn.reply.recommendations:
    print(
        card.title, card.price, *(f"{reason.text} ({reason.contribution:+.2f})" for reason in card.reasons), sep=" · "
    )
