"""Forms of a plan: the plan itself, its adoption, its version table, priorities and risks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django import forms
from django.db import transaction

from plans.forms.tracked import TrackedModelForm, text_length_validator
from plans.govuk import DateField, Radios, Textarea
from plans.models import Body, Plan, Priority, PriorityLead, Risk, VersionTableRow
from plans.models.plan import PLAN_TRANSITIONS
from plans.periods import Quarter, quarters_between, slug_of_period
from plans.plan import refresh_timescales
from plans.records import OperationError, WriteResult, locked

# Words that cannot be a plan's slug, because other URLs use them.
TAKEN_SLUGS = ("new",)
MOST_LEADS = 30


class PlanForm(TrackedModelForm):
    """A plan's text and period. A new plan can leave its slug blank; it then follows from the period."""

    class Meta:
        model = Plan
        fields = ("title", "kind", "starts", "ends", "slug", "introduction", "open_quarter")
        field_classes = {"starts": DateField, "ends": DateField}
        widgets = {"kind": Radios, "introduction": Textarea({"rows": 10})}
        labels = {"open_quarter": "Quarter for updates"}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["introduction"].validators.append(text_length_validator())
        if self.instance.pk:
            del self.fields["slug"]
            quarters = [(str(quarter), quarter.label) for quarter in self.instance.quarters]
            self.fields["open_quarter"] = forms.ChoiceField(
                label="Quarter for updates",
                choices=[("", "The current quarter"), *quarters],
                required=False,
                help_text="The quarter for which leads are writing their updates.",
            )
        else:
            del self.fields["open_quarter"]
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "If you leave this blank, the web address is the plan's years, such as “2024-25”."

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Last day must be the same as or after the first day")
        if self.instance.pk and starts and ends and starts <= ends:
            self._refuse_to_leave_reports_out(quarters_between(starts, ends))
        if "slug" in self.fields and "slug" not in self.errors and starts and ends:
            cleaned["slug"] = cleaned.get("slug") or slug_of_period(starts, ends)
            self._refuse_taken(cleaned["slug"])
        return cleaned

    def _refuse_to_leave_reports_out(self, quarters: tuple[Quarter, ...]) -> None:
        """Reject a period that would exclude a quarter with a report, which could then not be found."""
        # Reports are above this app: they are reached from the plan, never imported.
        told = {
            Quarter(year, number) for year, number in self.instance.reports.values_list("year", "quarter")
        }
        if left_out := sorted(told - set(quarters)):
            field = "starts" if left_out[0] < quarters[0] else "ends"
            self.add_error(
                field,
                f"The plan's dates must include {left_out[0].label}, which has a report",
            )
        if self.cleaned_data.get("open_quarter") not in map(str, quarters):
            self.cleaned_data["open_quarter"] = ""

    def turn(self) -> AbstractContextManager:
        return locked(self.instance, states=Plan.WRITABLE) if self.instance.pk else nullcontext()

    def write(self, *, by, why: str = "") -> WriteResult | None:
        """Save the plan; its milestones' timescales are parsed again for its current period."""
        with transaction.atomic():
            written = super().write(by=by, why=why)
            if written is not None:
                refresh_timescales(written.row, by=by)
        return written

    def _refuse_taken(self, slug: str) -> None:
        plans = Plan.objects.in_partnership(self.instance.partnership)
        if slug in TAKEN_SLUGS or plans.filter(slug=slug).exists():
            self.add_error("slug", f"Enter a web address that is not already in use. “{slug}” is in use")


class PlanRowForm(TrackedModelForm):
    """A row of a plan, written with the plan locked; a plan closed in the meantime is an error."""

    def turn(self) -> AbstractContextManager:
        return locked(self.instance.plan, states=Plan.WRITABLE)


class AdoptForm(TrackedModelForm):
    """The date on which a plan was adopted, and the meeting that adopted it."""

    class Meta:
        model = Plan
        fields = ("adopted_on", "adopted_by")
        field_classes = {"adopted_on": DateField}
        labels = {"adopted_on": "Adopted on", "adopted_by": "Adopted by"}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["adopted_on"].required = True
        self.fields["adopted_on"].error_messages["required"] = "Enter the date of adoption"

    def changes(self) -> dict[str, object]:
        return super().changes() | {"state": Plan.State.ADOPTED}

    @contextmanager
    def turn(self) -> Iterator[None]:
        with locked(self.instance) as plan:
            if not PLAN_TRANSITIONS.legal("adopt", plan.state):
                raise OperationError(f"{plan.title} is {plan.get_state_display().lower()} already.")
            yield


class VersionTableRowForm(PlanRowForm):
    """A row of the version table."""

    class Meta:
        model = VersionTableRow
        fields = ("number", "on", "words")
        field_classes = {"on": DateField}


class PriorityForm(PlanRowForm):
    """A priority or cross-cutting theme, with its leads."""

    class Meta:
        model = Priority
        fields = ("heading", "kind", "summary", "notes")
        widgets = {"kind": Radios, "summary": Textarea({"rows": 8}), "notes": Textarea({"rows": 4})}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["heading"].required = True
        for name in ("summary", "notes"):
            self.fields[name].validators.append(text_length_validator())
        leads = list(self.instance.priority_leads.all()) if self.instance.pk else []
        bodies = Body.objects.in_partnership(self.instance.plan.partnership)
        shown = bodies.current() | bodies.filter(pk__in=[lead.body_id for lead in leads])
        self.leads = PriorityLeadFormSet(
            data,
            prefix="leads",
            initial=[{"level": lead.level, "body": lead.body_id} for lead in leads],
            form_kwargs={"bodies": [(body.pk, body.name) for body in shown]},
        )

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.leads.is_valid()])

    def links(self) -> dict[str, list]:
        return {"leads": self.leads.keys}


class PriorityLeadForm(forms.Form):
    """One body that leads on the priority; a form without a body is ignored."""

    body = forms.TypedChoiceField(label="Lead", coerce=int, required=False, empty_value=None)
    level = forms.ChoiceField(label="As", choices=PriorityLead.Level.choices, required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "None"), *bodies]


class BasePriorityLeadFormSet(forms.BaseFormSet):
    @property
    def keys(self) -> list[list]:
        """Return the leads as the priority stores them: [["operational", 7]]."""
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data.get("body")]
        pairs = ((row.get("level") or PriorityLead.Level.LEAD, row["body"]) for row in typed)
        return [[str(level), body] for level, body in dict.fromkeys(pairs)]


PriorityLeadFormSet = forms.formset_factory(
    PriorityLeadForm, formset=BasePriorityLeadFormSet, extra=2, max_num=MOST_LEADS, absolute_max=MOST_LEADS
)


class RiskForm(PlanRowForm):
    """A risk to the plan's delivery, rated by the committee's matrix."""

    class Meta:
        model = Risk
        fields = ("risk", "description", "mitigation", "likelihood", "impact")
        widgets = {
            "description": Textarea,
            "mitigation": Textarea,
            "likelihood": Radios,
            "impact": Radios,
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for name in ("description", "mitigation"):
            self.fields[name].validators.append(text_length_validator())
