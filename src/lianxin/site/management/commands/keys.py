"""A new key for encrypted fields; giving up what no key opens any more."""

from dataclasses import replace
from itertools import islice
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction
from django.utils import translation
from typing_extensions import override

from lianxin.base.accounts import operations as accounts
from lianxin.base.accounts.queries import all_with_unreadable_factors
from lianxin.base.crypto.operations import give_up_values
from lianxin.base.crypto.queries import all_unreadable, encrypted_columns
from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, refuse_other_keys
from lianxin.kernel.actor import Actor
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

If the keys are lost, and neither a copy of them nor an archive of the organisation is
left, --give-up says of which values, and how many, no key in force opens. It changes
nothing. With --for-good these values are emptied, texts say so in a sentence, second
factors that nobody can use any more are taken off; the journal tells how many of what.
What can be read stays. There is no way back: a copy of the keys found later opens
nothing of it. Stop the site and make a copy of database and files first.

  lianxin keys --rotate
  lianxin keys --rotate --forget
  lianxin keys --give-up
  lianxin keys --give-up --for-good"""

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to rotate, and whether the former keys go."""
        parser.add_argument("--rotate", action="store_true", help="make a new key")
        parser.add_argument(
            "--forget", action="store_true", help="drop the former keys afterwards"
        )
        parser.add_argument(
            "--give-up", action="store_true", help="tell what no key opens any more"
        )
        parser.add_argument(
            "--for-good", action="store_true", help="with --give-up: empty it"
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Make the key, keep it, encrypt anew; only then forget."""
        for one, other in (("for_good", "give_up"), ("forget", "rotate")):
            if options[one] and not options[other]:
                message = f"--{one} goes with --{other}; nothing was changed."
                raise CommandError(message.replace("_", "-"))
        if options["give_up"]:
            self._give_up(for_good=options["for_good"])
            return
        file = settings.LIANXIN_KEYS / keys.FILE
        held = keys.read(file)
        if not options["rotate"]:
            self.stdout.write(f"{len(held.fields)} keys for encrypted fields.")
            return
        refuse_other_keys()
        if all_unreadable() or all_with_unreadable_factors():
            message = (
                "Some values are under keys that are not in force; nothing was changed. "
                "See which: lianxin keys --give-up"
            )
            raise CommandError(message)
        made = Fernet.generate_key().decode()
        held = replace(held, fields=(made, *held.fields))
        keys.write(file, held)
        vault = MultiFernet([Fernet(key) for key in held.fields])
        counted = _fields_anew(vault) + _factors_anew(vault)
        if options["forget"]:
            keys.write(file, replace(held, fields=(made,)))
        self.stdout.write(f"{counted} values are encrypted with the new key.")

    def _give_up(self, *, for_good: bool) -> None:
        """Tell what cannot be read; empty it where that was asked for too."""
        lost, factors = all_unreadable(), len(all_with_unreadable_factors())
        for each in lost:
            self.stdout.write(f"{each.column}: {each.lost} of {each.of}")
        if factors:
            self.stdout.write(f"Second factors: {factors}")
        if not lost and not factors:
            self.stdout.write("The keys in force open everything.")
            return
        if not for_good:
            self.stdout.write(
                "No key in force opens these. Nothing was changed. If a copy of the keys "
                "may still turn up, wait for it; else add --for-good."
            )
            return
        actor = Actor(name="lianxin keys", action=uuid4(), job="site.keys")
        # The sentence that takes the place of a text is for those who read the site.
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            given_up = give_up_values(actor=actor, at=clock.now())
            accounts.give_up_second_factors(actor=actor, at=clock.now())
        total = sum(given_up.values())
        self.stdout.write(f"Given up: {total} values, {factors} second factors.")
        self.stdout.write("Now: lianxin rebuild people.keys")


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
