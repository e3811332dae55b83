"""The rows of a grant's statement, each kind in one prepared query for any number of grants.

Only the columns that a statement needs are read.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from funding.lifecycles import BidTransitionCode, ProjectState
from funding.models import (
    BidTransition,
    LedgerEntry,
    Pot,
    PrintedTotal,
    Project,
    ProjectAction,
    ProjectReturn,
    SubmissionState,
)
from plans.prepared_queries import prepared

APPROVALS = (BidTransitionCode.FUNDER_APPROVE, BidTransitionCode.IMPORT_APPROVED)
EVALUATION_TEXTS = ("achieved", "difference", "learned", "next_steps")


@prepared
def read_pots(grants: list[int]) -> QuerySet:
    return Pot.objects.filter(grant__in=grants).values_list("grant_id", "pk", "name", "is_withdrawn")


@prepared
def read_lines(grants: list[int], known_at: datetime | None = None) -> QuerySet:
    """The lines of the ledgers in their order; with `known_at`, those that were there at that moment."""
    lines = LedgerEntry.objects.filter(grant__in=grants).order_by("grant", "sequence")
    if known_at:
        lines = lines.filter(created_at__lte=known_at)
    return lines.values_list(
        "grant_id", "pot__name", "project_id", "kind", "amount", "on", "balance_before", "reason"
    )


@prepared
def read_projects(
    grants: list[int], known_at: datetime | None = None, *, is_brief: bool, in_full: bool
) -> QuerySet:
    """The projects, with the state that they had at that moment."""
    steps = BidTransition.objects.order_by("-id")
    if known_at:
        steps = steps.filter(created_at__lte=known_at)
    own = steps.filter(project=OuterRef("pk"))
    approved = steps.filter(bid=OuterRef("bid"), move__in=APPROVALS)
    projects = Project.objects.filter(grant__in=grants, is_withdrawn=False)
    if is_brief:
        projects = projects.exclude(state=ProjectState.APPROVED)
    projects = projects.annotate(
        # Before its first transition a project is as it was approved.
        stood=Coalesce(Subquery(own.values("now")[:1]), Value(ProjectState.APPROVED.value))
        if known_at
        else F("state"),
        approved_at=Subquery(approved.values("created_at")[:1]),
    )
    columns = [
        "pk", "grant_id", "number", "title", "lead_id", "lead__name", "lead_as_printed", "pot__name", "quarters",
        "stood", "closed_on", "approved_at",
    ]  # fmt: skip
    if in_full:
        columns += ["evaluation__state", "evaluation__results"]
        columns += [f"evaluation__{name}" for name in EVALUATION_TEXTS]
    return projects.values_list(*columns)


@prepared
def read_returns(
    grants: list[int],
    year: int,
    quarter: int,
    known_at: datetime | None = None,
    *,
    approved_only: bool,
    in_full: bool,
) -> QuerySet:
    """The returns up to that quarter."""
    rows = ProjectReturn.objects.filter(project__grant__in=grants, is_withdrawn=False)
    rows = rows.filter(Q(year__lt=year) | Q(year=year, quarter__lte=quarter))
    if approved_only:
        rows = rows.filter(state=SubmissionState.APPROVED)
    if known_at:
        rows = rows.filter(submitted_at__lte=known_at)
    columns = ["project_id", "year", "quarter", "state", "spent", "forecast"]
    return rows.order_by("year", "quarter").values_list(*columns, *(("words", "results") if in_full else ()))


@prepared
def read_actions(projects: list[int]) -> QuerySet:
    links = ProjectAction.objects.filter(project__in=projects)
    return links.order_by("id").values_list("project_id", "action_id")


@prepared
def read_totals(grants: list[int]) -> QuerySet:
    return PrintedTotal.objects.filter(grant__in=grants).values_list(
        "grant_id", "filename", "cell", "label", "printed", "computed"
    )
