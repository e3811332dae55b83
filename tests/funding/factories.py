"""Grants, bids and spreadsheets for tests, with plain names, round amounts and fixed dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from funding.bid_imports.importing import import_bids
from funding.bid_imports.parsing import parse_bids
from funding.grants.operations import create_grant
from funding.models import Bid, Funder, Grant, Pot, Project
from plans.periods import period_of_slug
from plans.records import add_row

AWARD = 10_646_000
HEADINGS = ("Pot", "Project", "Lead organisation", "Amount")
# The published amounts of Medway's grant for 2024/25, with other labels.
MEDWAY = (
    ("upfront", "Tenants' project", "Medway Council Housing", 3950),
    ("upfront", "Camera upgrade", "Medway Council", 4125),
    ("upfront", "One stop shop", "A charity", 5000),
    ("upfront", "Perpetrators' programme", "A charity", 10600),
    ("upfront", "Movable cameras", "Medway Council", 13000),
    ("upfront", "Counselling", "Medway Youth Service", 20000),
    ("tactical", "Small steps", "Prevent team", 1590),
    ("tactical", "Gaming bus", "Prevent team", 2400),
    ("tactical", "Conference", "Medway Youth Service", 6000),
    ("tactical", "Training event", "Prevent team", 3500),
    ("tactical", "Drop-in football", "Child Friendly Medway", 14000),
    ("tactical", "Night out", "Medway Council Housing", 3180),
    ("tactical", "Operation", "Medway Community Safety Unit", 3470),
    ("tactical", "Young people's programme", "Kent Fire and Rescue Service", 2000),
)
# The published amounts of the county's working group, one of which is not clear.
KENT = (
    ("upfront", "Case review training", "", "£6,00"),
    ("upfront", "Relationships training", "", "£5,300"),
    ("upfront", "Training sessions", "", "£2,400"),
    ("upfront", "Extremism training", "", "£4,578"),
    ("upfront", "Workshop on duties", "", "£3,000"),
    ("upfront", "Community safety learning", "", "£1,500"),
    ("upfront", "Training event", "", "£3,500"),
)


def make_grant(partnership, slug="2024-25", *, award=AWARD, pots=None, **fields) -> Grant:
    """A grant with its award. Without `pots` it has 2 pots with the suggested split."""
    return create_grant(partnership, slug, period_of_slug(slug), award=award, pots=pots, by=None, **fields)


def make_funder(partnership, name="Kent Police and Crime Commissioner", **fields) -> Funder:
    funder = Funder(partnership=partnership, name=name, **fields)
    add_row(funder, by=None)
    return funder


def make_bid(
    grant, title="Movable cameras", asked=100_000, *, pot="upfront", approved=False, lead="", reason=""
) -> Bid:
    """A bid that was imported from a spreadsheet; `asked` in pence."""
    pounds = f"{asked // 100}.{asked % 100:02}"
    read = parse_bids("made.csv", csv_sheet([(pot, title, lead, pounds)]))
    came = import_bids(grant, read, filename="made.csv", approved=approved, reason=reason, by=None)
    return Bid.objects.select_related("pot", "grant__partnership").get(pk=came.made[0].pk)


def make_project(grant, *args, **fields) -> Project:
    """A project that was imported from a spreadsheet as approved; its money is committed."""
    bid = make_bid(grant, *args, approved=True, **fields)
    return Project.objects.select_related("pot", "version", "bid", "grant__partnership").get(bid=bid)


def pot_of(grant: Grant, name="upfront") -> Pot:
    return grant.pots.get(name=name)


def csv_sheet(rows: Iterable[Sequence], headings: Sequence[str] = HEADINGS) -> bytes:
    """A CSV file with these rows."""
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode()


def xlsx_sheet(
    rows: Iterable[Sequence], headings: Sequence[str] = HEADINGS, *, title="Bids", merged=()
) -> bytes:
    """An Excel file with these rows on its only worksheet."""
    return xlsx_book({title: [headings, *rows]}, merged=merged)


def xlsx_book(sheets: dict[str, Iterable[Sequence]], *, merged=()) -> bytes:
    """An Excel file with these worksheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
