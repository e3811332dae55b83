"""The table component: `{% load tables %}{% table pots %}` shows a plans.govuk.tables.Table."""

from django import template
from django.template import Context, engines
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString, mark_safe

from plans.govuk import Cell, Table

register = template.Library()


@register.simple_tag(takes_context=True, name="table")
def render_table(context: Context, table: Table) -> SafeString:
    """Return a table as HTML; for one without rows its sentence, or "" if it has none."""

    def render_cell(cell: Cell) -> SafeString:
        with context.push(**cell.values):
            return context.template.engine.get_template(cell.template).render(context)

    compiled = engines["compiled"].get_template("components/table.html")
    # Jinja2 escapes every value that it prints, and linebreaksbr all that is not HTML of format_html.
    return mark_safe(
        compiled.render({"table": table, "with_line_breaks": linebreaksbr, "render_cell": render_cell})
    )
