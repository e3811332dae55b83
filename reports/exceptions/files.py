"""An exception report as a file: PDF, standalone web page, or JSON, each with the content of the page."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from plans.models import Plan
from plans.periods import Quarter
from reports.documents import get_or_request_document, get_or_request_frozen_document, make_pdf
from reports.exceptions.content import build_public_json, check_frozen_content
from reports.exceptions.display import ReportDisplay
from reports.models import Document, Report

FORMATS = (".pdf", ".html", ".json")


def report_bytes(shown: ReportDisplay, ending: str) -> bytes:
    """Return the file by its extension, made in this process. Raises PdfError."""
    if ending == ".json":
        return report_json(shown)
    if ending == ".html":
        return standalone_report_html(shown)
    return make_pdf(report_print_html(shown))


def report_print_html(shown: ReportDisplay, *, style: str = "") -> str:
    """Return the page from which the PDF is made: the same parts as the web page, for print."""
    return render_to_string(
        "reports/report_print.html", {"shown": shown, "content": shown.content, "style": style}
    )


def standalone_report_html(shown: ReportDisplay) -> bytes:
    """Return a standalone web page with the print style sheet in it."""
    return report_print_html(shown, style=print_style()).encode(errors="replace")


def print_style() -> str:
    """Return the style sheet for print, to include in a standalone page."""
    path = finders.find("print.css")
    # The style sheet is a file of this service, not text of a user: it must not be escaped.
    return mark_safe(Path(path).read_text(encoding="utf-8")) if path else ""


def report_json(shown: ReportDisplay) -> bytes:
    """Return what other programs read: indented, in UTF-8, the same bytes for the same report."""
    data = build_public_json(shown.content, state=str(shown.state))
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")


def live_document(shown: ReportDisplay) -> Document:
    """Return the PDF of a draft as the plan is today, and request it if there is none yet."""
    return get_or_request_document(
        report_print_html(shown), title=_title(shown.plan, shown.quarter), partnership=shown.plan.partnership
    )


def frozen_document(report: Report) -> Document:
    """Return the PDF of a frozen report. Its content is read only if there is no document yet."""
    plan, quarter = report.plan, report.for_quarter

    def make_html() -> str:
        check_frozen_content(report)
        return report_print_html(ReportDisplay(plan, quarter, report, report.content))

    return get_or_request_frozen_document(
        report.document_key, make_html, title=_title(plan, quarter), partnership=plan.partnership
    )


def file_name(partnership: str, plan: str, quarter: Quarter, number: int | None, ending: str) -> str:
    """Return the name of a report's file, by the slugs and the number of a frozen version, None for a draft.

    "swale-2024-25-exception-report-2024-Q2-v1.pdf"
    """
    version = "draft" if number is None else f"v{number}"
    return f"{partnership}-{plan}-exception-report-{quarter}-{version}{ending}"


def _title(plan: Plan, quarter: Quarter) -> str:
    return f"Exception report, {quarter.label}, {plan.partnership.name}"
