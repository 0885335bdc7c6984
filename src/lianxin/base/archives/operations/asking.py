"""Asking for an archive, making it in the background, taking it, deleting it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.archives import policy, queries
from lianxin.base.archives.events import (
    ArchiveAsked,
    ArchiveDiscarded,
    ArchiveTaken,
)
from lianxin.base.archives.models import Archive
from lianxin.base.archives.operations.protection import SHORTEST, Refusal, under
from lianxin.base.archives.operations.writing import write_archive
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor


@transaction.atomic
def ask_for_archive(*, passphrase: str, actor: Actor, at: datetime) -> Archive:
    """Have an archive of the whole organisation made under a passphrase.

    ValidationError for a passphrase that is too short.
    """
    policy.may_archive(actor=actor).or_raise()
    if len(passphrase) < SHORTEST:
        raise ValidationError(
            {
                "password": _("The passphrase needs at least %(number)d characters.")
                % {"number": SHORTEST}
            }
        )
    archive = Archive.objects.create(
        asked_by=actor.name, asked_at=at, passphrase=passphrase
    )
    jobs.later("archives.make", queries.ref(archive))
    journal.write(ArchiveAsked(subject=queries.ref(archive), actor=actor, at=at))
    return archive


def make_archive(archive: Archive, *, at: datetime) -> Archive:
    """Write the archive that was asked for, and forget its passphrase."""
    if not archive.passphrase:
        return archive
    target = queries.path_of(archive)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        protection = under(archive.passphrase)
        counted = write_archive(target, protection=protection, at=at)
    except (Refusal, OSError) as fault:
        archive.fault = str(fault)[:300]
    else:
        archive.rows, archive.files = counted["rows"], counted["files"]
        archive.size, archive.made_at = target.stat().st_size, at
        if counted["missing"]:
            archive.fault = _("%(number)d files are entered but gone.") % {
                "number": counted["missing"]
            }
    archive.passphrase = ""
    archive.save()
    return archive


@transaction.atomic
def take_archive(archive: Archive, *, actor: Actor, at: datetime) -> Archive:
    """Note in the journal that somebody takes the archive along."""
    policy.may_archive(actor=actor).or_raise()
    journal.write(
        ArchiveTaken(
            subject=queries.ref(archive),
            actor=actor,
            at=at,
            after={"rows": archive.rows, "files": archive.files},
        )
    )
    return archive


@transaction.atomic
def discard_archive(archive: Archive, *, actor: Actor, at: datetime) -> None:
    """Delete an archive and its file."""
    policy.may_archive(actor=actor).or_raise()
    journal.write(ArchiveDiscarded(subject=queries.ref(archive), actor=actor, at=at))
    _remove(archive)


def discard_stale(*, at: datetime) -> int:
    """Delete archives that have been kept long enough; how many."""
    stale = list(queries.all_stale(at=at))
    for archive in stale:
        _remove(archive)
    return len(stale)


def _remove(archive: Archive) -> None:
    path = queries.path_of(archive)
    archive.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
