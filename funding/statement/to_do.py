"""The tasks of a user in a grant, such as bids to decide and returns to send, each with a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse

from funding.lifecycles import CHANGE_OPEN, BidState, ChangeState, ProjectState
from funding.models import Bid, Evaluation, Grant, Project, ProjectChange, SubmissionState, TransferRequest
from funding.money.amounts import format_money
from funding.scoring.scoring_queue import bids_to_score
from funding.statement.values import GrantStatement, ProjectStatement
from funding.transfers.display import visible_requests
from plans.access import OWN, YES, Access
from plans.prepared_queries import prepared
from plans.wording import count_noun


@dataclass(frozen=True, slots=True)
class BidCount:
    """How many bids of one pot have the same state."""

    grant: int
    state: str
    pot: int
    pot_name: str
    count: int


@dataclass(frozen=True, slots=True)
class ToDoItem:
    """A task of a user, with a link to its page."""

    words: str
    link: str
    """The text of the link."""
    address: str


def get_to_do_items(
    access: Access,
    grant: Grant,
    counts: Iterable[BidCount],
    bids: Iterable[Bid],
    changes: Iterable[ProjectChange],
    projects: Iterable[ProjectStatement],
    evaluations: Iterable[Evaluation],
    requests: Iterable[TransferRequest],
    to_score: Mapping[int, int],
    to_start: int,
) -> list[ToDoItem]:
    """Return this user's tasks in the grant, decisions first; `projects` are all that were started.

    `bids` need only include the user's own, which an item can name. `changes` are the open changes to projects of
    the grant. `to_score` has for each grant how many bids the user scores next, if that was counted. `to_start` is
    how many projects can be started.
    """
    bids, projects, counts, changes = list(bids), list(projects), list(counts), list(changes)
    states = Counter()
    for each in counts:
        states[each.state] += each.count
    for change in changes:
        # The chair decides a change next to recommended bids, and the funder next to those that the chair approved.
        states[AWAITS_LIKE.get(change.state, "")] += 1
    return [
        *_decisions(access, grant, counts, states),
        *_scores(access, grant, to_score.get(grant.pk, 0)),
        *_consents(access, grant, requests),
        *_for_officer(access, grant, states, projects, evaluations, to_start),
        *_for_bidder(access, grant, bids, changes, projects, evaluations),
    ]


AWAITS_LIKE = {
    ChangeState.SUBMITTED: BidState.RECOMMENDED,
    ChangeState.CHAIR_APPROVED: BidState.CHAIR_APPROVED,
}
"""State of a change → the state of bids that the same person decides."""


def get_to_do_items_for_grants(
    access: Access, grants: list[Grant], statements: Mapping[int, GrantStatement]
) -> list[ToDoItem]:
    """Return the user's tasks in these grants, in a constant number of queries.

    The database counts the bids. Only bids that a task names are read.
    """
    if not grants:
        return []
    counts = _count_bids(grants)
    bids, changes = _own_bids(access, grants), open_changes(grants)
    is_closed = any(
        project.state == ProjectState.CLOSED for each in statements.values() for project in each.projects
    )
    evaluations = evaluations_of(grants) if is_closed else []
    requests = visible_requests(access, grants) if access.can("decide_transfer") else []
    to_start = _count_to_start(grants) if access.can("manage_grants") else {}
    to_score = bids_to_score(access, grants)
    found = []
    for grant in grants:
        of_grant = [bid for bid in bids if bid.grant_id == grant.pk]
        running = statements[grant.pk].projects
        of_state = [each for each in counts if each.grant == grant.pk]
        of_changes = [change for change in changes if change.grant_id == grant.pk]
        found += get_to_do_items(
            access,
            grant,
            of_state,
            of_grant,
            of_changes,
            running,
            evaluations,
            requests,
            to_score,
            to_start.get(grant.pk, 0),
        )
        found += returns_words(access, grant, running)
    return found


def count_bids(bids: Iterable[Bid]) -> list[BidCount]:
    """Count bids that have already been read, in the order of their first pot."""
    found = Counter((bid.grant_id, bid.state, bid.pot.pk, bid.pot.name) for bid in bids)
    return [BidCount(*key, count) for key, count in found.items()]


def _count_bids(grants: list[Grant]) -> list[BidCount]:
    return [BidCount(*key, count) for *key, count, _ in _bid_counts([grant.pk for grant in grants])]


@prepared
def _bid_counts(grants: list[int]):
    rows = Bid.objects.filter(grant__in=grants, is_withdrawn=False).order_by()
    rows = rows.values_list("grant_id", "state", "pot_id", "pot__name")
    return rows.annotate(count=Count("pk"), first=Min("number")).order_by("first")


def count_to_start(projects: Iterable[ProjectStatement], changes: Iterable[ProjectChange]) -> int:
    """Return how many of these projects can be started: those that are approved, without a proposed change."""
    changing = {change.project_id for change in changes}
    return sum(each.state == ProjectState.APPROVED and each.id not in changing for each in projects)


def _count_to_start(grants: list[Grant]) -> dict[int, int]:
    """Return grant → how many of its projects can be started, counted by the database."""
    return dict(_start_counts([grant.pk for grant in grants]))


@prepared
def _start_counts(grants: list[int]):
    changes = ProjectChange.objects.filter(project=OuterRef("pk"), state__in=sorted(CHANGE_OPEN))
    rows = Project.objects.filter(grant__in=grants, is_withdrawn=False, state=ProjectState.APPROVED)
    rows = rows.exclude(Exists(changes)).order_by().values_list("grant_id")
    return rows.annotate(count=Count("pk"))


def _own_bids(access: Access, grants: list[Grant]) -> list[Bid]:
    """Return the bids that an item can name: those of the user's own body."""
    if access.scope("write_bid") != OWN:
        return []
    bids = Bid.objects.filter(lead__in=access.body_ids, grant__in=grants, is_withdrawn=False)
    return list(bids.only("number", "title", "state", "grant_id", "lead_id"))


def open_changes(grants: Iterable[Grant]) -> list[ProjectChange]:
    """Return the changes to projects of these grants that are being written or decided, in one query."""
    return _open_changes([grant.pk for grant in grants])


@prepared
def _open_changes(grants: list[int]):
    changes = ProjectChange.objects.filter(project__grant__in=grants, state__in=sorted(CHANGE_OPEN))
    return changes.select_related("project").only(
        "number", "title", "state", "version", "lead_id", "project__number", "project__title", "project__grant_id",
        "project__lead_id",
    )  # fmt: skip


def _decisions(access: Access, grant: Grant, counts: list[BidCount], states: Counter) -> list[ToDoItem]:
    place = [access.partnership.slug, grant.slug]
    found = []
    if grant.is_provisional:
        found += _until_confirmed(
            access, states[BidState.RECOMMENDED] + states[BidState.CHAIR_APPROVED], place
        )
    else:
        found += _approvals(access, states, place)
    if access.can("recommend_bids"):
        for each in counts:
            if each.state == BidState.SHORTLISTED:
                words = f"{count_noun(each.count, 'shortlisted bid')} in the {each.pot_name} pot to decide in the group"
                sheet = reverse("decision_sheet", args=[*place, each.pot])
                found.append(ToDoItem(words, "View decision sheet", sheet))
    return found


def _scores(access: Access, grant: Grant, count: int) -> list[ToDoItem]:
    if not count:
        return []
    address = reverse("grant_scores", args=[access.partnership.slug, grant.slug])
    return [ToDoItem(f"{count_noun(count, 'bid')} to score", "Score bids", address)]


def _approvals(access: Access, states: Counter, place: list[str]) -> list[ToDoItem]:
    found = []
    if access.can("approve_bids") and (count := states[BidState.RECOMMENDED]):
        words = f"{count_noun(count, 'bid')} to approve as chair"
        found.append(ToDoItem(words, "Approve or decline", reverse("approve_for_chair", args=place)))
    if access.can("approve_bids_as_funder") and (count := states[BidState.CHAIR_APPROVED]):
        words = f"{count_noun(count, 'bid')} to approve as funder"
        found.append(ToDoItem(words, "Approve or decline", reverse("approve_for_funder", args=place)))
    return found


def _consents(access: Access, grant: Grant, requests: Iterable[TransferRequest]) -> list[ToDoItem]:
    """Return the requests to move money that this user can decide, without their own."""
    if not access.can("decide_transfer"):
        return []
    found = []
    for asked in requests:
        if asked.grant_id == grant.pk and asked.is_waiting and asked.requested_by_id != access.person.pk:
            address = reverse("transfer_request_decide", args=[access.partnership.slug, grant.slug, asked.pk])
            words = f"Request to move {format_money(asked.amount)} to decide"
            found.append(ToDoItem(words, "Decide request", address))
    return found


def _until_confirmed(access: Access, count: int, place: list[str]) -> list[ToDoItem]:
    """Return a task about bids that cannot be approved until the award is confirmed."""
    words = f"{count_noun(count, 'bid')} that cannot be approved until the award is confirmed"
    if count and access.can("manage_grants"):
        return [ToDoItem(words, "Confirm award", reverse("grant_award", args=place))]
    if count and access.can("approve_bids"):
        return [ToDoItem(words, "View bids", reverse("approve_for_chair", args=place))]
    return []


def _for_officer(
    access: Access, grant: Grant, states: Counter, projects, evaluations, to_start: int
) -> list[ToDoItem]:
    if not access.can("manage_grants"):
        return []
    place = [access.partnership.slug, grant.slug]
    found = []
    if count := states[BidState.SUBMITTED]:
        words = f"{count_noun(count, 'bid')} to shortlist or decline"
        found.append(ToDoItem(words, "View bids", f"{reverse('grant_detail', args=place)}#bids"))
    if to_start:
        words = f"{count_noun(to_start, 'project')} to start"
        found.append(ToDoItem(words, "Start projects", reverse("projects_start", args=place)))
    if count := sum(len(project.to_approve) for project in projects):
        words = f"{count_noun(count, 'return')} to approve"
        found.append(ToDoItem(words, "View returns", reverse("returns_due", args=place[:1])))
    by_id = {project.id: project for project in projects}
    for row in evaluations:
        if row.state == SubmissionState.SENT and row.project_id in by_id:
            project = by_id[row.project_id]
            address = reverse("evaluation_decide", args=[*place, project.number])
            found.append(ToDoItem(f"Evaluation of “{project.title}” to approve", "View evaluation", address))
    return found


def _for_bidder(access: Access, grant: Grant, bids, changes, projects, evaluations) -> list[ToDoItem]:
    if access.scope("write_bid") != OWN:
        return []
    place = [access.partnership.slug, grant.slug]
    found = []
    for bid in bids:
        if bid.lead_id in access.body_ids:
            found += _to_submit_or_answer(bid, reverse("bid_detail", args=[*place, bid.number]))
    for change in changes:
        if change.lead_ids & access.body_ids:
            page = reverse("project_detail", args=[*place, change.project.number])
            found += _to_submit_or_answer(change, f"{page}changes/{change.number}/")
    own = [project for project in projects if project.lead_id in access.body_ids]
    said = {row.project_id for row in evaluations if not row.is_writable}
    for project in own:
        if project.state == ProjectState.CLOSED and project.id not in said:
            write = reverse("evaluation_edit", args=[*place, project.number])
            found.append(
                ToDoItem(f"The evaluation of “{project.title}” has not been sent", "Write evaluation", write)
            )
    if count := sum(len(project.missing) for project in own):
        words = f"{count_noun(count, 'return')} due from you"
        found.append(ToDoItem(words, "View returns", reverse("returns_due", args=place[:1])))
    return found


def _to_submit_or_answer(row: Bid | ProjectChange, page: str) -> list[ToDoItem]:
    """Return what the bidder must do with a bid or a change: answer a question, or submit it."""
    if row.state == BidState.CLARIFICATION:
        return [ToDoItem(f"A question about “{row}” needs your answer", "Answer question", f"{page}answer/")]
    if row.state == BidState.DRAFT:
        return [ToDoItem(f"“{row}” has not been submitted", "Continue", page)]
    return []


def returns_words(access: Access, grant: Grant, projects: Iterable[ProjectStatement]) -> list[ToDoItem]:
    """Return the overdue returns and the forecast underspend, for users who can view the complete grant."""
    if access.scope("view_grants") != YES:
        return []
    projects = list(projects)
    rows = f"{reverse('grant_detail', args=[access.partnership.slug, grant.slug])}#spending"
    found = []
    if count := sum(len(project.missing) for project in projects):
        owed = reverse("returns_due", args=[access.partnership.slug]) if access.can("manage_grants") else rows
        found.append(ToDoItem(f"{count_noun(count, 'return')} not received", "View returns", owed))
    if under := sum(project.spending.underspend for project in projects):
        found.append(ToDoItem(f"Underspend of {format_money(under)} forecast", "View projects", rows))
    return found


def evaluations_of(grants: Iterable[Grant]) -> list[Evaluation]:
    """Return the evaluations of projects of these grants."""
    return _evaluations([grant.pk for grant in grants])


@prepared
def _evaluations(grants: list[int]):
    return Evaluation.objects.filter(project__grant__in=grants, is_withdrawn=False)
