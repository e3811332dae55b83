"""Addresses of grants: the money, the round of bids, each bid on its way, and the projects that come of them."""

from django.urls import path, re_path, register_converter

from actions.converters import QuarterAddress
from funding.views import (
    approving,
    bid_moves,
    bids,
    consent,
    deciding,
    files,
    grants,
    interests,
    ledger,
    projects,
    returns,
    rounds,
    scoring,
    sheets,
)

register_converter(QuarterAddress, "return_quarter")

GRANTS = "<slug:partnership>/grants/"
GRANT = GRANTS + "<slug:grant>/"
BID = GRANT + "bids/<int:number>/"
RETURN = BID + "returns/<return_quarter:quarter>/"

grant_pages = [
    path(GRANTS, grants.grant_list, name="grant_list"),
    path(GRANTS + "new/", grants.grant_new, name="grant_new"),
    path(GRANTS + "funders/<int:funder>/edit/", grants.funder_edit, name="funder_edit"),
    path(GRANT, grants.grant_page, name="grant_page"),
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
    path(GRANT + "movement/", ledger.movement_add, name="movement_add"),
    path(GRANT + "give-back/", ledger.give_back_add, name="give_back_add"),
    path(GRANT + "project-movement/", projects.project_movement_add, name="project_movement_add"),
    path(GRANT + "consent/new/", consent.consent_ask, name="consent_ask"),
    path(GRANT + "consent/new-projects/", consent.consent_ask_projects, name="consent_ask_projects"),
    path(GRANT + "consent/<int:movement>/", consent.consent_page, name="consent_page"),
    path(GRANT + "consent/<int:movement>/decide/", consent.consent_decide, name="consent_decide"),
    path(BID + "payment/", ledger.payment_add, name="payment_add"),
    path(BID + "release/", ledger.release_add, name="release_add"),
    path(BID + "return/", ledger.return_add, name="return_add"),
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
    path(GRANT + "pots/<int:pot>/decisions/", deciding.decision_sheet, name="decision_sheet"),
    path(GRANT + "pots/<int:pot>/consensus/", deciding.consensus_record, name="consensus_record"),
    path(GRANT + "approve/", approving.approve_for_chair, name="approve_for_chair"),
    path(GRANT + "approve-as-funder/", approving.approve_for_funder, name="approve_for_funder"),
]

bid_pages = [
    path(GRANT + "bids/import/", sheets.sheet_upload, name="sheet_upload"),
    path(GRANT + "bids/import/<int:sheet>/", sheets.sheet_check, name="sheet_check"),
    path(GRANT + "totals/withdraw/", sheets.totals_withdraw, name="totals_withdraw"),
    path(GRANT + "bids/new/", bids.bid_new, name="bid_new"),
    path(BID, bids.bid_page, name="bid_page"),
    path(BID + "edit/<slug:section>/", bids.bid_edit, name="bid_edit"),
    path(BID + "submit/", bid_moves.bid_submit, name="bid_submit"),
    path(BID + "answer/", bid_moves.bid_answer, name="bid_answer"),
    path(BID + "move/<slug:move>/", bid_moves.bid_move, name="bid_move"),
    path(BID + "versions/", bids.bid_versions, name="bid_versions"),
    path(BID + "history/", bids.bid_history, name="bid_history"),
    path(BID + "files/new/", files.bid_file_add, name="bid_file_add"),
    path(BID + "files/<int:file>/", files.bid_file, name="bid_file"),
    path(BID + "files/<int:file>/withdraw/", files.bid_file_withdraw, name="bid_file_withdraw"),
]

project_pages = [
    path("<slug:partnership>/returns/", returns.returns_owed, name="returns_owed"),
    path(GRANT + "start/", projects.projects_start, name="projects_start"),
    path(BID + "remind/", returns.return_remind, name="return_remind"),
    path(RETURN, returns.return_edit, name="return_edit"),
    path(RETURN + "decide/", returns.return_decide, name="return_decide"),
    path(BID + "actions/", projects.bid_actions, name="bid_actions"),
    path(BID + "evaluation/", projects.evaluation_edit, name="evaluation_edit"),
    path(BID + "evaluation/decide/", projects.evaluation_decide, name="evaluation_decide"),
]

urlpatterns = [*grant_pages, *money_pages, *round_pages, *bid_pages, *project_pages]
