"""The card as a file, and the columns of the register of people."""

from collections.abc import Callable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.base.ui.tables import Column
from lianxin.desks.cards.queries import Card, away, details_of
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Belonging, Standing
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
    return [
        *_of_everybody(),
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
        Column("admitted_on", _("Admitted to the Party on"), _told("admitted_on")),
        Column("full_on", _("Full member since"), _told("full_on")),
        Column("bodies", _("Union and youth league"), _bodies),
        Column("situation", _("Situation"), _situation),
        Column("place", _("Where to"), lambda p: _away(p, "place")),
        *_of_contact(),
    ]  # fmt: skip


def coming_columns() -> Sequence[Column]:
    """Applicants, activists and targets, with the days by which they are judged."""

    def since(standing: Standing) -> Callable[[Person], object]:
        return lambda person: details_of(person).begun.get(standing)

    return [
        *_of_everybody(),
        Column("staff", _("Works in"), lambda p: _unit(p, Belonging.STAFF)),
        Column("job", _("Job"), lambda p: p.job),
        Column("party", _("Party unit"), lambda p: _unit(p, Belonging.PARTY)),
        Column("standing", _("Standing"), _standing),
        Column("applied", _("Applied on"), since(Standing.APPLICANT)),
        Column("activist", _("Activist since"), since(Standing.ACTIVIST)),
        Column("target", _("Development target since"),
               since(Standing.DEVELOPMENT_TARGET)),
        *_of_contact(),
    ]  # fmt: skip


def elsewhere_columns(today: date) -> Sequence[Column]:
    """Who is elsewhere, where, since when, who keeps in touch, and when again."""

    def again(person: Person) -> object:
        found = away(person)
        if found is None:
            return None
        last = details_of(person).touched_on
        return people.touch_again(found, last, today=today)

    return [
        *_of_everybody()[:2],
        Column("party", _("Party unit"), lambda p: _unit(p, Belonging.PARTY)),
        Column("standing", _("Standing"), _standing),
        Column("situation", _("Situation"), _situation),
        Column("place", _("Where to"), lambda p: _away(p, "place")),
        Column("since", _("Elsewhere since"), lambda p: _away(p, "valid_from")),
        Column("basis", _("Basis"), lambda p: _away(p, "basis")),
        Column("contact_unit", _("Unit that keeps in touch"), _contact_unit),
        Column("touched", _("Last in touch"), _told("touched_on")),
        Column("again", _("In touch again by"), again),
        *_of_contact()[:1],
    ]  # fmt: skip


def _of_everybody() -> Sequence[Column]:
    genders = {"f": _("Female"), "m": _("Male")}
    return [
        Column("name", _("Name"), lambda p: p.name, sort=("pinyin",),
               link=lambda p: reverse("people:person", args=[p.pk])),
        Column("gender", _("Gender"), lambda p: genders.get(p.gender, "")),
        Column("nation", _("Ethnic group"), lambda p: p.nation),
        Column("native_place", _("Native place"), lambda p: p.native_place),
        Column("birth_on", _("Date of birth"), lambda p: p.birth_on),
        Column("education", _("Education"), lambda p: p.education),
        Column("degree", _("Degree"), lambda p: p.degree),
    ]  # fmt: skip


def _of_contact() -> Sequence[Column]:
    return [
        Column("phone", _("Phone"), _told("phone")),
        Column("identity", _("Identity number"), _told("identity_number")),
    ]


def _told(name: str) -> Callable[[Person], object]:
    return lambda person: getattr(details_of(person), name)


def _away(person: Person, name: str) -> object:
    found = away(person)
    return getattr(found, name) if found is not None else ""


def _contact_unit(person: Person) -> str:
    found = away(person)
    unit = found.contact_unit if found is not None else None
    return unit.short_name if unit is not None else ""


def _unit(person: Person, belonging: Belonging) -> str:
    places: Sequence[Affiliation] = getattr(person, "places", ())
    return _(", ").join(p.unit.short_name for p in places if p.belonging == belonging)


def _bodies(person: Person) -> str:
    bodies = (Belonging.UNION, Belonging.LEAGUE, Belonging.MASS)
    return _(", ").join(filter(None, (_unit(person, way) for way in bodies)))


def _standing(person: Person) -> str:
    seen: PartyStanding | None = getattr(person, "standing_seen", None)
    return str(seen.get_standing_display()) if seen else ""


def _situation(person: Person) -> str:
    seen: Sequence[Situation] = getattr(person, "situations_seen", ())
    return _(", ").join(str(row.get_circumstance_display()) for row in seen)
