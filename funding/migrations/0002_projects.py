import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.core.management.base import CommandError
from django.db import migrations, models

import funding.models.grant
import funding.models.rows
import funding.money.fields


def refuse_projects_of_the_first_release(apps, schema_editor):
    """Stop before anything is changed where a bid has already become a project.

    The first release kept a project in the row of its bid. No database with such rows is known, so nothing
    converts them; without this they would lose their money's project.
    """
    if apps.get_model("funding", "Bid").objects.filter(approved_amount__isnull=False).exists():
        raise CommandError(
            "This database has projects that an earlier release approved, and they cannot be upgraded. "
            "Nothing was changed. Go back to the earlier release and export the grant, then start with an "
            "empty database."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0001_initial"),
        ("funding", "0001_initial"),
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(refuse_projects_of_the_first_release, migrations.RunPython.noop),
        migrations.CreateModel(
            name="ChangePartner",
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
            name="ChangePriority",
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
            name="Project",
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
                ("title", models.CharField(max_length=300, verbose_name="project")),
                ("lead_as_printed", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "amount",
                    funding.money.fields.PenceField(
                        default=0, editable=False, verbose_name="amount approved"
                    ),
                ),
                ("quarters", models.JSONField(blank=True, default=list)),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("approved", "Approved by the funder"),
                            ("live", "Live"),
                            ("closed", "Closed"),
                            ("evaluated", "Evaluated"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="approved",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("closed_on", models.DateField(editable=False, null=True)),
            ],
            options={
                "ordering": ["number"],
            },
            bases=(funding.models.grant.GrantOwned, models.Model),
        ),
        migrations.CreateModel(
            name="ProjectAction",
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
            name="ProjectChange",
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
                ("title", models.CharField(blank=True, max_length=300, verbose_name="project")),
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
                    "recommended_amount",
                    funding.money.fields.PenceField(
                        editable=False, null=True, verbose_name="amount recommended"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False)),
                (
                    "why",
                    models.TextField(blank=True, editable=False, verbose_name="what will change, and why"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Change in draft"),
                            ("submitted", "Change submitted"),
                            ("clarification", "Clarification requested"),
                            ("chair_approved", "Approved by the chair"),
                            ("approved", "Approved by the funder"),
                            ("declined", "Declined"),
                            ("cancelled", "Discarded"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "change to a project",
                "ordering": ["number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="bid",
            name="what_is_approved_has_its_amount",
        ),
        migrations.RemoveConstraint(
            model_name="bidtransition",
            name="a_move_is_one_of_the_way",
        ),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="a_commitment_is_for_a_project",
        ),
        migrations.RemoveConstraint(
            model_name="projectreturn",
            name="one_return_a_quarter",
        ),
        migrations.RemoveConstraint(
            model_name="transferrequest",
            name="a_request_is_of_two_pots_or_two_projects",
        ),
        migrations.RemoveField(
            model_name="bid",
            name="approved_amount",
        ),
        migrations.RemoveField(
            model_name="bid",
            name="approved_version",
        ),
        migrations.RemoveField(
            model_name="evaluation",
            name="bid",
        ),
        migrations.RemoveField(
            model_name="ledgerentry",
            name="bid",
        ),
        migrations.RemoveField(
            model_name="projectreturn",
            name="bid",
        ),
        migrations.RemoveField(
            model_name="transferrequest",
            name="source_bid",
        ),
        migrations.RemoveField(
            model_name="transferrequest",
            name="target_bid",
        ),
        migrations.AlterField(
            model_name="bid",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="plans.body",
                verbose_name="lead organisation",
            ),
        ),
        migrations.AlterField(
            model_name="bid",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("clarification", "Clarification requested"),
                    ("shortlisted", "Shortlisted"),
                    ("recommended", "Recommended"),
                    ("chair_approved", "Approved by the chair"),
                    ("approved", "Approved by the funder"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="submitted",
                editable=False,
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="bidpartner",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partner_links",
                to="funding.bid",
            ),
        ),
        migrations.AlterField(
            model_name="bidpriority",
            name="bid",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="priority_links",
                to="funding.bid",
            ),
        ),
        migrations.AlterField(
            model_name="bidtransition",
            name="now",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Submitted"),
                    ("clarification", "Clarification requested"),
                    ("chair_approved", "Approved by the chair"),
                    ("approved", "Approved by the funder"),
                    ("declined", "Declined"),
                    ("cancelled", "Discarded"),
                    ("live", "Live"),
                    ("closed", "Closed"),
                    ("evaluated", "Evaluated"),
                    ("withdrawn", "Withdrawn"),
                    ("shortlisted", "Shortlisted"),
                    ("recommended", "Recommended"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="decision_comment",
            field=models.TextField(blank=True, editable=False, verbose_name="officer's comment"),
        ),
        migrations.AlterField(
            model_name="grant",
            name="funder_priorities",
            field=models.TextField(blank=True, help_text="Enter one priority per line."),
        ),
        migrations.AlterField(
            model_name="grant",
            name="is_provisional",
            field=models.BooleanField(
                default=False, help_text="The funder has not confirmed the award.", verbose_name="provisional"
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="printed_left",
            field=funding.money.fields.PenceField(
                blank=True,
                help_text="This is compared with the amount left that we calculate.",
                null=True,
                verbose_name="published amount left",
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="project_types",
            field=models.TextField(blank=True, help_text="Enter one type per line."),
        ),
        migrations.AlterField(
            model_name="grant",
            name="slug",
            field=models.SlugField(
                db_index=False, help_text="For example, 2024-25.", max_length=60, verbose_name="web address"
            ),
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("award", "Award"),
                    ("movement", "Movement"),
                    ("commitment", "Commitment"),
                    ("release", "Release"),
                    ("payment", "Payment"),
                    ("return", "Repayment"),
                    ("given_back", "Returned to the funder"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="pot",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closes for bids"),
        ),
        migrations.AlterField(
            model_name="pot",
            name="name",
            field=models.CharField(
                help_text="The name in web addresses and files, for example “upfront”.", max_length=100
            ),
        ),
        migrations.AlterField(
            model_name="pot",
            name="opened_early_why",
            field=models.TextField(
                blank=True, editable=False, verbose_name="reason for opening the pot early"
            ),
        ),
        migrations.AlterField(
            model_name="pot",
            name="opens_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="opens for bids"),
        ),
        migrations.AlterField(
            model_name="projectreturn",
            name="decision_comment",
            field=models.TextField(blank=True, editable=False, verbose_name="officer's comment"),
        ),
        migrations.AlterField(
            model_name="transferrequest",
            name="decision_comment",
            field=models.TextField(blank=True, verbose_name="funder's comments"),
        ),
        migrations.AlterField(
            model_name="transferrequest",
            name="overcommit_reason",
            field=models.TextField(blank=True, verbose_name="reason for over-committing a pot"),
        ),
        migrations.AlterField(
            model_name="transferrequest",
            name="reason",
            field=models.TextField(verbose_name="reason"),
        ),
        migrations.AlterField(
            model_name="transferrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Awaiting consent"),
                    ("agreed", "Agreed"),
                    ("not_agreed", "Not agreed"),
                    ("taken_back", "Withdrawn"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AlterConstraint(
            model_name="funder",
            name="a_funder_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts", None), ("ends", None), ("starts__lte", models.F("ends")), _connector="OR"
                ),
                name="a_funder_ends_after_it_starts",
                violation_error_message="Last day must be the same as or after the first day.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="grant",
            name="one_grant_an_address",
            constraint=models.UniqueConstraint(
                fields=("partnership", "slug"),
                name="one_grant_an_address",
                violation_error_message="Enter a web address that is not already in use.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="grant",
            name="a_grant_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts__lte", models.F("ends"))),
                name="a_grant_ends_after_it_starts",
                violation_error_message="Last day must be the same as or after the first day.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pot",
            name="a_pot_closes_after_it_opens",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at", None),
                    ("closes_at", None),
                    ("opens_at__lt", models.F("closes_at")),
                    _connector="OR",
                ),
                name="a_pot_closes_after_it_opens",
                violation_error_message="Closing time must be after the opening time.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pot",
            name="one_pot_a_name",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("grant", "name"),
                name="one_pot_a_name",
                violation_error_message="Enter a pot name that this grant does not already use.",
            ),
        ),
        migrations.AddField(
            model_name="changepartner",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="partner_in_changes",
                to="plans.body",
            ),
        ),
        migrations.AddField(
            model_name="changepriority",
            name="priority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="served_by_changes",
                to="plans.priority",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="bid",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="project", to="funding.bid"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="grant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="projects",
                to="funding.grant",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="plans.body",
                verbose_name="lead organisation",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="pot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="funding.pot"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.bidversion"
            ),
        ),
        migrations.AddField(
            model_name="bidfile",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="funding.project",
            ),
        ),
        migrations.AddField(
            model_name="bidtransition",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="funding.project",
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="project",
            field=models.OneToOneField(
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluation",
                to="funding.project",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="project",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                related_query_name="entry",
                to="funding.project",
            ),
        ),
        migrations.AddField(
            model_name="projectreturn",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="funding.project",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="transferrequest",
            name="source_project",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funding.project",
                verbose_name="from the project",
            ),
        ),
        migrations.AddField(
            model_name="transferrequest",
            name="target_project",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funding.project",
                verbose_name="to the project",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["commitment", "release", "payment", "return"]), _negated=True),
                    models.Q(("project", None), _negated=True),
                    _connector="OR",
                ),
                name="a_commitment_is_for_a_project",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectreturn",
            constraint=models.UniqueConstraint(
                fields=("project", "year", "quarter"), name="one_return_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="transferrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("source_pot__isnull", False),
                        ("source_project", None),
                        ("target_pot__isnull", False),
                        ("target_project", None),
                        models.Q(("source_pot", models.F("target_pot")), _negated=True),
                    ),
                    models.Q(
                        ("source_pot", None),
                        ("source_project__isnull", False),
                        ("target_pot", None),
                        ("target_project__isnull", False),
                        models.Q(("source_project", models.F("target_project")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_request_is_of_two_pots_or_two_projects",
                violation_error_message="Select two different pots, or two different projects.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="evaluation",
            name="an_evaluation_sent_says_what_was_achieved",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "sent_back"]),
                    models.Q(models.Q(("achieved", ""), _negated=True), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="an_evaluation_sent_says_what_was_achieved",
                violation_error_message="Enter what the project achieved.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="evaluation",
            name="an_evaluation_is_approved_by_another",
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
                violation_error_message="The person who sent the evaluation cannot approve it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="ledgerentry",
            name="an_entry_is_of_something",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True),
                name="an_entry_is_of_something",
                violation_error_message="Enter an amount other than £0.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="ledgerentry",
            name="a_movement_has_reason_and_consent",
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
                violation_error_message="Enter a reason for moving the money, and who agreed.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="projectreturn",
            name="a_return_sent_has_its_figures",
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
                violation_error_message="Enter the amount spent and the forecast.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="projectreturn",
            name="a_return_is_approved_by_another",
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
                violation_error_message="The person who sent the return cannot approve it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="transferrequest",
            name="a_request_has_amount_and_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)),
                name="a_request_has_amount_and_reason",
                violation_error_message="Enter an amount of more than £0 and a reason.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="transferrequest",
            name="a_request_is_agreed_to_by_another",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "not_agreed"]), _negated=True),
                    models.Q(("decided_by", models.F("requested_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_request_is_agreed_to_by_another",
                violation_error_message="The person who made the request cannot agree to it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="transferrequest",
            name="a_request_is_not_agreed_to_with_words",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_agreed"), _negated=True),
                    models.Q(("decision_comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_request_is_not_agreed_to_with_words",
                violation_error_message="Enter a reason for not agreeing.",
            ),
        ),
        migrations.AddField(
            model_name="projectaction",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paid_by_projects",
                to="actions.action",
            ),
        ),
        migrations.AddField(
            model_name="projectaction",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="action_links",
                to="funding.project",
            ),
        ),
        migrations.AddField(
            model_name="projectchange",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectchange",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="plans.body",
                verbose_name="lead organisation",
            ),
        ),
        migrations.AddField(
            model_name="projectchange",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="funding.project",
            ),
        ),
        migrations.AddField(
            model_name="changepriority",
            name="change",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="priority_links",
                to="funding.projectchange",
            ),
        ),
        migrations.AddField(
            model_name="changepartner",
            name="change",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partner_links",
                to="funding.projectchange",
            ),
        ),
        migrations.AddField(
            model_name="bidfile",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="funding.projectchange",
            ),
        ),
        migrations.AddField(
            model_name="bidtransition",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="funding.projectchange",
            ),
        ),
        migrations.AddField(
            model_name="bidversion",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="funding.projectchange",
            ),
        ),
        migrations.AddField(
            model_name="clarificationquestion",
            name="change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="funding.projectchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidtransition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("change", None),
                        ("project", None),
                        models.Q(
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
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "chair_approved")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "recommended")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "shortlisted")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "submitted")),
                            models.Q(
                                ("move", "funder_approve"), ("now", "approved"), ("was", "chair_approved")
                            ),
                            models.Q(("move", "import"), ("now", "submitted"), ("was", "")),
                            models.Q(("move", "recommend"), ("now", "recommended"), ("was", "shortlisted")),
                            models.Q(("move", "shortlist"), ("now", "shortlisted"), ("was", "submitted")),
                            models.Q(("move", "submit"), ("now", "submitted"), ("was", "draft")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "chair_approved")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "clarification")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "draft")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "recommended")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "shortlisted")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "submitted")),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("change", None),
                        ("project__isnull", False),
                        models.Q(
                            models.Q(("move", "close"), ("now", "closed"), ("was", "live")),
                            models.Q(("move", "evaluate"), ("now", "evaluated"), ("was", "closed")),
                            models.Q(("move", "start"), ("now", "live"), ("was", "approved")),
                            models.Q(("move", "withdraw"), ("now", "withdrawn"), ("was", "approved")),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("change__isnull", False),
                        ("project", None),
                        models.Q(
                            models.Q(("move", "answer"), ("now", "chair_approved"), ("was", "clarification")),
                            models.Q(("move", "answer"), ("now", "submitted"), ("was", "clarification")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "chair_approved")),
                            models.Q(("move", "ask"), ("now", "clarification"), ("was", "submitted")),
                            models.Q(
                                ("move", "chair_approve"), ("now", "chair_approved"), ("was", "submitted")
                            ),
                            models.Q(("move", "change"), ("now", "draft"), ("was", "")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "chair_approved")),
                            models.Q(("move", "decline"), ("now", "declined"), ("was", "submitted")),
                            models.Q(
                                ("move", "drop_change"), ("now", "cancelled"), ("was", "chair_approved")
                            ),
                            models.Q(("move", "drop_change"), ("now", "cancelled"), ("was", "clarification")),
                            models.Q(("move", "drop_change"), ("now", "cancelled"), ("was", "draft")),
                            models.Q(("move", "drop_change"), ("now", "cancelled"), ("was", "submitted")),
                            models.Q(
                                ("move", "funder_approve"), ("now", "approved"), ("was", "chair_approved")
                            ),
                            models.Q(("move", "submit"), ("now", "submitted"), ("was", "draft")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_move_is_one_of_the_way",
                violation_error_message="This status change is not allowed.",
            ),
        ),
        migrations.DeleteModel(
            name="BidActionLink",
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["grant", "state"], name="project_by_state"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="one_project_a_number"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)),
                name="a_project_has_its_amount",
                violation_error_message="Enter the amount approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state__in", ["closed", "evaluated"])),
                    models.Q(("closed_on", None), ("state__in", ["approved", "live", "withdrawn"])),
                    _connector="OR",
                ),
                name="a_closed_project_has_its_day",
                violation_error_message="Enter the date on which the project was closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectaction",
            constraint=models.UniqueConstraint(fields=("project", "action"), name="one_action_paid_once"),
        ),
        migrations.AddConstraint(
            model_name="projectchange",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="one_change_a_number"),
        ),
        migrations.AddConstraint(
            model_name="projectchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "clarification", "chair_approved"])),
                fields=("project",),
                name="one_open_change_a_project",
                violation_error_message="There is already a change to this project.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "cancelled"]),
                    models.Q(
                        models.Q(("title", ""), _negated=True), ("asked__isnull", False), ("version__gte", 1)
                    ),
                    _connector="OR",
                ),
                name="a_change_has_its_project",
                violation_error_message="Enter the name of the project and the amount requested",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked", None), ("asked__gte", 0), _connector="OR"),
                name="a_change_asks_nothing_below_0",
                violation_error_message="Amount requested must be £0 or more",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["submitted", "chair_approved", "approved"]), _negated=True),
                    models.Q(("recommended_amount__gte", 0), ("recommended_amount__isnull", False)),
                    _connector="OR",
                ),
                name="a_submitted_change_has_its_amount",
                violation_error_message="Enter the amount requested",
            ),
        ),
        migrations.AddConstraint(
            model_name="changepriority",
            constraint=models.UniqueConstraint(
                fields=("change", "priority"), name="one_priority_of_a_change_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="changepartner",
            constraint=models.UniqueConstraint(
                fields=("change", "body"), name="one_partner_of_a_change_once"
            ),
        ),
        migrations.RenameField("transferrequest", "press", "idempotency_key"),
        migrations.RenameField("bidtransition", "press", "idempotency_key"),
    ]
