"""Who has the rights of a member on a day, and in which circumstances nobody has them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.shapes import Answers
from lianxin.kernel.rules.values import Among, Source
from lianxin.org.people.models import PartyStanding, Situation

WITHHOLDING = ("rights_suspended", "rights_of_suspended_members")
WITHHELD = "no"


def in_force(day: date) -> Q:
    """The filter for dated rows that hold on `day`."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def holding(right: str, *, on: date) -> QuerySet[PartyStanding]:
    """The standings that carry a right to vote, elect or be elected on a day.

    None of them where no rule says on that day who has the right; and not of those
    from whom the rulebook withholds such rights.
    """
    edition = rulebook.value(right, on=on)
    if edition is None or not isinstance(edition.value, Among):
        return PartyStanding.objects.none()
    return PartyStanding.objects.filter(
        ~Q(Exists(situations_without_rights(on=on).filter(person=OuterRef("person")))),
        in_force(on),
        standing__in=edition.value.codes,
    )


def situations_without_rights(*, on: date) -> QuerySet[Situation]:
    """The situations of members who may not vote or be elected on a day."""
    withheld = circumstances_without_rights(on=on)
    return Situation.objects.filter(in_force(on), circumstance__in=list(withheld))


def circumstances_without_rights(*, on: date) -> Mapping[str, Source]:
    """In which circumstances a member may not vote on a day, and where that is written."""
    found: dict[str, Source] = {}
    for code in WITHHOLDING:
        edition = rulebook.value(code, on=on)
        if edition is not None and isinstance(edition.value, Answers):
            rows = edition.value.rows
            found |= {c: edition.source for c, answer in rows if answer == WITHHELD}
    return found
