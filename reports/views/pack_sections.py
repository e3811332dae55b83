from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.access import requires
from plans.drafts import typed_in
from plans.views.form_page import after_saving, form_page, save
from reports.content import content_hash
from reports.filling import fill, prompt_of, refilled
from reports.models import Pack, PackSection
from reports.pack_facts import read_facts
from reports.pack_finding import find_pack, find_section
from reports.pack_forms import SectionForm
from reports.pack_operations import PackRefused, add_section, move_section, open_pack, write_section
from reports.passages import captioned, read_passages
from reports.views.packs import refuse


@requires("build_pack")
def pack_section_add(request, partnership, pack):
    found = find_pack(request.seat, pack)

    form = SectionForm(typed_in(request), instance=PackSection(pack=found))
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(found, form.changes(), by=request.user)
        except PackRefused as refused:
            return refuse(request, found, refused)
        messages.success(request, f"Added “{section.heading}”.")
        after_saving(request, form)
        return to_section(found, section)

    return section_page(request, found, form, "Add a section")


@requires("build_pack")
def pack_section_edit(request, partnership, pack, section):
    found = find_pack(request.seat, pack)
    row = find_section(found, section)
    heading = row.heading

    form = SectionForm(typed_in(request), instance=row)
    clashes = None
    if request.method == "POST" and form.is_valid():
        try:
            with open_pack(found):
                clashes = save(request, form, f"Saved “{heading}”.")
        except PackRefused as refused:
            return refuse(request, found, refused)
        if clashes is None:
            return to_section(found, row)

    return section_page(request, found, form, heading, row, clashes)


@requires("build_pack")
@require_POST
def pack_section_move(request, partnership, pack, section):
    found = find_pack(request.seat, pack)
    row = find_section(found, section)

    step = "up" if request.POST.get("to") == "up" else "down"
    try:
        if move_section(row, step, by=request.user):
            messages.success(request, f"Moved “{row.heading}” {step}.")
    except PackRefused as refused:
        return refuse(request, found, refused)

    return to_section(found, row)


@requires("build_pack")
@require_POST
def pack_section_withdraw(request, partnership, pack, section):
    found = find_pack(request.seat, pack)
    row = find_section(found, section)

    take_out = request.POST.get("to") != "back"
    try:
        write_section(row, {"is_withdrawn": take_out}, by=request.user)
    except PackRefused as refused:
        return refuse(request, found, refused)
    messages.success(request, f"{'Took out' if take_out else 'Brought back'} “{row.heading}”.")

    return to_section(found, row)


@requires("build_pack")
def pack_section_compare(request, partnership, pack, section):
    """Data that has moved since the section was filled: both texts, and which words stand from now on."""
    found = find_pack(request.seat, pack)
    row = find_section(found, section)

    now = fill(row.filling, read_facts(found))
    taken = refilled(row.words, was=row.filled_words, now=now)
    # What was looked at; when either text has changed since, the press answers for something unseen.
    seen = content_hash({"words": row.words, "now": now})
    if request.method == "POST" and request.POST.get("seen") == seen:
        changes = {"filled_words": now} | ({"words": taken} if request.POST.get("take") == "new" else {})
        try:
            write_section(row, changes, by=request.user, why="The data had moved")
        except PackRefused as refused:
            return refuse(request, found, refused)
        messages.success(request, "Took the new words." if "words" in changes else "Kept your words.")
        return to_section(found, row)
    if request.method == "POST":
        messages.error(request, "The words or the data changed while you looked. Look at both again.")
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


def section_page(request, pack: Pack, form: SectionForm, heading: str, row=None, clashes=None):
    """The form of a section, with how its saved words will stand below it."""
    shown = captioned(read_passages(form.initial.get("words") or ""), heading)
    context = {
        "pack": pack,
        "heading": heading,
        "prompt": prompt_of(row.filling) if row else "",
        "passages": [passage.content() for passage in shown],
        "back": section_address(pack, row),
    }
    return form_page(request, "reports/pack_section_edit.html", form, context, clashes=clashes)


def section_address(pack: Pack, row: PackSection | None) -> str:
    """Where the section stands in its pack."""
    address = reverse("pack_page", args=[pack.partnership.slug, pack.slug])
    return f"{address}#section-{row.pk}" if row else address


def to_section(pack: Pack, row: PackSection):
    """Back to the row one came from."""
    return redirect(section_address(pack, row))
