"""The document that decides a name, a superior and the end of a unit: its number and the day it was signed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0006_records_of_persons"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="unit",
            name="end_decision_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="end_decision_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="unitname",
            name="decision_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unitname",
            name="decision_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="unitplacement",
            name="decision_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unitplacement",
            name="decision_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    ]
