import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import plans.models.partnership


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email address")),
                ("name", models.CharField(max_length=150)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                            ("responsible", "Responsible authority"),
                            ("cooperating", "Co-operating body"),
                            ("organisation", "Other organisation"),
                            ("group", "Group"),
                            ("unit", "Unit"),
                            ("post", "Post"),
                        ],
                        default="organisation",
                        max_length=12,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation or group that a unit or post belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="plans.body",
                        verbose_name="belongs to",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation or group",
                "verbose_name_plural": "organisations and groups",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="BodyName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="For a former name, the first day of the new name.", null=True
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="plans.body",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FormDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=200)),
                ("data", models.JSONField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Partnership",
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
                        help_text="The short name in web addresses, such as “swale”.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Web address must include only lower-case letters, numbers and single hyphens",
                            ),
                            plans.models.partnership.validate_slug_not_reserved,
                        ],
                        verbose_name="address",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "tier",
                    models.CharField(
                        choices=[("district", "District"), ("unitary", "Unitary"), ("county", "County")],
                        default="district",
                        max_length=10,
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        help_text="The council areas that the partnership covers, such as “Borough of Swale”.",
                        max_length=200,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "excluded_reasons",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Reasons that are not exceptions in this partnership.",
                        verbose_name="reasons that are not exceptions",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("lead", "Lead officer"),
                            ("executive", "Executive member"),
                            ("chair", "Chair"),
                            ("scrutiny", "Scrutiny member"),
                            ("county", "County team"),
                            ("funder", "Commissioner's office"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "is_proper_officer",
                    models.BooleanField(
                        default=False,
                        help_text="Decides exemptions, and publishes and withdraws packs (a democratic services officer).",
                        verbose_name="proper officer",
                    ),
                ),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation that a lead officer represents, with its units and posts.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="plans.body",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "ordering": ["person__name", "role"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="email address")),
                ("name", models.CharField(blank=True, max_length=150)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("lead", "Lead officer"),
                            ("executive", "Executive member"),
                            ("chair", "Chair"),
                            ("scrutiny", "Scrutiny member"),
                            ("county", "County team"),
                            ("funder", "Commissioner's office"),
                        ],
                        max_length=10,
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.body",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("plan_id", models.BigIntegerField(null=True)),
                ("row", models.CharField(max_length=60)),
                ("thread", models.CharField(max_length=60)),
                ("revision", models.PositiveIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("withdrawn", "withdrawn"),
                            ("restored", "reinstated"),
                        ],
                        max_length=10,
                    ),
                ),
                ("fields", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
                ("batch", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.partnership",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="body",
            name="partnership",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bodies",
                to="plans.partnership",
            ),
        ),
        migrations.CreateModel(
            name="PartnershipName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("until", models.DateField(help_text="The first day of the new name.")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                        help_text="The short name in web addresses, such as “2024-25”.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Web address must include only lower-case letters, numbers and single hyphens",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("community_safety", "Community safety plan"),
                            ("county_agreement", "County community safety agreement"),
                            ("police_and_crime", "Police and crime plan"),
                            ("review", "Action plan of a review"),
                        ],
                        default="community_safety",
                        max_length=20,
                    ),
                ),
                ("starts", models.DateField(verbose_name="first day")),
                ("ends", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("consultation", "In consultation"),
                            ("adopted", "Adopted"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("introduction", models.TextField(blank=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                (
                    "adopted_by",
                    models.CharField(
                        blank=True,
                        help_text="The meeting that adopted it, such as “Full Council”.",
                        max_length=200,
                    ),
                ),
                (
                    "open_quarter",
                    models.CharField(
                        blank=True,
                        help_text="The quarter that leads send updates for, such as 2024-Q2. Leave blank for the current quarter.",
                        max_length=7,
                    ),
                ),
                ("last_report_frozen_at", models.DateTimeField(editable=False, null=True)),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="plans.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts", "title"],
            },
        ),
        migrations.CreateModel(
            name="Priority",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("priority", "Priority"), ("theme", "Cross-cutting theme")],
                        default="priority",
                        max_length=10,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="For example, “Priority 1: Domestic Abuse”.", max_length=500
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary of the issue")),
                (
                    "notes",
                    models.TextField(
                        blank=True, help_text="Text under the heading, such as where to find related actions."
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="PriorityLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("operational", "Operational lead"),
                            ("strategic", "Strategic lead"),
                        ],
                        default="lead",
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads_priorities",
                        to="plans.body",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priority_leads",
                        to="plans.priority",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                ("risk", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("mitigation", models.TextField(blank=True, verbose_name="action to avoid or mitigate it")),
                (
                    "likelihood",
                    models.CharField(
                        choices=[
                            ("A", "A Very likely"),
                            ("B", "B Likely"),
                            ("C", "C Unlikely"),
                            ("D", "D Rare"),
                        ],
                        default="C",
                        max_length=1,
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("I", "I Catastrophic"),
                            ("II", "II Major"),
                            ("III", "III Moderate"),
                            ("IV", "IV Minor"),
                        ],
                        default="III",
                        max_length=3,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="risks", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="VersionTableRow",
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
                ("number", models.CharField(max_length=20, verbose_name="version")),
                ("on", models.DateField(verbose_name="date")),
                ("words", models.CharField(max_length=500, verbose_name="what changed")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="version_table",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "ordering": ["on", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="one_account_an_email",
                violation_error_message="Enter an email address that does not already have an account",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodyname",
            constraint=models.UniqueConstraint(fields=("body", "name", "until"), name="one_former_name_once"),
        ),
        migrations.AddConstraint(
            model_name="bodyname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("body", "name"), name="one_alias_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="formdraft",
            constraint=models.UniqueConstraint(fields=("person", "form"), name="one_draft_a_form"),
        ),
        migrations.AddConstraint(
            model_name="partnership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("tier", "county"), _negated=True), ("county", None), _connector="OR"
                ),
                name="a_county_has_no_county",
                violation_error_message="A county partnership cannot belong to another county",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body", None), ("is_withdrawn", False)),
                fields=("person", "partnership", "role"),
                name="one_role_once",
                violation_error_message="This person already has this role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("person", "partnership", "role", "body"),
                name="one_role_for_a_body_once",
                violation_error_message="This person already has this role for this organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "lead"), _negated=True),
                    models.Q(("body", None), _negated=True),
                    _connector="OR",
                ),
                name="a_lead_is_for_a_body",
                violation_error_message="Select the organisation that this lead officer represents",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "lead"), _negated=True),
                    models.Q(("body", None), _negated=True),
                    _connector="OR",
                ),
                name="a_lead_is_invited_for_a_body",
                violation_error_message="Select the organisation that this lead officer represents",
            ),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["row", "revision"], name="change_by_row"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["thread", "id"], name="change_by_thread"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["plan_id", "created_at"], name="change_by_plan"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["partnership", "created_at"], name="change_by_partnership"),
        ),
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(
                condition=models.Q(("batch", ""), _negated=True), fields=["batch"], name="change_by_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False)),
                fields=("partnership", "name"),
                name="one_body_a_name",
                violation_error_message="Enter a name that is not already in use",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "post"), _negated=True),
                    models.Q(("parent", None), _negated=True),
                    _connector="OR",
                ),
                name="a_post_belongs_to_a_body",
                violation_error_message="Select the organisation or group that this post belongs to",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnershipname",
            constraint=models.UniqueConstraint(
                fields=("partnership", "until"), name="one_partnership_name_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["partnership", "starts"], name="plan_by_partnership"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["starts", "partnership"], name="plan_by_period"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("partnership", "slug"),
                name="one_plan_an_address",
                violation_error_message="Enter a web address that is not already in use",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts__lte", models.F("ends"))),
                name="a_plan_ends_after_it_starts",
                violation_error_message="Last day must be the same as or after the first day",
            ),
        ),
        migrations.AddIndex(
            model_name="priority",
            index=models.Index(fields=["plan", "position"], name="priority_by_plan"),
        ),
        migrations.AddConstraint(
            model_name="prioritylead",
            constraint=models.UniqueConstraint(
                fields=("priority", "body", "level"), name="one_priority_lead_once"
            ),
        ),
    ]
