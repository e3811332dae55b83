"""The tables of the pages on which bids are decided."""

from funding.decisions.combinations import Combination
from funding.decisions.decision_sheet import Suggestion, build_decision_sheet
from funding.decisions.tables import decided_table, suggestions_table
from tests.funding.bid_addresses import page


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


def test_decided_bids_have_the_amounts_that_were_decided(cast):
    project, waiting = cast.approved("Training"), cast.recommended("Gaming bus", "1,000")
    cast.declined("Conference", "500")

    table = decided_table(build_decision_sheet(project.pot).decided)

    assert table.caption == "Decided: 3"
    assert texts(table) == [
        ["Training", "A charity", "Approved by the funder", "", "£4,000.00", "£4,000.00", "£4,000.00"],
        ["Gaming bus", "A charity", "Recommended", "", "£1,000.00", "£1,000.00", ""],
        ["Conference", "A charity", "Declined", "", "£500.00", "", ""],
    ]
    assert table.body[1].cells[0].href == page("bid_detail", waiting)


def test_combination_that_was_not_found_exactly_has_a_note(cast):
    bids = (cast.shortlisted("Training"), cast.shortlisted("Gaming bus", "1,000"))
    keys = frozenset(bid.pk for bid in bids)
    found = [Combination(keys, 500_000, None, is_exact=exact) for exact in (True, False)]

    table = suggestions_table([Suggestion("Most bids", each, bids, 2_000) for each in found])

    assert texts(table) == [["Most bids", "2: Training, Gaming bus", "£5,000.00", "£20.00"]] * 2
    assert [row.cells[0].note for row in table.body] == ["", "(best found)"]
    assert table.body[0].cells[0].href == f"?recommend={bids[0].pk}&recommend={bids[1].pk}#choose"
