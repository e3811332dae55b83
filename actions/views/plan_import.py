from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actions.forms.plan_import import ColumnMappingForm, ImportReviewForm, PlanUploadForm
from actions.importing.comparison import PlanComparison
from actions.importing.decisions import ImportDecisions
from actions.importing.operations import cancel_import, copy_import, import_file, store_upload, undo_import
from actions.importing.review import review_import
from actions.importing.summary import added_by_heading, example_csv, result_lines
from actions.models import PlanImport
from actions.parsing import ColumnMappingError, UnknownHeadingsError, parse_plan
from actions.workspace import get_import_or_404
from plans.access import capability_required, get_plan_for_request
from plans.govuk import Cell, Column, Table
from plans.models import HistoryEntry, Plan
from plans.periods import format_date, format_time
from plans.records import StaleRevisionError


@capability_required("import_actions", get_plan_for_request)
def import_upload(request, plan):
    form = PlanUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = store_upload(plan, filename=file.name, content=form.content, by=request.user)
        return redirect("import_columns", plan.partnership.slug, plan.slug, kept.pk)

    context = {"plan": plan, "form": form, "earlier": _imports_table(plan)}
    return render(request, "actions/import_upload.html", context, status=422 if form.errors else 200)


def _imports_table(plan: Plan) -> Table:
    rows = []
    for row in plan.imports.defer("content", "choices").select_related("created_by")[:20]:
        page = "import_review" if row.state == PlanImport.State.UPLOADED else "import_done"
        is_cancelled = row.state == PlanImport.State.LEFT
        created = timezone.localtime(row.created_at)
        url = "" if is_cancelled else reverse(page, args=(plan.partnership.slug, plan.slug, row.pk))
        rows.append(
            (
                Cell(row.filename, href=url),
                f"{format_date(created)} at {format_time(created)}",
                str(row.created_by or "The command line"),
                row.get_state_display(),
            )
        )
    columns = (Column("File"), Column("When"), Column("By"), Column("Status"))
    return Table("Imported files", columns, rows, id="earlier", caption_size="m")


@capability_required("import_actions", get_plan_for_request)
def import_example(request, plan):
    return HttpResponse(
        example_csv(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="action-plan-example.csv"'},
    )


@capability_required("import_actions", get_import_or_404)
def import_columns(request, kept):
    if kept.state != PlanImport.State.UPLOADED:
        return redirect_to_import("import_done", kept)
    columns = import_columns_with_meanings(kept)

    form = ColumnMappingForm(request.POST if request.method == "POST" else None, columns=columns)

    if request.method == "POST" and form.is_valid():
        try:
            parse_plan(kept.filename, bytes(kept.content), columns=form.meanings)
        except ColumnMappingError as unreadable:
            form.add_error(None, str(unreadable))
        else:
            kept.columns = form.meanings
            kept.save(update_fields=["columns"])
            return redirect_to_import("import_review", kept)

    context = {"plan": kept.plan, "kept": kept, "form": form}
    return render(request, "actions/import_columns.html", context, status=422 if form.errors else 200)


@capability_required("import_actions", get_import_or_404)
def import_review(request, kept):
    if kept.state != PlanImport.State.UPLOADED:
        return redirect_to_import("import_done", kept)
    try:
        reading = parse_plan(kept.filename, bytes(kept.content), columns=kept.columns or None)
    except (UnknownHeadingsError, ColumnMappingError):
        return redirect_to_import("import_columns", kept)
    choices = ImportDecisions.from_json(kept.choices)
    rows, comparison = review_import(kept.plan, reading, choices)

    form = ImportReviewForm(
        request.POST or None, comparison=comparison, rows=rows, reading=reading, choices=choices
    )

    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] != comparison.fingerprint:
            return render_plan_changed(request, kept)
        if "import" not in request.POST:
            kept.choices = form.choices.to_json()
            kept.save(update_fields=["choices"])
            return redirect_to_import("import_review", kept)
        try:
            import_file(kept, reading, choices=form.choices, by=request.user, seen=comparison.fingerprint)
        except StaleRevisionError:
            return render_plan_changed(request, kept)
        messages.success(request, f"{kept.filename} imported")
        return redirect_to_import("import_done", kept)

    context = {
        "plan": kept.plan,
        "kept": kept,
        "form": form,
        "comparison": comparison,
        "headings": added_by_heading(comparison),
        "left": choices.left,
        "changed": _changed_table(comparison),
        "withdrawn": choices.withdrawn,
        "tables_aside": [table for table in reading.tables if not table.is_read],
    }
    return render(request, "actions/import_review.html", context, status=422 if form.errors else 200)


def _changed_table(comparison: PlanComparison) -> Table:
    columns = (Column("Import"), Column("Item"), Column("In the plan"), Column("In the file"))
    rows = (
        (
            Cell(
                template="actions/_import_checkbox.html",
                values={"change": change, "label": item.label, "id": f"take-{place}-{number}"},
            ),
            Cell(item.label, note=item.place.words if item.place else ""),
            change.was or "(blank)",
            change.now or "(blank)",
        )
        for place, item in enumerate(comparison.changed, start=1)
        for number, change in enumerate(item.fields, start=1)
    )
    return Table(
        "Each difference between the plan and the file",
        columns,
        rows,
        caption_size="hidden",
        css_class="import-table",
        has_row_headings=False,
    )


def render_plan_changed(request, kept: PlanImport):
    """Show the differences as they are now, when they are not those that were shown."""
    messages.warning(
        request,
        "The plan has changed since you opened this page, so nothing was imported. Check the differences "
        "again.",
    )
    return redirect_to_import("import_review", kept)


@capability_required("import_actions", get_import_or_404)
def import_done(request, kept):
    if kept.state == PlanImport.State.UPLOADED:
        return redirect_to_import("import_review", kept)

    context = {
        "plan": kept.plan,
        "kept": kept,
        "lines": result_lines(kept.summary),
        "changed_since": count_rows_changed_since(kept),
    }
    return render(request, "actions/import_done.html", context)


@capability_required("import_actions", get_import_or_404)
@require_POST
def import_undo(request, kept):
    undone, others = undo_import(kept, by=request.user)

    if undone:
        messages.success(request, f"Import of {kept.filename} undone")
    if others:
        messages.warning(
            request,
            f"{len(others)} {'item' if len(others) == 1 else 'items'} not undone, because someone has "
            "edited the same fields since.",
        )
    return redirect_to_import("import_done", kept)


@capability_required("import_actions", get_import_or_404)
@require_POST
def import_cancel(request, kept):
    cancel_import(kept)

    messages.success(request, f"Import cancelled. Nothing was imported from {kept.filename}.")
    return redirect("import_upload", kept.plan.partnership.slug, kept.plan.slug)


@capability_required("import_actions", get_import_or_404)
@require_POST
def import_repeat(request, kept):
    fresh = copy_import(kept, by=request.user)

    return redirect_to_import("import_review", fresh)


def redirect_to_import(name: str, kept: PlanImport) -> HttpResponse:
    """Redirect to one of the pages of an upload."""
    return redirect(name, kept.plan.partnership.slug, kept.plan.slug, kept.pk)


def import_columns_with_meanings(kept: PlanImport):
    """Return the columns of the file with their meanings."""
    try:
        return parse_plan(kept.filename, bytes(kept.content), columns=kept.columns or None).columns
    except ColumnMappingError:
        # Columns matched by an earlier version of the software are matched again.
        kept.columns = {}
        return import_columns_with_meanings(kept)
    except UnknownHeadingsError as unknown:
        return unknown.columns


def count_rows_changed_since(kept: PlanImport) -> int:
    """Return how many rows that the import wrote have been changed since."""
    if kept.state != PlanImport.State.DONE:
        return 0
    changes = HistoryEntry.objects.filter(batch=kept.batch)
    last = changes.order_by("-id").values_list("id", flat=True).first()
    later = HistoryEntry.objects.filter(plan_id=kept.plan_id, id__gt=last or 0, row__in=changes.values("row"))
    return later.order_by().values("row").distinct().count()
