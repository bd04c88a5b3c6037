"""Misspelt words of pointing and of asking for others: "the scond", "other opitons"."""

from rapidfuzz.distance import OSA

from convrec.models.words import known_words
from convrec.understanding.language import tokens

WORDS = (
    "different",
    "another",
    "others",
    "other",
    "options",
    "something",
    "anything",
    "choices",
    "please",
    "these",
    "those",
)
PLACES = ("first", "second", "third", "fourth", "fifth")
SHORTEST = 5  # letters; of shorter words one letter more or less makes another word


def well_spelt(text: str) -> str:
    """The text with words that are no English, and one slip away from one of these, put right: ``opitons``."""
    for token in reversed(tokens(text)):
        word = text[token.start : token.end].lower()
        strange = word.isascii() and word.isalpha() and known_words().isdisjoint((word, token.word))
        if strange and len(word) >= SHORTEST:
            meant = [one for one in (*WORDS, *PLACES) if OSA.distance(word, one, score_cutoff=1) <= 1]
            if len(meant) == 1:
                text = f"{text[: token.start]}{meant[0]}{text[token.end :]}"
    return text
