"""On PostgreSQL, compare keys byte by byte, as `people.queries.named` needs."""

from django.db import migrations


def compare_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE people_personkeyledger"
            ' ALTER COLUMN key TYPE varchar(80) COLLATE "C"'
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_particulars_and_keys")]
    operations = [migrations.RunPython(compare_bytes, migrations.RunPython.noop)]
