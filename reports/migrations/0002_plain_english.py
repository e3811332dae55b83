import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="committee",
            name="council",
            field=models.CharField(
                blank=True,
                help_text="The council that runs the committee, for example “Medway Council”.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="pack",
            name="slug",
            field=models.CharField(
                help_text="The short name in web addresses, for example “annual-scrutiny-2024”.",
                max_length=60,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[a-z0-9]+(-[a-z0-9]+)*\\Z", "Use lower-case letters, numbers and single hyphens."
                    )
                ],
                verbose_name="web address",
            ),
        ),
        migrations.AlterField(
            model_name="packsection",
            name="generated_text",
            field=models.TextField(blank=True, editable=False, verbose_name="generated text"),
        ),
        migrations.AlterField(
            model_name="packsection",
            name="words",
            field=models.TextField(
                blank=True,
                help_text="A blank line starts a new paragraph. A line that starts with “- ” is an item of a list. A line between bars, “| Risk | Rating |”, is a row of a table. The first row is the headings.",
                verbose_name="text",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="correction_reason",
            field=models.TextField(blank=True, verbose_name="what this version corrects"),
        ),
        migrations.AlterField(
            model_name="report",
            name="decisions_requested",
            field=models.TextField(
                blank=True,
                help_text="One decision per line.",
                verbose_name="decisions requested from the Executive Group",
            ),
        ),
        migrations.AlterField(
            model_name="templatesection",
            name="filling",
            field=models.CharField(blank=True, max_length=30, verbose_name="filled in from"),
        ),
        migrations.AlterField(
            model_name="templatesection",
            name="words",
            field=models.TextField(
                blank=True,
                help_text="Shown in every pack, before the text that is filled in from the data.",
                verbose_name="standard text",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pack",
            name="one_pack_an_address",
            constraint=models.UniqueConstraint(
                fields=("partnership", "slug"),
                name="one_pack_an_address",
                violation_error_message="Enter a web address that no other pack of this partnership has.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pack",
            name="author_does_not_publish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by", None),
                    models.Q(
                        models.Q(("published_by", models.F("created_by")), _negated=True),
                        models.Q(("published_by", models.F("frozen_by")), _negated=True),
                        models.Q(("published_by", models.F("last_edited_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="author_does_not_publish",
                violation_error_message="Someone other than the author must publish the pack.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pack",
            name="a_published_pack_has_its_publisher",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "frozen"]), ("published_by__isnull", False), _connector="OR"
                ),
                name="a_published_pack_has_its_publisher",
                violation_error_message="A published pack must have a publisher.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pack",
            name="withdrawn_for_a_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="withdrawn_for_a_reason",
                violation_error_message="Enter a reason for withdrawing the pack.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="report",
            name="one_open_report_a_quarter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "frozen"])),
                fields=("plan", "year", "quarter"),
                name="one_open_report_a_quarter",
                violation_error_message="This quarter already has a report that has not been approved or returned.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="report",
            name="approver_did_not_freeze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("frozen_by")), _negated=True),
                    _connector="OR",
                ),
                name="approver_did_not_freeze",
                violation_error_message="Someone other than the person who froze the report must approve or return it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="report",
            name="approver_did_not_edit_last",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("last_edited_by")), _negated=True),
                    _connector="OR",
                ),
                name="approver_did_not_edit_last",
                violation_error_message="Someone other than the last editor must approve or return the report.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="report",
            name="a_decided_report_says_by_whom",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["draft", "frozen"]), ("decided_by", None)),
                    models.Q(
                        ("state__in", ["approved", "returned"]), models.Q(("decided_by", None), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_decided_report_says_by_whom",
                violation_error_message="A report can be approved or returned only after it has been frozen.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="report",
            name="a_report_is_returned_with_words",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("decision_comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_report_is_returned_with_words",
                violation_error_message="Enter what must be corrected before the report can be approved.",
            ),
        ),
    ]
