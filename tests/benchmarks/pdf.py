"""Print how long our PDF of a plan takes compared with WeasyPrint's own of a plain page.

`python -m tests.benchmarks.pdf`. Both contain the same 40 actions with three milestones each. Ours is measured from
the request to the last byte through a process that was started earlier; the plain one as a call in a process that
has rendered before. Medians of runs done in turns. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from html import escape
from io import BytesIO
from statistics import median

import django
import pikepdf
import weasyprint

from tests.reports.sample import HEADINGS, make_page, plan_table, rows

PLAIN_STYLE = "@page { size: A4 landscape } table { border-collapse: collapse } th, td { border: 1px solid }"


def plain_page(plan: list[dict]) -> str:
    """Return the plan as a first version would have it: lists of milestones, collapsed borders, browser styles."""
    body = "".join(plain_row(row) for row in plan)
    heads = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    table = f"<table><caption>Plan</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Plan</title><style>{PLAIN_STYLE}</style></head>'
        f"<body><h1>Plan</h1>{table}</body></html>"
    )


def plain_row(row: dict) -> str:
    milestones = "".join(f"<li>{escape(milestone)}</li>" for milestone in row["milestones"])
    cells = [row["number"], row["action"], row["outcome"], None, row["leads"], row["status"], row["update"]]
    return "<tr>{}</tr>".format(
        "".join(f"<td>{f'<ul>{milestones}</ul>' if cell is None else escape(cell)}</td>" for cell in cells)
    )


def our_page(plan: list[dict]) -> str:
    return make_page(f'<section class="landscape"><h2>The action plan</h2>{plan_table(plan)}</section>')


def seconds(job) -> tuple[float, bytes]:
    began = time.perf_counter()
    made = job()
    return time.perf_counter() - began, made


def turns(times: int, *jobs, before) -> list[tuple[float, bytes]]:
    """Return the median seconds and the last result of each job, run in turns after one round that does not count.

    `before` is run before each round and does not count either.
    """
    taken = []
    for _ in range(times + 1):
        before()
        taken.append([seconds(job) for job in jobs])
    taken = taken[1:]
    return [(median(took for took, _ in column), column[-1][1]) for column in zip(*taken, strict=True)]


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def size(made: bytes) -> str:
    with pikepdf.open(BytesIO(made)) as pdf:
        return f"{len(pdf.pages)} pages, {len(made) / 1000:.0f} kB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="turns that count")
    parser.add_argument("--actions", type=int, default=40)
    parser.add_argument("--wait", type=float, default=4, help="seconds for the waiting process to load")
    asked = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from reports.documents import keep_spare, make_pdf
    from reports.documents.process import stop_spare

    plan = rows(asked.actions)
    plain, ours = plain_page(plan), our_page(plan)
    cold = median(seconds(lambda: make_pdf(ours))[0] for _ in range(asked.times))
    (bare, bare_made), (through, our_made) = turns(
        asked.times,
        lambda: weasyprint.HTML(string=plain).write_pdf(pdf_variant="pdf/ua-1"),
        lambda: make_pdf(ours),
        before=lambda: (keep_spare(), time.sleep(asked.wait)),
    )
    stop_spare()
    say(f"plain WeasyPrint PDF/UA-1 of {asked.actions} actions: {bare:.2f} s ({size(bare_made)})")
    say(
        f"ours, request to last byte: {through:.2f} s ({size(our_made)}); without a process that waits {cold:.2f} s"
    )
    say(f"{'PDF of the plan, ours / plain WeasyPrint':<78} {through / bare:7.2f}   must hold 0.6, aim 0.37")


if __name__ == "__main__":
    main()
