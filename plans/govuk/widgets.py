"""Django's widgets with the attributes that the design system needs."""

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

SELECTED = mark_safe(" selected")


class Radios(forms.RadioSelect):
    """Radio buttons without an empty choice.

    `hints={"at_risk": "might not be done by its date"}` shows below each choice what it means.
    """

    def __init__(self, *args, hints=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        """Value of a choice → the sentence below it."""

    def optgroups(self, name, value, attrs=None):
        dashes = BLANK_CHOICE_DASH[0][1]
        groups = super().optgroups(name, value, attrs)
        return [
            group
            for group in groups
            if not any(option["value"] == "" and option["label"] == dashes for option in group[1])
        ]

    def create_option(self, name, value, label, selected, index, **kwargs):
        option = super().create_option(name, value, label, selected, index, **kwargs)
        hint = self.hints.get(str(value))
        if hint and option["attrs"].get("id"):
            option["hint"] = hint
            option["attrs"] = {**option["attrs"], "aria-describedby": f"{option['attrs']['id']}_hint"}
        return option


class Textarea(forms.Textarea):
    """A long text. Lines end in a line feed, as in an imported file, so that saving changes nothing."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 5, **(attrs or {})})
        self.attrs.pop("cols", None)

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class FastSelect(forms.Select):
    """A select drawn without a template for each choice, because a page can hold hundreds of them.

    The choices are a flat list, without groups.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(attributes), options_html(self.choices, chosen))


def options_html(choices, chosen):
    """Return the options of a select as safe HTML; `chosen` are the values that are selected."""
    texts = ((("" if value is None else str(value)), words) for value, words in choices)
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((text, SELECTED if text in chosen else "", words) for text, words in texts),
    )


class SearchInput(forms.TextInput):
    """A search box; telephones show a search key."""

    input_type = "search"
