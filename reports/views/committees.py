from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
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
from reports.packs.selectors import find_committee


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


@capability_required("build_pack")
def committee_detail(request, partnership, committee):
    found = find_committee(request.access, committee)

    sections = list(found.template_sections.filter(is_withdrawn=False))
    for section, number in zip(sections, section_numbers(sections), strict=True):
        filling = FILLINGS.get(section.filling)
        section.number = number
        section.filling_words = filling.words if filling and filling.is_from_data else ""
    context = {
        "committee": found,
        "sections": sections,
        "meetings": found.meetings.filter(is_withdrawn=False),
        "order": SectionOrderForm(),
    }

    return render(request, "reports/committee_detail.html", context)


@capability_required("build_pack")
def committee_edit(request, partnership, committee):
    found = find_committee(request.access, committee)

    return edit(request, CommitteeForm(form_data(request), instance=found), found, f"Edit {found.name}")


@capability_required("build_pack")
@require_POST
def committee_section_order(request, partnership, committee):
    found = find_committee(request.access, committee)

    form = SectionOrderForm(request.POST)
    if form.is_valid() and not found.template_sections.filter(is_withdrawn=False).exists():
        add_section_order(found, form.cleaned_data["order"], by=request.user)
        messages.success(
            request, "Sections added. Change any section that this committee wants to be different."
        )
    else:
        messages.error(
            request,
            "No changes to save Select an order of sections. The committee must not have sections already.",
        )

    return to_committee(found)


@capability_required("build_pack")
def committee_history(request, partnership, committee):
    found = find_committee(request.access, committee)

    return render_history(
        request,
        "reports/committee_history.html",
        found,
        {"committee": found},
        restored_by="committee_restore",
        at=(partnership.slug, found.pk),
    )


@capability_required("build_pack")
@require_POST
def committee_restore(request, partnership, committee, change):
    found = find_committee(request.access, committee)

    restore_from_entry(request, found, change)

    return redirect("committee_history", partnership.slug, found.pk)


@capability_required("build_pack")
def template_section_add(request, partnership, committee):
    found = find_committee(request.access, committee)

    form = TemplateSectionForm(form_data(request), instance=TemplateSection(committee=found))
    if request.method == "POST" and form.is_valid():
        section = add_template_section(found, form.changes(), by=request.user)
        messages.success(request, f"“{section.heading}” added")
        return to_committee(found, f"section-{section.pk}")

    return form_of(request, form, found, "Add a section")


@capability_required("build_pack")
def template_section_edit(request, partnership, committee, section):
    found = find_committee(request.access, committee)
    row = get_object_or_404(found.template_sections, pk=section, is_withdrawn=False)

    form = TemplateSectionForm(form_data(request), instance=row)
    return edit(request, form, found, f"Edit “{row.heading}”", f"section-{row.pk}")


@capability_required("build_pack")
@require_POST
def template_section_move(request, partnership, committee, section):
    found = find_committee(request.access, committee)
    row = get_object_or_404(found.template_sections, pk=section, is_withdrawn=False)

    step = "up" if request.POST.get("to") == "up" else "down"
    if move_row(row, step, found.template_sections.filter(is_withdrawn=False), by=request.user):
        messages.success(request, f"“{row.heading}” moved {step}")

    return to_committee(found, f"section-{row.pk}")


@capability_required("build_pack")
@require_POST
def template_section_withdraw(request, partnership, committee, section):
    found = find_committee(request.access, committee)
    row = get_object_or_404(found.template_sections, pk=section, is_withdrawn=False)

    withdraw_row(row, by=request.user)
    messages.success(request, f"“{row.heading}” removed. You can reinstate it from the history.")

    return to_committee(found)


@capability_required("build_pack")
def meeting_add(request, partnership, committee):
    found = find_committee(request.access, committee)

    form = MeetingForm(form_data(request), instance=Meeting(committee=found))
    if request.method == "POST" and form.is_valid() and form.add(by=request.user):
        messages.success(request, f"Meeting on {form.instance.day} added")
        return to_committee(found, "meetings")

    return form_of(request, form, found, "Add a meeting")


@capability_required("build_pack")
def meeting_edit(request, partnership, committee, meeting):
    found = find_committee(request.access, committee)
    row = get_object_or_404(found.meetings, pk=meeting, is_withdrawn=False)

    form = MeetingForm(form_data(request), instance=row)
    return edit(request, form, found, f"Edit meeting on {row.day}", "meetings")


@capability_required("build_pack")
@require_POST
def meeting_withdraw(request, partnership, committee, meeting):
    found = find_committee(request.access, committee)
    row = get_object_or_404(found.meetings, pk=meeting, is_withdrawn=False)

    if row.packs.filter(is_withdrawn=False).exists():
        messages.error(request, f"You cannot remove the meeting on {row.day} because it has a pack.")
    else:
        withdraw_row(row, by=request.user)
        messages.success(request, f"Meeting on {row.day} removed. You can reinstate it from the history.")

    return to_committee(found, "meetings")


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
