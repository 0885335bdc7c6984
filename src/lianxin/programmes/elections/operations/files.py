"""Files beside a step: the signed paper, the count sheet, the notice on the board."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files import operations as files
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.queries import person_of
from lianxin.programmes.elections import policy, queries
from lianxin.programmes.elections.events import StepFileRemoved, StepFilesAdded
from lianxin.programmes.elections.models import Election, StepFile


@transaction.atomic
def add_step_files(
    election: Election,
    *,
    code: str,
    uploads: Sequence[File[Any]],
    actor: Actor,
    at: datetime,
) -> Sequence[StepFile]:
    """Put files beside a step that was taken; they may come after the conclusion.

    Raises ValidationError, in words, for a step that was not taken, and for files that
    are not taken.
    """
    policy.may_prepare(election.unit, actor=actor).or_raise()
    step = queries.step_of(election, queries.votes_of(election), code)
    if not step.is_done:
        raise ValidationError(_("This step was not noted yet."))
    if not uploads:
        raise ValidationError({"uploads": _("Choose at least one file.")})
    added = [_kept(election, code, upload, actor=actor, at=at) for upload in uploads]
    journal.write(
        StepFilesAdded(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={
                "election_step": code,
                "names": [one.name for one in added],
                "files": len(added),
            },
        )
    )
    return added


@transaction.atomic
def remove_step_file(file: StepFile, *, actor: Actor, at: datetime) -> None:
    """Take a file away from its step; nobody is served it any more."""
    election = file.election
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    file.removed_at = at
    file.save(update_fields=["removed_at"])
    journal.write(
        StepFileRemoved(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            before={
                "election_step": file.code,
                "name": file.name,
                "sha256": file.file.sha256,
            },
        )
    )


def _kept(
    election: Election, code: str, upload: File[Any], *, actor: Actor, at: datetime
) -> StepFile:
    name = files.clean_name(upload.name or "")
    try:
        stored = files.store(upload, name=name, at=at)
    except ValidationError as error:
        raise ValidationError({"uploads": error}) from error
    return StepFile.objects.create(
        election=election,
        code=code,
        file=stored,
        name=name,
        added_by=person_of(actor),
        added_at=at,
    )
