"""Views of before finders: whether they asked whose rows these are is checked only after they ran.

A finder checks it before the view (`checks_body_for`). A test lets this list only become shorter.
"""

CHECKED_AFTER = frozenset(
    {
        "funding.views.attachments.bid_file",
        "funding.views.attachments.bid_file_add",
        "funding.views.attachments.bid_file_withdraw",
        "funding.views.bid_transitions.bid_answer",
        "funding.views.bid_transitions.bid_submit",
        "funding.views.bid_transitions.bid_transition",
        "funding.views.bids.bid_add",
        "funding.views.bids.bid_detail",
        "funding.views.bids.bid_edit",
        "funding.views.bids.bid_history",
        "funding.views.bids.bid_versions",
        "funding.views.projects.evaluation_edit",
        "funding.views.returns.return_edit",
        "funding.views.returns.returns_due",
        "reports.views.funder_documents.business_case_download",
        "reports.views.funder_documents.return_download",
    }
)
