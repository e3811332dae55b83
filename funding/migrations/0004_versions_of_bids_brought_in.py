"""What was brought in as approved already was approved as it stood: its first version."""

from django.db import migrations


def number(apps, schema_editor):
    apps.get_model("funding", "Bid").objects.filter(state="approved").update(approved_edition=1)


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_bids_written_here")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
