"""URLs of the partnership's home, the plan as a document, committees, packs and published pages."""

from django.urls import path

from reports.views import committees, home, pack_sections, pack_workflow, packs, plan_detail, published

HOME = "<slug:partnership>/"
PLAN = HOME + "plans/<slug:plan>/"
SCRUTINY = HOME + "scrutiny/"
COMMITTEE = SCRUTINY + "committees/<int:committee>/"
PACK = SCRUTINY + "<slug:pack>/"
SECTION = PACK + "sections/<int:section>/"

urlpatterns = [
    path("published/", published.published, name="published"),
    path("published/<slug:slug>/", published.published_partnership, name="published_partnership"),
    path("published/<slug:slug>/<slug:pack>/", published.published_pack, name="published_pack"),
    path("published/<slug:slug>/<slug:pack>.pdf", published.published_pack_pdf, name="published_pack_pdf"),
    path("published/<slug:slug>/<slug:pack>.json", published.published_pack_json, name="published_pack_json"),
    path(HOME, home.partnership_home, name="partnership_home"),
    path(HOME + "actions/", home.current_actions, name="current_actions"),
    path(PLAN, plan_detail.plan_detail, name="plan_detail"),
    path(PLAN + "plan.pdf", plan_detail.plan_pdf, name="plan_pdf"),
    path(SCRUTINY, packs.pack_list, name="pack_list"),
    path(SCRUTINY + "new/", packs.pack_add, name="pack_add"),
    path(SCRUTINY + "committees/", committees.committee_list, name="committee_list"),
    path(SCRUTINY + "committees/add/", committees.committee_add, name="committee_add"),
    path(COMMITTEE, committees.committee_detail, name="committee_detail"),
    path(COMMITTEE + "edit/", committees.committee_edit, name="committee_edit"),
    path(COMMITTEE + "section-order/", committees.committee_section_order, name="committee_section_order"),
    path(COMMITTEE + "history/", committees.committee_history, name="committee_history"),
    path(COMMITTEE + "history/<int:change>/", committees.committee_restore, name="committee_restore"),
    path(COMMITTEE + "sections/add/", committees.template_section_add, name="template_section_add"),
    path(
        COMMITTEE + "sections/<int:section>/", committees.template_section_edit, name="template_section_edit"
    ),
    path(
        COMMITTEE + "sections/<int:section>/move/",
        committees.template_section_move,
        name="template_section_move",
    ),
    path(
        COMMITTEE + "sections/<int:section>/withdraw/",
        committees.template_section_withdraw,
        name="template_section_withdraw",
    ),
    path(COMMITTEE + "meetings/add/", committees.meeting_add, name="meeting_add"),
    path(COMMITTEE + "meetings/<int:meeting>/", committees.meeting_edit, name="meeting_edit"),
    path(
        COMMITTEE + "meetings/<int:meeting>/withdraw/", committees.meeting_withdraw, name="meeting_withdraw"
    ),
    path(PACK, packs.pack_detail, name="pack_detail"),
    path(PACK + "edit/", packs.pack_edit, name="pack_edit"),
    path(PACK + "history/", packs.pack_history, name="pack_history"),
    path(PACK + "history/<int:change>/", packs.pack_restore, name="pack_restore"),
    path(PACK + "sections/add/", pack_sections.pack_section_add, name="pack_section_add"),
    path(SECTION, pack_sections.pack_section_edit, name="pack_section_edit"),
    path(SECTION + "move/", pack_sections.pack_section_move, name="pack_section_move"),
    path(SECTION + "withdraw/", pack_sections.pack_section_withdraw, name="pack_section_withdraw"),
    path(SECTION + "compare/", pack_sections.pack_section_compare, name="pack_section_compare"),
    path(PACK + "preview/", pack_workflow.pack_preview, name="pack_preview"),
    path(PACK + "pack.pdf", pack_workflow.pack_pdf, name="pack_pdf"),
    path(PACK + "freeze/", pack_workflow.pack_freeze, name="pack_freeze"),
    path(PACK + "reopen/", pack_workflow.pack_reopen, name="pack_reopen"),
    path(PACK + "publish/", pack_workflow.pack_publish, name="pack_publish"),
    path(PACK + "withdraw/", pack_workflow.pack_withdraw, name="pack_withdraw"),
]
