"""What is wrong with rows of people, row by row, before any of them is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.zh.identity import plain_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people.models import Contact, Person
from lianxin.org.people.operations.checks import (
    check_identity,
    check_order,
    check_phone,
    check_place,
    check_standing,
)
from lianxin.org.people.operations.newcomers import NewPerson, Place, Since

ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row: its place in the list, the field, and why."""

    row: int
    field: str
    reason: str

    @property
    def in_words(self) -> str:
        """The fault with its row, counted from one."""
        return _("Row %(row)s: %(reason)s") % {
            "row": self.row + 1,
            "reason": self.reason,
        }


def faults_of_rows(rows: Sequence[NewPerson]) -> list[Fault]:
    """All that is wrong with these rows, in their order; nothing is written.

    Numbers are compared with those of everybody entered already and with one another.
    """
    found = [fault for place, row in enumerate(rows) for fault in _of_row(place, row)]
    found += _taken(
        "employee_number",
        [row.employee_number for row in rows],
        _known_numbers,
        _("Somebody else has this employee number."),
    )
    hashes = [plain_identity(row.identity_number) for row in rows]
    found += _taken(
        "identity_number",
        [keyed_hash(number) if number else "" for number in hashes],
        _known_identities,
        _("Somebody else has this identity number."),
    )
    return sorted(found, key=lambda fault: fault.row)


def _of_row(place: int, row: NewPerson) -> Iterator[Fault]:
    checks: list[Callable[[], None]] = [
        lambda: _check_name(row.name),
        lambda: check_order(row.birth_on, row.joined_on),
        lambda: check_phone(plain_phone(row.phone)),
        lambda: check_identity(plain_identity(row.identity_number), row.birth_on),
        lambda: _check_places(row.places),
        lambda: _check_standings(row.standings),
    ]
    for check in checks:
        try:
            check()
        except ValidationError as error:
            for field, reasons in _by_field(error):
                yield from (Fault(place, field, reason) for reason in reasons)


def _by_field(error: ValidationError) -> Iterable[tuple[str, list[str]]]:
    if hasattr(error, "error_dict"):
        return error.message_dict.items()
    return [("", error.messages)]


def _check_name(name: str) -> None:
    if not name.strip():
        raise ValidationError({"name": _("Somebody without a name.")})


def _check_places(places: Sequence[Place]) -> None:
    if not places:
        raise ValidationError({"unit": _("A person belongs to at least one unit.")})
    if len({place.belonging for place in places}) < len(places):
        raise ValidationError({"unit": _("A person belongs to one unit in each way.")})
    for place in places:
        check_place(place.unit, place.belonging, place.valid_from)


def _check_standings(standings: Sequence[Since]) -> None:
    before: date | None = None
    for since in standings:
        check_standing(since.standing, since.valid_from)
        if before is not None and since.valid_from <= before:
            raise ValidationError(
                {"standing": _("A later standing begins on a later day.")}
            )
        before = since.valid_from


def _taken(
    field: str,
    values: Sequence[str],
    known: Callable[[Sequence[str]], Iterable[str]],
    reason: str,
) -> Iterator[Fault]:
    """The rows whose value an earlier row or somebody entered already has."""
    counted = Counter(value for value in values if value)
    asked = list(counted)
    taken: set[str] = set()
    for start in range(0, len(asked), ASKED_AT_ONCE):
        taken.update(known(asked[start : start + ASKED_AT_ONCE]))
    twice = {value for value, times in counted.items() if times > 1}
    seen: set[str] = set()
    for place, value in enumerate(values):
        if value in taken or (value in twice and value in seen):
            yield Fault(place, field, reason)
        if value in twice:
            seen.add(value)


def _known_numbers(values: Sequence[str]) -> Iterable[str]:
    rows = Person.objects.filter(employee_number__in=values)
    return rows.values_list("employee_number", flat=True)


def _known_identities(values: Sequence[str]) -> Iterable[str]:
    rows = Contact.objects.filter(identity_hash__in=values)
    return rows.values_list("identity_hash", flat=True)
