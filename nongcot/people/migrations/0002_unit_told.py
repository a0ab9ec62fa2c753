"""How much of a unit's executive committee has been told; units on record answer for all of theirs."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="unit",
            name="told",
            field=models.CharField(
                choices=[("nothing", "nothing"), ("leaders", "leaders"), ("all", "all")],
                db_default="all",
                default="all",
                max_length=10,
            ),
        ),
    ]
