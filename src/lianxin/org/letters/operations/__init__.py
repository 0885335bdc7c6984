"""The only writers of letters and of the registers."""

from lianxin.org.letters.operations.issuing import (
    cancel_letter,
    issue_letter,
    note_receipt,
)
from lianxin.org.letters.operations.receiving import (
    Came,
    cancel_received,
    receive_letter,
)
from lianxin.org.letters.operations.writing import (
    Words,
    discard_draft,
    draft_letter,
    edit_letter,
)

__all__ = [
    "Came",
    "Words",
    "cancel_letter",
    "cancel_received",
    "discard_draft",
    "draft_letter",
    "edit_letter",
    "issue_letter",
    "note_receipt",
    "receive_letter",
]
