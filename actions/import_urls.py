"""URLs of import and export; actions/urls.py includes them."""

from django.urls import path

from actions.views import exporting, plan_import

PLAN = "<slug:partnership>/plans/<slug:plan>/actions/"
IMPORT = PLAN + "import/"
FILE = IMPORT + "<int:file>/"

urlpatterns = [
    path(IMPORT, plan_import.import_upload, name="import_upload"),
    path(IMPORT + "example/", plan_import.import_example, name="import_example"),
    path(FILE + "columns/", plan_import.import_columns, name="import_columns"),
    path(FILE + "review/", plan_import.import_review, name="import_review"),
    path(FILE + "done/", plan_import.import_done, name="import_done"),
    path(FILE + "undo/", plan_import.import_undo, name="import_undo"),
    path(FILE + "cancel/", plan_import.import_cancel, name="import_cancel"),
    path(FILE + "repeat/", plan_import.import_repeat, name="import_repeat"),
    path(PLAN + "export/<slug:ending>/", exporting.action_export, name="action_export"),
]
