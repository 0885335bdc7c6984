from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import lianxin.base.crypto.fields
from lianxin.base.crypto.fields import vault

BATCH = 500
# Table and column. Read and written as they lie there: the field would decrypt.
REASONS = (
    ("records_record", "withdrawal_reason"),
    ("records_amendment", "reason"),
)


def _rewrite(editor: BaseDatabaseSchemaEditor, change: Callable[[str], str]) -> None:
    with editor.connection.cursor() as cursor:
        for table, column in REASONS:
            cursor.execute(f"SELECT id, {column} FROM {table} WHERE {column} <> ''")
            rows = [(change(reason), pk) for pk, reason in cursor.fetchall()]
            for start in range(0, len(rows), BATCH):
                cursor.executemany(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s",
                    rows[start : start + BATCH],
                )


def encrypt(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Encrypt the reasons that are there."""
    _rewrite(editor, lambda text: vault().encrypt(text.encode()).decode("ascii"))


def decrypt(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write them in clear again."""
    _rewrite(editor, lambda text: vault().decrypt(text.encode("ascii")).decode())


class Migration(migrations.Migration):
    dependencies = [("records", "0002_kinds_parts_resolutions_and_withdrawal")]

    operations = [
        migrations.AlterField(
            model_name="amendment",
            name="reason",
            field=lianxin.base.crypto.fields.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name="record",
            name="withdrawal_reason",
            field=lianxin.base.crypto.fields.EncryptedTextField(blank=True),
        ),
        migrations.RunPython(encrypt, decrypt, elidable=True),
    ]
