"""The rules library as a file."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.exports import operations as exports
from lianxin.base.rules import queries
from lianxin.base.rules.enums import COUNTED, SURE
from lianxin.base.rules.queries import Held, Shelf


def sheet(shelves: Sequence[Shelf], *, note: str) -> exports.Sheet:
    """The rules on these shelves, each on a row with its source."""
    return exports.Sheet(
        title=_("Rules library"),
        columns=[
            _("Regulation"),
            _("Article"),
            _("Rule"),
            _("What the rule asks"),
            _("What is counted"),
            _("In force from"),
            _("Until"),
            _("How sure"),
            _("Last checked"),
            _("For whom"),
            _("Read by"),
        ],
        rows=_rows(shelves),
        note=note,
    )


def _rows(shelves: Sequence[Shelf]) -> Iterator[Sequence[object]]:
    for shelf in shelves:
        for held in shelf.rules:
            yield _row(shelf, held)


def _row(shelf: Shelf, held: Held) -> Sequence[object]:
    edition, source = held.edition, held.edition.source
    return [
        source.regulation.into(get_language() or ""),
        source.article,
        queries.named(held.rule.title),
        queries.asked(edition.value),
        str(COUNTED[held.rule.counted]) if held.rule.counted else "",
        edition.since,
        edition.until or "",
        str(SURE[source.sure]),
        source.checked,
        queries.named(shelf.regulation.whom),
        _(", ").join(page.title for page in queries.driven_by(held.rule)),
    ]
