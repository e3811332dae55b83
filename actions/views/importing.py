from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from actions.forms.importing import CheckForm, ColumnsForm, UploadForm
from actions.importing.checking import check
from actions.importing.choices import Choices
from actions.importing.operations import PlanMoved, bring_in, keep_upload, leave, look_again, take_back
from actions.importing.telling import added_by_heading, done_words, example_file
from actions.models import PlanImport
from actions.reading import ColumnsUnreadable, HeadingsUnknown, read_plan
from plans.access import requires
from plans.models import Change


@requires("import_actions")
def import_upload(request, partnership, plan):
    plan = get_object_or_404(request.seat.plans(), slug=plan)

    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep_upload(plan, filename=file.name, content=form.content, by=request.user)
        return redirect("import_columns", partnership.slug, plan.slug, kept.pk)

    earlier = plan.imports.defer("content", "choices").select_related("made_by")[:20]
    context = {"plan": plan, "form": form, "earlier": earlier}
    return render(request, "actions/import_upload.html", context, status=422 if form.errors else 200)


@requires("import_actions")
def import_example(request, partnership, plan):
    get_object_or_404(request.seat.plans(), slug=plan)

    return HttpResponse(
        example_file(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="action-plan-example.csv"'},
    )


@requires("import_actions")
def import_columns(request, partnership, plan, file):
    kept = kept_import(request, plan, file)
    if kept.state != PlanImport.State.UPLOADED:
        return redirect("import_done", partnership.slug, plan, kept.pk)
    columns = columns_of(kept)

    form = ColumnsForm(request.POST if request.method == "POST" else None, columns=columns)

    if request.method == "POST" and form.is_valid():
        try:
            read_plan(kept.filename, bytes(kept.content), columns=form.meanings)
        except ColumnsUnreadable as unreadable:
            form.add_error(None, str(unreadable))
        else:
            kept.columns = form.meanings
            kept.save(update_fields=["columns"])
            return redirect("import_check", partnership.slug, plan, kept.pk)

    context = {"plan": kept.plan, "kept": kept, "form": form}
    return render(request, "actions/import_columns.html", context, status=422 if form.errors else 200)


@requires("import_actions")
def import_check(request, partnership, plan, file):
    kept = kept_import(request, plan, file)
    if kept.state != PlanImport.State.UPLOADED:
        return redirect("import_done", partnership.slug, plan, kept.pk)
    try:
        reading = read_plan(kept.filename, bytes(kept.content), columns=kept.columns or None)
    except HeadingsUnknown:
        return redirect("import_columns", partnership.slug, plan, kept.pk)
    choices = Choices.from_json(kept.choices)
    rows, comparison = check(kept.plan, reading, choices)

    form = CheckForm(request.POST or None, comparison=comparison, rows=rows, reading=reading, choices=choices)

    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] != comparison.fingerprint:
            return answer_moved(request, partnership, plan, kept)
        if "import" not in request.POST:
            kept.choices = form.choices.to_json()
            kept.save(update_fields=["choices"])
            return redirect("import_check", partnership.slug, plan, kept.pk)
        try:
            bring_in(kept, reading, choices=form.choices, by=request.user, seen=comparison.fingerprint)
        except PlanMoved:
            return answer_moved(request, partnership, plan, kept)
        messages.success(request, f"{kept.filename} has been brought in.")
        return redirect("import_done", partnership.slug, plan, kept.pk)

    context = {
        "plan": kept.plan,
        "kept": kept,
        "form": form,
        "comparison": comparison,
        "headings": added_by_heading(comparison),
        "left": choices.left,
        "withdrawn": choices.withdrawn,
        "tables_aside": [table for table in reading.tables if not table.is_read],
    }
    return render(request, "actions/import_check.html", context, status=422 if form.errors else 200)


def answer_moved(request, partnership, plan: str, kept: PlanImport):
    """Shows the differences as they are now, when they are others than those that were shown."""
    messages.warning(
        request,
        "The plan has changed since you looked, so nothing was brought in. These are the differences now.",
    )
    return redirect("import_check", partnership.slug, plan, kept.pk)


@requires("import_actions")
def import_done(request, partnership, plan, file):
    kept = kept_import(request, plan, file)
    if kept.state == PlanImport.State.UPLOADED:
        return redirect("import_check", partnership.slug, plan, kept.pk)

    context = {
        "plan": kept.plan,
        "kept": kept,
        "lines": done_words(kept.summary),
        "changed_since": changed_since(kept),
    }
    return render(request, "actions/import_done.html", context)


@requires("import_actions")
@require_POST
def import_undo(request, partnership, plan, file):
    kept = kept_import(request, plan, file)

    undone, others = take_back(kept, by=request.user)

    if undone:
        messages.success(request, f"{kept.filename} has been taken back: the plan is as it was before it.")
    if others:
        messages.warning(
            request,
            f"{len(others)} {'row' if len(others) == 1 else 'rows'} stayed, because somebody has changed the same "
            "words since.",
        )
    return redirect("import_done", partnership.slug, plan, kept.pk)


@requires("import_actions")
@require_POST
def import_leave(request, partnership, plan, file):
    kept = kept_import(request, plan, file)

    leave(kept)

    messages.success(request, f"{kept.filename} was left alone. Nothing of it was brought in.")
    return redirect("import_upload", partnership.slug, plan)


@requires("import_actions")
@require_POST
def import_again(request, partnership, plan, file):
    kept = kept_import(request, plan, file)

    fresh = look_again(kept, by=request.user)

    return redirect("import_check", partnership.slug, plan, fresh.pk)


def kept_import(request, plan: str, file: int) -> PlanImport:
    """The upload of this address; 404 when it is another plan's, or a plan that this person may not know of."""
    plan = get_object_or_404(request.seat.plans().select_related("partnership"), slug=plan)
    kept = get_object_or_404(plan.imports.select_related("made_by"), pk=file)
    kept.plan = plan
    return kept


def columns_of(kept: PlanImport):
    """The columns of the file with what they are taken to mean."""
    try:
        return read_plan(kept.filename, bytes(kept.content), columns=kept.columns or None).columns
    except HeadingsUnknown as unknown:
        return unknown.columns


def changed_since(kept: PlanImport) -> int:
    """How many rows that the import wrote have been changed since by somebody."""
    if kept.state != PlanImport.State.DONE:
        return 0
    changes = Change.objects.filter(batch=kept.batch)
    last = changes.order_by("-id").values_list("id", flat=True).first()
    later = Change.objects.filter(plan_id=kept.plan_id, id__gt=last or 0, row__in=changes.values("row"))
    return later.order_by().values("row").distinct().count()
