"""Shorter keyed hashes, and phones found by the ledger instead of an index of their own."""

from django.db import migrations, models

SHORTEN = """
UPDATE people_contact SET phone_hash = substr(phone_hash, 1, 32),
                          identity_hash = substr(identity_hash, 1, 32)
"""
GIVE_KEYS = """
INSERT INTO people_personkeyledger (person_id, key)
SELECT held.person_id, ' ' || held.phone_hash
FROM people_contact AS held
JOIN people_person AS person ON person.id = held.person_id
WHERE held.phone_hash <> '' AND person.merged_into_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_circumstances_without_rights")]

    operations = [
        migrations.RunSQL(SHORTEN, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveIndex(model_name="contact", name="people_contact_phone"),
        migrations.AlterField(
            model_name="contact",
            name="identity_hash",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AlterField(
            model_name="contact",
            name="phone_hash",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.RunSQL(GIVE_KEYS, migrations.RunSQL.noop, elidable=True),
    ]
