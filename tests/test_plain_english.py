"""Text that users read must not use phrases that plain English never needs (GOV.UK style)."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Areas whose text has not been rewritten yet. Empty this list as each area is finished.
EXCEPTIONS = ()

# Pattern of a phrase that is wrong in every use → what to write instead. A pattern without a capital letter
# matches in any case.
WRONG = {
    r"\bhangs? on\b": "depends on",
    r"\bstands at\b": "is, or: the status is",
    r"\bstands? (?:as|so|now)\b": "is",
    r"\bsomebody\b": "someone, another person, or the role",
    r"\bnobody\b": "no one",
    r"\beverybody\b": "everyone",
    r"\bwhoever\b": "the person who, or: anyone who",
    r"\breturns? (?:is |are |was |were )?not in\b": "not received",
    r"\b(?:bring|brings|brought|bringing) in\b": "import",
    r"\b(?:bring|brings|brought|bringing) (?:\w+ )?back\b": "reinstate, or: restore",
    r"\b(?:take|takes|took|taken|taking) (?:\w+ )?back\b": "undo, or: withdraw",
    r"\b(?:take|takes|took|taken) out\b": "remove, or: download",
    r"\blet (?:it |them )?go\b": "discard",
    r"\b(?:left|leave) (?:\w+ ){0,2}alone\b": "cancel",
    r"\bleft aside\b": "skipped",
    r"\b(?:leave|leaves|left) (?:it|them) as (?:it is|they are)\b": "Cancel",
    r"\bgo(?:es|ing)? on\b": "continue",
    r"\bnot now\b": "Cancel",
    r"\bpress(?:es|ed|ing)?\b(?! (?:release|office|notice))": "select",
    r"\bat once\b": "immediately, or: at the same time",
    r"\bby hand\b": "manually",
    r"\bfor ever\b": "permanently",
    r"\bmeanwhile\b": "while you were editing",
    r"\botherwise than\b": "different from",
    r"\bOurs:": "Calculated:",
    r"\b[Ss]ay (?:why|what|how|in a sentence)\b": "Enter a reason for, or: explain",
    r"\bChoose ": "Select",
    r"\blook again\b": "check again",
    r"\bput (?:it |them )?right\b": "correct",
    r"\bas printed\b": "in the original",
    r"\bour reading\b|\bwe read\b": "we took this to mean",
    r"\bmay not\b": "cannot, or: might not",
    r"\bmay (?:do|see|edit|change|score|approve|write|publish)\b": "can",
    r"\banew\b": "again",
    r"\bsmall letters\b": "lower-case letters",
    r"\bone a line\b": "one per line",
    r"\bat present\b|\bat the moment\b": "now",
    r"\bwho answers for\b|\banswers for\b": "represents, or: is responsible for",
    r"\bis not here\b": "not found",
    r"\bnothing of it\b": "no changes",
    r"\bsorry, but\b|\bplease\b|\boops\b": "leave it out",
}

SHOWN_ATTRIBUTES = re.compile(
    r"""\b(?:aria-label|alt|content|data-announce|placeholder|title|value)=(["'])(.*?)\1"""
)

# A quoted argument of a template tag, such as the text of a button.
QUOTED = re.compile(r"""(["'])(.*?)\1""")

SCRIPT_STRING = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""")


def template_texts(source: str):
    """Yield the text of a template that its readers see, and the quoted arguments of its tags."""
    source = re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", " ", source, flags=re.DOTALL)
    source = re.sub(r"<(script|style)\b.*?</\1>", " ", source, flags=re.DOTALL)
    for tag in re.findall(r"{%.*?%}|{{.*?}}", source, flags=re.DOTALL):
        yield from (text for _, text in QUOTED.findall(tag) if " " in text)
    source = re.sub(r"{%\s*(?:end)?(?:block|if|for|with)\b.*?%}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}", "…", source, flags=re.DOTALL)
    for _, value in SHOWN_ATTRIBUTES.findall(source):
        yield value
    yield " ".join(re.sub(r"<[^<>]*>", " ", source).split())


def script_texts(source: str):
    """Yield the strings of a script that contain a space."""
    for line in source.splitlines():
        if not line.lstrip().startswith("//"):
            yield from (text for _, text in SCRIPT_STRING.findall(line) if " " in text)


def python_texts(source: str):
    """Yield the strings of a module that contain a space, f-strings with "…" for each value; no docstrings."""
    tree = ast.parse(source)
    hidden = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            hidden.update(part for part in node.values if isinstance(part, ast.Constant))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in hidden:
            text = node.value
        else:
            continue
        if " " in text:
            yield text


def data_texts(source: str):
    """Yield every string of a TOML file."""
    found = [tomllib.loads(source)]
    while found:
        value = found.pop()
        if isinstance(value, dict | list):
            found += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str):
            yield value


READERS = {
    ".html": template_texts,
    ".txt": template_texts,
    ".js": script_texts,
    ".py": python_texts,
    ".toml": data_texts,
}


def files() -> list[Path]:
    """Return every file with text that users read, as paths below the root."""
    found = []
    for folder in ("templates", "static", "plans", "actions", "funding", "reports", "csp"):
        found += [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.suffix in READERS]
    return sorted(
        path
        for path in found
        if not path.as_posix().startswith((*EXCEPTIONS, "static/built/")) and "migrations" not in path.parts
    )


def wrong_phrases(text: str) -> list[str]:
    """Return each phrase of the text that has to be replaced, with its replacement."""
    found = []
    for pattern, instead in WRONG.items():
        flags = 0 if pattern != pattern.lower() else re.IGNORECASE
        found += [f"“{match.group()}”: {instead}" for match in re.finditer(pattern, text, flags)]
    return found


@pytest.mark.parametrize("path", files(), ids=str)
def test_file_has_no_phrase_that_plain_english_avoids(path):
    texts = READERS[path.suffix]((ROOT / path).read_text(encoding="utf-8"))
    assert [(phrase, text[:200]) for text in texts for phrase in wrong_phrases(text)] == []


@pytest.mark.parametrize(
    ("read", "source"),
    [
        (template_texts, "<p>It\n  hangs on your role.</p>"),
        (template_texts, '{% include "button.html" with words="Go on" only %}'),
        (template_texts, '<input type="checkbox" aria-label="Choose action 1.2">'),
        (script_texts, 'tell("You may not do this.");'),
        (script_texts, "heading.textContent = `Press ${key}`;"),
        (python_texts, 'raise Refused(f"{plan} stands at {state}.")'),
        (python_texts, 'help_text = "One a line, such as SBC."'),
        (data_texts, 'words = ["Nobody came."]'),
    ],
)
def test_reader_finds_a_wrong_phrase(read, source):
    assert [phrase for text in read(source) for phrase in wrong_phrases(text)]


@pytest.mark.parametrize(
    ("read", "source"),
    [
        (template_texts, "{# Nobody reads this. #}{% block press %}<p>Save</p>{% endblock %}"),
        (script_texts, "// Somebody else may press it."),
        (python_texts, 'def undo():\n    """Take back what was brought in."""'),
    ],
)
def test_reader_skips_comments_and_docstrings(read, source):
    assert not [phrase for text in read(source) for phrase in wrong_phrases(text)]
