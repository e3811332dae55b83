"""Template tag: a partial with many rows, rendered by the engine that compiles templates to Python."""

from django import template
from django.template import Context, engines
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def include_compiled(context: Context, name: str, **values) -> SafeString:
    """Return a partial of templates/compiled/ as HTML: `{% include_compiled "actions/_rows.html" rows=rows %}`.

    It sees the variables of the page around it, and those given. Jinja2 escapes every value, as Django does, and
    raises UndefinedError for an unknown variable.
    """
    compiled = engines["compiled"].get_template(name)
    # Only the template's own text is marked safe: the values were escaped.
    return mark_safe(compiled.render(context.flatten() | values))
