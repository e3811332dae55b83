"""Styles and list numbers of a Word file: the name of a style, and the number that Word prints."""

from __future__ import annotations

from lxml import etree

from plans.files.archive import Archive, child, local, value

_LONGEST_CHAIN = 20
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Styles:
    """The file's styles and lists. Lists count on as paragraphs are requested in order."""

    def __init__(self, archive: Archive, main_part: str):
        parts = dict(archive.related(main_part).values()) if main_part else {}
        self._styles: dict[str, etree._Element] = {}
        root = archive.tree(parts["styles"]) if "styles" in parts else None
        for each in root if root is not None else ():
            if local(each) == "style":
                self._styles[value(each, "styleId")] = each
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._read_lists(archive.tree(parts["numbering"]) if "numbering" in parts else None)
        self._counts: dict[str, dict[int, int]] = {}

    def _read_lists(self, root: etree._Element | None) -> None:
        for each in root if root is not None else ():
            if local(each) == "abstractNum":
                self._levels[value(each, "abstractNumId")] = {
                    _whole(value(level, "ilvl")): level for level in each if local(level) == "lvl"
                }
            elif local(each) == "num":
                name = value(each, "numId")
                self._lists[name] = value(child(each, "abstractNumId"))
                for override in each:
                    if local(override) == "lvlOverride" and child(override, "startOverride") is not None:
                        start = _whole(value(child(override, "startOverride")))
                        self._restarts.setdefault(name, {})[_whole(value(override, "ilvl"))] = start

    def _chain(self, style: str) -> list[etree._Element]:
        """Return the style and those it is based on."""
        found: list[etree._Element] = []
        while style in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style])
            style = value(child(found[-1], "basedOn"))
        return found

    def name(self, style: str) -> str:
        """Return the name of a style in Word, such as "heading 1"."""
        element = self._styles.get(style)
        return (value(child(element, "name")) or style) if element is not None else style

    def is_bold(self, style: str) -> bool:
        for element in self._chain(style):
            bold = child(element, "rPr", "b")
            if bold is not None:
                return value(bold) not in {"0", "false", "off"}
        return False

    def list_place(self, properties: etree._Element | None, style: str) -> tuple[int | None, str]:
        """Return a paragraph's level in a list and the number printed before it; (None, "") outside lists."""
        own = child(properties, "numPr")
        sources = [own] if own is not None else [child(each, "pPr", "numPr") for each in self._chain(style)]
        found = next((each for each in sources if each is not None), None)
        name = value(child(found, "numId"))
        if found is None or name in {"", "0"}:
            return None, ""
        level = min(max(_whole(value(child(found, "ilvl"))), 0), 8)
        return level, self._count(name, level) if name in self._lists else ""

    def _count(self, name: str, level: int) -> str:
        abstract = self._lists[name]
        levels = self._levels.get(abstract, {})
        counts = self._counts.setdefault(abstract, {})
        restarts = self._restarts.get(name, {})
        if level in restarts:
            counts[level] = restarts.pop(level) - 1
        start = _whole(value(child(levels.get(level), "start")) or "1")
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        pattern = value(child(levels.get(level), "lvlText"))
        if value(child(levels.get(level), "numFmt")) in {"bullet", "none"} or "%" not in pattern:
            return ""
        for each in range(level + 1):
            here = levels.get(each)
            count = counts.get(each, _whole(value(child(here, "start")) or "1"))
            pattern = pattern.replace(f"%{each + 1}", _numeral(count, value(child(here, "numFmt"))))
        return pattern.strip()


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _numeral(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        words = ""
        for size, sign in _ROMAN:
            words += sign * (count // size)
            count %= size
        return words if kind == "lowerRoman" else words.upper()
    return f"{count:02d}" if kind == "decimalZero" else str(count)
