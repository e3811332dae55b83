"""`manage.py exception_report`: a file, or one line that says why there is none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.exceptions.operations import start_new_version
from tests.reports.factories import Q2, Northshire

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = Northshire()
    north.update(north.action("1.1"), status="off_track")
    return north


def report(*words) -> None:
    call_command("exception_report", *map(str, words))


def test_a_file_by_its_ending(north, tmp_path, capsys):
    starts = {".json": b"{", ".html": b"<!doctype html>", ".PDF": b"%PDF-"}
    for ending, start in starts.items():
        file = tmp_path / f"report{ending}"
        report("northshire", "2024-25", "2024-Q2", file)
        assert file.read_bytes().startswith(start)
        assert capsys.readouterr().out == f"Exception report, Q2 2024/25, draft: {file}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.PDF", "report.html", "report.json"]


def test_latest_frozen_version_is_exported_and_a_draft_only_if_there_is_none(north, tmp_path):
    file = tmp_path / "report.json"
    report("northshire", "2024-25", "2024-Q2", file)
    assert json.loads(file.read_text())["state"] == "draft"
    first = north.approve(north.freeze(Q2))
    start_new_version(first, why="A slip", by=north.officer)
    report("northshire", "2024-25", "2024-q2", file)
    data = json.loads(file.read_text())
    assert (data["state"], data["version"]) == ("approved", 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere", "2024-25", "2024-Q2", "x.json"), "Partnership nowhere not found."),
        (("northshire", "2030-31", "2024-Q2", "x.json"), "Plan 2030-31 not found in northshire."),
        (("northshire", "2024-25", "Q2", "x.json"), "“Q2” is not a quarter. Use the format 2024-Q2, which"),
        (
            ("northshire", "2024-25", "2025-Q1", "x.json"),
            "2025-Q1 is not a quarter of Plan 2024-25: 2024-Q1 to 2024-Q4.",
        ),
        (("northshire", "2024-25", "2024-Q2", "x.docx"), "“x.docx” must end in .pdf, .html, .json."),
        (("northshire", "2024-25", "2024-Q2", "no/x.json"), "no/x.json could not be written: No such file"),
    ],
)
def test_a_bad_argument_is_one_line_and_nothing_is_written(north, tmp_path, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as caught:
        report(*words)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_argument_that_is_missing_is_one_line_and_exit_status_1():
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    run = subprocess.run(
        [sys.executable, manage, "exception_report", "swale"],
        capture_output=True,
        text=True,
        check=False,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=manage.parent,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [
        "exception_report: the following arguments are required: plan, quarter, file. Try --help."
    ]


def test_a_file_that_was_there_stays_when_the_new_one_fails(north, tmp_path, monkeypatch):
    from reports.documents import PdfError
    from reports.management.commands import exception_report

    def fail(shown, ending):
        raise PdfError("The PDF took too long.")

    monkeypatch.setattr(exception_report, "report_bytes", fail)
    file = tmp_path / "report.pdf"
    file.write_bytes(b"before")
    with pytest.raises(CommandError, match="The PDF took too long"):
        report("northshire", "2024-25", "2024-Q2", file)
    assert file.read_bytes() == b"before"
