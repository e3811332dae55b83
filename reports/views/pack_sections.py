from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import capability_required
from plans.formatted_text import captioned, parse_formatted_text
from plans.records import OperationError, content_hash, form_data
from plans.views.form_views import finish_saving, render_form, save_form
from reports.forms.packs import PackSectionForm
from reports.models import Pack, PackSection
from reports.packs.data import get_pack_data
from reports.packs.operations import add_section, lock_pack, move_section, write_section
from reports.packs.section_text import generate_section_text, prompt_of, regenerate_text
from reports.packs.selectors import find_section, get_pack_or_404
from reports.views.packs import refuse


@capability_required("build_pack")
def pack_section_add(request, partnership, pack):
    found = get_pack_or_404(request.access, pack)

    form = PackSectionForm(form_data(request), instance=PackSection(pack=found))
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(found, form.changes(), by=request.user)
        except OperationError as refused:
            return refuse(request, found, refused)
        messages.success(request, f"“{section.heading}” added")
        finish_saving(request, form)
        return to_section(found, section)

    return section_page(request, found, form, "Add a section")


@capability_required("build_pack")
def pack_section_edit(request, partnership, pack, section):
    found = get_pack_or_404(request.access, pack)
    row = find_section(found, section)
    heading = row.heading

    form = PackSectionForm(form_data(request), instance=row)
    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            with lock_pack(found):
                clashes = save_form(request, form, f"“{heading}” saved")
        except OperationError as refused:
            return refuse(request, found, refused)
        if clashes is None:
            return to_section(found, row)

    return section_page(request, found, form, heading, row, clashes)


@capability_required("build_pack")
@require_POST
def pack_section_move(request, partnership, pack, section):
    found = get_pack_or_404(request.access, pack)
    row = find_section(found, section)

    step = "up" if request.POST.get("to") == "up" else "down"
    try:
        if move_section(row, step, by=request.user):
            messages.success(request, f"“{row.heading}” moved {step}")
    except OperationError as refused:
        return refuse(request, found, refused)

    return to_section(found, row)


@capability_required("build_pack")
@require_POST
def pack_section_withdraw(request, partnership, pack, section):
    found = get_pack_or_404(request.access, pack)
    row = find_section(found, section)

    is_removed = request.POST.get("to") != "back"
    try:
        write_section(row, {"is_withdrawn": is_removed}, by=request.user)
    except OperationError as refused:
        return refuse(request, found, refused)
    messages.success(request, f"“{row.heading}” {'removed' if is_removed else 'reinstated'}")

    return to_section(found, row)


@capability_required("build_pack")
def pack_section_compare(request, partnership, pack, section):
    """Show both texts of a section whose data has changed, and save which one to use."""
    found = get_pack_or_404(request.access, pack)
    row = find_section(found, section)

    now = generate_section_text(row.filling, get_pack_data(found))
    taken = regenerate_text(row.words, was=row.generated_text, now=now)
    # The hash of both texts as shown. If one has changed since, the user has not seen it.
    seen = content_hash({"words": row.words, "now": now})
    if request.method == "POST" and request.POST.get("seen") == seen:
        changes = {"generated_text": now} | ({"words": taken} if request.POST.get("take") == "new" else {})
        try:
            write_section(row, changes, by=request.user, why="The data had changed")
        except OperationError as refused:
            return refuse(request, found, refused)
        messages.success(request, "Took the new words." if "words" in changes else "Kept your words.")
        return to_section(found, row)
    if request.method == "POST":
        messages.error(
            request, "The text or the data has changed since you opened this page. Check both and try again."
        )
        return redirect(request.path)

    before = set(row.words.split("\n"))
    context = {
        "pack": found,
        "section": row,
        "now": now,
        "lines": [(line, bool(line.strip()) and line not in before) for line in now.split("\n")],
        "taken": taken,
        "seen": seen,
    }
    return render(request, "reports/pack_section_compare.html", context)


def section_page(request, pack: Pack, form: PackSectionForm, heading: str, row=None, clashes=None):
    """Return the page of a section's form, with a preview of the saved text below it."""
    shown = captioned(parse_formatted_text(form.initial.get("words") or ""), heading)
    context = {
        "pack": pack,
        "heading": heading,
        "prompt": prompt_of(row.filling) if row else "",
        "passages": [passage.content() for passage in shown],
        "back": section_address(pack, row),
    }
    return render_form(request, "reports/pack_section_edit.html", form, context, clashes=clashes)


def section_address(pack: Pack, row: PackSection | None) -> str:
    """Return the URL of the section in its pack."""
    address = reverse("pack_detail", args=[pack.partnership.slug, pack.slug])
    return f"{address}#section-{row.pk}" if row else address


def to_section(pack: Pack, row: PackSection):
    """Redirect to the row of the previous page."""
    return redirect(section_address(pack, row))
