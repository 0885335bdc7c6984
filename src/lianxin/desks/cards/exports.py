"""The card as a file: Word, PDF or Excel."""

from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.desks.cards.queries import Card


def card_file(kind: Format, card: Card) -> bytes:
    """The card with its rights as a table of two columns."""
    rows = [(str(title), value) for title, value in card.lines]
    rows += [
        (right.title, f"{right.pill.word} · {right.why} · {right.cited}")
        for right in card.rights
    ]
    sheet = Sheet(
        title=_("Card of %(name)s") % {"name": card.person.name},
        columns=[_("Item"), _("Entry")],
        rows=rows,
    )
    return write(kind, sheet)
