"""How a listener is told which thing in a message it is to hear about."""

STAR = "*"
AROUND = 160  # signs of the message before and behind that are heard with it


def marked(text: str, start: int, end: int) -> str:
    """The text around a stretch, the stretch between stars (entity markers: Baldini Soares et al. 2019)."""
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}{STAR} {text[start:end]} {STAR}{behind}"
