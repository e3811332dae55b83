"""The form of a body: its name, its kind, its parent and its other names."""

from __future__ import annotations

from django import forms

from plans.access import body_and_parts
from plans.forms.former_names import build_former_name_formset
from plans.forms.tracked import TrackedModelForm
from plans.govuk import Radios, Textarea
from plans.models import Body, BodyName

MOST_ALIASES = 50


class BodyForm(TrackedModelForm):
    """A body of one partnership; `instance` has its partnership set."""

    aliases = forms.CharField(
        label="Other names",
        required=False,
        widget=Textarea({"rows": 3}),
        help_text="One per line, such as “SBC”. An imported plan can use any of these names.",
    )

    class Meta:
        model = Body
        fields = ("name", "kind", "parent")
        widgets = {"kind": Radios}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        others = Body.objects.in_partnership(self.instance.partnership)
        own = body_and_parts({self.instance.pk}, dict(others.values_list("id", "parent_id")))
        parent = self.fields["parent"]
        # A body that has been withdrawn stays the parent until another is selected.
        parent.queryset = (others.current() | others.filter(pk=self.instance.parent_id)).exclude(pk__in=own)
        parent.empty_label = "None"
        names = [name.key for name in self.instance.other_names.all()] if self.instance.pk else []
        self.initial["aliases"] = "\n".join(name for name, until in names if not until)
        self.former_names = build_former_name_formset(data, [name for name in names if name[1]])

    def clean_aliases(self) -> list[str]:
        """Return the other names, each once, in the order typed."""
        lines = (line.strip() for line in self.cleaned_data["aliases"].splitlines())
        aliases = list(dict.fromkeys(line for line in lines if line))
        if len(aliases) > MOST_ALIASES:
            raise forms.ValidationError(f"Enter {MOST_ALIASES} other names or fewer")
        for alias in aliases:
            if len(alias) > 200:
                raise forms.ValidationError(f"“{alias[:40]}…” must be 200 characters or fewer")
        taken = (
            BodyName.objects.filter(body__partnership=self.instance.partnership, name__in=aliases, until=None)
            .exclude(body=self.instance.pk)
            .exclude(body__is_withdrawn=True)
            .select_related("body")
            .first()
        )
        if taken:
            raise forms.ValidationError(f"“{taken.name}” is already another name of {taken.body}")
        return aliases

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.former_names.is_valid()])

    def links(self) -> dict[str, list]:
        return {
            "other_names": [[alias, None] for alias in self.cleaned_data["aliases"]] + self.former_names.names
        }
