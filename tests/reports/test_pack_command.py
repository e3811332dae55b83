"""`manage.py scrutiny_pack`: a complete file, or one line that says why not."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.reports.pack_factories import Scrutiny

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house():
    return Scrutiny()


def test_the_pack_is_written_as_pdf_and_as_a_page(house, tmp_path, capsys):
    house.published()
    for ending, start in ((".pdf", b"%PDF-"), (".HTML", b"<!doctype html>")):
        file = tmp_path / f"pack{ending}"
        call_command("scrutiny_pack", "northshire", "annual-scrutiny-2024", str(file))
        assert file.read_bytes().startswith(start)
        assert capsys.readouterr().out == f"Annual scrutiny, published: {file}\n"
    page = (tmp_path / "pack.HTML").read_text()
    assert "@page" in page and "content: string(owner)" in page


def test_a_draft_is_written_as_a_draft(house, tmp_path, capsys):
    house.pack()
    call_command("scrutiny_pack", "northshire", "annual-scrutiny-2024", str(tmp_path / "pack.html"))
    assert 'class="draft"' in (tmp_path / "pack.html").read_text()
    assert "Annual scrutiny, draft" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("partnership", "pack", "file", "words"),
    [
        ("nowhere", "x", "pack.pdf", "Partnership nowhere not found."),
        ("northshire", "x", "pack.pdf", "Pack x not found in northshire."),
        ("northshire", "annual-scrutiny-2024", "pack.docx", "“pack.docx” must end in .pdf or .html."),
        (
            "northshire",
            "annual-scrutiny-2024",
            "no/pack.html",
            "could not be written: No such file or directory.",
        ),
    ],
)
def test_a_bad_argument_is_one_line_and_leaves_no_file(house, tmp_path, partnership, pack, file, words):
    house.pack()
    with pytest.raises(CommandError) as refused:
        call_command("scrutiny_pack", partnership, pack, str(tmp_path / file))
    assert str(refused.value).endswith(words) and "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_argument_is_one_line_and_status_one():
    ran = subprocess.run(
        [sys.executable, "manage.py", "scrutiny_pack", "medway"], cwd=ROOT, capture_output=True, text=True,
        env={"DEBUG": "1", "PATH": "/usr/bin"}, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.strip().splitlines()) == 1
