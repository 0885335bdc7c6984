"""Storing contents once under their hash; handing them out as downloads."""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import ProtectedError
from django.http import FileResponse
from django.utils.translation import gettext as _

from lianxin.base.files import policy, queries
from lianxin.base.files.enums import KINDS
from lianxin.base.files.models import StoredFile
from lianxin.base.rulebook import queries as rulebook

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
INCOMING = "incoming"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_NOT_IN_NAMES = '<>:"|?*'


def store(
    data: "File[Any] | bytes",
    *,
    name: str,
    at: datetime,
    kinds: Collection[str] = tuple(KINDS),
) -> StoredFile:
    """Keep the contents, once however often they are given; return their row.

    `name` is what the sender called the file and `kinds` are codes of
    ``enums.KINDS``. The contents reach their place by one rename, so that a
    half-written file is never seen; where the caller's transaction fails they stay
    behind, unreferred to. ValidationError, in words, where they are empty, larger
    than ``upload_megabytes``, not of `kinds`, or other than the name says.
    """
    name = clean_name(name)
    with _written(_chunks(data), name=name) as (file, sha256, size):
        kind = policy.kind_of(file, name=name, kinds=kinds)
        place = queries.path_of(sha256)
        if not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.replace(place)
    stored, _is_new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={"size": size, "media_type": kind.media_type, "stored_at": at},
    )
    return stored


def forget(stored: StoredFile) -> bool:
    """Delete contents to which nothing refers any more; whether they are deleted.

    What somebody else refers to stays. The contents go once the transaction is through.
    """
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _delete_unless_stored_anew(stored.sha256))
    return True


def discard_unfinished(*, at: datetime) -> int:
    """Delete files that were never stored whole, once they are a day old; how many.

    A process that is killed leaves what it had received of one, in clear.
    """
    incoming = Path(settings.LIANXIN_FILES) / INCOMING
    oldest = (at - timedelta(days=1)).timestamp()
    discarded = 0
    for path in incoming.glob("*"):
        with suppress(FileNotFoundError):  # it was stored meanwhile
            if path.stat().st_mtime < oldest:
                path.unlink()
                discarded += 1
    return discarded


def response(stored: StoredFile, name: str) -> FileResponse:
    """The contents as a download called `name`; never shown within the site.

    The caller has asked its own policy before. FileNotFoundError as `open_file`.
    """
    answer = FileResponse(
        queries.open_file(stored),
        as_attachment=True,
        filename=clean_name(name),
        content_type=stored.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def clean_name(name: str) -> str:
    """The name without folders, invisible or reserved characters, cut to length.

    What `store` and `response` use; keep this one beside the file.
    """
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    seen = "".join(
        c
        for c in unicodedata.normalize("NFC", last)
        if unicodedata.category(c) not in _INVISIBLE and c not in _NOT_IN_NAMES
    )
    seen = seen.strip(" .")
    end = PurePosixPath(seen).suffix[:12]
    stem = seen[: len(seen) - len(end)] if end else seen
    return (stem[: LONGEST_NAME - len(end)] + end) or "file"


def _delete_unless_stored_anew(sha256: str) -> None:
    if not StoredFile.objects.filter(sha256=sha256).exists():
        queries.path_of(sha256).unlink(missing_ok=True)


def _chunks(data: "File[Any] | bytes") -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data.chunks(256 * 1024)


@contextmanager
def _written(chunks: Iterable[bytes], *, name: str) -> Iterator[tuple[Path, str, int]]:
    """The chunks in a file beside the store, with hash and size; gone afterwards."""
    limit = rulebook.number("upload_megabytes")
    incoming = Path(settings.LIANXIN_FILES) / INCOMING
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=incoming)
    file, digest, size = Path(path), hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit * MEGABYTE:
                    raise _refusal(
                        _("%(name)s is larger than %(limit)d MB. Make it smaller.")
                        % {"name": name, "limit": limit}
                    )
                digest.update(chunk)
                out.write(chunk)
            if not size:
                raise _refusal(_("%(name)s is empty.") % {"name": name})
            out.flush()
            os.fsync(out.fileno())
        yield file, digest.hexdigest(), size
    finally:
        file.unlink(missing_ok=True)


def _refusal(message: str) -> ValidationError:
    return ValidationError(message, code="file")
