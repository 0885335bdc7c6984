"""Where stored contents lie, and how they are opened."""

from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from lianxin.base.files.models import StoredFile


def all_stored_files() -> QuerySet[StoredFile]:
    """Every stored file, oldest first, for backups and checks."""
    return StoredFile.objects.order_by("pk")


def path_of(sha256: str) -> Path:
    """Where the contents with this hash lie, whether they are there or not."""
    return Path(settings.LIANXIN_FILES) / sha256[:2] / sha256[2:]


def open_file(stored: StoredFile) -> BinaryIO:
    """The contents, open for reading; the caller closes.

    FileNotFoundError where the contents are gone: restore them from a backup.
    """
    return path_of(stored.sha256).open("rb")
