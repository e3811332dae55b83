"""The two published grants from their own spreadsheets, to the penny. Skipped if the files are not available."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from funding.models import Bid

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
MEDWAY = REAL / "medway-crime-reduction-grant-2024-25.xlsx"
KENT = REAL / "kcsp-crime-reduction-grant-2024-25.xlsx"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not MEDWAY.exists(), reason="The published grants are not beside the repository."),
]


def position(slug):
    out = io.StringIO()
    call_command("grant_position", slug, "2024-25", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_medway():
    options = ("--create", "--award", "106460", "--approved", "--printed-left", "13645")
    call_command("import_bids", "medway", "2024-25", str(MEDWAY), *options, stdout=io.StringIO())

    found = position("medway")

    assert [(pot["allocated"], pot["approved"], pot["left"]) for pot in found["pots"]] == [
        (7097300, 5667500, 1429800),
        (3548700, 3614000, -65300),
    ]
    assert (found["award"], found["left"], found["difference"]) == (10646000, 1364500, 0)


def test_kent(tmp_path):
    options = ("--create", "--award", "39661", "--approved")
    with pytest.raises(CommandError, match="D2: “£6,00”"):
        call_command("import_bids", "kcsp", "2024-25", str(KENT), *options)
    assert Bid.objects.count() == 0

    quiet = {"stdout": io.StringIO()}
    call_command("import_bids", "kcsp", "2024-25", str(KENT), *options, "--skip-refused", **quiet)
    assert sum(Bid.objects.values_list("asked", flat=True)) == 2027800

    book = load_workbook(KENT)
    book.active["D2"] = "£6,000"
    book.save(tmp_path / "right.xlsx")
    call_command("import_bids", "kcsp", "2024-25", str(tmp_path / "right.xlsx"), *options, **quiet)

    upfront = position("kcsp")["pots"][0]
    assert (upfront["allocated"], upfront["approved"], upfront["left"]) == (2644000, 2627800, 16200)
    assert Bid.objects.count() == 7
