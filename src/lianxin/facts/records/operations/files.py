"""Files beside a record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files import operations as files
from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.events import FileRemoved, FilesAdded
from lianxin.facts.records.models import Record, RecordFile
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.queries import person_of

Upload = File[Any]


@transaction.atomic
def add_files(
    record: Record, *, uploads: Sequence[Upload], actor: Actor, at: datetime
) -> Sequence[RecordFile]:
    """Put files beside a record; ValidationError, in words, for those not taken."""
    policy.may_amend(record, actor=actor).or_raise()
    if not uploads:
        raise ValidationError({"uploads": _("Choose at least one file.")})
    added = keep(record, uploads, actor=actor, at=at)
    journal.write(
        FilesAdded(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            after={"names": [f.name for f in added], "files": len(added)},
        )
    )
    return added


@transaction.atomic
def remove_file(file: RecordFile, *, actor: Actor, at: datetime) -> RecordFile:
    """Take a file away from its record; nobody is served it any more."""
    record = file.record
    policy.may_amend(record, actor=actor).or_raise()
    file.removed_at = at
    file.save(update_fields=["removed_at"])
    journal.write(
        FileRemoved(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            before={"name": file.name, "sha256": file.file.sha256},
        )
    )
    return file


def keep(
    record: Record, uploads: Sequence[Upload], *, actor: Actor, at: datetime
) -> list[RecordFile]:
    """Store files beside a record; not beside a talk, whose contents are for the two."""
    if not uploads:
        return []
    if queries.is_talk(record.kind):
        raise ValidationError(
            {
                "uploads": _(
                    "No file is kept beside a talk; it could not be kept private."
                )
            }
        )
    kept = []
    person = person_of(actor)
    for upload in uploads:
        name = files.clean_name(upload.name or "")
        try:
            stored = files.store(upload, name=name, at=at)
        except ValidationError as error:
            raise ValidationError({"uploads": error}) from error
        kept.append(
            RecordFile.objects.create(
                record=record, file=stored, name=name, added_by=person, added_at=at
            )
        )
    return kept
