"""Make the bytes of a tagged PDF (PDF/UA-1) from HTML, in the calling process.

Do not call this module in a web worker: `process.make_pdf` runs it in a separate process. Django is not needed, and
not imported.

What a template must have: `<html lang>`, `<title>`, one `<h1>` and no skipped heading level; tables with
`<caption>`, `<thead>`, and `scope` on every `<th>`; `alt` on every `<img>` and a `<title>` first in every `<svg>`;
no links inside `<thead>`. `<meta name="dcterms.created">` gives the date of the file: without it there is none, so
that the same text gives the same bytes. The print style sheet is always applied.
"""

import gc
import hashlib
import logging
import re
from collections.abc import Mapping
from io import BytesIO

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.documents.layout_fixes import fix_long_texts, plain_breaks
from reports.documents.tagging import mend_tags

STYLE_SHEET = "app:print.css"

# The two alphabets have two family names because WeasyPrint treats fonts of one name and weight as one file.
FONTS = {
    "app:built/fonts/source-sans-3-latin-400-normal.woff2": ("Source Sans 3", 400),
    "app:built/fonts/source-sans-3-latin-700-normal.woff2": ("Source Sans 3", 700),
    "app:built/fonts/source-sans-3-latin-ext-400-normal.woff2": ("Source Sans 3 Extended", 400),
    "app:built/fonts/source-sans-3-latin-ext-700-normal.woff2": ("Source Sans 3 Extended", 700),
}

# A link in a document leads inside it, to the web or to an email address.
LINK = re.compile(r"#|https?://|mailto:", re.IGNORECASE)

SVG = "{http://www.w3.org/2000/svg}"

# One of everything that reports contain, so that what is loaded late is loaded before the first report.
WARM_UP = """<!doctype html><html lang="en"><title>Warm-up</title><h1>Ŵ</h1><p><b>a</b> <a href="#t">b</a></p>
<ul><li>c</ul><ol><li>d</ol><svg width="9" height="9"><title>e</title><rect width="9" height="9"/>
<text x="1" y="8">f</text></svg><table id="t"><caption>g</caption><thead><tr><th scope="col">h</thead>
<tbody><tr><td class="status status-at-risk">i</table></html>"""


class UnsafeDocumentError(Exception):
    """The document cannot be published. The message says in a sentence what to correct."""


class StaticFileFetcher(URLFetcher):
    """Serves the invented scheme `app:` from a fixed set of our own static files, and nothing else."""

    def __init__(self, files: Mapping[str, bytes]):
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.files = files

    def fetch(self, url, headers=None):
        if url not in self.files:
            raise ValueError("only files of this service are read")
        return URLFetcherResponse(url, self.files[url], {"Content-Type": content_type(url)})


class RenderErrorLog(logging.Handler):
    """The errors that WeasyPrint only logs: a missing language, picture or description."""

    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.sentences = []

    def emit(self, record):
        self.sentences.append(record.getMessage())


class Renderer:
    """What every document needs, read and parsed once, so that a document starts immediately.

    `files` are the contents of our static files by their `app:` URL; a font that is not among them is replaced by
    the machine's own.
    """

    def __init__(self, files: Mapping[str, bytes]):
        files = {url: plain_font(body) if url in FONTS else body for url, body in files.items()}
        self.fetcher = StaticFileFetcher(files)
        self.font_faces = "".join(
            f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url({url}) }}"
            for url, (family, weight) in FONTS.items()
            if url in files
        )
        self.style_sheet = CSS(string=files[STYLE_SHEET].decode(), url_fetcher=self.fetcher)

    def warm_up(self) -> None:
        """Load everything that Python loads late, while no document is waiting."""
        self.render(WARM_UP)
        gc.collect()
        gc.freeze()

    def render(self, html: str) -> bytes:
        """Return the document as PDF/UA-1; the same HTML gives the same bytes.

        Raises UnsafeDocumentError, and what WeasyPrint raises.
        """
        faults = RenderErrorLog()
        logger = logging.getLogger("weasyprint")
        logger.addHandler(faults)
        try:
            pdf = self._render(html)
        finally:
            logger.removeHandler(faults)
        if faults.sentences:
            raise UnsafeDocumentError(faults.sentences[0])
        return pdf

    def _render(self, html: str) -> bytes:
        page = HTML(string=plain_breaks(html), url_fetcher=self.fetcher)
        check_links(page)
        check_chart_titles(page)
        fix_long_texts(page.etree_element)

        # A document has its own fonts: those of the one before must not change its bytes.
        fonts = FontConfiguration()
        faces = CSS(string=self.font_faces, url_fetcher=self.fetcher, font_config=fonts)
        document = page.render(
            font_config=fonts, stylesheets=[faces, self.style_sheet], pdf_variant="pdf/ua-1"
        )
        if not document.metadata.title:
            raise UnsafeDocumentError("The document has no title.")

        digest = hashlib.sha256(html.encode(errors="replace")).hexdigest()[:32]
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=digest, finisher=mend_tags)


def check_links(page: HTML) -> None:
    """Check links. Raises UnsafeDocumentError for one that opens a file, runs a script, or is broken in print."""
    for anchor in page.etree_element.iter("a"):
        href = anchor.get("href")
        if href is not None and not LINK.match(href.strip()):
            raise UnsafeDocumentError(
                f"A link leads to {href.strip()[:80]!r}: only http, https and mailto are allowed."
            )


def check_chart_titles(page: HTML) -> None:
    """Check charts. Raises UnsafeDocumentError for one without a description, which WeasyPrint allows."""
    for chart in page.etree_element.iter(f"{SVG}svg"):
        title = chart.find(f"{SVG}title")
        if title is None or not (title.text or "").strip():
            raise UnsafeDocumentError("A chart has no title that says what it shows.")


def plain_font(body: bytes) -> bytes:
    """Return the font unpacked from woff or woff2, which is slow, so that it is done once; always the same bytes."""
    font = TTFont(BytesIO(body), recalcTimestamp=False)
    font.flavor = None
    unpacked = BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()


def content_type(url: str) -> str:
    return "text/css" if url.endswith(".css") else "application/octet-stream"
