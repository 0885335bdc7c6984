"""One archive of database and files, its manifest last, written and read as a stream."""

import gzip
import hashlib
import hmac
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from lianxin.base.archives import queries as tables
from lianxin.base.archives.operations import rows as filling
from lianxin.base.files.operations import INCOMING
from lianxin.site.keys import Keys

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
PROOF = b"lianxin"


class Refusal(Exception):
    """The archive was not read, and nothing was written; the text says why."""


def write_archive(target: Path, *, at: datetime) -> Mapping[str, int]:
    """Write database and files into `target`; returns rows and files counted.

    All tables are read in one transaction, so they are of one moment. Refuses an
    existing `target`, and leaves none behind when it fails.
    """
    if target.exists():
        message = f"{target} exists already; nothing was overwritten."
        raise Refusal(message)
    half = target.with_name(f"{target.name}.partial")
    manifest = _blank_manifest(at)
    mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        with os.fdopen(os.open(half, mode, 0o600), "wb") as raw:
            with (
                gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
                tarfile.open(mode="w|", fileobj=packed) as tar,
            ):
                with tables.snapshot() as connection:
                    manifest["migrations"] = _migrations(connection)
                    _add_tables(tar, manifest, connection)
                _add_files(tar, manifest)
                _add_manifest(tar, manifest)
            raw.flush()
            os.fsync(raw.fileno())
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return _counted(manifest)


def read_archive(source: Path, *, keys: Keys) -> Mapping[str, int]:
    """Read `source` into the empty database and the empty folder of files.

    Every hash is verified before anything is written. Refusal where the archive is
    damaged, was made with other keys or by another version, or the place is not
    empty; then nothing was changed.
    """
    manifest = _verified(source, keys)
    connection = connections["default"]
    _check_place(manifest, connection)
    known = {table._meta.label: table for table in tables.all_tables()}
    folder = Path(settings.LIANXIN_FILES)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _gone_if_it_fails(folder), transaction.atomic():
        for table in reversed(known.values()):
            if table._meta.label in tables.MADE_BY_DJANGO:
                filling.empty(table, connection)
        for name, content in _members(source):
            part, _, rest = name.partition("/")
            if part == "tables":
                table = known[rest.removesuffix(".jsonl")]
                filling.fill(table, content, connection)
            elif part == "files":
                _write_file(folder / rest, content)
        filling.reset_numbers(list(known.values()), connection)
    return _counted(manifest)


@contextmanager
def _gone_if_it_fails(folder: Path) -> Iterator[None]:
    """Leave the folder as empty as it was where the transaction is rolled back."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder)
        raise


def _blank_manifest(at: datetime) -> dict[str, Any]:
    proof = MultiFernet([Fernet(key) for key in settings.LIANXIN_FIELD_KEYS])
    return {
        "format": FORMAT,
        "lianxin": version("lianxin"),
        "made_at": at.isoformat(),
        "hashing": _hashing_proof(settings.LIANXIN_HASH_KEY),
        "fields": proof.encrypt(PROOF).decode("ascii"),
        "migrations": [],
        "members": {},
    }


def _hashing_proof(key: str) -> str:
    return hmac.new(key.encode(), PROOF, hashlib.sha256).hexdigest()


def _migrations(connection: BaseDatabaseWrapper) -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _add_tables(
    tar: tarfile.TarFile, manifest: dict[str, Any], connection: BaseDatabaseWrapper
) -> None:
    for table in tables.all_tables():
        name = f"tables/{table._meta.label}.jsonl"
        with tempfile.TemporaryFile() as lines:
            rows = 0
            for line in tables.lines_of(table, connection):
                lines.write(line)
                rows += 1
            _add(tar, manifest, name, lines)
        manifest["members"][name] |= {
            "rows": rows,
            "columns": tables.columns_of(table),
        }


def _add_files(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    folder = Path(settings.LIANXIN_FILES)
    for path in sorted(folder.rglob("*")):
        unfinished = path.parent.name == INCOMING
        if path.is_file() and not path.is_symlink() and not unfinished:
            with path.open("rb") as content:
                _add(tar, manifest, f"files/{path.relative_to(folder)}", content)


def _add(
    tar: tarfile.TarFile, manifest: dict[str, Any], name: str, content: IO[bytes]
) -> None:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # any open file
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.tell(), 0o600
    content.seek(0)
    tar.addfile(entry, content)
    manifest["members"][name] = {"sha256": digest, "size": entry.size}


def _add_manifest(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with tempfile.TemporaryFile() as content:
        content.write(text)
        _add(tar, {"members": {}}, MANIFEST, content)


def _counted(manifest: Mapping[str, Any]) -> Mapping[str, int]:
    members = manifest["members"].items()
    return {
        "rows": sum(held.get("rows", 0) for _, held in members),
        "files": sum(name.startswith("files/") for name, _ in members),
    }


def _members(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(source, mode="r|gz") as tar:
        for entry in tar:
            content = tar.extractfile(entry) if entry.isfile() else None
            if content is None or ".." in Path(entry.name).parts:
                message = f"{source} has a member that no backup has: {entry.name}"
                raise Refusal(message)
            yield entry.name, content


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, OSError) as error:
        message = f"{source} cannot be read: {error}. Nothing was written."
        raise Refusal(message) from error


def _verified(source: Path, keys: Keys) -> Mapping[str, Any]:
    with _readable(source):
        found, manifest = _hashes_and_manifest(source)
    if manifest.get("format") != FORMAT:
        message = f"{source} has no manifest of a kind that this version knows."
        raise Refusal(message)
    wanted = {n: (m["sha256"], m["size"]) for n, m in manifest["members"].items()}
    damaged = sorted(n for n in wanted | found if wanted.get(n) != found.get(n))
    if damaged:
        message = f"{source} is damaged: {', '.join(damaged[:5])}. Nothing was written."
        raise Refusal(message)
    _check_keys(manifest, keys)
    return manifest


def _hashes_and_manifest(
    source: Path,
) -> tuple[dict[str, tuple[str, int]], Mapping[str, Any]]:
    found: dict[str, tuple[str, int]] = {}
    manifest: dict[str, Any] = {}
    for name, content in _members(source):
        if name == MANIFEST:
            manifest = json.loads(content.read())
            continue
        digest, size = hashlib.sha256(), 0
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
        found[name] = (digest.hexdigest(), size)
    return found, manifest


def _check_keys(manifest: Mapping[str, Any], keys: Keys) -> None:
    vault = MultiFernet([Fernet(key) for key in keys.fields])
    try:
        vault.decrypt(manifest["fields"].encode())
        right = hmac.compare_digest(manifest["hashing"], _hashing_proof(keys.hashing))
    except InvalidToken:
        right = False
    if not right:
        message = (
            "These are not the keys with which the archive was made. Give the file "
            "that `lianxin backup --keys` wrote: restore --keys FILE. Nothing was written."
        )
        raise Refusal(message)


def _check_place(manifest: Mapping[str, Any], connection: BaseDatabaseWrapper) -> None:
    if _migrations(connection) != manifest["migrations"]:
        message = (
            f"The archive was made by Lianxin {manifest['lianxin']}, whose tables differ "
            "from this version's. Install that version, restore, then upgrade."
        )
        raise Refusal(message)
    for table in tables.all_tables():
        if table._meta.label not in tables.MADE_BY_DJANGO and tables.count(
            table, connection
        ):
            message = f"The database is not empty ({table._meta.db_table} has rows)."
            raise Refusal(message)
    folder = Path(settings.LIANXIN_FILES)
    if folder.exists() and any(path.is_file() for path in folder.rglob("*")):
        message = f"The folder of files is not empty: {folder}"
        raise Refusal(message)


def _write_file(target: Path, content: IO[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(
        os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
    ) as out:
        shutil.copyfileobj(content, out, CHUNK)
