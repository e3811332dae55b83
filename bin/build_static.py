#!/usr/bin/env python3
"""Build static/built/: the front-end packages of package.json, without the branding of GOV.UK.

Run by bin/setup after `npm ci`; needs Python's standard library only. The design system's guidance for services
that are not on GOV.UK is to leave out its branding, logos and fonts. So this replaces its font, and never copies
its crest and crown.
"""

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVUK = "govuk-frontend"
FONT = "@fontsource/source-sans-3"
FAMILY = "Source Sans 3"
WEIGHTS = (400, 700)
# latin-ext comes first, so that latin wins where the two ranges overlap. It carries the Welsh letters.
SUBSETS = ("latin-ext", "latin")


def font_files() -> list[tuple[str, int, str]]:
    """(subset, weight, file name) of each font file that web and print use."""
    return [
        (subset, weight, f"source-sans-3-{subset}-{weight}-normal.woff2")
        for subset in SUBSETS
        for weight in WEIGHTS
    ]


def font_rules(ranges: dict[str, str]) -> str:
    """Return the @font-face rules, with URLs relative to the style sheet."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-style:normal;font-weight:{weight};font-display:fallback;'
        f'src:url(fonts/{name}) format("woff2");unicode-range:{ranges[subset]}}}'
        for subset, weight, name in font_files()
    )


def cleaned_css(css: str, ranges: dict[str, str]) -> str:
    """Return the design system's style sheet with our font, which loads only our own files.

    Raises ValueError when a release adds a brand font or a URL that is not known here.
    """
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial", f'"{FAMILY}",arial').replace(
        "font-family:GDS Transport", f'font-family:"{FAMILY}"'
    )
    css = re.sub(r"url\(/assets/images/[^)]*crest[^)]*\)", "none", css)
    css = without_source_map(css)
    for leftover in ("GDS Transport", "url(", "sourceMappingURL"):
        if leftover in css:
            raise ValueError(f"The style sheet of {GOVUK} still says {leftover!r}: mend bin/build_static.py.")
    charset = '@charset "UTF-8";'
    return charset + font_rules(ranges) + css.removeprefix(charset)


def without_source_map(text: str) -> str:
    """Return the text without its sourceMappingURL: the map is not shipped, and static storage would look for it."""
    return re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*", "", text)


def licence_note(package: Path) -> str:
    """One paragraph: name, version and licence as the package states them."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return f"{about['name']} {about['version']}, licence {about['license']}, by {author(about)}\n"


def author(about: dict) -> str:
    """Return the author that the package states, or ""."""
    created_by = about.get("author") or about.get("contributors") or "its contributors"
    return created_by["name"] if isinstance(created_by, dict) else str(created_by)


def build(packages: Path, target: Path) -> None:
    """Write static/built/ again. Raises FileNotFoundError when `npm ci` has not been run."""
    govuk, font = packages / GOVUK, packages / FONT
    ranges = json.loads((font / "unicode.json").read_text(encoding="utf-8"))
    dist = govuk / "dist" / "govuk"
    css = cleaned_css((dist / "govuk-frontend.min.css").read_text(encoding="utf-8"), ranges)
    script = without_source_map((dist / "govuk-frontend.min.js").read_text(encoding="utf-8"))
    notes = licence_note(govuk) + licence_note(font)

    shutil.rmtree(target, ignore_errors=True)
    (target / "fonts").mkdir(parents=True)
    (target / "govuk-frontend.min.css").write_text(css, encoding="utf-8")
    (target / "govuk-frontend.min.js").write_text(script, encoding="utf-8")
    (target / "LICENCES.txt").write_text(notes, encoding="utf-8")
    for _, _, name in font_files():
        shutil.copyfile(font / "files" / name, target / "fonts" / name)
    shutil.copyfile(font / "LICENSE", target / "fonts" / "LICENSE-source-sans-3.txt")


if __name__ == "__main__":
    try:
        build(ROOT / "node_modules", ROOT / "static" / "built")
    except FileNotFoundError as missing:
        sys.exit(
            f"{missing.filename} is not there. Run bin/setup, which fetches the front-end packages first."
        )
