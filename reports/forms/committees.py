"""Forms for a committee, its meetings and its template of sections."""

from __future__ import annotations

from django import forms

from plans.forms.tracked import TrackedModelForm
from plans.govuk import DateField, Radios, Textarea
from reports.models import Committee, Meeting, TemplateSection
from reports.packs.section_orders import SECTION_ORDERS
from reports.packs.section_text import FILLINGS

LONGEST_SECTION = 100_000
"""Characters in one section, about forty printed pages."""

ORDERS = [(name, order.words) for name, order in SECTION_ORDERS.items()]
ORDER_HINTS = {name: order.hint for name, order in SECTION_ORDERS.items()}


class CommitteeForm(TrackedModelForm):
    """A committee's name and council."""

    class Meta:
        model = Committee
        fields = ["name", "council"]
        labels = {"council": "Council (optional)"}


class SectionOrderForm(forms.Form):
    """The set of sections from which a committee's template starts."""

    order = forms.ChoiceField(
        label="Which sections does the committee's report start with?",
        choices=ORDERS,
        widget=Radios(hints=ORDER_HINTS),
        help_text="You can change the sections later.",
        error_messages={"required": "Select an order of sections, or ‘Blank’"},
    )


class TemplateSectionForm(TrackedModelForm):
    """A section in the template of this committee."""

    words = forms.CharField(
        label="Standard text (optional)",
        help_text=TemplateSection._meta.get_field("words").help_text,
        required=False,
        widget=Textarea({"rows": 4}),
        max_length=LONGEST_SECTION,
    )
    filling = forms.ChoiceField(label="Filled in from", required=False)

    class Meta:
        model = TemplateSection
        fields = ["heading", "filling", "words", "is_numbered"]
        labels = {"is_numbered": "Number this section"}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        fillings = [(name, filling.words) for name, filling in FILLINGS.items()]
        self.fields["filling"].choices = [("", "Nothing: the author writes it"), *fillings]


class MeetingForm(TrackedModelForm):
    """When and where the committee meets."""

    class Meta:
        model = Meeting
        fields = ["on", "place"]
        field_classes = {"on": DateField}
        labels = {"place": "Place (optional)"}

    def _get_validation_exclusions(self) -> set[str]:
        # The rule of one meeting per day belongs to the committee, which is not in the form.
        return super()._get_validation_exclusions() - {"committee"}
