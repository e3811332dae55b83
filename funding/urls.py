"""URLs of grants: the money, the bidding round, bids, projects and changes to projects."""

from django.urls import path, re_path, register_converter

from actions.converters import QuarterConverter
from funding.views import (
    approvals,
    attachments,
    bid_imports,
    bid_transitions,
    bids,
    changes,
    decision_sheet,
    grants,
    interests,
    ledger,
    projects,
    returns,
    rounds,
    scoring,
    transfer_requests,
)

register_converter(QuarterConverter, "return_quarter")

GRANTS = "<slug:partnership>/grants/"
GRANT = GRANTS + "<slug:grant>/"
BID = GRANT + "bids/<int:number>/"
PROJECT = GRANT + "projects/<int:number>/"
CHANGE = PROJECT + "changes/<int:change>/"
RETURN = PROJECT + "returns/<return_quarter:quarter>/"

grant_pages = [
    path(GRANTS, grants.grant_list, name="grant_list"),
    path(GRANTS + "new/", grants.grant_add, name="grant_add"),
    path(GRANTS + "funders/<int:funder>/edit/", grants.funder_edit, name="funder_edit"),
    path(GRANT, grants.grant_detail, name="grant_detail"),
    path(GRANT + "edit/", grants.grant_edit, name="grant_edit"),
    path(GRANT + "award/", grants.grant_award, name="grant_award"),
    path(GRANT + "history/", grants.grant_history, name="grant_history"),
    re_path(
        r"^(?P<partnership>[-\w]+)/grants/(?P<grant>[-\w]+)/export\.(?P<ending>csv|xlsx)$",
        grants.grant_export,
        name="grant_export",
    ),
]

money_pages = [
    path(GRANT + "ledger/", ledger.grant_ledger, name="grant_ledger"),
    path(GRANT + "transfers/pots/", ledger.pot_transfer_add, name="pot_transfer_add"),
    path(GRANT + "return-to-funder/", ledger.return_to_funder_add, name="return_to_funder_add"),
    path(GRANT + "transfers/projects/", projects.project_transfer_add, name="project_transfer_add"),
    path(
        GRANT + "transfer-requests/new/", transfer_requests.transfer_request_add, name="transfer_request_add"
    ),
    path(
        GRANT + "transfer-requests/new-projects/",
        transfer_requests.project_transfer_request_add,
        name="project_transfer_request_add",
    ),
    path(
        GRANT + "transfer-requests/<int:movement>/",
        transfer_requests.transfer_request_detail,
        name="transfer_request_detail",
    ),
    path(
        GRANT + "transfer-requests/<int:movement>/decide/",
        transfer_requests.transfer_request_decide,
        name="transfer_request_decide",
    ),
    path(PROJECT + "payment/", ledger.payment_add, name="payment_add"),
    path(PROJECT + "release/", ledger.release_add, name="release_add"),
    path(PROJECT + "repayment/", ledger.repayment_add, name="repayment_add"),
]

round_pages = [
    path(GRANT + "round/", rounds.grant_round, name="grant_round"),
    path(GRANT + "pots/<int:pot>/edit/", rounds.pot_edit, name="pot_edit"),
    path(GRANT + "pots/<int:pot>/open/", rounds.pot_open, name="pot_open"),
    path(GRANT + "criteria/new/", rounds.criterion_add, name="criterion_add"),
    path(GRANT + "criteria/<int:criterion>/edit/", rounds.criterion_edit, name="criterion_edit"),
    path(GRANT + "criteria/<int:criterion>/withdraw/", rounds.criterion_withdraw, name="criterion_withdraw"),
    path(GRANT + "scorers/new/", rounds.scorer_add, name="scorer_add"),
    path(GRANT + "scorers/<int:scorer>/remove/", rounds.scorer_remove, name="scorer_remove"),
    path(GRANT + "scores/", scoring.grant_scores, name="grant_scores"),
    path(BID + "score/", scoring.bid_score, name="bid_score"),
    path(BID + "interest/", interests.interest_declare, name="interest_declare"),
    path(GRANT + "pots/<int:pot>/decisions/", decision_sheet.decision_sheet, name="decision_sheet"),
    path(GRANT + "pots/<int:pot>/consensus/", decision_sheet.consensus_record, name="consensus_record"),
    path(GRANT + "approve/", approvals.approve_for_chair, name="approve_for_chair"),
    path(GRANT + "approve-as-funder/", approvals.approve_for_funder, name="approve_for_funder"),
]

bid_pages = [
    path(GRANT + "bids/import/", bid_imports.bid_import_upload, name="bid_import_upload"),
    path(GRANT + "bids/import/<int:sheet>/", bid_imports.bid_import_review, name="bid_import_review"),
    path(GRANT + "totals/hide/", bid_imports.printed_totals_hide, name="printed_totals_hide"),
    path(GRANT + "bids/new/", bids.bid_add, name="bid_add"),
    path(BID, bids.bid_detail, name="bid_detail"),
    path(BID + "edit/<slug:section>/", bids.bid_edit, name="bid_edit"),
    path(BID + "submit/", bid_transitions.bid_submit, name="bid_submit"),
    path(BID + "answer/", bid_transitions.bid_answer, name="bid_answer"),
    path(BID + "status/<slug:move>/", bid_transitions.bid_transition, name="bid_transition"),
    path(BID + "versions/", bids.bid_versions, name="bid_versions"),
    path(BID + "history/", bids.bid_history, name="bid_history"),
    path(BID + "files/new/", attachments.bid_file_add, name="bid_file_add"),
    path(BID + "files/<int:file>/", attachments.bid_file, name="bid_file"),
    path(BID + "files/<int:file>/withdraw/", attachments.bid_file_withdraw, name="bid_file_withdraw"),
]

project_pages = [
    path("<slug:partnership>/returns/", returns.returns_due, name="returns_due"),
    path(GRANT + "start/", projects.projects_start, name="projects_start"),
    path(PROJECT, projects.project_detail, name="project_detail"),
    path(PROJECT + "status/<slug:move>/", projects.project_transition, name="project_transition"),
    path(PROJECT + "history/", projects.project_history, name="project_history"),
    path(PROJECT + "files/new/", attachments.project_file_add, name="project_file_add"),
    path(PROJECT + "remind/", returns.return_remind, name="return_remind"),
    path(RETURN, returns.return_edit, name="return_edit"),
    path(RETURN + "decide/", returns.return_decide, name="return_decide"),
    path(PROJECT + "actions/", projects.project_actions, name="project_actions"),
    path(PROJECT + "evaluation/", projects.evaluation_edit, name="evaluation_edit"),
    path(PROJECT + "evaluation/decide/", projects.evaluation_decide, name="evaluation_decide"),
]

change_pages = [
    path(CHANGE, changes.change_detail, name="change_detail"),
    path(CHANGE + "edit/<slug:section>/", changes.change_edit, name="change_edit"),
    path(CHANGE + "submit/", changes.change_submit, name="change_submit"),
    path(CHANGE + "answer/", changes.change_answer, name="change_answer"),
    path(CHANGE + "status/<slug:move>/", changes.change_transition, name="change_transition"),
    path(CHANGE + "versions/", changes.change_versions, name="change_versions"),
    path(CHANGE + "files/new/", changes.change_file_add, name="change_file_add"),
]

urlpatterns = [*grant_pages, *money_pages, *round_pages, *bid_pages, *project_pages, *change_pages]
