"""Say something, look at the profile, take it back."""

from convrec.assistant import Assistant
from convrec.settings import Settings
from convrec.types import Message

assistant = Assistant.build(Settings())
assistant.turn(Message("ben", "I can't stand leather"))
for line in assistant.profile_lines("ben", "en"):
    print(line.text, f"{line.liking:+.1f}", line.quote, sep=" · ")
    assistant.take_back("ben", line.about)
print(len(assistant.profile_lines("ben", "en")), "lines left")
assistant.forget("ben")
