"""Addresses of bringing a file in and taking the plan out; actions/urls.py includes them."""

from django.urls import path

from actions.views import exporting, importing

PLAN = "<slug:partnership>/plans/<slug:plan>/actions/"
IMPORT = PLAN + "import/"
FILE = IMPORT + "<int:file>/"

urlpatterns = [
    path(IMPORT, importing.import_upload, name="import_upload"),
    path(IMPORT + "example/", importing.import_example, name="import_example"),
    path(FILE + "columns/", importing.import_columns, name="import_columns"),
    path(FILE + "check/", importing.import_check, name="import_check"),
    path(FILE + "done/", importing.import_done, name="import_done"),
    path(FILE + "undo/", importing.import_undo, name="import_undo"),
    path(FILE + "leave/", importing.import_leave, name="import_leave"),
    path(FILE + "again/", importing.import_again, name="import_again"),
    path(PLAN + "export/<slug:ending>/", exporting.action_export, name="action_export"),
]
