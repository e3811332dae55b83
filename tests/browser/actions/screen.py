"""Where elements are on the action plan's screen."""

from actions.models import Action, Milestone

TABLE = "/northshire/plans/2024-25/actions/"


def is_same_page(page) -> bool:
    return page.evaluate("window.mark") == "the same page"


def row(page, number):
    return page.locator(f"#a-{Action.objects.get(number=number).pk}")


def opener(page, number):
    return row(page, number).locator(".row__open")


def spoken(page):
    return page.locator("#announcements")


def step_key(words: str) -> int:
    return Milestone.objects.get(milestone=words).pk
