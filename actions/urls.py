"""URLs of the action plan: the table, its rows, their updates, import and export."""

from django.urls import include, path, register_converter

from actions import converters
from actions.views import action, action_row, action_table, bulk_edit, timescale, update

register_converter(converters.ActionConverter, "action")
register_converter(converters.QuarterConverter, "quarter")

PLAN = "<slug:partnership>/plans/<slug:plan>/actions/"
ROW = PLAN + "<action:action>/"

urlpatterns = [
    path(PLAN, action_table.action_table, name="action_table"),
    path(PLAN + "add/", action_row.action_add, name="action_add"),
    path(PLAN + "bulk-edit/", bulk_edit.action_bulk_edit, name="action_bulk_edit"),
    path(PLAN + "undo/<slug:batch>/", bulk_edit.bulk_edit_undo, name="bulk_edit_undo"),
    path(PLAN + "timescale-preview/", timescale.timescale_preview, name="timescale_preview"),
    path(ROW, action.action_detail, name="action_detail"),
    path(ROW + "edit/", action_row.action_edit, name="action_edit"),
    path(ROW + "row/", action_row.action_row, name="action_row"),
    path(ROW + "updates/<quarter:quarter>/", update.update_edit, name="update_edit"),
    path(ROW + "move/", action.action_move, name="action_move"),
    path(ROW + "close/", action.action_close, name="action_close"),
    path(ROW + "reopen/", action.action_reopen, name="action_reopen"),
    path(ROW + "withdraw/", action.action_withdraw, name="action_withdraw"),
    path(ROW + "reinstate/", action.action_reinstate, name="action_reinstate"),
    path(ROW + "history/<int:change>/restore/", action.action_restore, name="action_restore"),
    path("<slug:partnership>/updates/", update.updates_due, name="updates_due"),
    path("", include("actions.import_urls")),
]
