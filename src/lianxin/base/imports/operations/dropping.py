"""A file comes in, and goes again."""

import base64
import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.files.operations import clean_name
from lianxin.base.imports import policy, queries
from lianxin.base.imports.events import FileDroppedIn, ImportDiscarded
from lianxin.base.imports.models import (
    Import,
    ImportContent,
    ImportSheet,
    Made,
    StagedRows,
)
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.sheets.limits import FILE_MEGABYTES

MEGABYTE = 1024 * 1024


def drop_file(
    data: bytes, *, name: str, unit: Ref, actor: Actor, at: datetime
) -> tuple[Import, bool]:
    """Keep a file for a unit and have it read; the file, and whether it is new.

    The same contents are kept once: the second time gives the first file, and nothing
    changes. Raises ValidationError for a file that is empty or too large.
    """
    policy.may_import(actor=actor).or_raise()
    if not data:
        raise ValidationError({"file": _("This file is empty.")})
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        raise ValidationError(
            {
                "file": _("This file is larger than %(limit)d MB; split it.")
                % {"limit": FILE_MEGABYTES}
            }
        )
    sha256 = hashlib.sha256(data).hexdigest()
    known = queries.same_content(sha256, unit=unit.id)
    if known is not None:
        return known, False
    content = base64.b85encode(data).decode("ascii")
    return _kept(name, sha256, content, len(data), unit=unit, actor=actor, at=at), True


@transaction.atomic
def _kept(
    name: str,
    sha256: str,
    content: str,
    size: int,
    *,
    unit: Ref,
    actor: Actor,
    at: datetime,
) -> Import:
    dropped = Import.objects.create(
        name=clean_name(name),
        sha256=sha256,
        size=size,
        unit=unit.id,
        person=actor.person.id if actor.person else 0,
        person_name=actor.name,
        post=actor.post.id if actor.post else None,
        language=get_language() or "",
        dropped_at=at,
    )
    ImportContent.objects.create(dropped=dropped, content=content)
    jobs.later("imports.read", queries.ref(dropped))
    journal.write(
        FileDroppedIn(
            subject=queries.ref(dropped),
            unit=unit,
            actor=actor,
            at=at,
            after={"file": dropped.name, "sha256": sha256, "size": size},
        )
    )
    return dropped


@transaction.atomic
def discard_import(dropped: Import, *, actor: Actor, at: datetime) -> None:
    """Throw a file away with all rows that wait; what was taken of it stays entered.

    Where something was taken, the page of the import stays too, so that it can be undone.
    """
    policy.may_import(actor=actor).or_raise()
    journal.write(
        ImportDiscarded(
            subject=queries.ref(dropped),
            unit=Ref("units.unit", dropped.unit),
            actor=actor,
            at=at,
            before={"file": dropped.name},
        )
    )
    _discard(dropped)


def discard_stale(*, at: datetime) -> int:
    """Throw away what nobody took within the time that files may wait; how many files."""
    stale = list(queries.all_stale(at=at))
    for dropped in stale:
        with transaction.atomic():
            _discard(dropped)
    return len(stale)


def _discard(dropped: Import) -> None:
    sheets = ImportSheet.objects.filter(dropped=dropped)
    StagedRows.objects.filter(sheet__in=sheets.values("pk")).delete()
    ImportContent.objects.filter(dropped=dropped).delete()
    made = Made.objects.filter(sheet__dropped=dropped)
    if made.exists():
        sheets.filter(taken_at__isnull=True).delete()
        return
    sheets.delete()
    dropped.delete()
