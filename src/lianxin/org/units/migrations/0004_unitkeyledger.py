import django.db.models.deletion
from django.db import migrations, models

from lianxin.kernel.zh.finding import keys_of_unit

BATCH = 2000


def compare_bytes(apps, schema_editor):
    """On PostgreSQL, compare keys byte by byte, as `units.queries.named` needs."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE units_unitkeyledger ALTER COLUMN key TYPE varchar(24) COLLATE "C"'
        )


def fill(apps, schema_editor):
    """Let the units that are there be found; `lianxin rebuild units.keys` does it too."""
    ledger = apps.get_model("units", "UnitKeyLedger")
    rows = apps.get_model("units", "Unit").objects.values_list("pk", "name", "short_name")
    ledger.objects.bulk_create(
        (
            ledger(unit_id=pk, key=key)
            for pk, *names in rows.iterator(chunk_size=BATCH)
            for key in sorted(keys_of_unit(*names))
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("units", "0003_forms_restrictions_descents")]
    operations = [
        migrations.CreateModel(
            name="UnitKeyLedger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=24)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="units.unit")),
            ],
        ),
        migrations.RunPython(compare_bytes, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="unitkeyledger",
            index=models.Index(fields=["key", "unit"], name="units_key"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
