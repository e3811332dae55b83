"""Bids are written, scored, decided and followed here: their words, way, versions, scores and returns."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import funding.money.fields
import funding.models.rows


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_first_tables"),
        ("funding", "0002_written_once"),
        ("plans", "0001_first_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BidAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BidAuthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BidEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("values", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("why", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="BidFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="file")),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "file",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BidPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="BidPriority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="criterion")),
                (
                    "guidance",
                    models.TextField(blank=True, help_text="What earns 5 points, and what earns none."),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="A whole number; 20 counts twice as much as 10.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision_words",
                    models.TextField(blank=True, editable=False, verbose_name="the officer's words"),
                ),
                ("achieved", models.TextField(blank=True, verbose_name="what the project achieved")),
                (
                    "difference",
                    models.TextField(blank=True, verbose_name="who is better off, and how it is known"),
                ),
                ("learned", models.TextField(blank=True, verbose_name="what was learned")),
                ("next_steps", models.TextField(blank=True, verbose_name="what happens next")),
                (
                    "results",
                    funding.models.rows.RowsField(
                        blank=True,
                        columns=("measure", "target", "result"),
                        default=list,
                        verbose_name="measures against targets",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                ("rationale", models.TextField()),
            ],
            options={
                "ordering": ["criterion__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision_words",
                    models.TextField(blank=True, editable=False, verbose_name="the officer's words"),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False)),
                ("quarter", models.PositiveSmallIntegerField(editable=False)),
                (
                    "spent",
                    funding.money.fields.PenceField(
                        blank=True, null=True, verbose_name="spent in the quarter"
                    ),
                ),
                (
                    "forecast",
                    funding.money.fields.PenceField(
                        blank=True, null=True, verbose_name="forecast for the whole project"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="what was done")),
                (
                    "results",
                    funding.models.rows.RowsField(
                        blank=True,
                        columns=("measure", "target", "result"),
                        default=list,
                        verbose_name="measures against targets",
                    ),
                ),
            ],
            options={
                "verbose_name": "quarterly return",
                "ordering": ["year", "quarter"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=30)),
                ("words", models.TextField()),
                ("edition", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Scorer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
            ],
            options={
                "ordering": ["person__name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Scoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("interest", models.TextField(blank=True, verbose_name="declared interest")),
            ],
            options={
                "verbose_name": "score",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="bid",
            name="a_bid_has_its_project",
        ),
        migrations.RemoveConstraint(
            model_name="bid",
            name="an_amount_asked_is_not_below_nothing",
        ),
        migrations.RemoveConstraint(
            model_name="bid",
            name="what_is_approved_has_its_amount",
        ),
        migrations.AddField(
            model_name="bid",
            name="activities",
            field=funding.models.rows.RowsField(blank=True, columns=("activity", "when"), default=list),
        ),
        migrations.AddField(
            model_name="bid",
            name="approved_edition",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="approved version"),
        ),
        migrations.AddField(
            model_name="bid",
            name="asked_as_typed",
            field=models.CharField(blank=True, max_length=60, verbose_name="amount asked, as typed"),
        ),
        migrations.AddField(
            model_name="bid",
            name="beneficiaries",
            field=models.TextField(blank=True, verbose_name="who benefits"),
        ),
        migrations.AddField(
            model_name="bid",
            name="costs",
            field=funding.models.rows.RowsField(
                blank=True, columns=("cost", "amount"), default=list, verbose_name="cost lines"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="edition",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="bid",
            name="funder_priorities",
            field=models.JSONField(
                blank=True, default=list, verbose_name="priorities of the police and crime plan"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="match",
            field=funding.models.rows.RowsField(
                blank=True, columns=("from", "kind", "amount"), default=list, verbose_name="match funding"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="measures",
            field=funding.models.rows.RowsField(
                blank=True, columns=("measure", "target"), default=list, verbose_name="measures and targets"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="need",
            field=models.TextField(blank=True, verbose_name="need and evidence"),
        ),
        migrations.AddField(
            model_name="bid",
            name="project_types",
            field=models.JSONField(blank=True, default=list, verbose_name="the funder's types of project"),
        ),
        migrations.AddField(
            model_name="bid",
            name="quarters",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="bid",
            name="recommended_amount",
            field=funding.money.fields.PenceField(editable=False, null=True, verbose_name="recommended"),
        ),
        migrations.AddField(
            model_name="bid",
            name="safeguarding",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="bid",
            name="summary",
            field=models.TextField(blank=True, verbose_name="what will be done"),
        ),
        migrations.AddField(
            model_name="bid",
            name="sustainability",
            field=models.TextField(blank=True, verbose_name="what remains afterwards"),
        ),
        migrations.AddField(
            model_name="bidmove",
            name="amount",
            field=funding.money.fields.PenceField(null=True),
        ),
        migrations.AddField(
            model_name="bidmove",
            name="edition",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="bidmove",
            name="left_before",
            field=funding.money.fields.PenceField(null=True),
        ),
        migrations.AddField(
            model_name="bidmove",
            name="press",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="pot",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bids are taken until"),
        ),
        migrations.AddField(
            model_name="pot",
            name="opened_early_why",
            field=models.TextField(
                blank=True, editable=False, verbose_name="why its bids are decided before the upfront ones"
            ),
        ),
        migrations.AddField(
            model_name="pot",
            name="opens_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bids are taken from"),
        ),
        migrations.AlterField(
            model_name="bid",
            name="approved_amount",
            field=funding.money.fields.PenceField(editable=False, null=True, verbose_name="approved"),
        ),
        migrations.AlterField(
            model_name="bid",
            name="asked",
            field=funding.money.fields.PenceField(blank=True, null=True, verbose_name="amount asked"),
        ),
        migrations.AlterField(
            model_name="bid",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("clarification", "Clarification asked"),
                    ("shortlisted", "Shortlisted"),
                    ("recommended", "Recommended"),
                    ("chair_approved", "Approved by the chair"),
                    ("approved", "Approved by the funder"),
                    ("live", "Live"),
                    ("changing", "Change being written"),
                    ("closed", "Closed"),
                    ("evaluated", "Closed and evaluated"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="submitted",
                editable=False,
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="bid",
            name="title",
            field=models.CharField(blank=True, max_length=300, verbose_name="project"),
        ),
        migrations.AlterField(
            model_name="bidmove",
            name="move",
            field=models.CharField(
                choices=[
                    ("import", "Bring in"),
                    ("approve", "Take as approved already"),
                    ("submit", "Submit"),
                    ("ask", "Ask for clarification"),
                    ("answer", "Answer"),
                    ("shortlist", "Shortlist"),
                    ("recommend", "Recommend"),
                    ("chair_approve", "Approve as chair"),
                    ("funder_approve", "Approve as funder"),
                    ("start", "Start"),
                    ("change", "Propose a change"),
                    ("drop_change", "Drop the change"),
                    ("close", "Close"),
                    ("evaluate", "Approve the evaluation"),
                    ("decline", "Decline"),
                    ("withdraw", "Withdraw"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="bidmove",
            name="now",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("clarification", "Clarification asked"),
                    ("shortlisted", "Shortlisted"),
                    ("recommended", "Recommended"),
                    ("chair_approved", "Approved by the chair"),
                    ("approved", "Approved by the funder"),
                    ("live", "Live"),
                    ("changing", "Change being written"),
                    ("closed", "Closed"),
                    ("evaluated", "Closed and evaluated"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="bid",
            index=models.Index(fields=["grant", "state"], name="bid_by_state"),
        ),
        migrations.AddConstraint(
            model_name="pot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at", None),
                    ("closes_at", None),
                    ("opens_at__lt", models.F("closes_at")),
                    _connector="OR",
                ),
                name="a_pot_closes_after_it_opens",
                violation_error_message="Bids must be taken until later than from when they are.",
            ),
        ),
        migrations.AddField(
            model_name="bidaction",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="paid_by_bids", to="actions.action"
            ),
        ),
        migrations.AddField(
            model_name="bidaction",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bid_actions",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="bidauthor",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="authors",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="bidauthor",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bids_written",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidedition",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="bidedition",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidfile",
            name="bid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="funding.bid"
            ),
        ),
        migrations.AddField(
            model_name="bidfile",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidpartner",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bid_partners",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="bidpartner",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="partner_in_bids", to="plans.body"
            ),
        ),
        migrations.AddField(
            model_name="bidpriority",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bid_priorities",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="bidpriority",
            name="priority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="served_by_bids",
                to="plans.priority",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="funding.grant"
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="bid",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="evaluation", to="funding.bid"
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="decided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="sent_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="funding.criterion"
            ),
        ),
        migrations.AddField(
            model_name="projectreturn",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="projectreturn",
            name="decided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectreturn",
            name="sent_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidfile",
            name="project_return",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="funding.projectreturn",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="bid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="funding.bid"
            ),
        ),
        migrations.AddField(
            model_name="scorer",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="scorers", to="funding.grant"
            ),
        ),
        migrations.AddField(
            model_name="scorer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scores_grants",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scoring",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="scorings",
                to="funding.bid",
            ),
        ),
        migrations.AddField(
            model_name="scoring",
            name="scorer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scorings", to="funding.scorer"
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="scoring",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="marks",
                to="funding.scoring",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidaction",
            constraint=models.UniqueConstraint(fields=("bid", "action"), name="one_action_paid_once"),
        ),
        migrations.AddConstraint(
            model_name="bidauthor",
            constraint=models.UniqueConstraint(fields=("bid", "person"), name="one_author_once"),
        ),
        migrations.AddConstraint(
            model_name="bidedition",
            constraint=models.UniqueConstraint(fields=("bid", "number"), name="one_bid_edition_a_number"),
        ),
        migrations.AddConstraint(
            model_name="bidpartner",
            constraint=models.UniqueConstraint(fields=("bid", "body"), name="one_partner_once"),
        ),
        migrations.AddConstraint(
            model_name="bidpriority",
            constraint=models.UniqueConstraint(fields=("bid", "priority"), name="one_priority_served_once"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                name="a_weight_is_1_to_100",
                violation_error_message="Enter a weight from 1 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "name"),
                name="one_criterion_a_name",
                violation_error_message="This grant already has a criterion of that name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "sent_back"]),
                    models.Q(models.Q(("achieved", ""), _negated=True), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_evaluation_sent_says_what_was_achieved",
                violation_error_message="Say what the project achieved.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("sent_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_evaluation_is_approved_by_another",
                violation_error_message="Who sent the evaluation does not approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectreturn",
            constraint=models.UniqueConstraint(
                fields=("bid", "year", "quarter"), name="one_return_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)), name="a_return_is_for_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "sent_back"]),
                    models.Q(
                        ("forecast__gte", 0),
                        ("forecast__isnull", False),
                        ("sent_by__isnull", False),
                        ("spent__gte", 0),
                        ("spent__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_return_sent_has_its_figures",
                violation_error_message="Enter what was spent and what will be.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("sent_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_return_is_approved_by_another",
                violation_error_message="Who sent the return does not approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_question_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="an_answer_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "person"),
                name="one_invitation_to_score",
                violation_error_message="This person was invited to score already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoring",
            constraint=models.UniqueConstraint(fields=("bid", "scorer"), name="one_score_a_person"),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0), ("points__lte", 5)),
                name="a_mark_is_0_to_5",
                violation_error_message="Give 0 to 5 points.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("rationale", ""), _negated=True),
                name="a_mark_says_why",
                violation_error_message="Say why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(fields=("scoring", "criterion"), name="one_mark_a_criterion"),
        ),
    ]
