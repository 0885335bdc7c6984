"""Giving up values whose key is lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from lianxin.base.crypto import queries
from lianxin.base.crypto.enums import HASH_END, Lost
from lianxin.base.crypto.events import ValuesGivenUp
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref


@transaction.atomic
def give_up_values(*, actor: Actor, at: datetime) -> Mapping[str, int]:
    """Put what `Lost` says in the place of every value that no key in force opens.

    How many of which column. Keyed hashes of such values go too: they are of a key that
    went with the other. What can be read stays as it is. Nobody but a command does this,
    as who may run one holds keys and database already.
    """
    given_up = {}
    for model, field in queries.encrypted_fields():
        lost = [
            pk
            for rows in queries.batches(model, field)
            for pk, token in rows
            if not queries.is_readable(token)
        ]
        for start in range(0, len(lost), queries.BATCH):
            _put_in_place(model, field, lost[start : start + queries.BATCH])
        if lost:
            given_up[queries.name_of(model, field)] = len(lost)
    if given_up:
        subject = Ref("crypto.vault", 0)
        journal.write(
            ValuesGivenUp(subject=subject, actor=actor, at=at, after=given_up)
        )
    return given_up


def _put_in_place(
    model: type[models.Model], field: EncryptedTextField, numbers: Sequence[int]
) -> None:
    rows = model._default_manager.filter(pk__in=numbers)
    if field.lost is Lost.NO_ROW:
        rows.delete()
        return
    held = {
        Lost.NOTHING_TOLD: "{}",
        Lost.SENTENCE: _(
            "(The key of this text was lost; nobody can read it any more.)"
        ),
    }
    rows.update(**{field.name: held.get(field.lost, "")}, **_hashes_of(model, field))


def _hashes_of(model: type[models.Model], field: EncryptedTextField) -> dict[str, str]:
    """The keyed hash of the column, empty, where there is one."""
    name = f"{field.name.split('_')[0]}{HASH_END}"
    known = {each.name for each in model._meta.concrete_fields}
    return {name: ""} if name in known else {}
