import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="committee")),
                (
                    "council",
                    models.CharField(
                        blank=True,
                        help_text="The council whose committee it is, such as “Medway Council”.",
                        max_length=200,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committees",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="reports.committee",
                    ),
                ),
            ],
            options={
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="The short name in web addresses, such as “annual-scrutiny-2024”.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z", "Use small letters, figures and single hyphens."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("frozen", "Frozen, waiting to be published"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(editable=False, null=True)),
                ("content_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("software", models.CharField(blank=True, editable=False, max_length=20)),
                ("frozen_at", models.DateTimeField(editable=False, null=True)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_why", models.TextField(blank=True, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="reports.meeting",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packs",
                        to="plans.partnership",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packs", to="plans.plan"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-meeting__on", "title"],
            },
        ),
        migrations.CreateModel(
            name="PackSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("heading", models.CharField(max_length=200)),
                ("filling", models.CharField(blank=True, editable=False, max_length=30)),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="A blank line begins a paragraph. A line that begins with “- ” is an item of a list. A line between bars, “| Risk | Rating |”, is a row of a table; the first is its heading.",
                    ),
                ),
                ("is_numbered", models.BooleanField(default=True, verbose_name="numbered")),
                (
                    "generated_text",
                    models.TextField(blank=True, editable=False, verbose_name="what the data said"),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reports.pack",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("quarter", models.PositiveSmallIntegerField(editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("frozen", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "correction_reason",
                    models.TextField(blank=True, verbose_name="what this version puts right"),
                ),
                (
                    "decisions_requested",
                    models.TextField(
                        blank=True,
                        help_text="One decision a line.",
                        verbose_name="decisions asked of the Executive Group",
                    ),
                ),
                ("content", models.JSONField(editable=False, null=True)),
                ("content_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("software", models.CharField(blank=True, editable=False, max_length=20)),
                ("as_at", models.DateField(editable=False, null=True)),
                ("frozen_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("decision_comment", models.TextField(blank=True, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="reports.report",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "last_edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-quarter", "-number"],
            },
        ),
        migrations.AddField(
            model_name="pack",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packs",
                to="reports.report",
                verbose_name="exception report",
            ),
        ),
        migrations.CreateModel(
            name="Commentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("words", models.TextField(blank=True, verbose_name="commentary")),
                (
                    "priority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.priority",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commentaries",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "commentaries",
            },
        ),
        migrations.CreateModel(
            name="TemplateSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("heading", models.CharField(max_length=200)),
                ("filling", models.CharField(blank=True, max_length=30, verbose_name="filled from")),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="Stand in every pack, before what is filled from the data.",
                        verbose_name="standing words",
                    ),
                ),
                ("is_numbered", models.BooleanField(default=True, verbose_name="numbered")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="template_sections",
                        to="reports.committee",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_hash", models.CharField(max_length=64, unique=True)),
                ("frozen_key", models.CharField(max_length=100, null=True, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("source", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being prepared"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("failure", models.TextField(blank=True)),
                ("file", models.BinaryField(null=True)),
                ("file_hash", models.CharField(blank=True, max_length=64)),
                ("file_size", models.PositiveIntegerField(default=0)),
                ("is_frozen", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["is_frozen", "last_requested_at"], name="document_by_use")],
            },
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("committee", "on"),
                name="one_meeting_a_day",
                violation_error_message="This committee already has a meeting on that day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("plan", "year", "quarter", "number"), name="one_report_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "frozen"])),
                fields=("plan", "year", "quarter"),
                name="one_open_report_a_quarter",
                violation_error_message="This quarter already has a report that is not decided.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("frozen_by")), _negated=True),
                    _connector="OR",
                ),
                name="approver_did_not_freeze",
                violation_error_message="Somebody else than the person who froze the report must decide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("last_edited_by")), _negated=True),
                    _connector="OR",
                ),
                name="approver_did_not_edit_last",
                violation_error_message="Somebody else than its last editor must decide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("content_hash", ""), _negated=True), _connector="OR"
                ),
                name="a_frozen_report_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["draft", "frozen"]), ("decided_by", None)),
                    models.Q(
                        ("state__in", ["approved", "returned"]), models.Q(("decided_by", None), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_decided_report_says_by_whom",
                violation_error_message="A report is approved or returned by somebody, and only once it is frozen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("decision_comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_report_is_returned_with_words",
                violation_error_message="Say what has to be put right before it can be approved.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(
                fields=("partnership", "slug"),
                name="one_pack_an_address",
                violation_error_message="This partnership already has a pack at that address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
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
                violation_error_message="Somebody else than the author must publish the pack.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("content_hash", ""), _negated=True), _connector="OR"
                ),
                name="a_frozen_pack_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "frozen"]), ("published_by__isnull", False), _connector="OR"
                ),
                name="a_published_pack_has_its_publisher",
                violation_error_message="Somebody must have published the pack.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="withdrawn_for_a_reason",
                violation_error_message="Say why the pack is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentary",
            constraint=models.UniqueConstraint(
                fields=("report", "priority"), name="one_commentary_a_priority"
            ),
        ),
    ]
