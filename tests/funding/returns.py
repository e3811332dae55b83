"""Returns and evaluations that were sent."""

from funding.projects.reports import (
    approve_project_report,
    get_or_build_evaluation,
    get_or_build_return,
    save_project_report,
)
from plans.periods import Quarter

WHOLE_EVALUATION = {
    "achieved": "Eighty staff were trained.",
    "difference": "Victims are asked the right question (survey, March 2025).",
    "learned": "Evening sessions fill up first.",
    "next_steps": "The council goes on with two trainers.",
}


def sent(
    project,
    quarter="2024-Q2",
    *,
    by,
    spent=125_000,
    forecast=390_000,
    words="Two sessions.",
    approved_by=None,
):
    """A return that was sent, and approved if `approved_by` is given."""
    row = get_or_build_return(project, Quarter.parse(quarter))
    said = {"spent": spent, "forecast": forecast, "words": words}
    written = save_project_report(row, said, base_revision=0, by=by, send=True).row
    if approved_by:
        written = approve_project_report(written, words="", by=approved_by, seen_revision=written.revision)
    return written


def evaluated(project, *, by):
    """An evaluation that was sent."""
    row = get_or_build_evaluation(project)
    return save_project_report(row, WHOLE_EVALUATION, base_revision=0, by=by, send=True).row
