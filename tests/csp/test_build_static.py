"""The front-end files: the design system without the branding of GOV.UK."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RANGES = {"latin": "U+0000-00FF", "latin-ext": "U+0100-02BA"}


@pytest.fixture(scope="module")
def build_static():
    spec = importlib.util.spec_from_file_location("build_static", ROOT / "bin" / "build_static.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_our_fonts(css):
    return re.sub(r"@font-face\{[^}]*\}", "", css)


def test_branding_is_removed_and_our_font_is_used(build_static):
    css = (
        '@charset "UTF-8";:root{--x:1}'
        '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
        ".a{font-family:GDS Transport,arial,sans-serif}"
        ".b{background-image:url(/assets/images/govuk-crest.svg)}"
        "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"
    )
    cleaned = build_static.cleaned_css(css, RANGES)
    assert without_our_fonts(cleaned) == (
        '@charset "UTF-8";:root{--x:1}'
        '.a{font-family:"Source Sans 3",arial,sans-serif}'
        ".b{background-image:none}\n"
    )
    assert re.findall(r"url\(([^)]*)\)", cleaned) == [
        "fonts/source-sans-3-latin-ext-400-normal.woff2",
        "fonts/source-sans-3-latin-ext-700-normal.woff2",
        "fonts/source-sans-3-latin-400-normal.woff2",
        "fonts/source-sans-3-latin-700-normal.woff2",
    ]


@pytest.mark.parametrize(
    "css",
    [".a{background:url(/assets/images/new.png)}", ".a{font-family:var(--x,GDS Transport)}"],
)
def test_release_with_something_unknown_stops_the_build(build_static, css):
    with pytest.raises(ValueError, match=r"mend bin/build_static\.py"):
        build_static.cleaned_css(css, RANGES)


def test_scripts_lose_the_address_of_their_map(build_static):
    assert build_static.without_source_map("run();//# sourceMappingURL=x.js.map") == "run();"


def test_build_writes_the_files_that_pages_and_pdfs_need(build_static, tmp_path):
    packages = tmp_path / "node_modules"
    for name, files in {
        "govuk-frontend": {
            "package.json": json.dumps({"name": "govuk-frontend", "version": "6.6.0", "license": "MIT"}),
            "dist/govuk/govuk-frontend.min.css": ".a{}",
            "dist/govuk/govuk-frontend.min.js": "run();",
        },
        "@fontsource/source-sans-3": {
            "package.json": json.dumps(
                {"name": "source-sans-3", "version": "5.3.1", "license": "OFL-1.1", "author": "Somebody"}
            ),
            "unicode.json": json.dumps(RANGES),
            "LICENSE": "The licence.",
            **{f"files/{name}": "font" for _, _, name in build_static.font_files()},
        },
    }.items():
        for path, text in files.items():
            target = packages / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)

    build_static.build(packages, tmp_path / "built")

    written = sorted(str(path.relative_to(tmp_path / "built")) for path in (tmp_path / "built").rglob("*.*"))
    assert written == [
        "LICENCES.txt",
        "fonts/LICENSE-source-sans-3.txt",
        "fonts/source-sans-3-latin-400-normal.woff2",
        "fonts/source-sans-3-latin-700-normal.woff2",
        "fonts/source-sans-3-latin-ext-400-normal.woff2",
        "fonts/source-sans-3-latin-ext-700-normal.woff2",
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
    ]
    assert (tmp_path / "built" / "LICENCES.txt").read_text() == (
        "govuk-frontend 6.6.0, licence MIT, by its contributors\nsource-sans-3 5.3.1, licence OFL-1.1, by Somebody\n"
    )
