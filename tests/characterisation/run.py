"""Visit every page as every user, run every command, and write the results."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

from tests.characterisation import data
from tests.characterisation.clock import stop_clock
from tests.characterisation.text import blank, file_text, page_structure, page_text
from tests.characterisation.workers import in_processes

HEADERS = ("Content-Type", "Content-Disposition", "Location", "Cache-Control")
START_PAGES = ("/", "/help/", "/published/", "/accounts/login/")
# How many pages of one kind a person visits in one plan or grant.
PAGES_OF_A_KIND = 3
GENERATED_PAGES_OF_A_KIND = 2
GENERATED_VISITORS = 3
PDF_PATH = re.compile(r"[./]pdf/?$")
PDF_TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@dataclass(frozen=True)
class Person:
    """A visitor, named in the results; without a session no one is signed in."""

    name: str
    session: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[str, ...]
    queries: int
    content: bytes

    @property
    def is_page(self) -> bool:
        return self.headers[0].startswith("text/html")


@dataclass
class Visits:
    """What one person was shown."""

    person: Person
    texts: list[tuple[Path, str]] = field(default_factory=list)
    """(folder of a page or file, its text), in the order of the visits."""
    answers: dict[str, Answer] = field(default_factory=dict)

    def keep(self, url: str, answer: Answer) -> lxml.html.HtmlElement | None:
        """Keep what the person was shown; return the page, if it is one that the person can read."""
        url = blank(url)
        self.answers[url] = replace(answer, content=b"")
        if answer.status != 200:
            return None
        path = url.replace("?", "/?").strip("/")
        if not answer.is_page:
            self._add(Path("pages", path), file_text(answer.content, answer.headers[0]))
            return None
        if not answer.content.strip():
            # A part of a page that is empty.
            self._add(Path("pages", path), "")
            return None
        # Named encoding: without it a page without a charset in its head would be read as Latin-1.
        page = lxml.html.fromstring(answer.content, parser=lxml.html.HTMLParser(encoding="utf-8"))
        self._add(Path("pages", path), page_text(page))
        self._add(Path("structure", path), page_structure(page))
        return page

    def _add(self, path: Path, text: str) -> None:
        self.texts.append((path, blank(text)))


class Results:
    """The folder of results: one file per URL and person, and one per person for statuses and queries."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.first: dict[tuple[str, str], str] = {}
        """(file, hash of its content) → the first person for whom it was so."""
        self.answers: dict[str, dict[str, Answer]] = {}

    def add(self, visits: Visits) -> None:
        """Write what a user was shown, or who was shown the same before."""
        name = visits.person.name
        self.answers.setdefault(name, {}).update(visits.answers)
        for path, text in visits.texts:
            key = str(path), hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
            first = self.first.setdefault(key, name)
            self.write_file(path / f"{name}.txt", text if first == name else f"same as {first}\n")

    def write_file(self, path: Path, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def write_answers(self) -> None:
        """Write the status, headers and number of queries of every visit."""
        for name, answers in self.answers.items():
            lines, counts = [], []
            for url, answer in sorted(answers.items()):
                headers = (
                    f"{key}: {value}" for key, value in zip(HEADERS, answer.headers, strict=True) if value
                )
                lines.append(f"{url} {answer.status} {' | '.join(headers)}\n")
                counts.append(f"{url} {answer.queries}\n")
            self.write_file(Path("answers", f"{name}.txt"), blank("".join(lines)))
            self.write_file(Path("queries", f"{name}.txt"), "".join(counts))


def write_everything(folder: Path, temporary: Path) -> None:
    """Create the data and write everything that can be seen of it."""
    stop_clock()
    call_command("migrate", verbosity=0)
    data.load_example()
    results = Results(folder)

    def visit_example(visits: Visits) -> None:
        crawl(visits, START_PAGES, PAGES_OF_A_KIND)

    for visits in in_processes([Person("nobody"), *map(sign_in, data.users())], visit_example, temporary):
        results.add(visits)
    visitors, urls = data.load_whole_site()
    everyone = [Person(to_name(visitor.name), visitor.session) for visitor in visitors]

    def visit_whole_site(visits: Visits) -> None:
        for url in urls:
            visits.keep(url, visit(visits.person, url))

    for visits in in_processes(everyone, visit_whole_site, temporary):
        results.add(visits)
    generated = data.load_generated(temporary)

    def visit_generated(visits: Visits) -> None:
        crawl(visits, generated, GENERATED_PAGES_OF_A_KIND, within=generated)

    for visits in in_processes(everyone[:GENERATED_VISITORS], visit_generated, temporary):
        results.add(visits)
    write_pdfs(results, {person.name: person for person in [*everyone, *map(sign_in, data.users())]})
    write_commands(results, temporary)
    results.write_file(Path("history.txt"), blank("\n".join(data.history_lines()) + "\n"))
    results.write_answers()


SITE = ClientHandler(enforce_csrf_checks=False)


def browser_of(person: Person) -> Client:
    browser = Client(raise_request_exception=False)
    # One handler for all: each of its own would load every middleware again.
    browser.handler = SITE
    if person.session:
        browser.cookies[settings.SESSION_COOKIE_NAME] = person.session
    return browser


def sign_in(user) -> Person:
    browser = Client()
    browser.force_login(user)
    return Person(to_name(user.email), browser.cookies[settings.SESSION_COOKIE_NAME].value)


def to_name(name: str) -> str:
    """The person's name in the names of files."""
    return re.sub(r"[^\w.@-]+", "-", name)


def visit(person: Person, url: str) -> Answer:
    """Return what a person is shown; what the visit changed is undone, so that no visit depends on another."""
    with transaction.atomic():
        answer = fetch(person, url)
        transaction.set_rollback(True)
    return answer


def fetch(person: Person, url: str) -> Answer:
    count = 0

    def counted(execute, *args):
        nonlocal count
        count += 1
        return execute(*args)

    with connection.execute_wrapper(counted):
        response = browser_of(person).get(url)
        content = response.getvalue()
    return Answer(
        response.status_code, tuple(response.headers.get(name, "") for name in HEADERS), count, content
    )


def crawl(visits: Visits, start: Iterable[str], most: int, within: Iterable[str] = ()) -> None:
    """Visit every page that the user can reach by links, up to a limit for each kind.

    `within` are the prefixes of the URLs to keep to.
    """
    visited: Counter[tuple] = Counter()
    seen = set(start)
    waiting = sorted(seen, key=in_order)
    while waiting:
        found = set()
        for url in waiting:
            kind = kind_of(url)
            if kind is None or visited[kind] >= most:
                continue
            visited[kind] += 1
            answer = visit(visits.person, url)
            page = visits.keep(url, answer)
            links = [answer.headers[2]] if answer.headers[2] else []
            links += (
                [link.get("href") for link in page.iter("a") if link.get("href")] if page is not None else []
            )
            found |= {urljoin(url, link).partition("#")[0] for link in links}
        found = {url for url in found if url.startswith(tuple(within) or "/")} - seen
        seen |= found
        waiting = sorted(found, key=in_order)


def in_order(url: str) -> list:
    """Sort URLs in natural order: 9 before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", url)]


def kind_of(url: str) -> tuple | None:
    """Return the pattern of a URL, its partnership, and its plan or grant; None if it is no page of the site."""
    parts = urlsplit(url)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return None
    names = tuple(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    first, second, third, *_ = [*parts.path.strip("/").split("/"), "", "", ""]
    return route, first, third if second in ("plans", "grants") else "", names


def write_pdfs(results: Results, people: dict[str, Person]) -> None:
    """Make one PDF of each kind, for the first user who can request it."""
    kinds = set()
    for name, answers in sorted(results.answers.items()):
        for url, answer in sorted(answers.items()):
            if answer.status != 200 or not PDF_PATH.search(url) or (route := resolve(url).route) in kinds:
                continue
            kinds.add(route)
            with override_settings(TASKS=PDF_TASKS):
                pdf = fetch(people[name], url) if name in people else fetch(Person(name), url)
            text = file_text(pdf.content, pdf.headers[0])
            results.write_file(Path("pdf", url.strip("/"), f"{name}.txt"), blank(f"{pdf.headers}\n{text}"))


def write_commands(results: Results, temporary: Path) -> None:
    """Run the commands whose names others depend on, for every plan, grant and pack."""
    for partnership, plan, quarters in data.plans():
        for ending in ("json", "csv", "docx", "xlsx"):
            run(results, temporary, "export_actions", partnership, plan, f"actions.{ending}")
        for quarter in quarters:
            run(results, temporary, "exception_report", partnership, plan, quarter, "report.json")
    for partnership, grant in data.grants():
        run(results, temporary, "grant_position", partnership, grant)
        run(results, temporary, "grant_position", partnership, grant, "--json")
    for partnership, pack in data.packs():
        for ending in ("html", "docx"):
            run(results, temporary, "scrutiny_pack", partnership, pack, f"pack.{ending}")


TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}


def run(results: Results, temporary: Path, command: str, *arguments: str) -> None:
    """Write what a command prints and the file that it makes; a name with a dot is a file's."""
    out, error = StringIO(), StringIO()
    file = next((temporary / argument for argument in arguments if "." in argument), None)
    given = [str(file) if file and argument == file.name else argument for argument in arguments]
    try:
        call_command(command, *given, stdout=out, stderr=error)
    except CommandError as refusal:
        error.write(f"Error: {refusal}\n")
    path = Path("commands", command, *(argument.strip("-") for argument in arguments))
    printed = f"{out.getvalue()}{error.getvalue()}".replace(f"{temporary}/", "")
    results.write_file(path / "printed.txt", blank(printed))
    if file and file.exists():
        text = file_text(file.read_bytes(), TYPES[file.suffix[1:]])
        results.write_file(path / "file.txt", blank(text))
        file.unlink()
