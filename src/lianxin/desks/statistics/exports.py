"""A table as a file, the columns of the rows behind a number, a roster's columns in words."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.base.log.exports import foot
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.desks.statistics.queries import Asked, Difference, Figures
from lianxin.org.posts.queries import pill_of_term


def table_file(kind: Format, figures: Figures, asked: Asked) -> bytes:
    """The numbers of a table as Excel, Word or PDF, with unit and day."""
    sheet = Sheet(
        title=figures.title,
        columns=[_("Item"), *figures.columns],
        rows=[
            [title, *(cell.number for cell in cells)] for title, cells in figures.rows
        ],
        note=note_of(asked),
        foot=foot(asked.today),
    )
    return write(kind, sheet)


def note_of(asked: Asked) -> str:
    """Of which unit and day, and what is left out."""
    return _(
        "%(unit)s with all below, as of %(day)s; units abroad and classified ones are "
        "left out."
    ) % {"unit": asked.unit.name, "day": asked.on.isoformat()}


def people_columns() -> Sequence[Column]:
    """The people behind a number, as they were on the day."""
    genders = {"f": _("Female"), "m": _("Male")}
    return [
        Column(
            "name", _("Name"), lambda p: p.name, sort=("pinyin",),
            link=lambda p: address_of("people:person", p.pk) if p.may_open else "",
        ),
        Column("gender", _("Gender"), lambda p: genders.get(p.gender, "")),
        Column("birth", _("Date of birth"), lambda p: p.birth_on or "", sort=("birth_on",)),
        Column("nation", _("Ethnic group"), lambda p: p.nation),
        Column("education", _("Education"), lambda p: p.education),
        Column("standing", _("Standing"), lambda p: p.standing_then),
        Column("full", _("Full member since"), lambda p: p.full_since or ""),
        Column("unit", _("Party unit"), lambda p: p.unit_then),
    ]  # fmt: skip


def unit_columns(asked: Asked) -> Sequence[Column]:
    """The units behind a number, as they stood on the day."""
    kinds = rulebook.unit_kinds()
    language = get_language() or ""
    return [
        Column(
            "name", _("Unit"), lambda u: u.name, sort=("path",),
            link=lambda u: address_of("units:unit", u.pk) if u.path else "",
        ),
        Column("kind", _("Kind of unit"),
               lambda u: kinds[u.kind].title.into(language)),
        Column("members", _("Members"), lambda u: u.member_count),
        Column("ends", _("Term ends on"), lambda u: u.term_ends_on or ""),
        Column("term", _("Term"), lambda u: pill_of_term(u.term_ends_on, asked.on)),
    ]  # fmt: skip


def column_in_words(difference: Difference) -> str:
    """What a column of a roster is called."""
    language = get_language() or ""
    columns = rulebook.sheet_kinds()["members"].columns
    found = {column.code: column.title for column in columns}
    return found[difference.column].into(language)
