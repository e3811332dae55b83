"""Every URL of the site. The site's own pages and published pages come first, partnerships after them."""

from allauth.account import views as account
from django.urls import include, path, re_path

from csp import views
from csp.health import health
from plans.access import check_views_guarded, public_view, signed_in_view

# Of allauth only these URLs are reachable; second factor and single sign-on will be added here.
accounts = [
    path("login/", public_view(account.login), name="account_login"),
    path("logout/", public_view(account.logout), name="account_logout"),
    path("signup/", public_view(account.signup), name="account_signup"),
    path("inactive/", public_view(account.account_inactive), name="account_inactive"),
    path("password/change/", signed_in_view(account.password_change), name="account_change_password"),
    path("password/set/", signed_in_view(account.password_set), name="account_set_password"),
    path("reauthenticate/", signed_in_view(account.reauthenticate), name="account_reauthenticate"),
    path("password/reset/", public_view(account.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/", public_view(account.password_reset_done), name="account_reset_password_done"
    ),
    # The key contains hyphens, so the user's id must end at the first one.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public_view(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        public_view(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("help/", views.help, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", health, name="health"),
    path("accounts/", include(accounts)),
    path("", include("plans.urls")),
    path("", include("reports.urls")),
    path("", include("funding.urls")),
    path("", include("actions.urls")),
]

check_views_guarded(urlpatterns)

handler400 = "csp.views.bad_request"
handler403 = "csp.views.forbidden"
handler404 = "csp.views.not_found"
handler500 = "csp.views.server_error"
