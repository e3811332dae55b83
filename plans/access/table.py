"""Who may do what: one table of capabilities and roles, in plain data (design §8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Role

YES = "yes"

OWN = "own"
"""Only rows that their own body leads; the view must ask `access.claim`."""

APPROVED_ONLY = "agreed"
"""Only what was adopted, approved or published; the view shows no more."""

PROPER_OFFICER = "proper_officer"
"""A hat that a member wears beside a role: decides exemptions, publishes and withdraws packs."""

COLUMNS = (*Role.values, PROPER_OFFICER)


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that can be done, in words, and by which role within which bounds."""

    words: str
    roles: dict[str, str]


def _may(words: str, *everything: str, own: Iterable[str] = (), agreed: Iterable[str] = ()) -> Capability:
    roles = dict.fromkeys(everything, YES)
    roles |= dict.fromkeys(own, OWN) | dict.fromkeys(agreed, APPROVED_ONLY)
    return Capability(words, roles)


_ALL = Role.values

_GROUP = ("officer", "executive", "chair")

CAPABILITIES: dict[str, Capability] = {
    "view_partnership": _may("see the partnership's home", *_ALL),
    "view_plan": _may("see an adopted plan", *_GROUP, "lead", agreed=["scrutiny", "county", "funder"]),
    "view_draft_plan": _may("see a draft plan", *_GROUP, own=["lead"]),
    "view_actions": _may("see the action plan with its present status", *_GROUP, "lead", agreed=["county"]),
    "view_history": _may("see who changed what", *_GROUP, own=["lead"]),
    "view_audit_trail": _may("see who changed settings and roles", "officer", "chair"),
    "edit_plan": _may("edit a plan's words, priorities and risks", "officer"),
    "adopt_plan": _may("adopt a plan", "chair"),
    "edit_actions": _may("create, edit, order and close actions", "officer"),
    "write_update": _may("say how an action stands", "officer", own=["lead", "executive", "county"]),
    "import_actions": _may("bring in Word, Excel or CSV", "officer"),
    "export_actions": _may("take the action plan out as a file", *_GROUP, "lead", agreed=["county"]),
    "view_reports": _may("read exception reports", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]),
    "write_report": _may("comment, ask for decisions and freeze a report", "officer"),
    "decide_report": _may("approve or return a report", "chair"),
    "correct_report": _may("begin a corrected version of a report", "officer", "chair"),
    "view_packs": _may(
        "see packs for the scrutiny committee", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]
    ),
    "build_pack": _may("build and freeze a pack", "officer"),
    "publish_pack": _may("publish or withdraw a pack", PROPER_OFFICER),
    "view_grants": _may(
        "see grants and where their money is", *_GROUP, own=["lead"], agreed=["scrutiny", "county", "funder"]
    ),
    "manage_grants": _may(
        "set up grants, shortlist bids, start and close projects, and write the ledger", "officer"
    ),
    "write_bid": _may("write, submit and change a bid", "officer", own=["lead", "executive", "county"]),
    "score_bids": _may("score bids when invited to", *_GROUP, "lead", "county"),
    "declare_interest": _may("declare an interest in a bid", *_GROUP, agreed=["funder"]),
    "view_decisions": _may("see scores and the decision sheet", *_GROUP),
    "view_grant_papers": _may(
        "take out the papers of a whole grant", *_GROUP, agreed=["scrutiny", "county", "funder"]
    ),
    "recommend_bids": _may("record which bids the group recommends", "executive", "chair"),
    "approve_bids": _may("approve bids for the chair", "chair"),
    "approve_bids_as_funder": _may("approve bids for the funder", "funder"),
    "request_transfer": _may("ask the funder to agree to a movement of money", "officer", "chair"),
    "decide_transfer": _may("agree to a movement of money for the funder", "funder"),
    "write_return": _may(
        "say what a project spent and achieved", "officer", own=["lead", "executive", "county"]
    ),
    "view_people": _may("see the bodies and people", *_GROUP, "lead", "county"),
    "edit_bodies": _may("edit the bodies", "officer"),
    "manage_people": _may("invite people and change their roles", "officer"),
    "appoint_chair": _may("name the next chair", "chair"),
    "edit_settings": _may("change the partnership's settings", "officer"),
}
