"""Add the example's projects: started, linked to the plan, reported each quarter, closed and evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone

from actions.models import Action
from csp.example.people import person
from csp.example.timeline import Event
from funding.bids.transitions import apply_transition
from funding.ledger import entries
from funding.lifecycles import BidTransitionCode
from funding.models import Grant, Project
from funding.money.amounts import parse_amount
from funding.projects.reports import (
    approve_project_report,
    get_or_build_evaluation,
    get_or_build_return,
    save_project_report,
)
from funding.projects.starting import close_project
from plans.periods import Quarter
from plans.records import write_row


def project_events(grant: Callable[[], Grant], text: dict) -> Iterable[Event]:
    """Return every event of the projects after they were approved."""
    for each in text.get("start", []):
        yield each["at"], lambda row=each: _start(grant(), row["bids"])
    for each in text.get("tie", []):
        yield each["at"], lambda row=each: _tie(_project(grant(), row["bid"]), row["plan"], row["action"])
    for each in text.get("returns", []):
        for row in each["rows"]:
            yield row[1], lambda q=each["quarter"], r=row: _send_return(grant(), q, r)
        yield each["approved_at"], lambda row=each: _approve_returns(grant(), row)
    for each in text.get("closing", []):
        yield each["closed_at"], lambda row=each: _close(_project(grant(), row["bid"]), row["words"])
        yield each["told_at"], lambda row=each: _evaluate(_project(grant(), row["bid"]), row)
        yield each["approved_at"], lambda row=each: _approve_evaluation(_project(grant(), row["bid"]), row)


def _start(grant: Grant, numbers: list[int]) -> None:
    by = person(grant.partnership, "officer")
    for project in Project.objects.of_grant(grant).filter(number__in=numbers):
        apply_transition(project, BidTransitionCode.START, by=by)


def _tie(project: Project, plan: str, number: str) -> None:
    actions = Action.objects.current().filter(plan__partnership=project.partnership, plan__slug=plan)
    by = person(project.partnership, "officer")
    write_row(project, {"actions": [actions.get(number=number).pk]}, base_revision=project.revision, by=by)


def _send_return(grant: Grant, quarter: str, row: list) -> None:
    """Submit one return: bid, date, who sent it, spent, forecast, comment, and measures with target and result."""
    number, _at, first, spent, forecast, words, results = row
    told = get_or_build_return(_project(grant, number), Quarter.parse(quarter))
    changes = {
        "spent": parse_amount(spent),
        "forecast": parse_amount(forecast),
        "words": words,
        "results": results,
    }
    by = person(grant.partnership, first)
    save_project_report(told, changes, base_revision=told.revision, by=by, send=True)


def _approve_returns(grant: Grant, text: dict) -> None:
    """Approve the returns: an officer approves those that others sent, another officer the officer's own."""
    for number, _at, first, *_rest in text["rows"]:
        told = get_or_build_return(_project(grant, number), Quarter.parse(text["quarter"]))
        by = person(grant.partnership, text["also_approved_by"] if first == "officer" else "officer")
        approve_project_report(told, words="", by=by, seen_revision=told.revision)


def _close(project: Project, words: str) -> None:
    close_project(project, by=person(project.partnership, "officer"), words=words, on=timezone.localdate())


def _evaluate(project: Project, text: dict) -> None:
    told = get_or_build_evaluation(project)
    changes = {name: text[name] for name in ("achieved", "difference", "learned", "next_steps", "results")}
    save_project_report(
        told, changes, base_revision=told.revision, by=person(project.partnership, text["by"]), send=True
    )
    if "back" in text:
        by = person(project.partnership, "officer")
        key = f"example's return of project {project.pk}"
        entries.record_repayment(
            project, parse_amount(text["back"]), reason="Unspent at closing", by=by, key=key
        )


def _approve_evaluation(project: Project, text: dict) -> None:
    told = get_or_build_evaluation(project)
    approve_project_report(
        told, words="", by=person(project.partnership, "officer"), seen_revision=told.revision
    )


def _project(grant: Grant, number: int) -> Project:
    projects = Project.objects.select_related("pot", "lead", "bid", "grant__partnership")
    return projects.get(grant=grant, number=number)
