"""URLs of partnerships, people, bodies and plans."""

from django.urls import path

from plans.views import bodies, drafts, invitations, partnerships, people, plan, priority, risk, settings

HERE = "<slug:partnership>/"
SETTINGS = HERE + "settings/"
PEOPLE = HERE + "people/"
BODIES = HERE + "bodies/"
BODY = BODIES + "<int:body>/"
PLANS = HERE + "plans/"
PLAN = PLANS + "<slug:plan>/"
PRIORITY = PLAN + "priorities/<int:priority>/"
RISK = PLAN + "risks/<int:risk>/"
VERSION = PLAN + "versions/<int:plan_version>/"
RESTORE = "history/<int:change>/restore/"

urlpatterns = [
    path("partnerships/", partnerships.partnership_list, name="partnership_list"),
    path("partnerships/new/", partnerships.partnership_add, name="partnership_add"),
    path(
        "partnerships/<slug:slug>/officer/",
        partnerships.partnership_first_officer,
        name="partnership_first_officer",
    ),
    path("partnerships/<slug:slug>/close/", partnerships.partnership_close, name="partnership_close"),
    path("partnerships/<slug:slug>/open/", partnerships.partnership_open, name="partnership_open"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("drafts/", drafts.draft_save, name="draft_save"),
    path("drafts/discard/", drafts.draft_discard, name="draft_discard"),
    path(SETTINGS, settings.partnership_settings, name="partnership_settings"),
    path(SETTINGS + "history/", settings.partnership_history, name="partnership_history"),
    path(SETTINGS + RESTORE, settings.partnership_restore, name="partnership_restore"),
    path(PEOPLE, people.people_list, name="people_list"),
    path(PEOPLE + "history/", people.people_history, name="people_history"),
    path(PEOPLE + "invite/", people.invitation_add, name="invitation_add"),
    path(
        PEOPLE + "invitations/<int:invitation>/send-again/",
        people.invitation_resend,
        name="invitation_resend",
    ),
    path(PEOPLE + "invitations/<int:invitation>/cancel/", people.invitation_cancel, name="invitation_cancel"),
    path(PEOPLE + "roles/<int:membership>/edit/", people.member_edit, name="member_edit"),
    path(PEOPLE + "roles/<int:membership>/end/", people.member_end, name="member_end"),
    path(PEOPLE + "next-chair/", people.chair_appoint, name="chair_appoint"),
    path(BODIES, bodies.body_list, name="body_list"),
    path(BODIES + "new/", bodies.body_add, name="body_add"),
    path(BODY + "edit/", bodies.body_edit, name="body_edit"),
    path(BODY + "withdraw/", bodies.body_withdraw, name="body_withdraw"),
    path(BODY + "reinstate/", bodies.body_reinstate, name="body_reinstate"),
    path(BODY + "history/", bodies.body_history, name="body_history"),
    path(BODY + RESTORE, bodies.body_restore, name="body_restore"),
    path(PLANS, plan.plan_list, name="plan_list"),
    path(PLANS + "new/", plan.plan_add, name="plan_add"),
    path(PLAN + "outline/", plan.plan_outline, name="plan_outline"),
    path(PLAN + "edit/", plan.plan_edit, name="plan_edit"),
    path(PLAN + "status/", plan.plan_change_state, name="plan_change_state"),
    path(PLAN + "adopt/", plan.plan_adopt, name="plan_adopt"),
    path(PLAN + "history/", plan.plan_history, name="plan_history"),
    path(PLAN + RESTORE, plan.plan_restore, name="plan_restore"),
    path(PLAN + "versions/new/", risk.version_table_row_add, name="version_table_row_add"),
    path(VERSION + "edit/", risk.version_table_row_edit, name="version_table_row_edit"),
    path(VERSION + "withdraw/", risk.version_table_row_withdraw, name="version_table_row_withdraw"),
    path(PLAN + "priorities/new/", priority.priority_add, name="priority_add"),
    path(PRIORITY + "edit/", priority.priority_edit, name="priority_edit"),
    path(PRIORITY + "move/", priority.priority_move, name="priority_move"),
    path(PRIORITY + "withdraw/", priority.priority_withdraw, name="priority_withdraw"),
    path(PRIORITY + "reinstate/", priority.priority_reinstate, name="priority_reinstate"),
    path(PRIORITY + "history/", priority.priority_history, name="priority_history"),
    path(PRIORITY + RESTORE, priority.priority_restore, name="priority_restore"),
    path(PLAN + "risks/new/", risk.risk_add, name="risk_add"),
    path(RISK + "edit/", risk.risk_edit, name="risk_edit"),
    path(RISK + "move/", risk.risk_move, name="risk_move"),
    path(RISK + "withdraw/", risk.risk_withdraw, name="risk_withdraw"),
    path(RISK + "reinstate/", risk.risk_reinstate, name="risk_reinstate"),
]
