"""Striking out a death that was noted wrongly."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Belonging
from lianxin.org.people.events import AffiliationEnded, DeathTakenBack, StandingEnded
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations.checks import is_member
from lianxin.org.people.queries import Noted
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def strike_out_death(
    person: Person, *, basis: str, version: int, actor: Actor, at: datetime
) -> Noted:
    """Let standing and belonging go on as if no death had been noted; what was noted.

    What had ended that day anyway stays ended. Raises ValidationError where no death is
    noted or one of the units has ended since, and Conflict where somebody changed the
    entry since `version`. Posts come back by ``posts.operations.take_back_death``,
    which pages call.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    noted = queries.death_of(person)
    if noted is None:
        raise ValidationError(_("No death of this person is noted."))
    paths = queries.paths_before_death(person)
    policy.may_set_standing(paths, actor=actor).or_raise()
    if person.version != version:
        raise Conflict({"left_on": person.left_on}, person.version)
    if not basis.strip():
        raise ValidationError({"basis": _("Say why the note is taken back.")})
    _reopen_standing(person, noted)
    places = _reopen_places(person, noted)
    before, person.left_on = person.left_on, noted.left_before
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    noted.situation.delete()
    journal.write(
        DeathTakenBack(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit) if places else None,
            actor=actor,
            at=at,
            before={"left_on": before},
            after={"left_on": person.left_on, "basis": basis.strip()},
        )
    )
    return noted


def _reopen_standing(person: Person, noted: Noted) -> None:
    held = person.standings.filter(valid_to=noted.after).first()
    since = person.standings.filter(_later(noted.after))
    subject = queries.ref(person)
    if held is None or since.exists():
        return
    if noted.end_otherwise(subject, StandingEnded.code) is None:
        held.valid_to = None
        held.save(update_fields=["valid_to"])


def _reopen_places(person: Person, noted: Noted) -> list[Affiliation]:
    """The belongings that go on, of which none may be to a unit that is going to end."""
    ended = person.affiliations.filter(valid_to=noted.after)
    rows = list(ended.select_related("unit").order_by("pk"))
    is_in_two_ways = len({row.unit_id for row in rows}) < len(rows)
    reopened = []
    for row in rows:
        until = _until(row, noted, is_in_two_ways=is_in_two_ways)
        since = person.affiliations.filter(_later(noted.after), belonging=row.belonging)
        if until == noted.after or since.exists():
            continue
        _check_there(row.unit_id)
        row.valid_to = until
        row.save(update_fields=["valid_to"])
        reopened.append(row)
    return reopened


def _until(row: Affiliation, noted: Noted, *, is_in_two_ways: bool) -> date | None:
    """Until when somebody would have belonged there.

    The journal does not say in which way it ended; of two, no member was let go.
    """
    is_party = row.belonging == Belonging.PARTY
    if is_in_two_ways and is_party and is_member(row.person, noted.after):
        return None
    subject = queries.ref(row.person)
    until = noted.end_otherwise(subject, AffiliationEnded.code, unit=row.unit_id)
    stays = is_party and is_member(row.person, noted.after)
    if until is None and noted.left_before is not None and not stays:
        return noted.left_before + timedelta(days=1)
    return until


def _later(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=day)


def _check_there(number: int) -> None:
    """ValidationError where the unit has ended; nobody ends it until all is stored."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=number)
    if unit.dissolved_on is not None:
        raise ValidationError(
            _(
                "%(unit)s ends on %(day)s, so that this person would be nowhere then. "
                "First take back its end on its page; once the death is taken back as "
                "well, move the person and let the unit end again."
            )
            % {"unit": unit.short_name, "day": unit.dissolved_on}
        )
