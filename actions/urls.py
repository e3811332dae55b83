"""Addresses of the action plan: the table, its rows, their updates, import and export."""

from django.urls import include, path, register_converter

from actions import converters
from actions.views import action, row, several, table, timescale, update

register_converter(converters.ActionAddress, "action")
register_converter(converters.QuarterAddress, "quarter")

PLAN = "<slug:partnership>/plans/<slug:plan>/actions/"
ROW = PLAN + "<action:action>/"

urlpatterns = [
    path(PLAN, table.action_table, name="action_table"),
    path(PLAN + "add/", row.action_add, name="action_add"),
    path(PLAN + "several/", several.action_several, name="action_several"),
    path(PLAN + "undo/<slug:batch>/", several.batch_undo, name="batch_undo"),
    path(PLAN + "read-timescale/", timescale.timescale_reading, name="timescale_reading"),
    path(ROW, action.action_page, name="action_page"),
    path(ROW + "edit/", row.action_edit, name="action_edit"),
    path(ROW + "row/", row.action_row, name="action_row"),
    path(ROW + "updates/<quarter:quarter>/", update.update_edit, name="update_edit"),
    path(ROW + "move/", action.action_move, name="action_move"),
    path(ROW + "close/", action.action_close, name="action_close"),
    path(ROW + "reopen/", action.action_reopen, name="action_reopen"),
    path(ROW + "withdraw/", action.action_withdraw, name="action_withdraw"),
    path(ROW + "bring-back/", action.action_bring_back, name="action_bring_back"),
    path(ROW + "history/<int:change>/restore/", action.action_restore, name="action_restore"),
    path("<slug:partnership>/updates/", update.updates_owed, name="updates_owed"),
    path("", include("actions.import_urls")),
]
