"""Who asked that the rows of a sheet be entered: by their rights it is done."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staging', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='importsheet',
            name='asked_by',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='importsheet',
            name='asked_for_post',
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
