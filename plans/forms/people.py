"""Forms for people: invite, change a role, appoint the chair, accept an invitation."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password

from plans.forms.tracked import TrackedModelForm
from plans.govuk import Radios
from plans.models import Body, Membership, Role, User
from plans.models.membership import BODY_ROLES
from plans.people import NEW_PASSWORD_HINT

ROLE_HINTS = {
    Role.OFFICER: "edits the plan, invites people and freezes reports",
    Role.LEAD: "sends updates on the actions of one organisation",
    Role.EXECUTIVE: "views exception reports and makes decisions",
    Role.CHAIR: "adopts plans and approves reports",
    Role.SCRUTINY: "views approved and published reports and packs",
    Role.COUNTY: "views adopted plans and approved reports in every district",
    Role.FUNDER: "follows the grant and views approved reports",
}
NO_BODY = "Select the organisation that this lead officer represents"


def body_field(partnership) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Body.objects.in_partnership(partnership).current(),
        label="Which organisation do they represent?",
        required=False,
        empty_label="None",
        help_text="Required for a lead officer, who represents an organisation and its units and posts.",
    )


class InviteForm(forms.Form):
    """Who is invited, and in which role."""

    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="Email address")
    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        widget=Radios(hints=ROLE_HINTS),
        error_messages={"required": "Select a role"},
    )

    def __init__(self, data=None, *, partnership, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["body"] = body_field(partnership)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Role.LEAD and not cleaned.get("body") and "body" not in self.errors:
            self.add_error("body", NO_BODY)
        return cleaned


class MemberForm(TrackedModelForm):
    """A member's role, and the additional role."""

    class Meta:
        model = Membership
        fields = ("role", "body", "is_proper_officer")
        widgets = {"role": Radios(hints=ROLE_HINTS)}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["body"] = body_field(self.instance.partnership)
        self.fields["is_proper_officer"].label = "Proper officer"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") and cleaned["role"] not in BODY_ROLES:
            cleaned["body"] = None
        if cleaned.get("role") == Role.LEAD and not cleaned.get("body") and "body" not in self.errors:
            self.add_error("body", NO_BODY)
        return cleaned


class AppointChairForm(forms.Form):
    """The member whom the chair appoints as the next chair."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="New chair",
        empty_label="Select a member",
        error_messages={"required": "Select the new chair"},
        help_text="An officer must first invite anyone who is not a member.",
    )
    stays = forms.BooleanField(label="I will stay as an executive member", required=False, initial=True)

    def __init__(self, data=None, *, partnership, chair, **kwargs):
        super().__init__(data, **kwargs)
        members = User.objects.filter(
            memberships__partnership=partnership, memberships__is_withdrawn=False, is_active=True
        )
        self.fields["to"].queryset = members.exclude(pk=chair.pk).distinct().order_by("name")


class NewAccountForm(forms.Form):
    """The name and password of someone who accepts an invitation and has no account yet."""

    name = forms.CharField(label="Your name", max_length=150, error_messages={"required": "Enter your name"})
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        max_length=1000,
        error_messages={"required": "Enter a password"},
    )

    def __init__(self, data=None, *, email: str, **kwargs):
        super().__init__(data, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password"):
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], person)
            except forms.ValidationError as refused:
                self.add_error("password", refused)
        return cleaned
