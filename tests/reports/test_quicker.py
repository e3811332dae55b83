"""The short cut through WeasyPrint changes the time that a document takes, and nothing else."""

from pathlib import Path

from weasyprint.layout import percent

from reports.pdf import static_files
from reports.quicker import resolve_any_length, resolve_plain_length
from reports.rendering import Renderer
from tests.reports.sample import make_report_html


def test_short_cut_changes_not_a_byte(monkeypatch):
    monkeypatch.setattr(percent, "resolve_one_percentage", resolve_any_length)
    renderer = Renderer({url: Path(path).read_bytes() for url, path in static_files().items()})
    html = make_report_html(actions=8)

    made = renderer.render(html)
    assert percent.resolve_one_percentage is resolve_plain_length
    monkeypatch.setattr(percent, "resolve_one_percentage", resolve_any_length)
    assert renderer.render(html) == made
