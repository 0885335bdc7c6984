"""Taking a copy of one's own data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.base.journal import operations as journal
from lianxin.desks.mine import queries
from lianxin.desks.mine.events import OwnDataTaken
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.people.models import Person


@transaction.atomic
def take_own_data(
    person: Person | None, *, actor: Actor, at: datetime
) -> Mapping[str, list[Any]]:
    """All that the system holds about the actor; the journal keeps that it was taken.

    `person` is the actor's own entry, or None for an account without one; anybody
    else's raises NotVisible.
    """
    own = actor.person.id if actor.person else None
    subject = actor.person or actor.account
    if (person.pk if person else None) != own or subject is None:
        raise NotVisible
    data = queries.own_data(person, queries.account_of(actor))
    journal.write(OwnDataTaken(subject=subject, unit=actor.unit, actor=actor, at=at))
    return data
