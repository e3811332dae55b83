"""Read the text of a Word paragraph from its XML: with insertions and content controls, without deletions.

Word libraries drop tracked insertions and content controls silently, so this walks the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plans.files.archive import child, local, value
from plans.files.grid import SourceParagraph
from plans.files.text_cleaning import clean_text, has_control_characters, one_line, truncate
from plans.files.word_styles import Styles

# Elements that wrap paragraphs, rows, cells or runs without being one.
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})

# Elements that are not text, or are text that the document no longer has.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "tcPr", "instrText", "delText", "delInstrText"}
)

# Ticks and boxes that Word keeps as characters of a picture font.
_SYMBOLS = {
    "F0FC": "✓",
    "F0FB": "✗",
    "F0FE": "☑",
    "F0FD": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F052": "☑",
    "F0B7": "•",
}


@dataclass
class CellFlags:
    """What a cell holds that the user must be warned about."""

    seen: set[str] = field(default_factory=set)
    deleted: list[str] = field(default_factory=list)

    def frozen(self) -> frozenset[str]:
        words = truncate(" ".join(self.deleted))
        return frozenset(self.seen | ({f"deleted: {words}"} if words else set()))


def unwrapped(element: etree._Element, marks: CellFlags) -> Iterator[etree._Element]:
    """Yield an element's children, with those inside content controls and insertions in their place."""
    for each in element:
        name = local(each)
        if name == "sdt":
            marks.seen.add("control")
            # "Click here to enter text" is the form's prompt, not text; its paragraph or cell stays.
            is_prompt = _is_on(child(each, "sdtPr", "showingPlcHdr"))
            for inner in unwrapped(each, marks):
                if is_prompt:
                    for text in inner.iter("{*}t"):
                        text.text = ""
                yield inner
        elif name in WRAPPERS:
            if name in {"ins", "moveTo"}:
                marks.seen.add("inserted")
            yield from unwrapped(each, marks)
        elif name not in {"sdtPr", "sdtEndPr"}:
            yield each


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and value(element) not in {"0", "false", "off", "none"}


def paragraph_of(element: etree._Element, styles: Styles, marks: CellFlags) -> SourceParagraph:
    """Return the text of a w:p with its style, list level and printed number."""
    pieces: list[str] = []
    bold: list[bool] = []
    properties = child(element, "pPr")
    style = value(child(properties, "pStyle"))
    _walk(element, pieces, bold, marks, styles.is_bold(style))
    raw = "".join(pieces)
    if has_control_characters(raw):
        marks.seen.add("characters")
    level, label = styles.list_place(properties, style)
    return SourceParagraph(clean_text(raw), level, label, styles.name(style), bool(bold) and all(bold))


def runs_on(element: etree._Element) -> bool:
    """Return whether the paragraph's end was deleted, so that the next paragraph continues it."""
    return child(element, "pPr", "rPr", "del") is not None


def _walk(
    element: etree._Element, pieces: list[str], bold: list[bool], marks: CellFlags, is_bold: bool
) -> None:
    for each in element:
        name = local(each)
        if name == "t":
            # A line break inside w:t comes from the layout of the file; Word shows a space.
            text = (each.text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")
            pieces.append(text)
            if text.strip():
                bold.append(is_bold)
        elif name == "r":
            own = child(each, "rPr", "b")
            _walk(each, pieces, bold, marks, is_bold if own is None else _is_on(own))
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name in {"tab", "ptab"}:
            pieces.append("\t")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            code = value(each, "char").upper()
            pieces.append(_SYMBOLS.get(code) or _character(code))
        elif name in {"del", "moveFrom"}:
            words = one_line(" ".join(text.text or "" for text in each.iter("{*}t", "{*}delText")))
            if words:
                marks.deleted.append(words)
        elif name in _LEFT_OUT:
            continue
        elif name in {"footnoteReference", "endnoteReference"}:
            marks.seen.add("footnote")
        elif name == "sdt":
            marks.seen.add("control")
            if not _is_on(child(each, "sdtPr", "showingPlcHdr")):
                _walk(each, pieces, bold, marks, is_bold)
        elif name == "p":
            # A text box: its paragraphs are lines of this one.
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            _walk(each, pieces, bold, marks, is_bold)
            pieces.append("\n")
        else:
            if name in {"ins", "moveTo"}:
                marks.seen.add("inserted")
            _walk(each, pieces, bold, marks, is_bold)


def _character(code: str) -> str:
    try:
        found = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Picture fonts put their characters into the private use area, where other fonts have none.
    return "•" if "\ue000" <= found <= "\uf8ff" else found
