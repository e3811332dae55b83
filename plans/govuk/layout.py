"""Elements of crispy layouts: `Layout(FieldRow("due", "lead"), ButtonGroup(Button("Save")))`."""

from crispy_forms.layout import Div, Field, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string


class Button(LayoutObject):
    """A button. `kind` is "", "secondary", "warning" or "link"; the text is escaped."""

    def __init__(self, words: str, *, kind: str = "", name: str = "", value: str = "", href: str = ""):
        self.fields = []
        self.context = {"words": words, "kind": kind, "name": name, "value": value, "href": href}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string("components/button.html", self.context)


class ButtonGroup(Div):
    """Buttons next to each other; Enter activates the first."""

    css_class = "govuk-button-group"


class FieldRow(Div):
    """Short fields next to each other where there is room."""

    css_class = "field-row"


class CompactField(Field):
    """Fields in smaller type, for filters and for rows edited in place."""

    def __init__(self, *fields, **kwargs):
        super().__init__(*fields, **{"wrapper_class": "field-small", **kwargs})
