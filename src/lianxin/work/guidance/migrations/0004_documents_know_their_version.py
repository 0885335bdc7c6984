from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guidance', '0003_wordings_of_units'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
    ]
