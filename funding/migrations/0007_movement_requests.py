"""Requests to move money, which wait for the funder's consent; no table that was there is remade."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import funding.money.fields


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0006_rules_between_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MovementRequest",
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
                ("amount", funding.money.fields.PenceField()),
                ("reason", models.TextField(verbose_name="why the money moves")),
                ("reason_if_over", models.TextField(blank=True, verbose_name="why a pot goes over")),
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
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_words", models.TextField(blank=True, verbose_name="the funder's words")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)),
                        name="a_request_has_amount_and_reason",
                        violation_error_message="Enter an amount above nothing, and why the money moves.",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["agreed", "not_agreed"]), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_request_is_agreed_to_by_another",
                        violation_error_message="Who asked does not agree.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken_back"), _negated=True),
                            ("decided_by", models.F("asked_by")),
                            _connector="OR",
                        ),
                        name="a_request_is_taken_back_by_who_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_agreed"), _negated=True),
                            models.Q(("decision_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_request_is_not_agreed_to_with_words",
                        violation_error_message="Say why you do not agree.",
                    ),
                ],
            },
        ),
    ]
