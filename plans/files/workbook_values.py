"""Format the value of an Excel cell as Excel shows it: 1.10 stays 1.10, a date becomes "31 March 2025"."""

from __future__ import annotations

import datetime
import re

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from plans.files.archive import Archive, child, local, value
from plans.files.grid import OUR_ROW_STYLES
from plans.files.printed_dates import printed_day, printed_month

# What a number format shows literally, or as a colour or a condition, does not show the type.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_SIGNS = re.compile(r"[dmyhs]", re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]+")
_STORED = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMALS = re.compile(r"\.(0+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Formats 27 to 58 are dates in some countries' versions of Excel, and in no published list.
_NATIONAL_DATES = {*range(27, 37), *range(50, 59)}


class CellStyles:
    """Number formats, bold and style names of a workbook, by a cell's style number."""

    def __init__(self, root: etree._Element | None):
        formats = dict(BUILTIN_FORMATS)
        formats |= dict.fromkeys(_NATIONAL_DATES, "d/m/yyyy")
        fonts: list[bool] = []
        names: dict[int, str] = {}
        self._cells: list[tuple[str, bool, str]] = []
        for part in root if root is not None else ():
            name = local(part)
            if name == "numFmts":
                formats |= {_whole(value(each, "numFmtId")): value(each, "formatCode") for each in part}
            elif name == "fonts":
                fonts = [_is_bold(each) for each in part if local(each) == "font"]
            elif name == "cellStyles":
                names |= {_whole(value(each, "xfId")): value(each, "name") for each in part}
        cells = child(root, "cellXfs")
        for each in cells if cells is not None else ():
            font = _whole(value(each, "fontId"))
            self._cells.append(
                (
                    formats.get(_whole(value(each, "numFmtId")), "General"),
                    font < len(fonts) and fonts[font],
                    names.get(_whole(value(each, "xfId")), ""),
                )
            )

        self.ours = {str(at) for at, (_, _, name) in enumerate(self._cells) if name in OUR_ROW_STYLES}
        """The style numbers of headings and notes of our own exports, which say something even when blank."""

    def of(self, number: str) -> tuple[str, bool, str]:
        """Return the number format, whether it is bold, and the name of the style."""
        index = _whole(number) if number else 0
        return self._cells[index] if index < len(self._cells) else ("General", False, "")


def strings(archive: Archive, name: str) -> list[str]:
    """Return the workbook's shared strings in order."""
    return [text_of(each) for each in archive.elements(name, "si")] if name else []


def text_of(element: etree._Element) -> str:
    """Return the text of a string item, its runs combined, without the pronunciation."""
    pieces: list[str] = []
    for each in element:
        if local(each) == "t":
            pieces.append(each.text or "")
        elif local(each) == "r":
            pieces.extend(text.text or "" for text in each if local(text) == "t")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Decode what Excel writes for characters that XML cannot hold: _x000D_, itself written as _x005F_x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def stored_digits(number: str) -> str:
    """Return a stored number (1234.5, -3, 1E-05) without its format; "" if it is not a number."""
    if _INTEGER.fullmatch(number):
        return number
    # Excel has 15 digits. Further digits in the file are rounding errors.
    return format(float(number), ".15g") if _STORED.fullmatch(number) else ""


def is_date(number: str, code: str) -> bool:
    """Return whether the format shows a stored number as a date or a time."""
    amount = _amount(number)
    return amount is not None and _is_date(_LITERAL.sub("", _section(code, amount)))


def printed(number: str, code: str, *, from_1904: bool) -> str:
    """Return a stored number as its format shows it; dates as text, whole months without a day."""
    amount = _amount(number)
    if amount is None:
        return number
    section = _section(code, amount)
    plain = _LITERAL.sub("", section)
    if _is_date(plain):
        return _date(amount, plain.lower(), from_1904=from_1904) or _general(amount)
    if plain.strip() in {"", "@"} or "general" in plain.lower() or "e+" in plain.lower() or "?/" in plain:
        return _general(amount)
    return _formatted(amount, section, plain)


def _amount(number: str) -> float | None:
    """Return the number that a cell stores; None for other text, and for more digits than Excel has."""
    try:
        amount = float(number)
    except ValueError:
        return None
    return amount if abs(amount) <= 1e15 else None


def _is_date(plain: str) -> bool:
    return _DATE_SIGNS.search(plain) is not None and "general" not in plain.lower()


def _section(code: str, amount: float) -> str:
    """Return the part of a format for this number: positive, negative or zero."""
    parts = re.sub(r'"[^"]*"', lambda found: found[0].replace(";", ","), code).split(";")
    if amount < 0 and len(parts) > 1:
        return parts[0]
    return parts[2] if amount == 0 and len(parts) > 2 and parts[2].strip() else parts[0]


def _general(amount: float) -> str:
    return format(amount, ".15g") if abs(amount) < 1e15 else str(amount)


def _formatted(amount: float, section: str, plain: str) -> str:
    percent = "%" in plain
    found = _DECIMALS.search(plain)
    places = len(found[1]) if found else 0
    if "#" in plain.partition(".")[2] and not found:
        return _general(amount)
    shown = format(abs(amount) * (100 if percent else 1), f"{',' if ',' in plain else ''}.{places}f")
    whole, _, rest = shown.partition(".")
    digits = len(re.findall("0", plain.partition(".")[0]))
    shown = whole.rjust(digits, "0") + (f".{rest}" if rest else "")
    pound = next((sign for sign in "£€$" if sign in section), "")
    return (
        f"{'-' if amount < 0 and float(shown.replace(',', '')) else ''}{pound}{shown}{'%' if percent else ''}"
    )


def _date(serial: float, signs: str, *, from_1904: bool) -> str:
    has_day, has_year = "d" in signs, "y" in signs
    has_time = "h" in signs or "s" in signs
    start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if not from_1904 and 0 < serial < 60:
        # Excel counts a 29 February 1900, which did not exist.
        start += datetime.timedelta(days=1)
    try:
        moment = start + datetime.timedelta(days=serial)
        moment = (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        return ""
    clock = f"{moment:%H:%M}"
    if has_time and not has_day and not has_year:
        return clock
    if serial < 1:
        return ""
    if not has_day and "m" in signs:
        # "Apr-25" is stored as the first day of the month, which was not typed.
        words = printed_month(moment)
    elif not has_day:
        words = str(moment.year)
    else:
        words = printed_day(moment)
    return f"{words} {clock}" if has_time and clock != "00:00" else words


def _is_bold(font: etree._Element) -> bool:
    bold = child(font, "b")
    return bold is not None and value(bold) not in {"0", "false"}


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
