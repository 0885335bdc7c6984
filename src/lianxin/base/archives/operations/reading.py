"""Reading an archive into an empty place, under the keys of that place."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from lianxin.base.archives import queries
from lianxin.base.archives.enums import FILES, FORMAT, MANIFEST, TABLES
from lianxin.base.archives.operations import rows as filling
from lianxin.base.archives.operations.protection import (
    Protection,
    Refusal,
    of_archive,
)
from lianxin.base.crypto.fields import keyed_hash, vault

CHUNK = 1024 * 1024


def read_archive(source: Path, *, passphrase: Callable[[], str]) -> Mapping[str, int]:
    """Read `source` into the empty tables and the empty folder; rows and files counted.

    `passphrase` is asked only where the archive has one. Every hash is verified before anything is written. Encrypted fields are encrypted
    anew under the keys of this place, and their keyed hashes made anew. Refusal where
    the archive is damaged or of other tables, the passphrase is wrong, or the place is
    not empty; then nothing was changed.
    """
    with _opened(source) as packed:
        manifest = _manifest_of(packed)
        protection = of_archive(manifest["protection"], passphrase)
        _check_columns(manifest)
        _check_contents(packed, manifest)
        connection = connections["default"]
        _check_place(connection)
        folder = Path(settings.LIANXIN_FILES)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with transaction.atomic(), _gone_if_it_fails(folder):
            for table in queries.our_tables():
                with packed.open(f"{TABLES}/{table._meta.label}.jsonl") as lines:
                    plain = _rows(table, lines, protection)
                    filling.fill_rows(table, plain, connection)
            filling.reset_numbers(queries.our_tables(), connection)
            for held in manifest["files"]:
                _write_file(packed, held["name"], folder)
    return {
        "rows": sum(table["rows"] for table in manifest["tables"]),
        "files": len(manifest["files"]),
    }


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as packed:
            yield packed
    except (zipfile.BadZipFile, OSError) as error:
        raise Refusal(
            _("%(file)s cannot be read: %(fault)s. Nothing was written.")
            % {"file": source, "fault": error}
        ) from error


def _manifest_of(packed: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        found: dict[str, Any] = json.loads(packed.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise Refusal(_("This file is no archive of Lianxin.")) from error
    if found.get("format") != FORMAT:
        raise Refusal(_("This version cannot read archives of this format."))
    return found


def _check_columns(manifest: Mapping[str, Any]) -> None:
    """The archive has exactly the tables and columns that this version has."""
    told = {
        table["name"]: [column["name"] for column in table["columns"]]
        for table in manifest["tables"]
    }
    ours = {
        table._meta.label: [c.name for c in queries.archived_columns(table)]
        for table in queries.our_tables()
    }
    differing = sorted(n for n in told | ours if told.get(n) != ours.get(n))
    if differing:
        raise Refusal(
            _(
                "The archive was made by Lianxin %(version)s, whose tables differ from "
                "this version's: %(tables)s. Install that version, read the archive, "
                "then upgrade."
            )
            % {"version": manifest["lianxin"], "tables": ", ".join(differing[:5])}
        )


def _check_contents(packed: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
    wanted = {f"{TABLES}/{t['name']}.jsonl": t["sha256"] for t in manifest["tables"]}
    wanted |= {held["name"]: held["sha256"] for held in manifest["files"]}
    names = set(packed.namelist()) - {MANIFEST}
    damaged = sorted(names ^ set(wanted))
    for name in sorted(names & set(wanted)):
        safe = name.startswith((f"{TABLES}/", f"{FILES}/")) and ".." not in name
        if not safe or _digest(packed, name) != wanted[name]:
            damaged.append(name)
    if damaged:
        raise Refusal(
            _("The archive is damaged: %(names)s. Nothing was written.")
            % {"names": ", ".join(damaged[:5])}
        )


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _check_place(connection: BaseDatabaseWrapper) -> None:
    for table in queries.our_tables():
        if queries.count(table, connection):
            raise Refusal(
                _("The database is not empty (%(table)s has rows).")
                % {"table": table._meta.db_table}
            )
    folder = Path(settings.LIANXIN_FILES)
    if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
        raise Refusal(
            _("The folder of files is not empty: %(folder)s") % {"folder": folder}
        )


def _rows(
    table: queries.Table, lines: IO[bytes], protection: Protection
) -> Iterator[Sequence[object]]:
    """The rows as this place keeps them: encrypted and hashed with its own keys."""
    encrypted = {c.name for c in queries.archived_columns(table) if c.is_encrypted}
    hashes = queries.hash_columns(table)
    for line in lines:
        row: dict[str, Any] = json.loads(line)
        clear = {name: protection.open(row[name] or "") for name in encrypted}
        for name, text in clear.items():
            if text:
                row[name] = vault().encrypt(text.encode()).decode("ascii")
        for name, of in hashes.items():
            row[name] = keyed_hash(clear[of]) if clear[of] else ""
        yield [row[name] for name in queries.columns_of(table)]


@contextmanager
def _gone_if_it_fails(folder: Path) -> Iterator[None]:
    """Leave the folder as empty as it was where the transaction is rolled back."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder)
        raise


def _write_file(packed: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = folder / name.removeprefix(f"{FILES}/")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with (
        packed.open(name) as content,
        os.fdopen(os.open(target, mode, 0o600), "wb") as out,
    ):
        shutil.copyfileobj(content, out, CHUNK)
