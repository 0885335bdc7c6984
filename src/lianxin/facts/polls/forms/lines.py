"""Lines that end in a number, as somebody types them."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _


def numbered(text: str) -> Iterator[tuple[str, int]]:
    """Each line as words and a number; ValidationError, with the line, where it is not."""
    for line in text.splitlines():
        words, _space, number = line.strip().rpartition(" ")
        if not line.strip():
            continue
        if not (words.strip() and number.isascii() and number.isdigit()):
            raise forms.ValidationError(
                _("Write the words, a space and a number: %(line)s"),
                params={"line": line[:60]},
            )
        yield words.strip(), int(number[:7])
