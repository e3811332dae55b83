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
            name="Action",
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
                ("number", models.CharField(blank=True, max_length=30)),
                ("number_key", models.CharField(blank=True, default="", editable=False, max_length=100)),
                ("number_is_generated", models.BooleanField(default=False, editable=False)),
                ("position", models.PositiveIntegerField(default=0)),
                ("action", models.TextField()),
                ("desired_outcome", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("complete", "Complete"),
                            ("closed", "Closed"),
                        ],
                        default="not_started",
                        max_length=12,
                        verbose_name="delivery status",
                    ),
                ),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carried_over", "Carried over to the next plan"),
                            ("merged", "Merged into another action"),
                            ("delivered_differently", "Delivered in a different way"),
                            ("stopped", "Stopped"),
                            ("business_as_usual", "Now business as usual"),
                        ],
                        max_length=24,
                    ),
                ),
                ("closing_comment", models.TextField(blank=True, verbose_name="what happened")),
                (
                    "closing_reference",
                    models.CharField(
                        blank=True,
                        help_text="A web address, or the number of another action.",
                        max_length=500,
                        verbose_name="where the work continues",
                    ),
                ),
                ("lead_to_be_confirmed", models.BooleanField(default=False)),
                ("leads_as_printed", models.TextField(blank=True, editable=False)),
                ("notes", models.JSONField(blank=True, default=dict)),
                (
                    "also_serves",
                    models.ManyToManyField(blank=True, related_name="served_by", to="plans.priority"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="plans.plan",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="plans.priority",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "number_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "action",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_leads",
                        to="actions.action",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_actions",
                        to="plans.body",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("milestone", models.TextField(blank=True)),
                (
                    "timescale",
                    models.TextField(blank=True, help_text="For example, “Summer 24” or “Quarterly”."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("point", "Point"),
                            ("season", "Season"),
                            ("quarter", "Quarter"),
                            ("year", "Year"),
                            ("span", "Span"),
                            ("recurring", "Recurring"),
                            ("open", "Open"),
                            ("undecided", "Undecided"),
                            ("unread", "Unread"),
                        ],
                        default="undecided",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("starts", models.DateField(editable=False, null=True)),
                (
                    "due_override",
                    models.DateField(
                        blank=True,
                        help_text="Used instead of the date worked out from the timescale.",
                        null=True,
                        verbose_name="due date set manually",
                    ),
                ),
                ("due", models.DateField(editable=False, null=True)),
                ("recurrence", models.CharField(blank=True, editable=False, max_length=60)),
                ("warnings", models.JSONField(default=list, editable=False)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("lead_as_printed", models.TextField(blank=True, editable=False)),
                ("lead_to_be_confirmed", models.BooleanField(default=False)),
                ("notes", models.JSONField(blank=True, default=dict)),
                (
                    "action",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="actions.action",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="DueDateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was", models.DateField()),
                ("now", models.DateField(null=True)),
                ("why", models.TextField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
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
                        related_name="date_moves",
                        to="plans.plan",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="actions.milestone",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_milestones",
                        to="plans.body",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestone_leads",
                        to="actions.milestone",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Not imported yet"),
                            ("done", "Imported"),
                            ("undone", "Undone"),
                            ("left", "Cancelled"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("batch", models.CharField(blank=True, max_length=40)),
                ("summary", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Update",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("off_track", "Off track"),
                            ("complete", "Complete"),
                        ],
                        default="on_track",
                        max_length=12,
                        verbose_name="delivery status",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="comment")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="actions.action",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.body",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-quarter"],
            },
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["plan", "position"], name="action_by_plan"),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["plan", "number"], name="action_by_number"),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "closed"), models.Q(("closing_reason", ""), _negated=True)),
                    models.Q(models.Q(("status", "closed"), _negated=True), ("closing_reason", "")),
                    _connector="OR",
                ),
                name="closed_with_a_reason",
                violation_error_message="Enter a reason for closing the action without completing",
            ),
        ),
        migrations.AddIndex(
            model_name="actionlead",
            index=models.Index(fields=["body", "year", "action"], name="lead_by_body"),
        ),
        migrations.AddConstraint(
            model_name="actionlead",
            constraint=models.UniqueConstraint(fields=("action", "body"), name="one_lead_once"),
        ),
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(fields=["action", "position"], name="milestone_by_action"),
        ),
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(fields=["plan", "due"], name="milestone_by_plan"),
        ),
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(
                condition=models.Q(("done_on", None), ("is_withdrawn", False)),
                fields=["due", "id"],
                name="milestone_open_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="duedatechange",
            index=models.Index(fields=["plan", "created_at"], name="move_by_plan"),
        ),
        migrations.AddConstraint(
            model_name="duedatechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("now", None), ("now__gt", models.F("was")), _connector="OR"),
                name="a_date_moves_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedatechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="a_date_moves_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonelead",
            constraint=models.UniqueConstraint(fields=("milestone", "body"), name="one_milestone_lead_once"),
        ),
        migrations.AddIndex(
            model_name="update",
            index=models.Index(fields=["plan", "year", "quarter", "status"], name="update_by_plan"),
        ),
        migrations.AddConstraint(
            model_name="update",
            constraint=models.UniqueConstraint(
                fields=("action", "year", "quarter"), name="one_update_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="update",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)), name="quarters_are_four"
            ),
        ),
    ]
