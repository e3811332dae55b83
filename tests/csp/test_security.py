"""The headers of every page."""

import re

import pytest
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.test import RequestFactory

from csp.security import security_headers
from tests.factories import make_user


def answered_by(view, path="/", user=None):
    """Return the response of the view behind the middleware."""
    request = RequestFactory().get(path)
    if user:
        request.user = user
    return security_headers(view)(request)


def plain(request):
    return HttpResponse("plain")


def with_script(request):
    page = Template('<script nonce="{{ csp_nonce }}"></script><script nonce="{{ csp_nonce }}"></script>')
    return HttpResponse(page.render(RequestContext(request)))


def test_page_can_use_only_our_own_files():
    assert answered_by(plain)["Content-Security-Policy"] == (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def test_the_nonce_of_page_and_header_agree_and_differ_each_time():
    nonces = []
    for _ in range(2):
        response = answered_by(with_script)
        in_page = re.findall(r'nonce="([\w-]+)"', response.content.decode())
        in_header = re.findall(r"script-src 'self' 'nonce-([\w-]+)'", response["Content-Security-Policy"])
        assert in_page == in_header * 2
        nonces += in_header
    assert len(set(nonces)) == 2


def test_view_can_set_its_own_policy():
    def pdf(request):
        return HttpResponse("pdf", headers={"Content-Security-Policy": "sandbox"})

    assert answered_by(pdf)["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("debug", "status", "has_policy"), [(False, 500, True), (True, 500, False), (True, 200, True)]
)
def test_only_pages_for_developers_go_without(settings, debug, status, has_policy):
    settings.DEBUG = debug
    response = answered_by(lambda request: HttpResponse("failed", status=status))
    assert ("Content-Security-Policy" in response) is has_policy


def test_scripts_get_neither_camera_nor_place():
    policy = answered_by(plain)["Permissions-Policy"]
    assert ("camera=()" in policy, "geolocation=()" in policy) == (True, True)


@pytest.mark.django_db
def test_signed_in_pages_are_not_cached_by_the_browser():
    assert answered_by(plain, user=make_user())["Cache-Control"] == "no-store, private"


def test_public_pages_can_be_cached():
    assert "Cache-Control" not in answered_by(plain)


@pytest.mark.django_db
def test_every_page_of_the_site_has_the_headers(client):
    for address, status in (("/accounts/login/", 200), ("/nowhere/at/all/", 404)):
        response = client.get(address)
        assert response.status_code == status
        assert response["Content-Security-Policy"].startswith("default-src 'self'; script-src 'self' 'nonce-")
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
