import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import funding.models.rows
import funding.money.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actions", "0001_initial"),
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Funder",
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
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pcc", "Police and Crime Commissioner"),
                            ("pfcc", "Police, Fire and Crime Commissioner"),
                            ("mayor", "Mayor"),
                            ("board", "Policing and crime board"),
                            ("other", "Other funder"),
                        ],
                        default="pcc",
                        max_length=8,
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funders",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts", "name"],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                    models.SlugField(
                        db_index=False, help_text="Such as “2024-25”.", max_length=60, verbose_name="address"
                    ),
                ),
                ("title", models.CharField(default="Crime Reduction Grant", max_length=200)),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                (
                    "is_provisional",
                    models.BooleanField(
                        default=False,
                        help_text="The award is not confirmed by the funder yet.",
                        verbose_name="provisional",
                    ),
                ),
                ("conditions", models.TextField(blank=True)),
                (
                    "project_types",
                    models.TextField(blank=True, help_text="The funder's types of project, one a line."),
                ),
                (
                    "funder_priorities",
                    models.TextField(
                        blank=True, help_text="Priorities of the police and crime plan, one a line."
                    ),
                ),
                (
                    "printed_left",
                    funding.money.fields.PenceField(
                        blank=True,
                        help_text="What a published report says is left; kept beside our own figure.",
                        null=True,
                        verbose_name="left as printed",
                    ),
                ),
                (
                    "funder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="funding.funder",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts", "title"],
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
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="criterion")),
                (
                    "guidance",
                    models.TextField(
                        blank=True, help_text="Explain what earns 5 points and what earns 0 points."
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="A whole number between 1 and 100. For example, 20 counts twice as much as 10.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="funding.grant",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="BidImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("imported_at", models.DateTimeField(null=True)),
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
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="funding.grant"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Bid",
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
                ("number", models.PositiveIntegerField(editable=False)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="project")),
                ("lead_as_printed", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "asked",
                    funding.money.fields.PenceField(blank=True, null=True, verbose_name="amount requested"),
                ),
                (
                    "amount_requested_text",
                    models.CharField(blank=True, max_length=60, verbose_name="amount requested, as entered"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what will be done")),
                ("need", models.TextField(blank=True, verbose_name="need and evidence")),
                ("beneficiaries", models.TextField(blank=True, verbose_name="who will benefit")),
                ("sustainability", models.TextField(blank=True, verbose_name="what will continue")),
                ("safeguarding", models.TextField(blank=True)),
                (
                    "activities",
                    funding.models.rows.RowsModelField(
                        blank=True, columns=("activity", "when"), default=list
                    ),
                ),
                (
                    "measures",
                    funding.models.rows.RowsModelField(
                        blank=True,
                        columns=("measure", "target"),
                        default=list,
                        verbose_name="measures and targets",
                    ),
                ),
                (
                    "costs",
                    funding.models.rows.RowsModelField(
                        blank=True, columns=("cost", "amount"), default=list, verbose_name="cost lines"
                    ),
                ),
                (
                    "match",
                    funding.models.rows.RowsModelField(
                        blank=True,
                        columns=("from", "kind", "amount"),
                        default=list,
                        verbose_name="match funding",
                    ),
                ),
                ("quarters", models.JSONField(blank=True, default=list)),
                ("project_types", models.JSONField(blank=True, default=list, verbose_name="project types")),
                (
                    "funder_priorities",
                    models.JSONField(
                        blank=True, default=list, verbose_name="priorities of the police and crime plan"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("clarification", "Clarification requested"),
                            ("shortlisted", "Shortlisted"),
                            ("recommended", "Recommended"),
                            ("chair_approved", "Approved by the chair"),
                            ("approved", "Approved by the funder"),
                            ("live", "Live"),
                            ("changing", "Change in draft"),
                            ("closed", "Closed"),
                            ("evaluated", "Evaluated"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "approved_version",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="approved version"),
                ),
                (
                    "recommended_amount",
                    funding.money.fields.PenceField(
                        editable=False, null=True, verbose_name="amount recommended"
                    ),
                ),
                (
                    "approved_amount",
                    funding.money.fields.PenceField(
                        editable=False, null=True, verbose_name="amount approved"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bids",
                        to="plans.body",
                        verbose_name="lead organisation",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bids",
                        to="funding.grant",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Pot",
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
                    "name",
                    models.CharField(
                        help_text="As it stands in the address and in files, such as “upfront”.",
                        max_length=100,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("upfront", "Upfront (business case)"),
                            ("tactical", "Tactical"),
                            ("share", "A recipient's share"),
                            ("rest", "Not allocated"),
                        ],
                        default="share",
                        max_length=8,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="bids are taken from")),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bids are taken until"),
                ),
                (
                    "opened_early_why",
                    models.TextField(
                        blank=True,
                        editable=False,
                        verbose_name="why its bids are decided before the upfront ones",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pots",
                        to="funding.grant",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("award", "Award"),
                            ("movement", "Movement"),
                            ("commitment", "Commitment"),
                            ("release", "Release"),
                            ("payment", "Payment"),
                            ("return", "Unspent money paid back"),
                            ("given_back", "Given back to the funder"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount", funding.money.fields.PenceField()),
                ("on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("consent", models.TextField(blank=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("balance_before", funding.money.fields.PenceField(default=0)),
                ("group", models.CharField(blank=True, max_length=40)),
                ("key", models.CharField(max_length=100, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "bid",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        related_query_name="entry",
                        to="funding.bid",
                    ),
                ),
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
                    "grant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="funding.grant",
                    ),
                ),
                (
                    "pot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="funding.pot"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["grant", "sequence"],
            },
        ),
        migrations.AddField(
            model_name="bid",
            name="pot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bids", to="funding.pot"
            ),
        ),
        migrations.CreateModel(
            name="PrintedTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=200)),
                ("cell", models.CharField(max_length=12)),
                ("label", models.CharField(max_length=300)),
                ("printed", funding.money.fields.PenceField()),
                ("computed", funding.money.fields.PenceField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printed_totals",
                        to="funding.grant",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["filename", "id"],
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
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision_comment",
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
                    funding.models.rows.RowsModelField(
                        blank=True,
                        columns=("measure", "target", "result"),
                        default=list,
                        verbose_name="measures against targets",
                    ),
                ),
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="funding.bid",
                    ),
                ),
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
                    "sent_by",
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
                "verbose_name": "quarterly return",
                "ordering": ["year", "quarter"],
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
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="file")),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="funding.bid"
                    ),
                ),
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
                    "project_return",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="funding.projectreturn",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
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
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "is_withdrawn",
                    models.BooleanField(default=False, editable=False, verbose_name="withdrawn"),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scorers",
                        to="funding.grant",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["person__name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("interest", models.TextField(blank=True, verbose_name="declared interest")),
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scorings",
                        to="funding.bid",
                    ),
                ),
                (
                    "scorer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorings",
                        to="funding.scorer",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TransferRequest",
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
                ("amount", funding.money.fields.PenceField()),
                ("reason", models.TextField(verbose_name="why the money moves")),
                ("overcommit_reason", models.TextField(blank=True, verbose_name="why a pot goes over")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for consent"),
                            ("agreed", "Agreed"),
                            ("not_agreed", "Not agreed"),
                            ("taken_back", "Taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("press", models.CharField(max_length=32, unique=True)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_comment", models.TextField(blank=True, verbose_name="the funder's words")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement_requests",
                        to="funding.grant",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source_bid",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.bid",
                        verbose_name="from the project",
                    ),
                ),
                (
                    "source_pot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.pot",
                        verbose_name="from the pot",
                    ),
                ),
                (
                    "target_bid",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.bid",
                        verbose_name="to the project",
                    ),
                ),
                (
                    "target_pot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.pot",
                        verbose_name="to the pot",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to move money",
                "ordering": ["-requested_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BidActionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_by_bids",
                        to="actions.action",
                    ),
                ),
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bid_actions",
                        to="funding.bid",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("bid", "action"), name="one_action_paid_once")
                ],
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
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authors",
                        to="funding.bid",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bids_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("bid", "person"), name="one_author_once")],
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
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bid_partners",
                        to="funding.bid",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_in_bids",
                        to="plans.body",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [models.UniqueConstraint(fields=("bid", "body"), name="one_partner_once")],
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
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bid_priorities",
                        to="funding.bid",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_by_bids",
                        to="plans.priority",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("bid", "priority"), name="one_priority_served_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BidTransition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("import", "Import bid"),
                            ("approve", "Import as approved"),
                            ("submit", "Submit bid"),
                            ("ask", "Request clarification"),
                            ("answer", "Answer questions"),
                            ("shortlist", "Shortlist bid"),
                            ("recommend", "Recommend bid"),
                            ("chair_approve", "Approve as chair"),
                            ("funder_approve", "Approve as funder"),
                            ("start", "Start project"),
                            ("change", "Propose change"),
                            ("drop_change", "Discard change"),
                            ("close", "Close project"),
                            ("evaluate", "Approve evaluation"),
                            ("decline", "Decline bid"),
                            ("withdraw", "Withdraw bid"),
                        ],
                        max_length=16,
                    ),
                ),
                ("was", models.CharField(blank=True, max_length=16)),
                (
                    "now",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("clarification", "Clarification requested"),
                            ("shortlisted", "Shortlisted"),
                            ("recommended", "Recommended"),
                            ("chair_approved", "Approved by the chair"),
                            ("approved", "Approved by the funder"),
                            ("live", "Live"),
                            ("changing", "Change in draft"),
                            ("closed", "Closed"),
                            ("evaluated", "Evaluated"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("amount", funding.money.fields.PenceField(null=True)),
                ("balance_before", funding.money.fields.PenceField(null=True)),
                ("press", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="funding.bid",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "indexes": [models.Index(fields=["bid", "created_at"], name="move_by_bid")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="a_move_changes_the_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("move", "answer"), ("now", "chair_approved"), ("was", "clarification")),
                            models.Q(("move", "answer"), ("now", "recommended"), ("was", "clarification")),
                            models.Q(("move", "answer"), ("now", "shortlisted"), ("was", "clarification")),
                            models.Q(("move", "answer"), ("now", "submitted"), ("was", "clarification")),
                            models.Q(("move", "approve"), ("now", "approved"), ("was", "submitted")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "chair_approved")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "recommended")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "shortlisted")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "submitted")),
                            models.Q(
                                ("move", "chair_approve"), ("now", "chair_approved"), ("was", "recommended")
                            ),
                            models.Q(("move", "change"), ("now", "changing"), ("was", "approved")),
                            models.Q(("move", "change"), ("now", "changing"), ("was", "live")),
                            models.Q(("move", "close"), ("now", "closed"), ("was", "live")),
                            models.Q(("move", "decline"), ("now", "approved"), ("was", "chair_approved")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "chair_approved")),
                            models.Q(("move", "decline"), ("now", "live"), ("was", "chair_approved")),
                            models.Q(("move", "decline"), ("now", "approved"), ("was", "recommended")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "recommended")),
                            models.Q(("move", "decline"), ("now", "live"), ("was", "recommended")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "shortlisted")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "submitted")),
                            models.Q(("move", "drop_change"), ("now", "approved"), ("was", "chair_approved")),
                            models.Q(("move", "drop_change"), ("now", "live"), ("was", "chair_approved")),
                            models.Q(("move", "drop_change"), ("now", "approved"), ("was", "changing")),
                            models.Q(("move", "drop_change"), ("now", "live"), ("was", "changing")),
                            models.Q(("move", "drop_change"), ("now", "approved"), ("was", "clarification")),
                            models.Q(("move", "drop_change"), ("now", "live"), ("was", "clarification")),
                            models.Q(("move", "drop_change"), ("now", "approved"), ("was", "recommended")),
                            models.Q(("move", "drop_change"), ("now", "live"), ("was", "recommended")),
                            models.Q(("move", "evaluate"), ("now", "evaluated"), ("was", "closed")),
                            models.Q(
                                ("move", "funder_approve"), ("now", "approved"), ("was", "chair_approved")
                            ),
                            models.Q(("move", "funder_approve"), ("now", "live"), ("was", "chair_approved")),
                            models.Q(("move", "import"), ("now", "submitted"), ("was", "")),
                            models.Q(("move", "recommend"), ("now", "recommended"), ("was", "shortlisted")),
                            models.Q(("move", "shortlist"), ("now", "shortlisted"), ("was", "submitted")),
                            models.Q(("move", "start"), ("now", "live"), ("was", "approved")),
                            models.Q(("move", "submit"), ("now", "recommended"), ("was", "changing")),
                            models.Q(("move", "submit"), ("now", "submitted"), ("was", "draft")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "approved")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "chair_approved")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "clarification")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "draft")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "recommended")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "shortlisted")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "submitted")),
                            _connector="OR",
                        ),
                        name="a_move_is_one_of_the_way",
                        violation_error_message="This status change is not allowed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("move__in", ("chair_approve", "funder_approve")), _negated=True),
                            models.Q(
                                ("amount__isnull", False),
                                ("balance_before__isnull", False),
                                ("created_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_approval_is_a_persons_of_an_amount",
                        violation_error_message="An approval must have an approver and an amount.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("move__in", ("chair_approve", "funder_approve"))),
                        fields=("bid", "version", "move"),
                        name="one_approval_a_stage",
                        violation_error_message="This version has already been approved at this stage.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("move__in", ("chair_approve", "funder_approve"))),
                        fields=("bid", "version", "created_by"),
                        name="two_people_approve",
                        violation_error_message="One person cannot approve a bid for both the chair and the funder.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BidVersion",
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "bid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="funding.bid",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("bid", "number"), name="one_bid_version_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClarificationQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=30)),
                ("words", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="funding.bid",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="a_question_asks_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_answer_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionPoints",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                ("rationale", models.TextField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="funding.criterion",
                    ),
                ),
                (
                    "scoring",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="funding.assessment",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("points__gte", 0), ("points__lte", 5)),
                        name="a_mark_is_0_to_5",
                        violation_error_message="Select 0 to 5 points",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rationale", ""), _negated=True),
                        name="a_mark_says_why",
                        violation_error_message="Enter a reason for the points",
                    ),
                    models.UniqueConstraint(fields=("scoring", "criterion"), name="one_mark_a_criterion"),
                ],
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
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
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
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision_comment",
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
                    funding.models.rows.RowsModelField(
                        blank=True,
                        columns=("measure", "target", "result"),
                        default=list,
                        verbose_name="measures against targets",
                    ),
                ),
                (
                    "bid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation",
                        to="funding.bid",
                    ),
                ),
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
                    "sent_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "sent_back"]),
                            models.Q(models.Q(("achieved", ""), _negated=True), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_evaluation_sent_says_what_was_achieved",
                        violation_error_message="Say what the project achieved.",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="funder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts", None), ("ends", None), ("starts__lte", models.F("ends")), _connector="OR"
                ),
                name="a_funder_ends_after_it_starts",
                violation_error_message="The last day must not be before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                fields=("partnership", "slug"),
                name="one_grant_an_address",
                violation_error_message="This partnership already has a grant at that address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts__lte", models.F("ends"))),
                name="a_grant_ends_after_it_starts",
                violation_error_message="The last day must not be before the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                name="a_weight_is_1_to_100",
                violation_error_message="Weight must be a whole number between 1 and 100",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "name"),
                name="one_criterion_a_name",
                violation_error_message="Enter a name that another criterion does not use",
            ),
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
        migrations.AddConstraint(
            model_name="pot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "name"),
                name="one_pot_a_name",
                violation_error_message="This grant already has a pot of that name.",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["grant", "pot", "kind"], name="entry_by_pot"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(fields=("grant", "sequence"), name="one_entry_a_number"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True),
                name="an_entry_is_of_something",
                violation_error_message="A line of the ledger is of some amount.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["commitment", "payment"]), _negated=True),
                    ("amount__gt", 0),
                    _connector="OR",
                ),
                name="what_is_committed_is_above_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["release", "return", "given_back"]), _negated=True),
                    ("amount__lt", 0),
                    _connector="OR",
                ),
                name="what_goes_back_is_below_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "movement"), _negated=True),
                    models.Q(
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("consent", ""), _negated=True),
                        models.Q(("group", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_movement_has_reason_and_consent",
                violation_error_message="Say why the money moves, and who agreed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["commitment", "release", "payment", "return"]), _negated=True),
                    models.Q(("bid", None), _negated=True),
                    _connector="OR",
                ),
                name="a_commitment_is_for_a_project",
            ),
        ),
        migrations.AddIndex(
            model_name="bid",
            index=models.Index(fields=["grant", "state"], name="bid_by_state"),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="one_bid_a_number"),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(
                        models.Q(("title", ""), _negated=True), ("asked__isnull", False), ("version__gte", 1)
                    ),
                    _connector="OR",
                ),
                name="a_bid_has_its_project",
                violation_error_message="Enter the name of the project and the amount requested",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked", None), ("asked__gte", 0), _connector="OR"),
                name="an_amount_asked_is_not_below_nothing",
                violation_error_message="Amount requested must be £0 or more",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_amount", None),
                        ("approved_version", None),
                        (
                            "state__in",
                            [
                                "chair_approved",
                                "clarification",
                                "declined",
                                "draft",
                                "recommended",
                                "shortlisted",
                                "submitted",
                                "withdrawn",
                            ],
                        ),
                    ),
                    models.Q(
                        ("approved_amount__gte", 0),
                        ("approved_amount__isnull", False),
                        ("approved_version__isnull", False),
                        (
                            "state__in",
                            [
                                "approved",
                                "chair_approved",
                                "changing",
                                "clarification",
                                "closed",
                                "evaluated",
                                "live",
                                "recommended",
                                "withdrawn",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="what_is_approved_has_its_amount",
                violation_error_message="Enter the amount approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["recommended", "chair_approved"]), _negated=True),
                    models.Q(("recommended_amount__gte", 0), ("recommended_amount__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_recommended_has_its_amount",
                violation_error_message="Enter the amount recommended",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedtotal",
            constraint=models.UniqueConstraint(
                fields=("grant", "filename", "cell"), name="one_printed_total_a_cell"
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
            model_name="scorer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "person"),
                name="one_invitation_to_score",
                violation_error_message="This person has already been invited to score",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("bid", "scorer"), name="one_score_a_person"),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("source_bid", None),
                        ("source_pot__isnull", False),
                        ("target_bid", None),
                        ("target_pot__isnull", False),
                        models.Q(("source_pot", models.F("target_pot")), _negated=True),
                    ),
                    models.Q(
                        ("source_bid__isnull", False),
                        ("source_pot", None),
                        ("target_bid__isnull", False),
                        ("target_pot", None),
                        models.Q(("source_bid", models.F("target_bid")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_request_is_of_two_pots_or_two_projects",
                violation_error_message="Choose two different pots, or two different projects.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)),
                name="a_request_has_amount_and_reason",
                violation_error_message="Enter an amount above nothing, and why the money moves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_request_is_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "not_agreed"]), _negated=True),
                    models.Q(("decided_by", models.F("requested_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_request_is_agreed_to_by_another",
                violation_error_message="Who asked does not agree.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "taken_back"), _negated=True),
                    ("decided_by", models.F("requested_by")),
                    _connector="OR",
                ),
                name="a_request_is_taken_back_by_who_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_agreed"), _negated=True),
                    models.Q(("decision_comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_request_is_not_agreed_to_with_words",
                violation_error_message="Say why you do not agree.",
            ),
        ),
    ]
