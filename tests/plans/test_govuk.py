"""Forms in the style of the GOV.UK Design System, whichever package defines them."""

from datetime import date
from html.parser import HTMLParser

import django_filters
import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from plans.govuk import Button, ButtonGroup, CompactField, DateField, FieldRow, Radios, SearchInput, Textarea
from plans.models import User
from tests.white_space import as_shown

STATUSES = [("on_track", "On track"), ("at_risk", "At risk")]


class ActionForm(forms.Form):
    title = forms.CharField(label="Action", max_length=40, help_text="What will be done.")
    words = forms.CharField(label="What has happened", max_length=50, widget=Textarea)
    due = DateField(label="Due date")
    status = forms.ChoiceField(
        label="What is the delivery status?",
        choices=STATUSES,
        widget=Radios(hints={"at_risk": "Might not be done by its date."}),
    )
    bodies = forms.MultipleChoiceField(
        label="Leads",
        choices=[("police", "Kent Police"), ("fire", "Kent Fire and Rescue")],
        widget=forms.CheckboxSelectMultiple,
    )
    priority = forms.ChoiceField(label="Priority", choices=[("", "Select one"), ("1", "Domestic abuse")])
    is_public = forms.BooleanField(label="Show this to the public")
    paper = forms.FileField(label="Paper")
    email = forms.EmailField(label="Email address")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class Elements(HTMLParser):
    """Every element of a piece of HTML as (name, attributes), and the texts."""

    def __init__(self, html):
        super().__init__()
        self.found, self.texts = [], []
        self.feed(as_shown(html))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if data.strip():
            self.texts.append(data.strip())

    def all(self, tag, **attrs):
        return [
            found
            for name, found in self.found
            if name == tag and all(found.get(key.replace("_", "-")) == value for key, value in attrs.items())
        ]

    def one(self, tag, **attrs):
        (found,) = self.all(tag, **attrs)
        return found

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


def drawn(form):
    return Elements(render_crispy_form(form, FormHelper()))


def test_each_kind_of_field_has_its_classes():
    page = drawn(ActionForm())
    assert page.one("input", name="title")["class"] == "govuk-input"
    assert page.one("textarea", name="words")["class"] == "govuk-textarea govuk-js-character-count"
    assert (
        page.one("input", name="due_year")["class"]
        == "govuk-input govuk-date-input__input govuk-input--width-4"
    )
    assert page.one("input", value="at_risk")["class"] == "govuk-radios__input"
    assert page.one("input", value="fire")["class"] == "govuk-checkboxes__input"
    assert page.one("select", name="priority")["class"] == "govuk-select"
    assert page.one("input", name="is_public")["class"] == "govuk-checkboxes__input"
    assert page.one("input", name="paper")["class"] == "govuk-file-upload"
    assert page.one("input", name="email")["type"] == "email"
    assert page.one("input", name="secret")["class"] == (
        "govuk-input govuk-password-input__input govuk-js-password-input-input"
    )


def test_browser_bubbles_are_off():
    page = drawn(ActionForm())
    assert [tag for tag, attrs in page.found if "required" in attrs] == []
    assert "novalidate" in page.one("form")


def test_every_label_and_description_leads_to_something_on_the_page():
    for form in (ActionForm(), ActionForm({}), ActionForm({}, prefix="row-1")):
        page = drawn(form)
        labelled = [attrs["for"] for attrs in page.all("label")]
        described = [name for _, attrs in page.found for name in attrs.get("aria-describedby", "").split()]
        assert [name for name in labelled + described if name not in page.ids] == []
        assert len(page.ids) == len(set(page.ids))


def test_two_forms_with_prefixes_share_no_id():
    first, second = drawn(ActionForm({}, prefix="a")), drawn(ActionForm({}, prefix="b"))
    assert set(first.ids) & set(second.ids) == set()


def test_each_error_leads_to_an_input():
    form = ActionForm({"due_day": "31", "due_month": "2", "due_year": "2025"})
    assert not form.is_valid()
    page = drawn(form)
    summary = Elements(
        Template('{% include "components/error_summary.html" with form=form only %}').render(
            Context({"form": form})
        )
    )
    inputs = {attrs.get("id") for tag, attrs in page.found if tag in {"input", "select", "textarea"}}
    links = [attrs["href"][1:] for attrs in summary.all("a")]
    assert links == [
        "id_title",
        "id_words",
        "id_due_0",
        "id_status_0",
        "id_bodies_0",
        "id_priority",
        "id_is_public",
        "id_paper",
        "id_email",
        "id_secret",
    ]
    assert set(links) <= inputs
    assert summary.texts[-1] == "Revision: Enter the revision"


def test_empty_form_shows_what_to_do_for_each_field():
    form = ActionForm({})
    assert [form[name].words for name in form.fields if name != "revision"] == [
        ["Enter the action"],
        ["Enter what has happened"],
        ["Enter the due date"],
        ["Answer ‘What is the delivery status?’"],
        ["Select leads"],
        ["Select the priority"],
        ["Select ‘Show this to the public’"],
        ["Select the paper"],
        ["Enter an email address"],
        ["Enter your password"],
    ]


def test_other_messages_of_django_are_in_plain_english():
    form = ActionForm({"title": "x" * 41, "email": "nobody"})
    assert form["title"].words == ["Action must be 40 characters or fewer; it is 41"]
    assert form["email"].words == ["Enter an email address in the correct format, like name@example.com"]


def test_a_message_of_the_form_itself_is_kept():
    class Form(forms.Form):
        name = forms.CharField(error_messages={"required": "Enter the body's name"})

    assert Form({})["name"].words == ["Enter the body's name"]


DATES = [
    (("31", "3", "2025"), date(2025, 3, 31)),
    (("1", "Aug", "2024"), date(2024, 8, 1)),
    (("01", "08", "2024"), date(2024, 8, 1)),
    (("5", "sept.", "2024"), date(2024, 9, 5)),
    (("29", "February", "2024"), date(2024, 2, 29)),
    ((" 7 ", " 7 ", " 2024 "), date(2024, 7, 7)),
    (("", "", ""), "Enter the due date", ("day", "month", "year")),
    (("", "8", "2024"), "Due date must include a day", ("day",)),
    (("", "", "2024"), "Due date must include a day and month", ("day", "month")),
    (("1", "8", ""), "Due date must include a year", ("year",)),
    (("1", "8", "24"), "Year must include 4 numbers", ("year",)),
    (("1", "8", "20245"), "Year must include 4 numbers", ("year",)),
    (("1", "8", "soon"), "Year must include 4 numbers", ("year",)),
    (("30", "2", "2025"), "Due date must be a real date", ("day",)),
    (("29", "February", "2025"), "Due date must be a real date", ("day",)),
    (("32", "13", "2025"), "Due date must be a real date", ("day", "month")),
    (("0", "0", "2025"), "Due date must be a real date", ("day", "month")),
    (("1", "Ma", "2025"), "Due date must be a real date", ("month",)),
    (("1", "Smarch", "2025"), "Due date must be a real date", ("month",)),
    (("²", "8", "2025"), "Due date must be a real date", ("day",)),
    (("-1", "8", "2025"), "Due date must be a real date", ("day",)),
    (("1", "8", "0024"), "Due date must be a real date", ("year",)),
    (("1\x00", "8", "2024"), "Due date must be a real date", ("day",)),
    (("9" * 5000, "8", "2024"), "Due date must be a real date", ("day",)),
]


@pytest.mark.parametrize("case", DATES, ids=lambda case: "-".join(case[0])[:20])
def test_date_is_parsed_as_typed(case):
    typed, *expected = case
    form = ActionForm(dict(zip(("due_day", "due_month", "due_year"), typed, strict=True)))
    form.is_valid()
    if isinstance(expected[0], date):
        assert form.cleaned_data["due"] == expected[0]
    else:
        assert (form["due"].words, form["due"].wrong_parts) == ([expected[0]], expected[1])


def test_only_the_wrong_box_of_a_date_is_marked():
    page = drawn(ActionForm({"due_day": "1", "due_month": "Smarch", "due_year": "2025"}))
    marked = {
        name: "govuk-input--error" in page.one("input", name=name)["class"]
        for name in ("due_day", "due_month", "due_year")
    }
    assert marked == {"due_day": False, "due_month": True, "due_year": False}
    assert page.one("input", name="due_month")["value"] == "Smarch"
    assert page.one("input", name="due_month")["aria-invalid"] == "true"


def test_date_is_shown_in_its_boxes_and_detects_changes():
    form = ActionForm(
        {"due_day": "31", "due_month": "August", "due_year": "2024"}, initial={"due": date(2024, 8, 31)}
    )
    assert "due" not in form.changed_data
    page = drawn(ActionForm(initial={"due": date(2024, 8, 31)}))
    assert [page.one("input", name=f"due_{part}")["value"] for part in ("day", "month", "year")] == [
        "31",
        "8",
        "2024",
    ]
    moved = ActionForm(
        {"due_day": "1", "due_month": "9", "due_year": "2024"}, initial={"due": date(2024, 8, 31)}
    )
    assert "due" in moved.changed_data


def test_choice_shows_its_meaning_without_an_empty_choice():
    class Form(forms.Form):
        status = forms.ChoiceField(
            choices=[("", "---------"), *STATUSES], widget=Radios(hints={"at_risk": "Might not be done."})
        )

    page = drawn(Form())
    assert [attrs["value"] for attrs in page.all("input", name="status")] == ["on_track", "at_risk"]
    assert page.one("input", value="at_risk")["aria-describedby"] == "id_status_2_hint"
    assert page.one("div", id="id_status_2_hint")["class"] == "govuk-hint govuk-radios__hint"
    assert Form({})["status"].focus_id == "id_status_1"


def test_long_text_keeps_its_line_ends_as_they_were_imported():
    form = ActionForm({"words": "one\r\ntwo\rthree\nfour"}, initial={"words": "one\ntwo\nthree\nfour"})
    form.is_valid()
    assert form.cleaned_data["words"] == "one\ntwo\nthree\nfour"
    assert "words" not in form.changed_data


def test_what_people_type_is_never_markup():
    nasty = '"><script>alert(1)</script>'

    class Form(forms.Form):
        name = forms.CharField(label=nasty, help_text=nasty)
        kind = forms.ChoiceField(label=nasty, choices=[(nasty, nasty)], widget=Radios(hints={nasty: nasty}))
        many = forms.MultipleChoiceField(
            label=nasty, choices=[(nasty, nasty)], widget=forms.CheckboxSelectMultiple
        )
        one = forms.ChoiceField(label=nasty, choices=[(nasty, nasty)])
        on = DateField(label=nasty)
        yes = forms.BooleanField(label=nasty, help_text=nasty)

        def clean(self):
            self.add_error("name", nasty)
            raise forms.ValidationError(nasty)

    for data in (None, {"name": nasty, "kind": nasty, "on_day": nasty, "on_month": nasty, "on_year": nasty}):
        form = Form(data)
        form.helper = FormHelper()
        form.helper.layout = Layout(
            "name", "kind", "many", "one", "on", "yes", ButtonGroup(Button(nasty, href=nasty))
        )
        html = render_crispy_form(form) + str(form)
        html += Template('{% include "components/error_summary.html" with form=form only %}').render(
            Context({"form": form})
        )
        assert [attrs for tag, attrs in Elements(html).found if tag == "script"] == []


def test_a_layout_has_rows_small_fields_fieldsets_and_buttons():
    form = ActionForm()
    form.helper = FormHelper()
    form.helper.form_action = "/save/"
    form.helper.layout = Layout(
        FieldRow("title", CompactField("priority", css_class="govuk-input--width-10")),
        Fieldset("What is asked", "words"),
        CompactField("status", css_class="govuk-radios--small govuk-radios--inline"),
        ButtonGroup(
            Button("Save"),
            Button("Leave", kind="secondary", href="/"),
            Button("Withdraw", kind="warning", name="do", value="withdraw"),
        ),
        Submit("also", "Send", css_class="govuk-button--secondary"),
    )
    page = Elements(render_crispy_form(form))
    assert page.one("form")["action"] == "/save/"
    assert page.one("select", name="priority")["class"] == "govuk-select govuk-input--width-10"
    assert len(page.all("div", **{"class": "govuk-form-group field-small"})) == 2
    assert page.one("div", **{"class": "field-row"})
    assert page.one("div", **{"class": "govuk-radios govuk-radios--small govuk-radios--inline"})
    assert page.one("input", value="on_track")["class"] == "govuk-radios__input"
    assert page.one("legend", **{"class": "govuk-fieldset__legend govuk-fieldset__legend--m"})
    assert [(attrs["class"].split(), attrs.get("name")) for attrs in page.all("button")] == [
        (["govuk-button"], None),
        (["govuk-button", "govuk-button--warning"], "do"),
        (["govuk-button", "govuk-button--secondary"], "also"),
    ]
    assert page.one("a", role="button")["href"] == "/"
    assert page.one("input", name="revision")["type"] == "hidden"


def test_forms_we_did_not_write_look_the_same():
    class PersonFilter(django_filters.FilterSet):
        name = django_filters.CharFilter(label="Name", widget=SearchInput)

        class Meta:
            model = User
            fields = ["is_active"]

    sign_in = Elements(str(AuthenticationForm()))
    assert sign_in.one("input", name="username")["class"] == "govuk-input"
    filters = Elements(str(PersonFilter(queryset=User.objects.none()).form))
    assert filters.one("input", name="name") == {
        "type": "search",
        "name": "name",
        "class": "govuk-input",
        "id": "id_name",
    }
    assert filters.one("select", name="is_active")["class"] == "govuk-select"


def test_a_formset_carries_its_management_form_and_its_errors():
    formset = forms.formset_factory(ActionForm, extra=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-title": "x" * 41, "form-1-revision": "3"}
    )
    page = Elements(render_crispy_form(formset, FormHelper()))
    assert page.one("input", name="form-TOTAL_FORMS")["value"] == "2"
    assert page.one("input", name="form-1-title")["class"] == "govuk-input"
    html = Template('{% include "components/error_summary.html" with formset=formset only %}').render(
        Context({"formset": formset})
    )
    assert Elements(html).all("a")[0]["href"] == "#id_form-0-title"
    assert Elements(str(formset)).one("input", name="form-0-revision")["type"] == "hidden"


def test_missing_file_has_its_own_message():
    class Form(forms.Form):
        paper = forms.FileField(label="Paper")

    form = Form({}, MultiValueDict())
    assert "enctype" in drawn(form).one("form")
    assert form["paper"].words == ["Select the paper"]
