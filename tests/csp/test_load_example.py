"""The example: it has every kind of row, its past is in the past, and loading it again adds nothing."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.utils import timezone

from actions.exporting.plan_export import build_plan_text
from actions.leads import parse_leads
from actions.models import Action, DueDateChange, Milestone, Update
from actions.snapshot.tree import build_directory
from csp.example.people import PASSWORD
from csp.example.timeline import TEXTS, read_text
from funding.ledger.entries import get_position
from funding.models import Assessment, Bid, Grant, ProjectReturn
from funding.statement.queries import get_quarter_statement
from plans.exception_reasons import REASONS
from plans.models import HistoryEntry, Membership, Partnership, Plan, Role, User
from plans.periods import Quarter
from reports.exceptions.live_content import live_content
from reports.exceptions.quarter_reports import get_quarter_reports
from reports.models import Pack, Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trying_out(settings):
    settings.DEBUG = True


@pytest.fixture(scope="module")
def example(loaded_example):
    """The command's output."""
    return loaded_example


def swale() -> Plan:
    return Plan.objects.select_related("partnership").get(partnership__slug="swale", slug="2024-25")


def test_everything_of_the_example_is_there(example):
    assert list(Partnership.objects.order_by("id").values_list("slug", "tier", "county__slug")) == [
        ("kent", "county", None),
        ("swale", "district", "kent"),
        ("medway", "unitary", "kent"),
    ]
    document = build_plan_text(swale())
    assert (len(document.priorities), len(document.actions), len(document.milestones)) == (7, 27, 59)
    assert [priority.kind for priority in document.priorities] == ["priority"] * 4 + ["theme"] * 3
    assert all(priority.summary and priority.priority_leads.exists() for priority in swale().priorities.all())
    assert swale().risks.count() == 3
    medway = Plan.objects.get(partnership__slug="medway")
    assert (medway.slug, medway.state, [risk.rating for risk in medway.risks.all()]) == (
        "2024-27",
        "adopted",
        ["DII", "DII", "CIII", "CIII", "CII"],
    )


def test_every_kind_of_exception_occurs_and_the_counts_add_up(example):
    plan, quarter = swale(), Quarter(2024, 2)
    draft = Report.objects.of_quarter(plan, quarter).get()
    content = live_content(plan, get_quarter_reports(plan, quarter), quarter, draft, today=date(2024, 9, 30))

    found = {reason["code"] for row in content["exceptions"] for reason in row["reasons"]}
    assert found == set(REASONS)
    counts = dict(content["counts"])
    assert counts.pop("all") == sum(counts.values())
    assert all(counts[name] for name in ("exceptions", "on_track", "complete", "not_started"))
    twice = [row for row in content["exceptions"] if row["number"] == "1.2"]
    assert twice[0]["reasons"][0]["words"] == "At risk for the second quarter in a row"


def test_first_quarter_is_approved_and_the_second_open(example):
    states = Report.objects.filter(plan=swale()).order_by("quarter").values_list("year", "quarter", "state")
    assert list(states) == [(2024, 1, "approved"), (2024, 2, "draft")]
    report = Report.objects.get(plan=swale(), quarter=1)
    assert report.content["counts"]["all"] == 27
    assert report.frozen_by != report.decided_by
    assert [timezone.localtime(moment).date() for moment in (report.frozen_at, report.decided_at)] == [
        date(2024, 7, 9),
        date(2024, 7, 11),
    ]


def test_one_pack_is_published_by_another_user_than_its_author(example):
    pack = Pack.objects.get()
    assert (pack.partnership.slug, pack.slug, pack.state) == ("medway", "annual-scrutiny-2024", "published")
    assert pack.published_by.email == "proper@medway.example"
    assert pack.created_by.email == "officer@medway.example"
    assert pack.meeting.on == date(2024, 12, 12)
    assert all(section.words for section in pack.sections.all())


def test_nothing_of_the_past_is_written_today(example):
    latest = max(
        HistoryEntry.objects.order_by("-created_at").first().created_at,
        Update.objects.order_by("-created_at").first().created_at,
        DueDateChange.objects.order_by("-created_at").first().created_at,
    )
    assert latest.date() == date(2024, 12, 4)
    assert timezone.now().date() > date(2025, 1, 1)


def test_dates_moved_for_reasons(example):
    moves = DueDateChange.objects.filter(plan=swale()).order_by("created_at").values_list("was", "now", "why")
    assert list(moves) == [
        (date(2024, 8, 31), date(2024, 10, 31), "Residents asked for a date after the harvest"),
        (date(2024, 9, 30), date(2024, 10, 31), "The bid was unsuccessful, and a new bid is being prepared"),
        (date(2024, 10, 31), date(2024, 12, 31), "The decision on the second bid is due in December"),
    ]
    assert set(Milestone.objects.filter(moves__isnull=False).values_list("timescale", flat=True)) == {
        "Summer 24",
        "Sept 24",
    }


def test_every_printed_lead_is_known_or_to_be_confirmed(example):
    for slug in ("swale", "medway"):
        partnership = Partnership.objects.get(slug=slug)
        bodies = build_directory(partnership.bodies.prefetch_related("other_names"))
        plan = partnership.plans.get()
        printed = set(Milestone.objects.filter(plan=plan).values_list("lead_as_printed", flat=True))
        assert [lead for lead in printed if parse_leads(lead, bodies).unknown] == []
    assert list(
        Action.objects.current()
        .filter(plan=swale(), lead_to_be_confirmed=True)
        .values_list("number", flat=True)
    ) == ["5.2"]


def test_every_role_has_a_user_with_the_printed_password(example):
    roles = set(Membership.objects.filter(partnership__slug="swale").values_list("role", flat=True))
    assert roles == set(Role.values) - {"county"}
    assert Membership.objects.filter(partnership__slug="kent", role="county").exists()
    assert User.objects.get(is_superuser=True).email == "admin@site.example"
    assert PASSWORD in example
    assert authenticate(email="officer@swale.example", password=PASSWORD).name == "Olive Officer"
    assert {email.rpartition(".")[2] for email in User.objects.values_list("email", flat=True)} == {"example"}


@pytest.mark.parametrize(
    ("slug", "bids", "left", "agrees"),
    [("medway", 14, [1_429_800, -65_300], True), ("kent", 9, [16_200, 1_322_100], False)],
)
def test_grants_add_up_to_the_published_amounts(example, slug, bids, left, agrees):
    grant = Grant.objects.get(partnership__slug=slug)
    where = get_position(grant)
    assert (grant.bids.count(), [pot.left for pot in where.pots]) == (bids, left)
    assert (where.difference == 0) == agrees
    assert not grant.is_provisional
    assert {entry.on.year for entry in grant.entries.all()} == {2024}
    moments = [entry.created_at for entry in grant.entries.all()]
    for bid in grant.bids.all():
        moments += [
            *bid.moves.values_list("created_at", flat=True),
            *bid.versions.values_list("created_at", flat=True),
        ]
    assert {moment.year for moment in moments} == {2024}


def test_the_county_decides_as_its_working_group_did(example):
    """Nine proposals, seven supported on 29 April by people of several bodies, then the chair, then the funder."""
    bids = list(
        Bid.objects.filter(grant__partnership__slug="kent").prefetch_related("moves", "scorings__marks")
    )

    assert [bid.state for bid in bids] == ["approved"] * 7 + ["declined"] * 2
    assert [(bid.project.state, bid.project.amount) for bid in bids[:7]] == [
        ("live", 600_000), ("live", 530_000), ("live", 240_000), ("live", 457_800), ("live", 300_000),
        ("live", 150_000), ("live", 350_000),
    ]  # fmt: skip
    for bid in bids[:7]:
        days = {move.move: timezone.localdate(move.created_at) for move in bid.moves.all()}
        assert (days["recommend"], days["chair_approve"], days["funder_approve"]) == (
            date(2024, 4, 29), date(2024, 5, 3), date(2024, 5, 21),
        )  # fmt: skip
        assert len([scoring for scoring in bid.scorings.all() if scoring.marks.all()]) >= 2
    assert Assessment.objects.exclude(interest="").count() == 1


def test_medways_projects_have_returns_and_one_is_closed(example):
    grant = Grant.objects.get(partnership__slug="medway")
    told = get_quarter_statement(grant, Quarter(2024, 2))

    assert [project.title for project in told.owing] == ["Better cameras"]
    assert [(project.title, project.spending.underspend) for project in told.underspent] == [
        ("Tenants' work on antisocial behaviour", 50_000)
    ]
    assert [project.title for project in told.projects if project.evaluation] == ["Cameras that can be moved"]
    assert ProjectReturn.objects.filter(project__grant=grant, state="approved").count() == 12
    report = Report.objects.get(plan__partnership__slug="medway")
    [row] = [row for row in report.content["exceptions"] if row["number"] == "2.1"]
    assert row["paid_by"] == ["Better cameras, £4,125.00; return for Q2 2024/25 not received"]
    # The tactical bids were approved only after the report was frozen.
    assert [reason["code"] for reason in report.content["grants"][0]["reasons"]] == [
        "return_not_in",
        "underspend",
    ]


def test_second_time_changes_nothing(example):
    before = HistoryEntry.objects.count()
    out = StringIO()
    call_command("load_example", stdout=out)

    assert HistoryEntry.objects.count() == before
    assert out.getvalue().splitlines()[0] == "Example already loaded, nothing changed."
    assert out.getvalue().splitlines()[1:] == example.splitlines()[1:]


def test_every_text_is_read():
    assert sorted(path.stem for path in TEXTS.glob("*.toml")) == [
        "kent",
        "kent_grant",
        "medway",
        "medway_grant",
        "medway_plan",
        "medway_year",
        "swale",
        "swale_plan",
        "swale_year",
    ]
    assert all(read_text(path.stem) for path in TEXTS.glob("*.toml"))
