"""Whether a page is accessible: what axe-core finds, and what it cannot see."""

from axe_playwright_python.base import AXE_SCRIPT

BEST_PRACTICE = "best-practice"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", BEST_PRACTICE]

# axe-core stays in a page after it was added. Only failures are returned: the passes are long.
VIOLATIONS = """async (rules) => {
    const options = {runOnly: rules, resultTypes: ["violations"], preload: false};
    return (await axe.run(document, options)).violations.map(({id, impact, tags, nodes}) => (
        {id, impact, tags, nodes: nodes.map(({html, failureSummary}) => ({html, failureSummary}))}
    ));
}"""

WIDER_THAN_THE_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => element && (element.matches(".scroll") || scrolls(element.parentElement));
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
        .map((element) => element.outerHTML.slice(0, 120))
        .slice(0, 5)
        .concat(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`);
}"""

SUMMARY_LINKS_THAT_LEAD_NOWHERE = """() => [...document.querySelectorAll(".govuk-error-summary__list a")]
    .filter((link) => {
        const target = document.getElementById(link.getAttribute("href").slice(1));
        if (!target) return true;
        target.focus();
        return document.activeElement !== target;
    })
    .map((link) => `${link.getAttribute("href")}: ${link.textContent}`)"""


def findings(page) -> list[str]:
    """Return everything wrong with the page now, one sentence each; empty if there is nothing."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = []
    violations = page.evaluate(VIOLATIONS, RULES)
    for violation in sorted(violations, key=lambda each: BEST_PRACTICE in each["tags"]):
        name = "best practice" if BEST_PRACTICE in violation["tags"] else "WCAG 2.2 AA"
        found += [
            f"{name}, {violation['id']} ({violation['impact']}): {node['html'][:200]} — {node['failureSummary']}"
            for node in violation["nodes"]
        ]
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"{headings} h1 headings instead of one")
    found += [f"wider than the window: {element}" for element in page.evaluate(WIDER_THAN_THE_WINDOW)]
    found += [f"error link leads nowhere: {link}" for link in page.evaluate(SUMMARY_LINKS_THAT_LEAD_NOWHERE)]
    in_error = page.locator("main .govuk-error-summary__list").count() > 0
    if in_error and not page.title().startswith("Error: "):
        found.append(f"the title does not begin with “Error: ”: {page.title()}")
    return found


def assert_accessible(page) -> None:
    """Fail with every finding if there is any."""
    found = findings(page)
    assert not found, f"{page.url} at {page.viewport_size['width']} px:\n" + "\n".join(found)


def assert_accessible_at_both_widths(page) -> None:
    """The same at 1280 and at 320 pixels; the window keeps its size."""
    size = page.viewport_size
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
    page.set_viewport_size(size)
