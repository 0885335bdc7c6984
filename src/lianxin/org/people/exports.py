"""The columns of the list of people, on the page and in files alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.kernel.actor import Actor
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, Person, Situation


def columns(actor: Actor) -> Sequence[Column]:
    """What `actor` sees in the list; the standing only where the post has the right."""
    shown = [
        Column(
            "name",
            _("Name"),
            lambda person: person.name,
            link=lambda person: address_of("people:person", person.pk),
            sort=("pinyin",),
        ),
        Column(
            "number",
            _("Employee number"),
            lambda person: person.employee_number,
            sort=("employee_number",),
        ),
        Column("staff", _("Works in"), lambda person: _unit(person, Belonging.STAFF)),
        Column("party", _("Party unit"), lambda person: _unit(person, Belonging.PARTY)),
    ]
    if actor.holds("people.standing"):
        shown.append(Column("standing", _("Standing"), _standing))
        shown.append(Column("situation", _("Situation"), _situation))
    return shown


def _unit(person: Person, belonging: Belonging) -> str:
    places: Sequence[Affiliation] = getattr(person, "places", ())
    return _(", ").join(p.unit.short_name for p in places if p.belonging == belonging)


def _standing(person: Person) -> str:
    seen = getattr(person, "standing_seen", None)
    return str(Standing(seen.standing).label) if seen else ""


def _situation(person: Person) -> str:
    seen: Sequence[Situation] = getattr(person, "situations_seen", ())
    return _(", ").join(str(row.get_circumstance_display()) for row in seen)
