from django.urls import path, re_path

from funding.views import grants, ledger, sheets

GRANTS = "<slug:partnership>/grants/"
GRANT = GRANTS + "<slug:grant>/"
BID = GRANT + "bids/<int:number>/"

urlpatterns = [
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
    path(GRANT + "ledger/", ledger.grant_ledger, name="grant_ledger"),
    path(GRANT + "movement/", ledger.movement_add, name="movement_add"),
    path(BID + "payment/", ledger.payment_add, name="payment_add"),
    path(BID + "release/", ledger.release_add, name="release_add"),
    path(BID + "return/", ledger.return_add, name="return_add"),
    path(GRANT + "bids/import/", sheets.sheet_upload, name="sheet_upload"),
    path(GRANT + "bids/import/<int:sheet>/", sheets.sheet_check, name="sheet_check"),
]
