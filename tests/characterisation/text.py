"""Pages and files as lines of text, so that two runs can be compared line by line."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator

import lxml.html
import openpyxl
import pikepdf
from lxml import etree

# Elements within a line; every other element starts a new one.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "text",
        "time",
        "tspan",
        "u",
        "var",
        "wbr",
    ]
)
HIDDEN = frozenset(("script", "style", "template"))
# These are listed in the structure without attributes too.
LANDMARKS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "main",
        "nav",
        "header",
        "footer",
        "section",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "ul",
        "ol",
        "dl",
        "fieldset",
        "legend",
        "details",
        "summary",
    ]
)
# The appearance of a page is not compared, and a chart is compared by its text.
UNCOMPARED = frozenset(
    ("class", "style", "nonce", "integrity", "d", "viewbox", "xmlns", "points", "transform")
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What is new in every run: batches and idempotency keys, tokens of links, session and CSRF tokens.
RANDOM = (
    re.compile(r"(?<![0-9a-fA-F])[0-9a-f]{32}(?![0-9a-fA-F])"),
    re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
    re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[0-9a-z])[\w-]{43}(?![\w-])"),
    re.compile(r"(?<!\w)(?=\w*[A-Z])(?=\w*[a-z])[0-9A-Za-z]{64}(?!\w)"),
)


def blank(text: str) -> str:
    """Return the text without what is random."""
    for pattern in RANDOM:
        text = pattern.sub("RANDOM", text)
    return text


def page_text(page: lxml.html.HtmlElement) -> str:
    """Return a page's text, one line per block element."""
    lines: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        if words := " ".join("".join(line).split()):
            lines.append(words)
        line.clear()

    def read(element) -> None:
        if isinstance(element.tag, str) and element.tag not in HIDDEN:
            is_block = element.tag not in INLINE
            if is_block:
                end_line()
            line.append(element.text or "")
            for child in element:
                read(child)
            if is_block:
                end_line()
        line.append(element.tail or "")

    read(page)
    end_line()
    return "\n".join(lines) + "\n"


def page_structure(page: lxml.html.HtmlElement) -> str:
    """Return a page's landmarks and attributes, one line per element."""
    lines = []
    for element in page.iter(etree.Element):
        if element.tag in HIDDEN:
            continue
        attributes = [
            f'{name}="{value}"' if value else name
            for name, value in sorted(element.items())
            if name not in UNCOMPARED and element.get("name") != "csrfmiddlewaretoken"
        ]
        if attributes or element.tag in LANDMARKS:
            lines.append(" ".join([element.tag, *attributes]))
    return "\n".join(lines) + "\n"


def file_text(content: bytes, content_type: str) -> str:
    """Return the text of a file: JSON, CSV and text unchanged, Word, Excel and PDF by their contents."""
    kind = content_type.partition(";")[0]
    if kind.startswith("text/") or kind == "application/json":
        return content.decode("utf-8")
    if kind.endswith("wordprocessingml.document"):
        return "\n".join(_word_lines(content)) + "\n"
    if kind.endswith("spreadsheetml.sheet"):
        return "\n".join(_workbook_lines(content)) + "\n"
    if kind == "application/pdf":
        return pdf_text(content)
    return f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n"


def pdf_text(content: bytes) -> str:
    """Return a PDF's text, page by page, and how many of each tag it has and where."""
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    lines = [
        " ".join(line.split()) for line in made.stdout.decode().replace("\f", "\n--- page\n").splitlines()
    ]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tags = Counter(_tag_paths(pdf.Root.StructTreeRoot, "")) if "/StructTreeRoot" in pdf.Root else {}
        told = [f"title: {pdf.docinfo.get('/Title', '')}", f"pages: {len(pdf.pages)}"]
    return (
        "\n".join([*told, *(f"{path} × {count}" for path, count in tags.items()), "", *filter(None, lines)])
        + "\n"
    )


def _tag_paths(tag: pikepdf.Object, above: str) -> Iterator[str]:
    """The path of each tag under this one, such as /Document/Table/TR."""
    children = tag.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            path = f"{above}{child.S}"
            yield path
            yield from _tag_paths(child, path)


def _word_lines(content: bytes) -> Iterator[str]:
    """Each paragraph, with its style; the cells of a table's row are between bars."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(
            name for name in archive.namelist() if re.match(r"word/(document|header|footer)", name)
        )
        for name in names:
            yield f"--- {name}"
            for element in etree.fromstring(archive.read(name)).iter(f"{WORD}p", f"{WORD}tr", f"{WORD}tc"):
                if element.tag != f"{WORD}p":
                    yield "-- row" if element.tag == f"{WORD}tr" else "- cell"
                    continue
                style = element.find(f"{WORD}pPr/{WORD}pStyle")
                text = "".join(part.text or "" for part in element.iter(f"{WORD}t"))
                yield f"{'' if style is None else style.get(f'{WORD}val')}: {text}"


def _workbook_lines(content: bytes) -> Iterator[str]:
    """Each cell that is not empty, by its address."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in workbook:
        yield f"--- {sheet.title}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate}: {cell.value!r} {cell.number_format}"
