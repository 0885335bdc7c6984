"""Make a new key for encrypted fields and encrypt everything anew with it."""

from dataclasses import replace
from itertools import islice
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction
from typing_extensions import override

from lianxin.base.crypto.queries import encrypted_columns, keys_open_everything
from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.site import keys

BATCH = 500


class Command(TeachingCommand):
    help = """Make a new key for encrypted fields and encrypt everything anew with it.

Stop the site first and start it again afterwards: what runs knows only the keys that
it began with. Phone and identity numbers, the texts of letters, the secrets of second
factors and all else that is encrypted are read with the key in force and written with a
new one, in short transactions; broken off, it is simply begun again. The former key
stays in the file, behind the new one, because older backups need it; with --forget it
goes, once nothing is encrypted with it.

Copy the keys to their safe place afterwards (lianxin backup --keys FILE): whoever
loses them can read none of these fields ever again, and nobody can help.

  lianxin keys --rotate
  lianxin keys --rotate --forget"""

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to rotate, and whether the former keys go."""
        parser.add_argument("--rotate", action="store_true", help="make a new key")
        parser.add_argument(
            "--forget", action="store_true", help="drop the former keys afterwards"
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Make the key, keep it, encrypt anew; only then forget."""
        file = settings.LIANXIN_KEYS / keys.FILE
        held = keys.read(file)
        if not options["rotate"]:
            self.stdout.write(f"{len(held.fields)} keys for encrypted fields.")
            return
        if not keys_open_everything():
            raise CommandError(keys.DO_NOT_OPEN % {"file": file})
        made = Fernet.generate_key().decode()
        held = replace(held, fields=(made, *held.fields))
        keys.write(file, held)
        vault = MultiFernet([Fernet(key) for key in held.fields])
        counted = _fields_anew(vault) + _factors_anew(vault)
        if options["forget"]:
            keys.write(file, replace(held, fields=(made,)))
        self.stdout.write(f"{counted} values are encrypted with the new key.")


def _fields_anew(vault: MultiFernet) -> int:
    """Every encrypted column of every table."""
    counted = 0
    for table, column in encrypted_columns():
        counted += _column_anew(table, column, vault)
    return counted


def _column_anew(table: str, column: str, vault: MultiFernet) -> int:
    quote = connection.ops.quote_name
    name, value = quote(table), quote(column)
    asked = f"SELECT id, {value} FROM {name} WHERE {value} <> '' AND id > %s ORDER BY id LIMIT {BATCH}"  # noqa: S608 -- names of our own tables
    written = f"UPDATE {name} SET {value} = %s WHERE id = %s"  # noqa: S608 -- names of our own tables
    counted, last = 0, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(asked, [last])
            rows = cursor.fetchall()
            cursor.executemany(
                written,
                [(vault.rotate(token.encode()).decode(), pk) for pk, token in rows],
            )
        if not rows:
            return counted
        counted, last = counted + len(rows), rows[-1][0]


def _factors_anew(vault: MultiFernet) -> int:
    """The secrets of second factors, which allauth keeps within a JSON column."""
    counted = 0
    rows = Authenticator.objects.order_by("pk").iterator()
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            for row in batch:
                anew = {name: _anew(value, vault) for name, value in row.data.items()}
                if anew != row.data:
                    counted += 1
                    Authenticator.objects.filter(pk=row.pk).update(data=anew)
    return counted


def _anew(value: Any, vault: MultiFernet) -> Any:  # noqa: ANN401 -- any value of JSON
    """The secret under the new key; what is no ciphertext stays as it is."""
    if isinstance(value, list):
        return [_anew(one, vault) for one in value]
    try:
        return vault.rotate(value.encode()).decode()
    except (AttributeError, InvalidToken):
        return value
