"""What must hold of every place and standing before it is stored."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.zh.identity import birth_of, identity_fault
from lianxin.kernel.zh.phones import is_phone
from lianxin.org.people.enums import MEMBERS, Belonging, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.queries import in_force, returning
from lianxin.org.units.models import Unit

EARLIEST = date(1921, 1, 1)


def check_place(unit: Unit, belonging: str, valid_from: date) -> None:
    """ValidationError unless somebody can belong to `unit` in this way from then on.

    Members belong to a unit of a kind that has such members (`UnitKind.members`); staff
    to any unit.
    """
    if belonging not in Belonging.values:
        raise ValidationError({"belonging": _("Choose from the list.")})
    members = rulebook.unit_kinds()[unit.kind].members
    if belonging != Belonging.STAFF and belonging != members:
        raise ValidationError(
            {"unit": _("One cannot belong to this kind of unit in this way.")}
        )
    if valid_from < unit.founded_on:
        raise ValidationError(
            {"valid_from": _("The unit was founded later than this day.")}
        )
    if unit.dissolved_on is None:
        return
    if valid_from > unit.dissolved_on:
        raise ValidationError(
            {"valid_from": _("The unit was dissolved before this day.")}
        )
    raise ValidationError(
        {
            "unit": _(
                "This unit ends on %(day)s, and whoever came now would be nowhere then; "
                "choose the unit that stays."
            )
            % {"day": unit.dissolved_on}
        }
    )


def check_place_now(unit: Unit, belonging: str, valid_from: date) -> None:
    """`check_place` of the unit as it stands now; nobody ends it until all is stored.

    Whoever called may have read the unit before somebody else decided its end.
    """
    now = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    check_place(now, belonging, valid_from)


def check_stays(
    person: Person, *, field: str = NON_FIELD_ERRORS, as_member: bool = False
) -> None:
    """ValidationError where somebody has left, or it is noted that they are going to.

    What one does `as_member` of the Party goes on in the branch after that. Nor does
    anything begin with an entry that was merged into another one.
    """
    check_own_entry(person, field=field)
    if as_member and returning.is_of_a_branch_still(person):
        return
    if person.left_on is not None:
        said = _(
            "%(day)s is noted as this person's last day in the enterprise; if they "
            "stay or come back, note that first."
        ) % {"day": person.left_on}
        raise ValidationError({field: said})


def check_own_entry(person: Person, *, field: str = NON_FIELD_ERRORS) -> None:
    """ValidationError where the entry was merged into another one."""
    if person.merged_into_id is not None:
        said = _(
            "This entry became one with another of the same person; take that one."
        )
        raise ValidationError({field: said})


def check_standing(standing: str, valid_from: date) -> None:
    """ValidationError unless there is such a standing and the day can be true."""
    if standing not in Standing.values:
        raise ValidationError({"standing": _("Choose from the list.")})
    if valid_from < EARLIEST:
        raise ValidationError({"valid_from": _("This day is too long ago.")})


def check_no_member(person: Person, day: date) -> None:
    """ValidationError where somebody is a member of the Party on `day`."""
    if is_member(person, day):
        raise ValidationError(
            _(
                "A Party member always belongs to a branch. Ask for a transfer; or, "
                "where the person is no member any more, end the standing first."
            )
        )


def is_member(person: Person, day: date) -> bool:
    """Whether somebody is a full or probationary member of the Party on `day`."""
    held = PartyStanding.objects.filter(
        in_force(day), person=person, standing__in=MEMBERS
    )
    return held.exists()


def check_after_the_last(
    rows: QuerySet[Affiliation] | QuerySet[PartyStanding], valid_from: date
) -> None:
    """ValidationError where one of these ended after the day from which another begins.

    Otherwise two of them would hold at once.
    """
    if rows.filter(valid_to__gt=valid_from).exists():
        raise ValidationError(
            {"valid_from": _("An earlier one ended after this day; give a later day.")}
        )


def check_order(birth_on: date | None, joined_on: date | None) -> None:
    """ValidationError where somebody would have started work before being born."""
    if birth_on and joined_on and joined_on <= birth_on:
        raise ValidationError(
            {"joined_on": _("Nobody starts work before the day of birth.")}
        )


def check_phone(phone: str) -> None:
    """ValidationError unless this is a phone number or nothing."""
    if phone and not is_phone(phone):
        raise ValidationError(
            {
                "phone": _(
                    "This is no phone number: a mobile number has eleven digits, a "
                    "fixed one its area code first."
                )
            }
        )


def check_identity(number: str, birth_on: date | None) -> None:
    """ValidationError unless the number can be right and fits the birth date."""
    if not number:
        return
    fault = identity_fault(number)
    if fault:
        raise ValidationError({"identity_number": _identity_words(fault)})
    if birth_on is not None and birth_of(number) != birth_on:
        raise ValidationError(
            {"identity_number": _("The birth date in this number is another one.")}
        )


def _identity_words(fault: str) -> str:
    return {
        "shape": _("An identity number has 17 digits and then a digit or X."),
        "birth": _("Digits 7 to 14 of an identity number are a date of birth."),
        "check": _("The last character does not fit; look for a mistyped digit."),
    }[fault]
