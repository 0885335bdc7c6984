"""Pages of letters: the registers, writing, what happens to a letter, received ones."""

from lianxin.org.letters.views.acts import cancel, discard, issue, receipt
from lianxin.org.letters.views.incoming import (
    cancel_incoming,
    file,
    incoming,
    receive,
    received,
)
from lianxin.org.letters.views.pages import letter, letters, pdf, word
from lianxin.org.letters.views.writing import choose, edit, preview, write

__all__ = [
    "cancel",
    "cancel_incoming",
    "choose",
    "discard",
    "edit",
    "file",
    "incoming",
    "issue",
    "letter",
    "letters",
    "pdf",
    "preview",
    "receipt",
    "receive",
    "received",
    "word",
    "write",
]
