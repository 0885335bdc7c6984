"""The card as a file, and the columns of the register of people."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.base.ui.tables import Column
from lianxin.desks.cards.queries import Card, Details, details_of
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation


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


def roster_columns() -> Sequence[Column]:
    """The columns in the order in which such registers have them."""
    genders = {"f": _("Female"), "m": _("Male")}

    def told(name: str) -> Callable[[Person], object]:
        def value(person: Person) -> object:
            details: Details = details_of(person)
            return getattr(details, name)

        return value

    return [
        Column("name", _("Name"), lambda p: p.name, sort=("pinyin",),
               link=lambda p: reverse("people:person", args=[p.pk])),
        Column("gender", _("Gender"), lambda p: genders.get(p.gender, "")),
        Column("nation", _("Ethnic group"), lambda p: p.nation),
        Column("native_place", _("Native place"), lambda p: p.native_place),
        Column("birth_on", _("Date of birth"), lambda p: p.birth_on),
        Column("education", _("Education"), lambda p: p.education),
        Column("degree", _("Degree"), lambda p: p.degree),
        Column("number", _("Employee number"), lambda p: p.employee_number,
               sort=("employee_number",)),
        Column("staff", _("Works in"), lambda p: _unit(p, Belonging.STAFF)),
        Column("job", _("Job"), lambda p: p.job),
        Column("job_title", _("Professional title"), lambda p: p.job_title),
        Column("worked_since", _("Working since"), lambda p: p.worked_since),
        Column("employment", _("Kind of contract"),
               lambda p: p.get_employment_display()),
        Column("party", _("Party unit"), lambda p: _unit(p, Belonging.PARTY)),
        Column("standing", _("Standing"), _standing),
        Column("admitted_on", _("Admitted to the Party on"), told("admitted_on")),
        Column("full_on", _("Full member since"), told("full_on")),
        Column("situation", _("Situation"), _situation),
        Column("phone", _("Phone"), told("phone")),
        Column("identity", _("Identity number"), told("identity_number")),
    ]  # fmt: skip


def _unit(person: Person, belonging: Belonging) -> str:
    places: Sequence[Affiliation] = getattr(person, "places", ())
    return "、".join(p.unit.short_name for p in places if p.belonging == belonging)


def _standing(person: Person) -> str:
    seen: PartyStanding | None = getattr(person, "standing_seen", None)
    return str(seen.get_standing_display()) if seen else ""


def _situation(person: Person) -> str:
    seen: Sequence[Situation] = getattr(person, "situations_seen", ())
    return "、".join(str(row.get_circumstance_display()) for row in seen)
