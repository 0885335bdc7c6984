"""Full-width characters, as input methods leave them, made narrow."""

import unicodedata


def narrow(typed: str) -> str:
    """The text in half-width characters and without any white space."""
    if typed.isascii():
        return "".join(typed.split())
    return "".join(unicodedata.normalize("NFKC", typed).split())
