"""A report in the HTML that our templates use, with a plan of any number of actions."""

import random
from html import escape

HEADINGS = ["No.", "Action", "Desired outcome", "Milestones", "Leads", "Status", "Latest update"]
STATUSES = ["On track", "At risk", "Off track", "Complete", "Not started"]
LEADS = [
    "Police",
    "Housing",
    "Community Safety Unit",
    "Probation Service",
    "Integrated Care Board",
    "To be confirmed",
]
TIMESCALES = ["by 31 March 2025", "Q3", "ongoing", "Summer 24", "by 30 September 2024"]
VERBS = ["Agree", "Review", "Publish", "Train", "Visit", "Survey", "Map", "Refer", "Offer", "Test"]
THINGS = [
    "street lighting on the walk from the station to the high street",
    "the way that schools tell us about young people who go missing",
    "evening patrols where the data show most complaints",
    "what licensed premises do to keep people safe at closing time",
    "support for families who were burgled more than once",
    "how victims of hate crime reach the partner who can help",
    "the list of empty homes that draw nuisance",
    "a leaflet in four languages about doorstep crime",
    "joint visits with the fire service to people who live alone",
    "places for adults who leave treatment early",
]
ENDS = [
    "before the winter",
    "with the residents",
    "in both towns",
    "and report to the board",
    "at no new cost",
]


def rows(actions: int) -> list[dict]:
    """The same invented actions each time, with seven values each and three milestones."""
    draw = random.Random(27)

    def words() -> str:
        return f"{draw.choice(VERBS)} {draw.choice(THINGS)} {draw.choice(ENDS)}"

    return [
        {
            "number": f"{1 + i // 10}.{1 + i % 10}",
            "action": words(),
            "outcome": f"Fewer people harmed: {draw.choice(THINGS)}",
            "milestones": [f"{words()}: {draw.choice(TIMESCALES)}" for _ in range(3)],
            "leads": draw.choice(LEADS),
            "status": draw.choice(STATUSES),
            "update": f"{words()}.",
        }
        for i in range(actions)
    ]


def make_report_html(
    actions: int = 40, draft: bool = True, more: str = "", title: str = "Exception report"
) -> str:
    """Return an exception report: cover, contents, numbers, chart, exceptions, and the plan as annex. Three tables."""
    plan = rows(actions)
    exceptions = [row for row in plan if row["status"] in ("At risk", "Off track")][:8]
    return f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="author" content="Mersea Community Safety Partnership">
<meta name="dcterms.created" content="2024-10-09T09:00:00Z"></head>
<body{' class="draft"' if draft else ""}>
<header class="cover"><p class="owner">Mersea Community Safety Partnership</p><h1>{escape(title)}</h1>
<p class="fact"><b>Plan</b> Community safety plan 2024/25</p>
<p class="fact"><b>Quarter</b> Quarter 2, July to September 2024</p>
<p class="fact"><b>As at</b> 30 September 2024</p>
<p class="fact"><b>Version</b> 1, {"draft" if draft else "approved on 9 October 2024"}</p></header>
<section><h2 id="summary">Summary</h2>
<ul class="figures"><li><b>{actions}</b> actions</li><li><b>{len(exceptions)}</b> exceptions</li>
<li><b>12</b> on track</li><li><b>5</b> complete</li><li><b>2</b> not started</li></ul>
<p>Most of the plan is on course. Two actions need a decision from the Executive Group, both because the
grant was awarded a month later than the plan assumed.</p>
<figure>{CHART}</figure>
<table><caption>The same in figures</caption><colgroup><col class="w40"><col class="w15"><col class="w15"></colgroup>
<thead><tr><th scope="col">Status</th><th scope="col" class="number">This quarter</th>
<th scope="col" class="number">Last quarter</th></tr></thead><tbody>
<tr><th scope="row">On track</th><td class="number">12</td><td class="number">14</td></tr>
<tr><th scope="row">At risk</th><td class="number">5</td><td class="number">3</td></tr>
<tr><th scope="row">Off track</th><td class="number">3</td><td class="number">1</td></tr></tbody></table></section>
<section><h2 id="exceptions">Exceptions</h2><h3>Priority 1: safer streets</h3>
<p class="inset">The officer’s words: two suppliers withdrew; the work is let again and begins in November.</p>
<table><caption>Actions that the Executive Group must see</caption>
<colgroup><col class="w8"><col class="w40"><col class="w15"><col></colgroup><thead><tr><th scope="col">No.</th>
<th scope="col">Action</th><th scope="col">Status</th><th scope="col">Why it is here</th></tr></thead><tbody>
{"".join(exception_row(row) for row in exceptions)}</tbody></table></section>
{more}
<section class="landscape"><h2 id="plan">Annex: the action plan</h2>{plan_table(plan)}</section>
</body></html>"""


def make_page(body: str, title: str = "A page") -> str:
    """Return the smallest page that our rules allow, around a body."""
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )


def status_cell(words: str) -> str:
    return f'<td class="status status-{words.lower().replace(" ", "-")}">{words}</td>'


def exception_row(row: dict) -> str:
    return (
        f'<tr><th scope="row">{row["number"]}</th><td>{escape(row["action"])}</td>{status_cell(row["status"])}'
        "<td>A milestone is overdue by 6 weeks. Nothing was said this quarter.</td></tr>"
    )


def plan_table(plan: list[dict]) -> str:
    """The plan as we print it."""
    widths = ["w4", "w20", "w14", "w28", "w9", "w9", "w16"]
    return f"""<table><caption>Actions and milestones</caption>
<colgroup>{"".join(f'<col class="{width}">' for width in widths)}</colgroup>
<thead><tr>{"".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)}</tr></thead><tbody>
{"".join(plan_row(row) for row in plan)}</tbody></table>"""


def plan_row(row: dict) -> str:
    milestones = "".join(f"<p>{escape(milestone)}</p>" for milestone in row["milestones"])
    return (
        f'<tr><th scope="row">{row["number"]}</th><td>{escape(row["action"])}</td><td>{escape(row["outcome"])}</td>'
        f"<td>{milestones}</td><td>{row['leads']}</td>{status_cell(row['status'])}"
        f"<td>{escape(row['update'])}</td></tr>\n"
    )


CHART = """<svg viewBox="0 0 500 92" width="500" height="92"><title>Of 20 actions, 12 are on track, 5 at risk and
3 off track.</title>
<g font-family="Source Sans 3" font-size="11"><text x="0" y="18">On track</text><text x="0" y="48">At risk</text>
<text x="0" y="78">Off track</text><rect x="60" y="5" width="360" height="18" fill="#12703c"/>
<rect x="60" y="35" width="150" height="18" fill="#d97706"/><rect x="60" y="65" width="90" height="18" fill="#b42313"/>
<text x="426" y="18">12</text><text x="216" y="48">5</text><text x="156" y="78">3</text></g></svg>"""
