"""Pages that exist only in tests: every component and every kind of field, empty and in error."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import requires_csrf_token

from csp.urls import (
    handler400,  # noqa: F401
    handler403,  # noqa: F401
    handler404,  # noqa: F401
    handler500,  # noqa: F401
)
from csp.urls import urlpatterns as site
from plans.govuk import Button, ButtonGroup, CompactField, DateField, FieldRow, Radios, SearchInput, Textarea

STATUSES = {
    "not_started": "Not started",
    "on_track": "On track",
    "at_risk": "At risk",
    "off_track": "Off track",
    "complete": "Complete",
    "closed": "Closed",
}


class GalleryForm(forms.Form):
    title = forms.CharField(label="Action", help_text="What will be done, in a sentence.", max_length=200)
    words = forms.CharField(label="What has happened since the last update?", max_length=500, widget=Textarea)
    due = DateField(label="Due date", help_text="For example, 31 3 2025 or 31 March 2025")
    status = forms.ChoiceField(
        label="What is the delivery status?",
        choices=list(STATUSES.items())[1:4],
        widget=Radios(hints={"at_risk": "Might not be done by its date."}),
    )
    bodies = forms.MultipleChoiceField(
        label="Leads",
        choices=[("police", "Police"), ("fire", "Fire and rescue")],
        widget=forms.CheckboxSelectMultiple,
    )
    priority = forms.ChoiceField(label="Priority", choices=[("", "Select one"), ("1", "Domestic abuse")])
    quarter = forms.ChoiceField(label="Quarter", choices=[("", "Any"), ("2024-Q1", "April to June 2024")])
    search = forms.CharField(label="Words", widget=SearchInput)
    order = forms.ChoiceField(label="Order", choices=[("a", "By number"), ("b", "By date")], widget=Radios)
    is_public = forms.BooleanField(label="Show this to the public", help_text="Once the plan is adopted.")
    paper = forms.FileField(label="Paper")
    email = forms.EmailField(label="Email address", widget=forms.EmailInput({"autocomplete": "email"}))
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "title",
            "words",
            "due",
            "status",
            "bodies",
            FieldRow(CompactField("priority"), CompactField("quarter"), CompactField("search")),
            CompactField("order", css_class="govuk-radios--small govuk-radios--inline"),
            Fieldset("Who sees it", "is_public", "paper"),
            "email",
            "secret",
            ButtonGroup(
                Button("Save"),
                Button("Withdraw", kind="warning", name="do", value="withdraw"),
                Button("As last quarter", kind="link", name="do", value="repeat"),
                Button("Leave", kind="secondary", href="/gallery/"),
            ),
        )


def gallery(request):
    form = GalleryForm(request.POST or None)
    if request.GET.get("say"):
        messages.success(request, "Action 1.2 is saved.")
        messages.warning(request, "Its date is after the plan ends.")
        return redirect(request.GET["say"])
    return render(
        request,
        "gallery.html",
        {
            "form": form,
            "statuses": STATUSES.items(),
            "page": Paginator(range(45), 10).page(2),
            "trail": [("Northshire", "/"), ("Action plan", "/gallery/")],
            "facts": [("Lead", "Police\nFire and rescue", "/gallery/"), ("Due", "31 March 2025")],
        },
    )


class RowForm(forms.Form):
    words = forms.CharField(label="Words", max_length=100, widget=Textarea)


def row(request):
    """A row that is edited in place; `answer` is the result of saving it."""
    answer = request.GET.get("answer", "")
    form = RowForm(request.POST or None)
    if request.method != "POST":
        return render(request, "row.html", {"form": form, "answer": answer})
    if answer == "signed_out":
        logout(request)
        return redirect("account_login")
    if answer in {"403", "404", "500"}:
        return HttpResponse("no", status=int(answer))
    if not form.is_valid():
        return render(request, "row_in_error.html", {"form": form}, status=422)
    return render(request, "saved.html", form.cleaned_data)


def fail(request, status):
    raise {400: BadRequest, 403: PermissionDenied, 500: RuntimeError}[status]("on purpose")


urlpatterns = [
    path("gallery/", requires_csrf_token(gallery)),
    path("gallery/row/", row),
    path("gallery/fail/<int:status>/", fail),
    *site,
]
