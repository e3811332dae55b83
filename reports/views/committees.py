from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import capability_required
from plans.records import form_data, move_row, withdraw_row
from plans.views.form_views import render_form, save_form
from plans.views.history_views import render_history, restore_from_entry
from reports.forms.committees import CommitteeForm, MeetingForm, SectionOrderForm, TemplateSectionForm
from reports.models import Committee, Meeting, TemplateSection
from reports.packs.content import section_numbers
from reports.packs.operations import add_committee, add_section_order, add_template_section
from reports.packs.section_text import FILLINGS
from reports.packs.selectors import get_committee_or_404, get_meeting_or_404, get_template_section_or_404


@capability_required("build_pack")
def committee_list(request, partnership):
    rows = Committee.objects.filter(partnership=partnership, is_withdrawn=False).prefetch_related("meetings")
    shown = [(row, [each for each in row.meetings.all() if not each.is_withdrawn]) for row in rows]

    return render(request, "reports/committee_list.html", {"committees": shown})


@capability_required("build_pack")
def committee_add(request, partnership):
    form = CommitteeForm(request.POST or None, instance=Committee(partnership=partnership))
    order = SectionOrderForm(request.POST or None, initial={"order": "medway"})

    if request.method == "POST" and form.is_valid() and order.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("name", "council")}
        committee = add_committee(partnership, fields, order=order.cleaned_data["order"], by=request.user)
        messages.success(request, f"{committee.name} added")
        return to_committee(committee)

    status = 422 if request.method == "POST" else 200
    return render(request, "reports/committee_add.html", {"form": form, "order": order}, status=status)


@capability_required("build_pack", get_committee_or_404)
def committee_detail(request, committee):
    sections = list(committee.template_sections.filter(is_withdrawn=False))
    for section, number in zip(sections, section_numbers(sections), strict=True):
        filling = FILLINGS.get(section.filling)
        section.number = number
        section.filling_words = filling.words if filling and filling.is_from_data else ""
    context = {
        "committee": committee,
        "sections": sections,
        "meetings": committee.meetings.filter(is_withdrawn=False),
        "order": SectionOrderForm(),
    }

    return render(request, "reports/committee_detail.html", context)


@capability_required("build_pack", get_committee_or_404)
def committee_edit(request, committee):
    return edit(
        request, CommitteeForm(form_data(request), instance=committee), committee, f"Edit {committee.name}"
    )


@capability_required("build_pack", get_committee_or_404)
@require_POST
def committee_section_order(request, committee):
    form = SectionOrderForm(request.POST)
    if form.is_valid() and not committee.template_sections.filter(is_withdrawn=False).exists():
        add_section_order(committee, form.cleaned_data["order"], by=request.user)
        messages.success(
            request, "Sections added. Change any section that this committee wants to be different."
        )
    else:
        messages.error(
            request,
            "No changes to save Select an order of sections. The committee must not have sections already.",
        )

    return to_committee(committee)


@capability_required("build_pack", get_committee_or_404)
def committee_history(request, committee):
    return render_history(
        request,
        "reports/committee_history.html",
        committee,
        {"committee": committee},
        restored_by="committee_restore",
        at=(committee.partnership.slug, committee.pk),
    )


@capability_required("build_pack", get_committee_or_404)
@require_POST
def committee_restore(request, committee, change):
    restore_from_entry(request, committee, change)

    return redirect("committee_history", committee.partnership.slug, committee.pk)


@capability_required("build_pack", get_committee_or_404)
def template_section_add(request, committee):
    form = TemplateSectionForm(form_data(request), instance=TemplateSection(committee=committee))
    if request.method == "POST" and form.is_valid():
        section = add_template_section(committee, form.changes(), by=request.user)
        messages.success(request, f"“{section.heading}” added")
        return to_committee(committee, f"section-{section.pk}")

    return form_of(request, form, committee, "Add a section")


@capability_required("build_pack", get_template_section_or_404)
def template_section_edit(request, section):
    form = TemplateSectionForm(form_data(request), instance=section)
    return edit(request, form, section.committee, f"Edit “{section.heading}”", f"section-{section.pk}")


@capability_required("build_pack", get_template_section_or_404)
@require_POST
def template_section_move(request, section):
    step = "up" if request.POST.get("to") == "up" else "down"
    if move_row(
        section, step, section.committee.template_sections.filter(is_withdrawn=False), by=request.user
    ):
        messages.success(request, f"“{section.heading}” moved {step}")

    return to_committee(section.committee, f"section-{section.pk}")


@capability_required("build_pack", get_template_section_or_404)
@require_POST
def template_section_withdraw(request, section):
    withdraw_row(section, by=request.user)
    messages.success(request, f"“{section.heading}” removed. You can reinstate it from the history.")

    return to_committee(section.committee)


@capability_required("build_pack", get_committee_or_404)
def meeting_add(request, committee):
    form = MeetingForm(form_data(request), instance=Meeting(committee=committee))
    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Meeting on {form.instance.day} added")
        return to_committee(committee, "meetings")

    return form_of(request, form, committee, "Add a meeting")


@capability_required("build_pack", get_meeting_or_404)
def meeting_edit(request, meeting):
    form = MeetingForm(form_data(request), instance=meeting)
    return edit(request, form, meeting.committee, f"Edit meeting on {meeting.day}", "meetings")


@capability_required("build_pack", get_meeting_or_404)
@require_POST
def meeting_withdraw(request, meeting):
    if meeting.packs.filter(is_withdrawn=False).exists():
        messages.error(request, f"You cannot remove the meeting on {meeting.day} because it has a pack.")
    else:
        withdraw_row(meeting, by=request.user)
        messages.success(request, f"Meeting on {meeting.day} removed. You can reinstate it from the history.")

    return to_committee(meeting.committee, "meetings")


def edit(request, form, committee: Committee, heading: str, place: str = ""):
    """Save a row of the committee from its form and redirect to the committee, or show the form again."""
    clashes = None
    if request.method == "POST" and form.is_valid():
        clashes = save_form(request, form, "Changes saved")
        if clashes is None:
            return to_committee(committee, place)

    return form_of(request, form, committee, heading, clashes)


def form_of(request, form, committee: Committee, heading: str, clashes=None):
    """Return the page of a form."""
    context = {"committee": committee, "heading": heading}
    return render_form(request, "reports/committee_form.html", form, context, clashes=clashes)


def to_committee(committee: Committee, place: str = ""):
    """Redirect to the committee's page, at the row of the previous page."""
    address = reverse("committee_detail", args=[committee.partnership.slug, committee.pk])
    return redirect(f"{address}#{place}" if place else address)
