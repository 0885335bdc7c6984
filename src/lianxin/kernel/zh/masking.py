"""Hiding identity numbers and phones wherever they stand in a text."""

import re

# In digits of any width: 18 or 15 of an identity number, in groups or not, or some too
# many or too few; a mobile number, in groups or not; a fixed one with its area code.
LIKE_PRIVATE = re.compile(
    r"(?<!\d)(?:"
    r"\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXxＸｘ]|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ]"
    r"|\d{14,19}[\dXxＸｘ]?"
    r"|(?:\+?86[ -]?)?[1１]\d{2}[ -]?\d{4}[ -]?\d{4}"
    r"|[0０]\d{2,3}[ -]?\d{7,8}"
    r")(?!\d)"
)
LEFT_BEFORE, LEFT_AFTER = 3, 2


def without_numbers(text: str) -> str:
    """The text with the identity numbers and phones in it masked."""
    return LIKE_PRIVATE.sub(lambda found: masked(found[0]), text)


def masked(text: str) -> str:
    """All but the first three and last two characters hidden; a short text stays."""
    hidden = len(text) - LEFT_BEFORE - LEFT_AFTER
    if hidden <= 0:
        return text
    return f"{text[:LEFT_BEFORE]}{'*' * hidden}{text[-LEFT_AFTER:]}"
