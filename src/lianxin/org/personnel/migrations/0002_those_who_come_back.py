"""A difference can tell that somebody who had left is back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("personnel", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="difference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("new", "Not entered yet"),
                    ("changed", "Entry differs"),
                    ("moved", "Works elsewhere"),
                    ("left", "Has left"),
                    ("back", "Has come back"),
                    ("unclear", "Unit unknown"),
                ],
                max_length=10,
            ),
        ),
    ]
