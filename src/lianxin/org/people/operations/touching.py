"""Being in touch with members who are elsewhere: that it was so, and on which day."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.events import MemberTouched
from lianxin.org.people.models import Person, Touch
from lianxin.org.units import queries as units


@transaction.atomic
def note_touch(
    person: Person, *, touched_on: date, actor: Actor, at: datetime
) -> Touch:
    """Say that the unit was in touch with a member who was elsewhere on that day.

    Raises ValidationError where the member was not elsewhere then, where the day is
    still to come, and where it is noted already.
    """
    today = day_of(at)
    Person.objects.select_for_update().get(pk=person.pk)
    places = list(queries.all_places_of(person, today=today))
    policy.may_note_touch((p.unit.path or "" for p in places), actor=actor).or_raise()
    if touched_on > today:
        raise ValidationError({"touched_on": _("This day is still to come.")})
    if not queries.was_elsewhere(person, on=touched_on):
        raise ValidationError(
            {
                "touched_on": _(
                    "By the entries the member was not elsewhere on this day."
                )
            }
        )
    if person.touches.filter(touched_on=touched_on).exists():
        raise ValidationError({"touched_on": _("This is entered already.")})
    made = Touch.objects.create(person=person, touched_on=touched_on)
    journal.write(
        MemberTouched(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit) if places else None,
            actor=actor,
            at=at,
            after={"touched_on": touched_on},
        )
    )
    return made
