"""Two entries beside each other, and what keeps them from being made one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.actor import NotVisible
from lianxin.kernel.zh.identity import masked_identity
from lianxin.kernel.zh.phones import masked_phone
from lianxin.org.people.models import (
    Affiliation,
    Contact,
    Merging,
    PartyStanding,
    Person,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What two entries say of one thing."""

    title: str
    kept: str
    merged: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.kept and self.merged and self.kept != self.merged)


def mergings_into(person: Person) -> QuerySet[Merging]:
    """The entries that were merged into this one and may be parted again."""
    rows = person.mergings.filter(undone_at__isnull=True)
    return rows.select_related("merged").order_by("-pk")


def merging_of(person: Person, pk: int) -> Merging:
    """One of them; NotVisible where there is none of this number."""
    found = mergings_into(person).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def hindrances(kept: Person, merged: Person) -> Sequence[str]:
    """Why two entries cannot be made one yet, in words; nothing where they can."""
    return list(_hindrances(kept, merged))


def _hindrances(kept: Person, merged: Person) -> Iterator[str]:
    if kept.pk == merged.pk:
        yield _("This is one entry already.")
    if _differ("identity_hash", kept, merged):
        yield _("Their identity numbers differ: these are two people.")
    if kept.left_on is not None and merged.left_on is None:
        yield _("The entry to be kept has left the enterprise; keep the other one.")
    if kept.account_id is not None and merged.account_id is not None:
        yield _("Both sign in with an account of their own; only one can be kept.")
    yield from _places_apart(kept, merged)
    held, other = (_standing(person) for person in (kept, merged))
    if held and other and held.standing != other.standing:
        yield (
            _("What they are to the Party differs: %(kept)s and %(merged)s.")
            % {
                "kept": held.get_standing_display(),
                "merged": other.get_standing_display(),
            }
        )


def _differ(column: str, kept: Person, merged: Person) -> bool:
    rows = Contact.objects.filter(person__in=[kept, merged]).exclude(**{column: ""})
    return len(set(rows.values_list(column, flat=True))) > 1


def _places_apart(kept: Person, merged: Person) -> Iterator[str]:
    """Nobody belongs to two units in one way: one of them must be ended first."""
    places = _open_places(kept)
    for belonging, place in _open_places(merged).items():
        other = places.get(belonging)
        if other is not None and other.unit_id != place.unit_id:
            yield (
                _(
                    "They belong to two units as %(belonging)s: %(kept)s and "
                    "%(merged)s. End one of them first."
                )
                % {
                    "belonging": place.get_belonging_display(),
                    "kept": other.unit.name,
                    "merged": place.unit.name,
                }
            )


def _open_places(person: Person) -> dict[str, Affiliation]:
    rows = person.affiliations.filter(valid_to__isnull=True).select_related("unit")
    return {row.belonging: row for row in rows.order_by("-belonging")}


def _standing(person: Person) -> PartyStanding | None:
    return person.standings.filter(valid_to__isnull=True).first()


def compared(kept: Person, merged: Person) -> Sequence[Compared]:
    """What two entries say, line by line; numbers of a person's own are masked."""
    one, other = _said_by(kept), _said_by(merged)
    return [Compared(title, one[title], other[title]) for title in one]


def _said_by(person: Person) -> dict[str, str]:
    contact = Contact.objects.filter(person=person).first()
    places = person.affiliations.select_related("unit").order_by("valid_from", "pk")
    return {
        _("Name"): person.name,
        _("Gender"): {"f": _("Female"), "m": _("Male")}.get(person.gender, ""),
        _("Date of birth"): person.birth_on.isoformat() if person.birth_on else "",
        _("Identity number"): masked_identity(contact.identity_number)
        if contact
        else "",
        _("Phone"): masked_phone(contact.phone) if contact else "",
        _("Job"): person.job,
        _("Education"): person.education,
        _("Joined the enterprise on"): person.joined_on.isoformat()
        if person.joined_on
        else "",
        _("Belongs to"): "；".join(
            f"{row.unit.short_name} {row.valid_from}–{row.valid_to or ''}"
            for row in places
        ),
        _("Standing in the Party"): "；".join(
            f"{row.get_standing_display()} {row.valid_from}–{row.valid_to or ''}"
            for row in person.standings.order_by("valid_from")
        ),
        _("Situation"): "；".join(
            f"{row.get_circumstance_display()} {row.valid_from}–{row.valid_to or ''}"
            for row in person.situations.order_by("valid_from")
        ),
        _("Account"): _("Has one") if person.account_id else "",
    }
