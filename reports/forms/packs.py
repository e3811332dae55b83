"""Forms for a pack and its sections."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from plans.forms.tracked import TrackedModelForm
from plans.govuk import Textarea
from reports.forms.committees import LONGEST_SECTION
from reports.models import Meeting, Pack, PackSection, Report

# First parts of URLs below /<partnership>/scrutiny/ that are not packs.
TAKEN_SLUGS = frozenset({"new", "committees", "recommendations"})


class MeetingChoice(forms.ModelChoiceField):
    """A meeting by its committee and day."""

    def label_from_instance(self, meeting):
        return str(meeting)


class ReportChoice(forms.ModelChoiceField):
    """A frozen exception report by its plan, quarter and state."""

    def label_from_instance(self, report):
        return f"{report.plan.title}: {report} ({report.get_state_display().lower()})"


class PackForm(TrackedModelForm):
    """Which committee's meeting, which plan, which exception report."""

    meeting = MeetingChoice(Meeting.objects.none(), label="Meeting", empty_label="Select a meeting")
    report = ReportChoice(
        Report.objects.none(),
        label="Exception report (optional)",
        required=False,
        empty_label="Not selected",
        help_text="The report must be approved before you can freeze the pack.",
    )

    class Meta:
        model = Pack
        fields = ["title", "meeting", "plan", "report"]

    def __init__(self, data=None, *, access, **kwargs):
        super().__init__(data, **kwargs)
        self.instance.partnership = access.partnership
        self.fields["meeting"].queryset = Meeting.objects.filter(
            committee__partnership=access.partnership, committee__is_withdrawn=False, is_withdrawn=False
        ).select_related("committee")
        self.fields["plan"].queryset = access.visible_plans()
        self.fields["plan"].empty_label = "Select a plan"
        self.fields["report"].queryset = (
            Report.objects.filter(
                plan__partnership=access.partnership, state__in=[Report.State.FROZEN, Report.State.APPROVED]
            )
            .select_related("plan")
            .latest_first()
        )

    def clean(self):
        asked = super().clean()
        plan, report = asked.get("plan"), asked.get("report")
        if plan and report and report.plan_id != plan.pk:
            self.add_error("report", f"Select a report about {plan.title}, or select the other plan")
        return asked


class NewPackForm(PackForm):
    """The same with the pack's web address."""

    class Meta(PackForm.Meta):
        fields = ["title", "slug", "meeting", "plan", "report"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in TAKEN_SLUGS:
            raise ValidationError(f"Enter another web address: “{slug}” is used by this service")
        return slug


class PackSectionForm(TrackedModelForm):
    """The heading and text of a section."""

    words = forms.CharField(
        label="Text",
        help_text=PackSection._meta.get_field("words").help_text,
        required=False,
        widget=Textarea({"rows": 18}),
        max_length=LONGEST_SECTION,
    )

    class Meta:
        model = PackSection
        fields = ["heading", "words", "is_numbered"]
        labels = {"is_numbered": "Number this section"}


class ReasonForm(forms.Form):
    """The reason for a step, which is saved with it."""

    why = forms.CharField(label="Why?", widget=Textarea({"rows": 3}), max_length=2000)

    def __init__(self, *args, label: str, missing: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["why"]
        field.label, field.help_text, field.error_messages["required"] = label, hint, missing
