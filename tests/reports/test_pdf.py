"""From HTML to PDF: what is rejected, what is stopped, and what happens to the processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports.documents import PdfError, RenderLimits, keep_spare, make_pdf, process
from reports.documents.process import LIMITS, render_lock
from tests.pdf_rendering import render_here
from tests.reports.pdf_checks import faults, read_text
from tests.reports.sample import make_report_html

page_validation = pytest.importorskip("page")

ROOT = Path(__file__).resolve().parents[2]


def make_page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en-GB"><head><title>A page</title>{head}</head><body><h1>A page</h1>{body}</body></html>'


@pytest.fixture(scope="module")
def report() -> bytes:
    return make_pdf(make_report_html())


def test_report_is_pdf_ua_by_an_outside_judge_and_by_ours(report):
    verdict = page_validation.validate_pdf_bytes(report, profile=page_validation.ValidationProfile.PDF_UA_1)

    assert [failure.message for failure in verdict.failures] == []
    assert (verdict.rules.passed, verdict.rules.total) == (104, 104)
    assert faults(report, title="Exception report", tables=3) == []


@pytest.mark.pdf_process
def test_same_text_gives_the_same_bytes_from_another_process(report):
    assert make_pdf(make_report_html()) == report
    assert make_pdf(make_report_html(draft=False)) != report


def test_every_page_of_a_draft_is_marked_and_no_page_of_another(report):
    pages = (read_text(report) or pytest.skip("pdftotext is not installed")).split("\f")[:-1]
    approved = read_text(make_pdf(make_report_html(actions=12, draft=False)))

    assert len(pages) == 11
    assert ["DRAFT" in page for page in pages] == [True] * len(pages)
    assert "DRAFT" not in approved


def test_pages_carry_their_number_the_document_and_its_part(report):
    pages = (read_text(report) or pytest.skip("pdftotext is not installed")).split("\f")[:-1]

    assert "Page 1 of 11" in pages[0]
    assert "Exception report: Annex: the action plan" in pages[-1]
    assert "Mersea Community Safety Partnership" in pages[-1]


FETCHING = [
    '<img alt="a" src="{url}">',
    '<img alt="a" src="picture.png"><base href="{url}">',
    '<object data="{url}"></object><embed src="{url}">',
    '<p style="background: url({url})">a</p>',
    '<style>@import "{url}";</style>',
    "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>a</p>",
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">a</a>',
    '<svg width="9" height="9"><title>a</title><image href="{url}" width="9" height="9"/></svg>',
    '<p style="list-style-image: url({url}); display: list-item; content: url({url})">a</p>',
]


@pytest.mark.parametrize("body", FETCHING)
def test_nothing_is_fetched_from_the_network(body):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        html = make_page(body.format(url=f"http://127.0.0.1:{server.getsockname()[1]}/secret"))
        made = made_or_refused(html)

        with pytest.raises(BlockingIOError):
            server.accept()
    assert made is None or faults(made, title="A page", tables=0) == []


@pytest.mark.parametrize("body", FETCHING)
def test_no_file_of_the_machine_gets_into_the_document(body, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Whitstable oysters")
    made = made_or_refused(make_page(body.format(url=secret.as_uri())))

    assert made is None or (b"EmbeddedFile" not in made and "Whitstable" not in (read_text(made) or ""))


def made_or_refused(html: str) -> bytes | None:
    try:
        return make_pdf(html)
    except PdfError:
        return None


@pytest.mark.parametrize(
    "html, why",
    [
        pytest.param(
            make_page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="a">'),
            "Failed to load image",
            marks=pytest.mark.pdf_process,
        ),
        (make_page('<link rel="attachment" href="file:///etc/passwd">'), "Failed to load attachment"),
        (make_page('<a href="javascript:alert(1)">a</a>'), "A link leads to 'javascript:alert(1)'"),
        (make_page('<a href=" file:///etc/passwd">a</a>'), "A link leads to 'file:///etc/passwd'"),
        (make_page('<a href="/reports/">a</a>'), "A link leads to '/reports/'"),
        (make_page('<svg width="9" height="9"><rect width="9" height="9"/></svg>'), "A chart has no title"),
        (make_page('<img src="app:print.css">'), "Failed to load image"),
        (make_page("a").replace(' lang="en-GB"', ""), 'Missing required "lang"'),
        (make_page("a").replace("<title>A page</title>", ""), "The document has no title"),
    ],
)
def test_document_that_is_not_accessible_or_safe_is_rejected_with_a_message(html, why):
    with pytest.raises(PdfError) as failed:
        make_pdf(html)

    assert str(failed.value).startswith(
        f"The PDF was not made because it would not be accessible or safe. {why}"
    )


def test_markup_that_was_typed_is_printed_as_typed():
    typed = "&lt;img src=file:///etc/passwd&gt; =SUM(A1) {{ 1 }} \u202eabc &lt;/td&gt;"
    text = read_text(make_pdf(make_page(f"<p>{typed}</p>")))

    assert text is None or "<img src=file:///etc/passwd> =SUM(A1) {{ 1 }}" in text


@pytest.mark.pdf_process
def test_document_that_takes_too_long_is_stopped_and_the_next_one_is_made():
    with pytest.raises(PdfError) as failed:
        make_pdf(make_report_html(actions=2_000), limits=RenderLimits(seconds=2))

    assert str(failed.value) == (
        "The PDF took longer than 2 seconds to make, so it was stopped. Shorten the document or split it into parts."
    )
    assert make_pdf(make_page("a"))[:5] == b"%PDF-"


@pytest.mark.pdf_process
def test_document_that_needs_too_much_memory_is_stopped_and_the_next_one_is_made():
    with pytest.raises(PdfError) as failed:
        make_pdf(make_page("<p>many words</p>" * 20_000), limits=RenderLimits(memory=250_000_000))

    assert str(failed.value) == (
        "The PDF needed more than 250 MB of memory and was stopped. Shorten the document or split it into parts."
    )
    assert make_pdf(make_page("a"))[:5] == b"%PDF-"


@pytest.mark.pdf_process
def test_three_simultaneous_callers_each_get_their_own_document():
    pages = [make_page(f"<p>for {name}</p>") for name in ("Ann", "Bob", "Cy")]
    alone = [render_here(page, LIMITS)[1] for page in pages]

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(make_pdf, pages * 2)) == alone * 2


@pytest.mark.pdf_process
def test_callers_wait_while_another_process_prints():
    make_pdf(make_page("a"))
    with ThreadPoolExecutor(1) as pool:
        with render_lock():
            waiting = pool.submit(make_pdf, make_page("b"))
            time.sleep(0.3)
            assert not waiting.done()
        assert waiting.result(timeout=30)[:5] == b"%PDF-"


@pytest.mark.pdf_process
def test_spare_process_makes_the_same_bytes_and_only_one_waits(spare):
    html = make_report_html(actions=3)
    alone = render_here(html, LIMITS)[1]
    keep_spare()
    keep_spare()
    waiting = [process.process for process in spare]

    assert len(waiting) == 1
    assert make_pdf(html) == alone
    assert waiting[0].poll() is not None
    assert spare == []


@pytest.mark.pdf_process
def test_spare_process_that_was_killed_is_replaced(spare):
    keep_spare()
    spare[0].process.kill()
    spare[0].process.wait()

    assert make_pdf(make_page("a"))[:5] == b"%PDF-"
    keep_spare()
    assert spare[-1].is_usable


@pytest.mark.pdf_process
def test_spare_process_is_not_used_within_other_limits(spare):
    keep_spare()
    with pytest.raises(PdfError):
        make_pdf(make_page("<p>many words</p>" * 20_000), limits=RenderLimits(memory=250_000_000))

    assert spare[0].is_usable


@pytest.fixture
def spare():
    """The processes that are waiting for a next document; none is left running."""
    process.stop_spare()
    yield process._spares
    process.stop_spare()


CALLER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp.settings")
from reports.documents import process
from tests.reports.sample import make_report_html
started = []
start = process.RendererProcess.__init__
def note(self, *args, **kwargs):
    start(self, *args, **kwargs)
    print(self.process.pid, self.folder, flush=True)
process.RendererProcess.__init__ = note
{then}
"""


def start_caller(then: str) -> subprocess.Popen:
    """Start a program without a main guard, from its standard input: nothing in it can run twice."""
    caller = subprocess.Popen(
        [sys.executable, "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    caller.stdin.write(CALLER.format(then=then))
    caller.stdin.close()
    return caller


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_is_left_when_the_caller_is_killed_over_a_document():
    with start_caller("process.make_pdf(make_report_html(actions=5000))") as caller:
        child, folder = caller.stdout.readline().split()
        # WeasyPrint's fonts exist as soon as it starts the layout.
        assert until(lambda: list(Path(folder).iterdir()), seconds=60)
        caller.send_signal(signal.SIGKILL)

    assert until(lambda: not is_running(int(child)))
    assert not Path(folder).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), 9)"])
def test_spare_process_ends_with_its_caller_however_that_ends(end):
    with start_caller(f"process.keep_spare()\n{end}") as caller:
        child, folder = caller.stdout.readline().split()
        rest = caller.stdout.read()

    assert (rest, caller.returncode) == ("", -9 if end else 0)
    assert until(lambda: not is_running(int(child)), seconds=60)
    assert not Path(folder).exists()


@pytest.mark.pdf_process
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_forked_process_does_not_use_its_parents_spare_process(spare):
    keep_spare()
    child = os.fork()
    if child == 0:
        ok = make_pdf(make_page("b"))[:5] == b"%PDF-"
        os._exit(0 if ok else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert spare[0].is_usable
    assert make_pdf(make_page("a"))[:5] == b"%PDF-"


def until(found, seconds: float = 10):
    """Return what `found` returns, as soon as that is true."""
    deadline = time.monotonic() + seconds
    while not (answer := found()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return answer


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_process_has_none_of_the_sites_secrets(spare):
    keep_spare()
    environment = Path(f"/proc/{spare[0].process.pid}/environ")
    if not environment.exists():
        pytest.skip("reads /proc")

    names = {line.split("=")[0] for line in environment.read_text().split("\0") if line}
    assert names - {*process.ENVIRONMENT} == {"LANG", "PYTHONHASHSEED"}


@pytest.mark.pdf_process
def test_process_that_cannot_start_is_an_error_with_a_message(monkeypatch, caplog):
    monkeypatch.setattr(process.sys, "executable", "/bin/false")

    with pytest.raises(PdfError) as failed:
        make_pdf(make_page("a"))
    assert str(failed.value) == (
        "The process that makes PDFs could not be started. The reason is in the server's log."
    )
    assert "could not be started" in caplog.text


@pytest.mark.pdf_process
def test_missing_libraries_are_an_error_that_names_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango-1.0-0")')
    environment = process.renderer_environment() | {"PYTHONPATH": str(tmp_path)}
    monkeypatch.setattr(process, "renderer_environment", lambda: environment)

    with pytest.raises(PdfError) as failed:
        make_pdf(make_page("a"))
    assert str(failed.value) == (
        "PDFs cannot be made because the Pango libraries are missing. Run bin/setup, or install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
    )
