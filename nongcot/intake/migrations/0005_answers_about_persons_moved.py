from typing import Any

from django.db import migrations


def move(apps: Any, _schema: Any) -> None:
    """What stood in the summary ("doubtful") and the decisions ("persons") of an import becomes rows."""
    imports, pairs = apps.get_model("intake", "Import"), apps.get_model("intake", "DoubtfulPair")
    for imported in imports.objects.order_by("pk").iterator(chunk_size=50):
        doubtful, answers = imported.summary.pop("doubtful", []), imported.decisions.pop("persons", {})
        if not doubtful and not answers:
            continue
        told = {pair["key"]: pair for pair in doubtful}
        nothing = {"why": "", "first": {}, "second": {}}
        rows = []
        for key in {**told, **answers}:
            pair = told.get(key, nothing)
            answer = answers.get(key, "")
            rows.append(
                pairs(
                    imported=imported,
                    key=key,
                    why=pair["why"],
                    first=pair["first"],
                    second=pair["second"],
                    answer=answer if answer in ("same", "apart") else "",
                )
            )
        pairs.objects.bulk_create(rows, batch_size=500)
        imported.decisions["shape"] = 2
        imported.save(update_fields=["summary", "decisions"])


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_doubtful_pairs_as_rows"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
