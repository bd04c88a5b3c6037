"""Find what a photo shows."""

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message

settings = Settings()
assistant = Assistant.build(settings)
photo = assistant.save_photo(next((settings.catalogue / "examples").glob("vase-*.jpg")))
for card in assistant.turn(Message("ann", "", (photo,))).reply.recommendations:
    print(card.title, card.price, sep=" · ")
