"""The commands `import_bids` and `grant_position`, with files like those that partnerships publish."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from funding.models import Bid, BidImport, Grant, LedgerEntry, PrintedTotal
from plans.models import Partnership
from tests.factories import make_body
from tests.funding.factories import HEADINGS, KENT, MEDWAY, csv_sheet, make_grant, xlsx_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    """Write the rows to a file, run the command and return its output."""

    def run(rows, *options, headings=HEADINGS, slug="medway", grant="2024-25", name="bids.xlsx"):
        path = tmp_path / name
        write = csv_sheet if name.endswith("csv") else xlsx_sheet
        path.write_bytes(write(rows, headings))
        out = io.StringIO()
        call_command("import_bids", slug, grant, str(path), *options, stdout=out)
        return out.getvalue().splitlines()

    return run


def position(slug="medway", grant="2024-25"):
    out = io.StringIO()
    call_command("grant_position", slug, grant, "--json", stdout=out)
    return json.loads(out.getvalue())


CREATE = ("--create", "--award", "106460", "--approved")


def test_medways_grant_matches_the_published_report(bring_in):
    said = bring_in(MEDWAY, *CREATE, "--printed-left", "13645", "--reason", "Drawn from upfront underspend")

    assert said == ["14 bids imported, £92,815.00 in total."]
    assert position() == {
        "partnership": "medway",
        "grant": "2024-25",
        "award": 10646000,
        "pots": [
            {
                "name": "upfront", "allocated": 7097300, "approved": 5667500, "paid": 0, "spent": 0,
                "left": 1429800, "over": 0,
            },
            {
                "name": "tactical", "allocated": 3548700, "approved": 3614000, "paid": 0, "spent": 0,
                "left": -65300, "over": 65300,
            },
        ],
        "left": 1364500,
        "printed_left": 1364500,
        "difference": 0,
        "warnings": ["The tactical pot is over-committed by £653.00: £36,140.00 approved, £35,487.00 available."],
    }  # fmt: skip
    over = LedgerEntry.objects.get(reason="Drawn from upfront underspend")
    assert (over.pot.name, over.balance_before, over.amount) == ("tactical", 134_700, 200_000)


def test_unclear_amount_prevents_the_import(bring_in):
    with pytest.raises(CommandError) as refused:
        bring_in(KENT, "--create", "--award", "39661", "--approved", slug="kcsp")

    assert str(refused.value) == (
        "No bids imported. D2: “£6,00” could be pounds and pence or a comma in the wrong place."
        " Write it like £1,234.50 or 1234.50."
    )
    assert (Partnership.objects.count(), Grant.objects.count(), Bid.objects.count()) == (0, 0, 0)


def test_corrected_row_is_added_to_the_imported_rows(bring_in):
    kent = {"slug": "kcsp"}

    said = bring_in(KENT, "--create", "--award", "39661", "--approved", "--skip-refused", **kent)

    assert said[0] == "6 bids imported, £20,278.00 in total."
    assert said[1].startswith("Skipped D2: “£6,00” could be")
    assert position("kcsp")["pots"][0]["left"] == 616_200

    said = bring_in([("upfront", "Case review training", "", "£6,000"), *KENT[1:]], "--approved", **kent)

    assert said == ["1 bid imported, £6,000.00 in total. 6 bids were already in the grant."]
    upfront, tactical = position("kcsp")["pots"]
    assert (upfront["allocated"], upfront["approved"], upfront["left"]) == (2_644_000, 2_627_800, 16_200)
    assert (tactical["allocated"], tactical["approved"]) == (1_322_100, 0)


def test_repeated_import_adds_the_bids_once(bring_in):
    bring_in(MEDWAY, *CREATE)
    before = position()

    assert bring_in(MEDWAY, *CREATE) == [
        "0 bids imported, £0.00 in total. 14 bids were already in the grant."
    ]
    assert position() == before
    assert Bid.objects.count() == 14


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            "leave",
            [
                "0 bids imported, £0.00 in total. 1 bid was already in the grant.",
                "Skipped: Row 2: “First” by Police is already in the upfront pot with £1,000.00. The spreadsheet has"
                " £1,100.00.",
            ],
        ),
        ("add", ["1 bid imported, £1,100.00 in total. 1 bid was already in the grant."]),
    ],
)
def test_bid_with_a_changed_amount_needs_an_option(bring_in, chosen, said):
    rows = [("upfront", "First", "Police", 1000), ("upfront", "Second", "", 5)]
    bring_in(rows, *CREATE)
    rows[0] = ("Upfront pot", "First", "Police", 1100)

    with pytest.raises(CommandError) as refused:
        bring_in(rows, "--approved")

    assert str(refused.value) == (
        "No bids imported. Row 2: “First” by Police is already in the upfront pot with £1,000.00. The spreadsheet"
        " has £1,100.00. Add --changed leave to skip these rows, or --changed add to import them as additional bids."
    )
    assert Bid.objects.count() == 2
    assert bring_in(rows, "--approved", "--changed", chosen) == said


def test_two_equal_rows_are_two_bids(bring_in):
    twice = [("upfront", "Project", "Police", 10)] * 2

    assert bring_in(twice, *CREATE) == ["2 bids imported, £20.00 in total."]
    assert bring_in(twice, *CREATE) == ["0 bids imported, £0.00 in total. 2 bids were already in the grant."]


def test_submitted_bids_are_approved_by_a_later_import(bring_in):
    bring_in(MEDWAY, "--create", "--award", "106460")
    assert position()["left"] == 10_646_000
    assert set(Bid.objects.values_list("state", flat=True)) == {"submitted"}

    said = bring_in(MEDWAY, "--approved")

    assert said == ["0 bids imported, £0.00 in total. 14 bids already in the grant were approved."]
    assert position()["left"] == 1_364_500
    assert list(Bid.objects.get(number=1).moves.values_list("was", "now")) == [
        ("", "submitted"),
        ("submitted", "approved"),
    ]


def test_leads_are_found_by_their_names(bring_in, partnership):
    police = make_body(partnership, "Northshire Police", aliases=["Police"])
    make_grant(partnership)

    rows = [("upfront", "First", "police", 1), ("upfront", "Second", "Somebody else", 2)]
    bring_in(rows, "--approved", slug="northshire")

    first, second = Bid.objects.order_by("number")
    assert (first.lead, first.lead_words) == (police, "police")
    assert (second.lead, second.lead_words) == (None, "Somebody else")


# --- Other grants: recipients, wrong totals, two financial years.

SHARES = ("Recipient", "Project", "Allocation", "Amount")


def test_recipients_in_place_of_pots(bring_in):
    rows = [
        ("Ashford", "Youth", 30000, 25000), ("Ashford", "Cameras", "", 5000.5), ("Dover", "Youth", 20000, 19000),
        ("Total", "", "", 49000.5),
    ]  # fmt: skip

    said = bring_in(rows, "--create", "--award", "50000", "--approved", headings=SHARES)

    assert said[-1] == "D5: “Total” is £49,000.50 in the spreadsheet, the same as the total of the rows."
    found = position()
    assert [(pot["name"], pot["allocated"], pot["left"]) for pot in found["pots"]] == [
        ("Ashford", 3_000_000, -50),
        ("Dover", 2_000_000, 100_000),
    ]
    assert (found["award"], found["left"]) == (5_000_000, 99_950)
    assert found["warnings"] == [
        "The Ashford pot is over-committed by £0.50: £30,000.50 approved, £30,000.00 available."
    ]


@pytest.mark.parametrize(
    ("award", "rest", "words"),
    [
        ("50001", 100, "The shares add up to £1.00 less than the award."),
        ("49999.40", -60, "The pots add up to £0.60 more than the award."),
    ],
)
def test_shares_that_do_not_add_up_to_the_award(bring_in, award, rest, words):
    rows = [("Ashford", 30000), ("Dover", 20000)]

    bring_in(rows, "--create", "--award", award, headings=("Recipient", "Amount"))

    found = position()
    assert found["award"] == 5_000_000 + rest
    assert [(pot["name"], pot["allocated"]) for pot in found["pots"]] == [
        ("Ashford", 3_000_000), ("Dover", 2_000_000), ("not allocated", rest),
    ]  # fmt: skip
    assert found["warnings"] == [words]


@pytest.mark.parametrize(("printed", "gap"), [(151, "£1.00"), ("£149.40", "−£0.60")])
def test_wrong_total_in_a_spreadsheet_is_saved_with_a_warning(bring_in, printed, gap):
    rows = [("upfront", "First", "", 100), ("upfront", "Second", "", 50), ("Total", "", "", printed)]

    said = bring_in(rows, *CREATE)

    assert said[-1].endswith(f"The rows add up to £150.00. The difference is {gap}.")
    kept = PrintedTotal.objects.get()
    assert (kept.cell, kept.label, kept.computed) == ("D4", "Total", 15_000)
    (warning,) = position()["warnings"]
    assert warning.startswith("bids.xlsx, D4: “Total” is ")
    assert warning.endswith(f"The calculated total is £150.00. The difference is {gap}.")


def test_wrong_published_amount_left_has_a_warning(bring_in):
    bring_in([*MEDWAY, ("", "Remaining", "", "13,646")], *CREATE)

    found = position()
    assert (found["printed_left"], found["difference"]) == (1_364_600, 100)
    assert found["warnings"][-1] == (
        "The published amount left is £13,646.00. The calculated amount is £13,645.00. The difference is £1.00."
    )


def test_only_rows_of_the_grants_year_are_imported(bring_in):
    rows = [("2023/24", "upfront", "Earlier", "TBC"), ("2024/25", "upfront", "Ours", 20)]

    said = bring_in(rows, *CREATE, headings=("Year", "Pot", "Project", "Amount"))

    assert said == ["1 bid imported, £20.00 in total.", "1 row for 2023/24 is skipped."]


def test_grant_over_two_years_imports_both(bring_in):
    rows = [("Ashford", "2024/25", 300), ("Ashford", "2025/26", "200.50"), ("Dover", "2023/24", 1)]

    said = bring_in(
        rows, "--create", "--award", "500.50", headings=("Recipient", "Year", "Amount"), grant="2024-26"
    )

    assert said == ["2 bids imported, £500.50 in total.", "1 row for 2023/24 is skipped."]
    assert [(pot["name"], pot["allocated"]) for pot in position(grant="2024-26")["pots"]] == [
        ("Ashford", 50_050)
    ]


@pytest.mark.parametrize(
    ("row", "options", "words"),
    [
        (
            ("2023/24", "upfront", "Earlier", 10),
            (),
            "No bids for 2024/25 were found. 1 row for 2023/24 is skipped.",
        ),
        (
            ("2024/25", "upfront", "Ours", "TBC"),
            ("--skip-refused",),
            "No bids imported, because every row has an error. D2: “TBC” is not an amount that can be read. Write it like"
            " £1,234.50 or 1234.50.",
        ),
    ],
)
def test_spreadsheet_without_bids_is_rejected(bring_in, row, options, words):
    with pytest.raises(CommandError) as refused:
        bring_in([row], *CREATE, *options, headings=("Year", "Pot", "Project", "Amount"))

    assert str(refused.value) == words
    assert (Grant.objects.count(), Partnership.objects.count()) == (0, 0)


# --- Errors, in one line.


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Grant 2024-25 not found in medway. Add --create and --award to create it."),
        (("--create",), "Enter the award of the grant to create, for example --award 106460."),
        (
            ("--create", "--award", "£6,00"),
            "--award: “£6,00” could be pounds and pence or a comma in the wrong place."
            " Write it like £1,234.50 or 1234.50.",
        ),
        (("--create", "--award", "0"), "--award: Enter an amount of more than £0, not £0.00."),
        (
            (*CREATE, "--printed-left", "some"),
            "--printed-left: “some” is not an amount that can be read. Write it like £1,234.50 or 1234.50.",
        ),
    ],
)
def test_wrong_arguments_are_rejected_in_one_line(bring_in, options, words):
    with pytest.raises(CommandError) as refused:
        bring_in(MEDWAY, *options)

    assert str(refused.value) == words
    assert (Grant.objects.count(), Partnership.objects.count()) == (0, 0)


def test_missing_file_is_rejected_in_one_line(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_bids", "medway", "2024-25", str(tmp_path / "none.xlsx"), *CREATE)

    assert str(refused.value) == f"{tmp_path / 'none.xlsx'} cannot be opened: No such file or directory."


@pytest.mark.parametrize(
    "command", [("import_bids", "a"), ("grant_position",), ("grant_position", "a", "b", "c")]
)
def test_missing_and_surplus_arguments_are_rejected_in_one_line(command):
    with pytest.raises(CommandError) as refused:
        call_command(*command)

    assert "\n" not in str(refused.value)


def test_position_of_an_unknown_grant_is_an_error():
    with pytest.raises(CommandError) as refused:
        call_command("grant_position", "medway", "2024-25")

    assert str(refused.value) == "Grant 2024-25 not found in medway."


def test_position_is_shown_as_text(bring_in):
    bring_in(MEDWAY, *CREATE, "--printed-left", "£13,645")
    out = io.StringIO()

    call_command("grant_position", "medway", "2024-25", stdout=out)

    assert out.getvalue().splitlines() == [
        "Crime Reduction Grant 2024/25: £106,460.00",
        "upfront: £70,973.00 allocated, £56,675.00 approved, £0.00 paid, £14,298.00 left",
        "tactical: £35,487.00 allocated, £36,140.00 approved, £0.00 paid, −£653.00 left",
        "Left in total: £13,645.00",
        "Published figure: £13,645.00 left. Calculated figure: £13,645.00. They match.",
        "The tactical pot is over-committed by £653.00: £36,140.00 approved, £35,487.00 available.",
    ]
    assert BidImport.objects.count() == 0
