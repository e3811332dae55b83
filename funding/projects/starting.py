"""Start projects that the funder approved, several in one step."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from funding.bids.transitions import apply_transition, lock_grant
from funding.lifecycles import CHANGE_OPEN, BidTransitionCode, ProjectState
from funding.models import Grant, Project


def startable_projects(grant: Grant) -> list[Project]:
    """Return the grant's projects that were approved and not started, without those with an open change."""
    projects = Project.objects.of_grant(grant).filter(state=ProjectState.APPROVED)
    projects = projects.exclude(changes__state__in=sorted(CHANGE_OPEN)).select_related("pot", "lead")
    return list(projects.order_by("pot__position", "number"))


def start_projects(grant: Grant, chosen: Iterable[int], *, by) -> list[Project]:
    """Start the chosen projects, by their ids, in one transaction; one that is live already stays as it is.

    Raises OperationError where one of them cannot be started, and then starts none.
    """
    with transaction.atomic():
        lock_grant(grant.pk)
        projects = (
            Project.objects.of_grant(grant).filter(pk__in=list(chosen)).exclude(state=ProjectState.LIVE)
        )
        projects = projects.select_related("version")
        return [
            apply_transition(project, BidTransitionCode.START, by=by)
            for project in projects.order_by("number")
        ]


def close_project(project: Project, *, by, words: str, on, seen_revision: int | None = None) -> Project:
    """Close the project on that day, and return it. Raises OperationError."""
    with transaction.atomic():
        lock_grant(project.grant_id)
        return apply_transition(
            project,
            BidTransitionCode.CLOSE,
            by=by,
            words=words,
            changes={"closed_on": on},
            seen_revision=seen_revision,
        )
