"""Writing the journal, and telling the ledgers within the same transaction."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from lianxin.base.journal.events import Event
from lianxin.base.journal.models import Entry

Reader = Callable[[Event], None]

NOT_KEPT = "•"


@cache
def _readers() -> Mapping[type[Event], Sequence[Reader]]:
    return cast(
        "Mapping[type[Event], Sequence[Reader]]",
        import_string(settings.LIANXIN_READERS),
    )


def write(event: Event) -> None:
    """Keep the event and let the ledgers that depend on it follow.

    Called last in an operation, inside its transaction. Of fields that the event
    type declares personal, only the name is kept, and whether there was anything.
    """
    actor = event.actor
    Entry.objects.create(
        code=event.code,
        at=event.at,
        action=actor.action,
        actor_name=actor.name,
        account_id=actor.account.id if actor.account else None,
        person_id=actor.person.id if actor.person else None,
        post_id=actor.post.id if actor.post else None,
        post_title=actor.post_title,
        job=actor.job,
        unit_id=event.unit.id if event.unit else None,
        subject_kind=event.subject.kind,
        subject_id=event.subject.id,
        before=_without_personal(event, event.before),
        after=_without_personal(event, event.after),
    )
    for reader in _readers().get(type(event), ()):
        reader(event)


def _is_said(value: object) -> bool:
    """Whether there is anything that could be kept; a no and a nought are something."""
    return value is not None and value not in ("", [], (), {})


def _without_personal(event: Event, values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: NOT_KEPT if name in event.personal and _is_said(value) else value
        for name, value in values.items()
    }
