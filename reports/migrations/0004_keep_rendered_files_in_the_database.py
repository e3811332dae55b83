from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_packs_as_committees_print_them")]

    operations = [
        migrations.AlterModelOptions(name="document", options={"ordering": ["-created_at"]}),
        migrations.RemoveIndex(model_name="document", name="document_by_use"),
        migrations.RenameField("document", "made_at", "created_at"),
        migrations.RenameField("document", "asked_at", "last_requested_at"),
        migrations.AddField("document", "file", models.BinaryField(null=True)),
        migrations.AddField("document", "file_hash", models.CharField(blank=True, max_length=64)),
        migrations.AddField("document", "file_size", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "document", "frozen_key", models.CharField(max_length=100, null=True, unique=True)
        ),
        migrations.AddIndex(
            "document",
            models.Index(fields=["is_frozen", "last_requested_at"], name="document_by_use"),
        ),
    ]
