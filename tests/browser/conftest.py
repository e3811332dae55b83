"""A real Chromium in front of a live server."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from playwright.sync_api import expect, sync_playwright

# Playwright's own loop runs in the test's thread, which Django would otherwise take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# On a busy machine a response can take long; what is true early is not waited for.
expect.set_options(timeout=20_000)

HERE = Path(__file__).parent
WIDE, PHONE = 1280, 320
# A page that shows an error on purpose makes the browser log it; that is not an error of the page.
REFUSED = "the server responded with a status of 4"


def pytest_collection_modifyitems(items):
    """Mark every test in this folder as one that drives a browser."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The machine's Chromium, started once for all tests; skips if there is none."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("There is no Chromium on this machine (Debian's package chromium); bin/test installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """Errors from the pages' scripts and the security policy; a test that expects one clears the list."""
    return []


@pytest.fixture
def open_browser(chromium, live_server, complaints):
    """Open a new browser, as another person would: `open_browser(width=320, javascript=False)`.

    When the test is over, any script error fails it.
    """
    contexts = []

    def open_one(width: int = WIDE, *, height: int = 900, javascript: bool = True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and REFUSED not in message.text
                else None
            ),
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    wait_until_answered()
    assert complaints == []


def wait_until_answered(seconds: float = 20) -> None:
    """Wait for the responses that closed browsers requested: no draft is saved while the database is emptied."""
    end = time.monotonic() + seconds
    for thread in threading.enumerate():
        # The server answers each connection in its own thread, which ends when the browser disconnects.
        if "process_request_thread" in thread.name:
            thread.join(max(0, end - time.monotonic()))


@pytest.fixture
def page(open_browser):
    """A desktop browser, 1280 pixels wide."""
    return open_browser(WIDE)


@pytest.fixture
def phone(open_browser):
    """A browser on a small telephone, 320 pixels wide."""
    return open_browser(PHONE)


@pytest.fixture
def without_scripts(open_browser):
    """A browser that runs no JavaScript."""
    return open_browser(WIDE, javascript=False)


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, user)`: the user is signed in from the next page on, without the form."""

    def put_cookie(page, person) -> None:
        client = Client()
        client.force_login(person)
        page.context.add_cookies(
            [
                {
                    "name": site.SESSION_COOKIE_NAME,
                    "value": client.cookies[site.SESSION_COOKIE_NAME].value,
                    "url": live_server.url,
                }
            ]
        )

    return put_cookie


@pytest.fixture
def sign_in_by_form(live_server):
    """`sign_in_by_form(page, email, password)`: type both and select the button."""

    def type_both(page, email: str, password: str) -> None:
        page.goto("/accounts/login/")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/login/" not in url)

    return type_both
