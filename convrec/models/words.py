"""The whole words that the embedded encoder knows: a word among them is hardly a typing error."""

from functools import lru_cache

from convrec.models.files import MINILM, packaged


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """About 20,000 English words, in lower case."""
    vocabulary = packaged(MINILM).parent / "vocab.txt"
    words = vocabulary.read_text(encoding="utf-8").splitlines()
    return frozenset(word for word in words if word.isalpha() and len(word) > 2)
