"""HTML without the white space that a browser does not show, so that tests compare what people see.

Template lines are broken inside tags, between blocks and at spaces; the page's text is the same wherever they are
broken.
"""

import re

BLOCKS = (
    "p|div|li|ul|ol|td|th|tr|h[1-6]|section|dl|dt|dd|table|thead|tbody|tfoot|form|fieldset|legend|details|summary|"
    "main|header|footer|nav|article|aside|caption|hr|br|html|head|body|meta|link|figure|figcaption|option|select"
)
KEPT = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.S | re.I)
TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
IN_TAG = re.compile(r"(\"[^\"]*\"|'[^']*')|\n\s+")
CLASSES = re.compile(r'(\sclass=")([^"]*)"')
NEW_LINE = re.compile(r"[ ]?\n[ ]{2,}")
BLOCK_START = re.compile(rf"</?(?:{BLOCKS})\b")
BLOCK_END = re.compile(rf"</?(?:{BLOCKS})\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>\Z")


def as_shown(html: str) -> str:
    """Return the same page without the line breaks that only lay out the template."""
    return "".join(part if KEPT.fullmatch(part) else _shown(part) for part in KEPT.split(html))


def _shown(html: str) -> str:
    html = TAG.sub(lambda tag: CLASSES.sub(_one_line, IN_TAG.sub(lambda m: m[1] or " ", tag[0])), html)
    out, end = [], 0
    for line_break in NEW_LINE.finditer(html):
        out.append(html[end : line_break.start()])
        end = line_break.end()
        start = html.rfind("<", 0, line_break.start())
        is_beside = BLOCK_START.match(html, end) or BLOCK_END.match(html, start, line_break.start())
        out.append("" if is_beside else " ")
    return "".join([*out, html[end:]])


def _one_line(match: re.Match) -> str:
    return f'{match[1]}{" ".join(match[2].split())}"'
