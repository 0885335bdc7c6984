"""A unit can be merged into one that had been split off from it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0004_unitkeyledger")]

    operations = [
        migrations.RemoveConstraint(model_name="descent", name="units_one_descent"),
        migrations.AddConstraint(
            model_name="descent",
            constraint=models.UniqueConstraint(
                fields=["former", "later", "manner"],
                name="units_one_descent_each_manner",
            ),
        ),
    ]
