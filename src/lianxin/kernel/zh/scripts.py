"""Traditional text in simplified characters, sign for sign where that is possible."""

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    """Loaded once, as it reads its tables from the disk."""
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters; what is simplified already stays as it is."""
    return str(_converter().convert(text))


def spellings(word: str) -> tuple[str, ...]:
    """The word as it was typed, and in simplified characters where that is different."""
    plain = simplified(word)
    return (word,) if plain == word else (word, plain)
