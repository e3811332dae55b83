"""The form field for leads: a select for each lead, and an empty one."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.renderers import get_default_renderer
from django.utils.datastructures import MultiValueDict

from plans.govuk import options_html
from plans.models import Body

TO_BE_CONFIRMED = "tbc"


@dataclass(frozen=True, slots=True)
class LeadSelection:
    """The selected bodies, in order, and whether a lead is to be confirmed."""

    body_ids: tuple[int, ...] = ()
    to_be_confirmed: bool = False

    @property
    def keys(self) -> list[str]:
        """Return the values of the selects that show these leads."""
        return [str(body_id) for body_id in self.body_ids] + [TO_BE_CONFIRMED] * self.to_be_confirmed


class LeadsInput(forms.Select):
    """A select for each lead and an empty one; works without JavaScript, which hides the empty one."""

    template_name = "actions/leads_input.html"

    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "lead-box", **(attrs or {})}, choices)

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        return [value for value in values if value]

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_, index=None):
        return f"{id_}_0" if id_ else id_

    def get_context(self, name, value, attrs):
        keys = value.keys if isinstance(value, LeadSelection) else list(value or [])
        boxes = [*dict.fromkeys(keys), ""]
        attrs = attrs or {}
        described = {
            name: attrs[name] for name in ("aria-describedby", "aria-invalid", "class") if name in attrs
        }
        return {
            "widget": {
                "name": name,
                "id": attrs.get("id", ""),
                "attrs": described,
                "boxes": [
                    {"index": index, "options": options_html(self.choices, {box})}
                    for index, box in enumerate(boxes)
                ],
            }
        }

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        return self._render(self.template_name, context, renderer or get_default_renderer())


class LeadsField(forms.Field):
    """Bodies that lead, or "to be confirmed", which is a state and not a name. Cleans to LeadSelection.

    A body that was withdrawn after it became the lead can stay, but cannot be selected again.
    """

    widget = LeadsInput

    def __init__(self, *, bodies=(), leads: LeadSelection | None = None, **kwargs):
        super().__init__(required=False, initial=leads or LeadSelection(), **kwargs)
        self.names = {str(body.pk): body.name for body in bodies}
        gone = {int(key) for key in self.initial.keys if key != TO_BE_CONFIRMED and key not in self.names}
        if gone:
            self.names |= {str(body.pk): body.name for body in Body.objects.filter(pk__in=gone)}
        self.widget.choices = [
            ("", "None"),
            *self.names.items(),
            (TO_BE_CONFIRMED, "To be confirmed"),
        ]

    def to_python(self, value) -> LeadSelection:
        chosen = list(dict.fromkeys(value or []))
        strangers = [key for key in chosen if key != TO_BE_CONFIRMED and key not in self.names]
        if strangers:
            raise forms.ValidationError("Select a lead from the list")
        ids = tuple(int(key) for key in chosen if key != TO_BE_CONFIRMED)
        return LeadSelection(ids, TO_BE_CONFIRMED in chosen and not ids)

    def has_changed(self, initial, data) -> bool:
        return (initial or LeadSelection()).keys != list(data or [])
