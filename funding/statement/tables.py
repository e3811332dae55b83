"""The tables of a grant's page and ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from funding.ledger.pots import PotStatement
from funding.money.amounts import format_money
from funding.statement.ledger_page import LedgerEntryDisplay
from funding.statement.overview import GrantOverview, PotSummary
from funding.statement.values import PrintedTotalStatement
from plans.govuk import Cell, Column, Row, Table, number_column, total
from plans.periods import format_date

STYLE = "grant-table"
OVER = "grant-table__over"


def pots_table(place: tuple[str, str], shown: GrantOverview) -> Table:
    """Return the pots and their total, each amount with a link to its entries in the ledger or to its projects.

    `place` is the slugs of the partnership and the grant.
    """
    ledger = reverse("grant_ledger", args=place)
    columns = map(number_column, ("Allocated", "Approved", "Paid", "Spent", "Forecast", "Left"))
    rows = [row for pot in shown.pots for row in _pot_rows(ledger, pot)]
    projects = "#spending" if shown.projects else ""
    amounts = _amounts(shown.where.whole, f"{ledger}?", projects, "")
    return Table(
        "Pots",
        (Column("Pot"), *columns),
        (*rows, total("Total", *amounts)),
        id="pots",
        caption_size="m",
        css_class=STYLE,
        is_cards=True,
    )


def _pot_rows(ledger: str, row: PotSummary) -> Iterator[Row | tuple[Cell | str, ...]]:
    pot, name = row.pot, _capitalise(row.pot.name)
    projects = f"#spending-{pot.id}" if row.projects else ""
    yield (name, *_amounts(pot, f"{ledger}?pot={pot.id}&", projects, pot.name))
    if pot.over:
        when = f": recorded {format_date(pot.over_on)}" if pot.over_on else ""
        why = f", “{pot.over_why}”" if when and pot.over_why else ""
        yield Row((f"{name} is over-committed by {format_money(pot.over)}{when}{why}",), css_class=OVER)


def _amounts(pot: PotStatement, ledger: str, projects: str, name: str) -> Iterator[Cell]:
    """Yield the amounts of a pot with their links. `name` is "" for all pots together."""
    amounts = (
        ("allocated", "to", pot.allocated),
        ("approved", "from", pot.approved),
        ("paid", "from", pot.paid),
        ("spent", "of", pot.spent),
        ("forecast", "of", pot.forecast),
        ("left", "of", pot.left),
    )
    for kind, preposition, pence in amounts:
        href = projects if kind in ("spent", "forecast") else f"{ledger}kind={kind}"
        hidden = f"{kind} {preposition} {name}" if name else f"{kind} in total"
        yield Cell(format_money(pence), href=href, hidden=hidden if href else "")


def printed_totals_table(totals: Iterable[PrintedTotalStatement]) -> Table:
    """Return the totals in spreadsheets, next to the calculated totals of their rows."""
    columns = map(number_column, ("In the spreadsheet", "Calculated", "Difference"))
    rows = (
        (
            f"{each.filename}, {each.cell}",
            each.label,
            format_money(each.printed),
            f"{'Award: ' if each.is_award else ''}{format_money(each.computed)}",
            format_money(each.difference) if each.difference else "None",
        )
        for each in totals
    )
    return Table(
        "Totals in spreadsheets of bids",
        (Column("File and cell"), Column("Label"), *columns),
        rows,
        id="printed",
        caption_size="m",
        css_class=STYLE,
        is_cards=True,
    )


def entries_table(entries: Iterable[LedgerEntryDisplay], *, sees_pots: bool, sees_names: bool) -> Table:
    """Return the entries of a ledger. The balance of the pot and the users are shown if the user can view them."""
    columns = [
        *(Column(heading) for heading in ("No.", "Date", "Kind", "Pot", "Project")),
        number_column("Amount"),
        *([number_column("Left in the pot before", label="Left before")] if sees_pots else ()),
        Column("Reason, and who agreed", label="Reason"),
        *([Column("Recorded by")] if sees_names else ()),
    ]
    rows = [
        (
            str(each.line.sequence),
            format_date(each.line.on),
            f"{each.line.get_kind_display()}{', provisional' if each.line.is_provisional else ''}",
            _capitalise(each.line.pot.name),
            each.project,
            format_money(each.line.amount),
            *([format_money(each.line.balance_before)] if sees_pots else ()),
            "\n".join(filter(None, (each.reason, f"Agreed: {each.consent}" if each.consent else ""))),
            *([str(each.line.created_by or "The service")] if sees_names else ()),
        )
        for each in entries
    ]
    return Table(
        "Entries, newest first",
        columns,
        rows,
        id="lines",
        caption_size="m",
        css_class=STYLE,
        is_cards=True,
        empty="There are no entries that match. Select another pot or kind.",
    )


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]
