"""Reading the list of archives, and where they lie."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from lianxin.base.archives.models import Archive
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible, Ref


def ref(archive: Archive) -> Ref:
    """The reference of an archive."""
    return Ref("archives.archive", archive.pk)


def visible_to(actor: Actor) -> QuerySet[Archive]:
    """All archives, the latest first, for those who administer the system."""
    if not actor.scope("system.administer").everywhere:
        return Archive.objects.none()
    return Archive.objects.order_by("-asked_at", "-pk")


def archive_visible_to(actor: Actor, pk: int) -> Archive:
    """One archive; NotVisible where there is none or `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def all_stale(*, at: datetime) -> QuerySet[Archive]:
    """Archives that have been kept as long as they are to be kept."""
    kept = timedelta(days=rulebook.number("archive_keep_days"))
    return Archive.objects.filter(asked_at__lt=at - kept)


def path_of(archive: Archive) -> Path:
    """Where the archive lies, once it is made."""
    return Path(settings.LIANXIN_ARCHIVES) / f"archive-{archive.pk}.zip"


def file_name(archive: Archive) -> str:
    """What the archive is called when it is taken."""
    return f"lianxin-{archive.asked_at:%Y-%m-%d}-{archive.pk}.zip"
