"""Two thousand malicious texts: markup, formulas, very long ones, control characters, other directions, links."""

from itertools import product

MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr></table><h1>Broken</h1>", "<!-- gone",
    "]]>", "<![CDATA[x]]>", "&lt;b&gt;", "&amp;amp;", "&#x3C;", "<svg/onload=alert(1)>", "{{ request.user }}",
    "{% include 'base.html' %}", "{% load static %}", "{# gone #}", "${7*7}", "<%= 1 %>", "\" onfocus=\"alert(1)",
    "' or '1'='1", "'; DROP TABLE plans_plan; --", "%s %(x)s {0} {x}", "\\N{SNOWMAN} \\x00 \\", "__class__",
    "<link rel=attachment href=file:///etc/passwd>", "<a href=file:///etc/passwd>x</a>", "<base href=//evil.example>",
    "<style>@import url(http://127.0.0.1:9/)</style>", "<w:p><w:r/></w:p>", "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=cmd|'/c calc'!A1", "+44 20 7946 0000", "-1", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://127.0.0.1\")",
    "'=1+1", "''", "'", "=", "-", "+", "@", "=IMPORTXML(\"file:///etc/passwd\")", "1e5", "0001", "1.10", "31/03/2025",
)  # fmt: skip
LETTERS = (
    "\u202eright to left\u202c", "\u200fעברית\u200f", "العربية", "e\u0301", "é", "👨‍👩‍👧‍👦", "\ufeffmarked", "\u200bnothing\u200b",
    "ŵŷ Ŵŷ", "Zalgo\u0300\u0301\u0302\u0303\u0304", "\U0001F600" * 20, "ﬁ ligature", "½ ⅓", "\u00a0fixed\u00a0", "­soft­hyphen",
    "\ufffd", "\U000e0001tag", "日本語の文章", "\u2028line\u2029paragraph", "tab\tinside", "line\nbreak", "two\n\nbreaks",
)  # fmt: skip
LINKS = (
    "file:///etc/passwd", "file://localhost/etc/hosts", "http://127.0.0.1:9/x", "javascript:alert(1)", "//evil.example",
    "data:text/html,<script>1</script>", "\\\\server\\share", "../../../etc/passwd", "C:\\con", "mailto:a@b.example",
)  # fmt: skip
# A database or an XML file cannot hold these; they are rejected, or removed with a message.
CONTROLS = (
    "nul\x00byte",
    "\x07bell",
    "\x1b[31mred",
    "\x0b",
    "back\x08space",
    "\ud7ff\ue000",
    "no\ufffe\uffffcharacter",
)
LONG = ("x" * 100_000, "word " * 20_000, "<b>" * 30_000, "é" * 50_000, "line\n" * 5_000)

SURROUNDINGS = (
    "{}",
    "Deliver {} by March",
    "{} ",
    "“{}”",
    "{0} {0}",
    "({})",
    "a{}",
    "{}!",
    "{}\n{}",
    "1.1 {}",
    "{}; {}",
)


def hostile_texts(number: int = 2_000) -> list[str]:
    """Return that many different texts, always the same; every fragment comes alone before it comes in a sentence."""
    fragments = (*MARKUP, *FORMULAS, *LETTERS, *LINKS, *CONTROLS)
    alone = [*fragments, *LONG]
    joined = [
        surrounding.replace("{0}", "{}").replace("{}", text)
        for surrounding, text in product(SURROUNDINGS[1:], fragments)
    ]
    pairs = [f"{first} {second}" for first, second in product(fragments, fragments) if first != second]
    return list(dict.fromkeys([*alone, *joined, *pairs]))[:number]


def is_storable(text: str) -> bool:
    """Return whether a database and a file can hold the text unchanged."""
    return not any(
        letter in "\ufffe\uffff" or (ord(letter) < 32 and letter not in "\t\n\r") for letter in text
    )
