from django.db import migrations, models

BY_KIND = {
    "youth_committee": "league",
    "youth_branch": "league",
    "mass_organisation": "mass",
}


def tell_apart(apps, schema_editor):
    """What was called union membership, of units that are no union."""
    affiliations = apps.get_model("people", "Affiliation").objects
    for kind, belonging in BY_KIND.items():
        rows = affiliations.filter(belonging="union", unit__kind=kind)
        rows.update(belonging=belonging)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_extensions_and_touches"),
        ("units", "0004_unitkeyledger"),
    ]
    operations = [
        migrations.AlterField(
            model_name="affiliation",
            name="belonging",
            field=models.CharField(
                choices=[
                    ("staff", "Staff"),
                    ("party", "Party membership"),
                    ("union", "Union membership"),
                    ("league", "Youth league membership"),
                    ("mass", "Membership of another mass organisation"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True),
    ]
