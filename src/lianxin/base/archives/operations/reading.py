"""Reading an archive into an empty place, under the keys of that place."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction
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

    `passphrase` is asked only where the archive has one. Every hash is verified before
    anything is written. Encrypted fields are encrypted anew under the keys of this place,
    and their keyed hashes made anew; caches are not made, `lianxin rebuild` does that.
    Refusal where the archive is damaged or of other tables, the passphrase is wrong, a
    row cannot be right, or the place is not empty; then nothing was changed.
    """
    with _opened(source) as packed:
        manifest = _manifest_of(packed)
        with _told_as_damaged():
            protection = of_archive(manifest["protection"], passphrase)
            _check_columns(manifest)
            _check_contents(packed, manifest)
        connection = connections["default"]
        _check_place(connection)
        folder = Path(settings.LIANXIN_FILES)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _gone_if_it_fails(folder), transaction.atomic():
            for table in _told_tables(manifest):
                _read_table(packed, table, protection, connection)
            _check_keys(connection)
            filling.reset_numbers(queries.our_tables(), connection)
            for held in manifest["files"]:
                _write_file(packed, held["name"], folder)
    return {
        "rows": sum(table["rows"] for table in _told_tables(manifest)),
        "files": len(manifest["files"]),
    }


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as packed:
            yield packed
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Refusal(
            _("%(file)s cannot be read: %(fault)s. Nothing was written.")
            % {"file": source, "fault": error}
        ) from error


def _manifest_of(packed: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        found = json.loads(packed.read(MANIFEST))
    except (KeyError, ValueError, RuntimeError) as error:  # the last: one with a lock
        raise Refusal(_("This file is no archive of Lianxin.")) from error
    if not isinstance(found, dict):
        raise Refusal(_("This file is no archive of Lianxin."))
    if found.get("format") != FORMAT:
        raise Refusal(_("This version cannot read archives of this format."))
    return found


@contextmanager
def _told_as_damaged() -> Iterator[None]:
    """A manifest in which something is missing, or is not what it should be."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(
            _("The archive is damaged: %(names)s. Nothing was written.")
            % {"names": MANIFEST}
        ) from error


def _told_tables(manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """What the manifest tells of each table; older archives held caches too."""
    return [
        table for table in manifest["tables"] if not queries.is_cache(table["name"])
    ]


def _check_columns(manifest: Mapping[str, Any]) -> None:
    """The archive has exactly the tables and columns that this version has."""
    told = {
        table["name"]: [column["name"] for column in table["columns"]]
        for table in _told_tables(manifest)
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
    """Each entry is told of and has the hash that is told; a file's is its name too."""
    wanted = {f"{TABLES}/{t['name']}.jsonl": t["sha256"] for t in manifest["tables"]}
    wanted |= {
        held["name"]: held["sha256"] if _is_named_by_hash(held) else ""
        for held in manifest["files"]
    }
    names = set(packed.namelist()) - {MANIFEST}
    damaged = sorted(names ^ set(wanted))
    damaged += [
        name
        for name in sorted(names & set(wanted))
        if _digest(packed, name) != wanted[name]
    ]
    if damaged:
        raise Refusal(
            _("The archive is damaged: %(names)s. Nothing was written.")
            % {"names": ", ".join(damaged[:5])}
        )


def _is_named_by_hash(held: Mapping[str, Any]) -> bool:
    return bool(held["name"] == queries.name_of_file(str(held["sha256"])))


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


def _read_table(
    packed: zipfile.ZipFile,
    told: Mapping[str, Any],
    protection: Protection,
    connection: BaseDatabaseWrapper,
) -> None:
    """Fill one table; Refusal that names it, and the line where that is known."""
    table = next(t for t in queries.our_tables() if t._meta.label == told["name"])
    name = f"{TABLES}/{told['name']}.jsonl"
    rows = _Rows(table, protection)
    fault = ""
    try:
        with packed.open(name) as lines:
            filling.fill_rows(table, rows.of(lines), connection)
    except (ValidationError, DatabaseError) as error:
        fault = str(error).splitlines()[0]
    except (LookupError, TypeError, ValueError, AttributeError, InvalidToken) as error:
        fault = f"{type(error).__name__} {error}"
    if not fault and rows.read != told["rows"]:
        fault = _("%(told)s rows are told of") % {"told": told["rows"]}
    if fault:
        raise Refusal(
            _(
                "%(name)s cannot be read in, at line %(line)d or shortly before it: "
                "%(fault)s. Nothing was written."
            )
            % {"name": name, "line": rows.read, "fault": fault}
        )


class _Rows:
    """The rows of a table as this place keeps them, with its own keys; how many so far."""

    def __init__(self, table: queries.Table, protection: Protection) -> None:
        self.protection = protection
        self.columns = queries.columns_of(table)
        told = queries.archived_columns(table)
        self.told = {column.name for column in told}
        self.encrypted = {column.name for column in told if column.is_encrypted}
        self.hashes = queries.hash_columns(table)
        self.read = 0

    def of(self, lines: Iterable[bytes]) -> Iterator[Sequence[object]]:
        """Each line's values, encrypted and hashed anew, in the order of the columns."""
        for line in lines:
            self.read += 1
            row: dict[str, Any] = json.loads(line)
            if set(row) != self.told:
                odd = ", ".join(sorted(self.told ^ set(row)))
                raise ValueError(odd)
            clear = {n: self.protection.open(row[n] or "") for n in self.encrypted}
            for name, text in clear.items():
                if text:
                    row[name] = vault().encrypt(text.encode()).decode("ascii")
            for name, of in self.hashes.items():
                row[name] = keyed_hash(clear[of]) if clear[of] else ""
            yield [row[name] for name in self.columns]


def _check_keys(connection: BaseDatabaseWrapper) -> None:
    """Every row that is referred to is there; asked now, not at the end of it all."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Refusal(
            _(
                "The archive refers to rows that it lacks: %(fault)s. Nothing was written."
            )
            % {"fault": str(error).splitlines()[0]}
        ) from error


@contextmanager
def _gone_if_it_fails(folder: Path) -> Iterator[None]:
    """Leave the folder as empty as it was where the transaction is rolled back.

    The folder itself stays: it may be where a volume is mounted.
    """
    try:
        yield
    except BaseException:
        for path in folder.iterdir():
            shutil.rmtree(path)
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
