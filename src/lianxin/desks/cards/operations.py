"""Taking a person's card away as a file."""

from datetime import datetime

from django.db import transaction

from lianxin.base.journal import operations as journal
from lianxin.desks.cards import queries
from lianxin.desks.cards.events import CardTaken
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import queries as people
from lianxin.org.units import queries as units


@transaction.atomic
def take_card(pk: int, *, form: str, actor: Actor, at: datetime) -> queries.Card:
    """The card of one person, to be taken away as a file; that enters the journal.

    `form` is the kind of file. NotVisible where `actor` may not see the person.
    """
    card = queries.card_of(pk, actor=actor, today=day_of(at))
    places = people.all_places_of(card.person, today=day_of(at))
    place = places.first()
    journal.write(
        CardTaken(
            subject=people.ref(card.person),
            unit=units.ref(place.unit) if place else None,
            actor=actor,
            at=at,
            after={"file": form},
        )
    )
    return card
