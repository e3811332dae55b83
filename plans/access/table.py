"""Who can do what: one table of capabilities and roles, in plain data (design §8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Role

YES = "yes"

OWN = "own"
"""Only rows that their own body leads; the finder must check whose they are."""

APPROVED_ONLY = "agreed"
"""Only what was adopted, approved or published; the view shows no more."""

PROPER_OFFICER = "proper_officer"
"""An additional role of a member: decides exemptions, publishes and withdraws packs."""

COLUMNS = (*Role.values, PROPER_OFFICER)


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that can be done, as text, and by which role in which scope."""

    words: str
    roles: dict[str, str]


def _may(words: str, *everything: str, own: Iterable[str] = (), agreed: Iterable[str] = ()) -> Capability:
    roles = dict.fromkeys(everything, YES)
    roles |= dict.fromkeys(own, OWN) | dict.fromkeys(agreed, APPROVED_ONLY)
    return Capability(words, roles)


_ALL = Role.values

_GROUP = ("officer", "executive", "chair")

CAPABILITIES: dict[str, Capability] = {
    "view_partnership": _may("view the partnership's home page", *_ALL),
    "view_plan": _may("view an adopted plan", *_GROUP, "lead", agreed=["scrutiny", "county", "funder"]),
    "view_draft_plan": _may("view a draft plan", *_GROUP, own=["lead"]),
    "view_actions": _may("view the action plan with its current status", *_GROUP, "lead", agreed=["county"]),
    "view_history": _may("view the history of changes", *_GROUP, own=["lead"]),
    "view_audit_trail": _may("view the history of settings and roles", "officer", "chair"),
    "edit_plan": _may("edit a plan's text, priorities and risks", "officer"),
    "adopt_plan": _may("adopt a plan", "chair"),
    "edit_actions": _may("add, edit, move and close actions", "officer"),
    "write_update": _may("send an update on an action", "officer", own=["lead", "executive", "county"]),
    "import_actions": _may("import a plan from Word, Excel or CSV", "officer"),
    "export_actions": _may("export the action plan as a file", *_GROUP, "lead", agreed=["county"]),
    "view_reports": _may("view exception reports", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]),
    "write_report": _may("add comments and decisions to a report, and freeze it", "officer"),
    "decide_report": _may("approve or return a report", "chair"),
    "correct_report": _may("start a corrected version of a report", "officer", "chair"),
    "view_packs": _may(
        "view packs for the scrutiny committee", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]
    ),
    "build_pack": _may("build and freeze a pack", "officer"),
    "publish_pack": _may("publish or withdraw a pack", PROPER_OFFICER),
    "view_grants": _may(
        "view grants and how their money is used",
        *_GROUP,
        own=["lead"],
        agreed=["scrutiny", "county", "funder"],
    ),
    "manage_grants": _may(
        "set up grants, shortlist bids, start and close projects, and record payments", "officer"
    ),
    "write_bid": _may("write, submit and change a bid", "officer", own=["lead", "executive", "county"]),
    "score_bids": _may("score bids when invited", *_GROUP, "lead", "county"),
    "declare_interest": _may("declare an interest in a bid", *_GROUP, agreed=["funder"]),
    "view_decisions": _may("view scores and the decision sheet", *_GROUP),
    "view_grant_papers": _may(
        "download all documents of a grant", *_GROUP, agreed=["scrutiny", "county", "funder"]
    ),
    "recommend_bids": _may("record which bids the group recommends", "executive", "chair"),
    "approve_bids": _may("approve bids as chair", "chair"),
    "approve_bids_as_funder": _may("approve bids for the funder", "funder"),
    "request_transfer": _may("ask the funder for consent to a movement of money", "officer", "chair"),
    "decide_transfer": _may("give the funder's consent to a movement of money", "funder"),
    "write_return": _may(
        "send a return on a project's spending and results", "officer", own=["lead", "executive", "county"]
    ),
    "view_people": _may("view people, organisations and groups", *_GROUP, "lead", "county"),
    "edit_bodies": _may("edit organisations and groups", "officer"),
    "manage_people": _may("invite people and change their roles", "officer"),
    "appoint_chair": _may("make someone else the chair", "chair"),
    "edit_settings": _may("change the partnership's settings", "officer"),
}
