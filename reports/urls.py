"""Addresses of the exception reports, and of the packs for scrutiny (reports/pack_urls.py)."""

from django.urls import path, register_converter

from actions.converters import QuarterConverter
from reports import pack_urls
from reports.views import action_plan_pdf, funder_documents, report_files, report_workflow, reports

register_converter(QuarterConverter, "report_quarter")

REPORTS = "<slug:partnership>/plans/<slug:plan>/reports/"
GRANT = "<slug:partnership>/grants/<slug:grant>/"
BID = GRANT + "bids/<int:number>/"
PROJECT = GRANT + "projects/<int:number>/"
REPORT = REPORTS + "<report_quarter:quarter>/"

urlpatterns = [
    # What is published stands first: no partnership can take its address.
    *pack_urls.urlpatterns,
    # The table's other files come from the actions; this one needs the PDF's maker.
    path(
        "<slug:partnership>/plans/<slug:plan>/actions/export/pdf/",
        action_plan_pdf.action_plan_pdf,
        name="action_plan_pdf",
    ),
    # So do a grant's papers for its funder.
    path(
        BID + "business-case/<slug:ending>/",
        funder_documents.business_case_download,
        name="business_case_download",
    ),
    path(
        PROJECT + "changes/<int:change>/business-case/<slug:ending>/",
        funder_documents.change_business_case_download,
        name="change_business_case_download",
    ),
    path(
        PROJECT + "returns/<report_quarter:quarter>/documents/<slug:ending>/",
        funder_documents.return_download,
        name="return_download",
    ),
    path(
        GRANT + "documents/<report_quarter:quarter>/<slug:ending>/",
        funder_documents.grant_return_download,
        name="grant_return_download",
    ),
    path(
        GRANT + "documents/final/<slug:ending>/",
        funder_documents.final_report_download,
        name="final_report_download",
    ),
    path("<slug:partnership>/reports/", reports.report_list, name="report_list"),
    path(REPORTS, reports.plan_reports, name="plan_reports"),
    path(REPORT, reports.report_detail, name="report_detail"),
    path(REPORT + "edit/", report_workflow.report_edit, name="report_edit"),
    path(REPORT + "freeze/", report_workflow.report_freeze, name="report_freeze"),
    path(REPORT + "decide/", report_workflow.report_decide, name="report_decide"),
    path(REPORT + "new-version/", report_workflow.report_new_version, name="report_new_version"),
    path(REPORT + "compare/", reports.report_compare, name="report_compare"),
    path(REPORT + "history/", reports.report_history, name="report_history"),
    path(REPORT + "history/<int:change>/restore/", reports.report_restore, name="report_restore"),
    path(REPORT + "pdf/", report_files.report_pdf, name="report_pdf"),
    path(REPORT + "html/", report_files.report_html, name="report_html"),
    path(REPORT + "json/", report_files.report_data, name="report_data"),
]
