"""What was brought in as approved already was approved as it stood: its first version."""

from django.db import migrations, models


def number(apps, schema_editor):
    bids = apps.get_model("funding", "Bid").objects.filter(state="approved")
    bids.update(approved_edition=1)
    # What is approved of a project follows the ledger from now on, with what was released since.
    for bid in bids:
        lines = bid.entries.filter(kind__in=["commitment", "release"])
        held = lines.aggregate(total=models.Sum("amount"))["total"] or 0
        if held != bid.approved_amount:
            bids.filter(pk=bid.pk).update(approved_amount=held)


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_bids_written_here")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
