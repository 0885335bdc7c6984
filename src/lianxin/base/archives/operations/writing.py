"""Writing an archive: tables as lines of JSON, files as they are, in one zip."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from lianxin.base.archives import queries
from lianxin.base.archives.enums import FILES, FORMAT, MANIFEST, TABLES
from lianxin.base.archives.operations.protection import Protection, Refusal
from lianxin.base.crypto.fields import vault
from lianxin.base.files.operations import INCOMING

SAME_TIME = (1980, 1, 1, 0, 0, 0)  # so that equal contents are equal bytes
CHUNK = 1024 * 1024


def write_archive(
    target: Path, *, protection: Protection, at: datetime
) -> Mapping[str, int]:
    """Write all tables of ours and all files into `target`; rows and files counted.

    All tables are read in one transaction, so they are of one moment. Equal contents
    give equal bytes but for the time in the manifest and what a passphrase encrypts.
    Files that are entered but lie in the folder no more, or not as they were stored, are
    counted as missing: an archive holds only what can be read in again.
    Refuses an existing `target`, and leaves none behind when it fails.
    """
    if target.exists():
        raise Refusal(
            _("%(file)s exists already; nothing was overwritten.") % {"file": target}
        )
    half = target.with_name(f"{target.name}.partial")
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "lianxin": version("lianxin"),
        "made_at": at.isoformat(),
        "protection": protection.told,
        "tables": [],
        "files": [],
        "missing_files": [],
    }
    mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        with os.fdopen(os.open(half, mode, 0o600), "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
                with queries.snapshot() as connection:
                    for table in queries.our_tables():
                        told = _add_table(packed, table, protection, connection)
                        manifest["tables"].append(told)
                    stored = queries.stored_hashes(connection)
                manifest["files"] = list(_add_files(packed))
                here = {held["sha256"] for held in manifest["files"]}
                manifest["missing_files"] = sorted(stored - here)
                text = json.dumps(manifest, ensure_ascii=False, indent=1)
                with _member(packed, MANIFEST) as out:
                    out.write(text.encode())
            raw.flush()
            os.fsync(raw.fileno())
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return {
        "rows": sum(table["rows"] for table in manifest["tables"]),
        "files": len(manifest["files"]),
        "missing": len(manifest["missing_files"]),
    }


def _member(packed: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, SAME_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return packed.open(entry, "w", force_zip64=True)


def _add_table(
    packed: zipfile.ZipFile,
    table: queries.Table,
    protection: Protection,
    connection: BaseDatabaseWrapper,
) -> Mapping[str, object]:
    columns = queries.archived_columns(table)
    digest, rows = hashlib.sha256(), 0
    name = f"{TABLES}/{table._meta.label}.jsonl"
    with _member(packed, name) as out:
        for row in queries.rows_of(table, connection):
            told = dict(zip(queries.columns_of(table), row, strict=True))
            kept = {
                column.name: _kept(column, told[column.name], protection)
                for column in columns
            }
            text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            line = text.encode() + b"\n"
            digest.update(line)
            out.write(line)
            rows += 1
    return {
        "name": table._meta.label,
        "about": queries.meaning_of(table),
        "rows": rows,
        "sha256": digest.hexdigest(),
        "columns": [column.told() for column in columns],
    }


def _kept(
    column: queries.ArchivedColumn, held: object, protection: Protection
) -> object:
    """What the archive holds of a value: ciphertext of ours under its own protection.

    Keys of JSON are put in order, as PostgreSQL does not keep them as they came.
    """
    if column.type == "JSONField":
        return json.loads(json.dumps(held, sort_keys=True))
    if not column.is_encrypted or not held:
        return held
    return protection.close(vault().decrypt(str(held).encode("ascii")).decode())


def _add_files(packed: zipfile.ZipFile) -> Iterator[Mapping[str, object]]:
    folder = Path(settings.LIANXIN_FILES)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path.parent.name == INCOMING:
            continue
        name = f"{FILES}/{path.relative_to(folder).as_posix()}"
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            if name != queries.name_of_file(digest):
                continue
            content.seek(0)
            with _member(packed, name) as out:
                shutil.copyfileobj(content, out, CHUNK)
        yield {"name": name, "size": path.stat().st_size, "sha256": digest}
