"""The way of a bid as the database checks it: legal moves, two people's approvals, amounts where they belong."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_versions_of_bids_brought_in")]

    operations = [
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    models.Q(
                        models.Q(("title", ""), _negated=True), ("asked__isnull", False), ("edition__gte", 1)
                    ),
                    _connector="OR",
                ),
                name="a_bid_has_its_project",
                violation_error_message="A bid that was submitted names its project and its amount.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked", None), ("asked__gte", 0), _connector="OR"),
                name="an_amount_asked_is_not_below_nothing",
                violation_error_message="A bid cannot ask for less than nothing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_amount", None),
                        ("approved_edition", None),
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
                        ("approved_edition__isnull", False),
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
                violation_error_message="Say how much was approved.",
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
                violation_error_message="Say how much is recommended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidmove",
            constraint=models.CheckConstraint(
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
                    models.Q(("move", "chair_approve"), ("now", "chair_approved"), ("was", "recommended")),
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
                    models.Q(("move", "funder_approve"), ("now", "approved"), ("was", "chair_approved")),
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
                violation_error_message="A bid does not go that way.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("move__in", ("chair_approve", "funder_approve")), _negated=True),
                    models.Q(
                        ("amount__isnull", False), ("left_before__isnull", False), ("made_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_approval_is_a_persons_of_an_amount",
                violation_error_message="An approval is made by a person, of an amount.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidmove",
            constraint=models.UniqueConstraint(
                condition=models.Q(("move__in", ("chair_approve", "funder_approve"))),
                fields=("bid", "edition", "move"),
                name="one_approval_a_stage",
                violation_error_message="This version was approved at this stage already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidmove",
            constraint=models.UniqueConstraint(
                condition=models.Q(("move__in", ("chair_approve", "funder_approve"))),
                fields=("bid", "edition", "made_by"),
                name="two_people_approve",
                violation_error_message="The chair's and the funder's approval are two people's.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="entry",
            name="what_goes_back_is_below_nothing",
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["release", "return", "given_back"]), _negated=True),
                    ("amount__lt", 0),
                    _connector="OR",
                ),
                name="what_goes_back_is_below_nothing",
            ),
        ),
    ]
