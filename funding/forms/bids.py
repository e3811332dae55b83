"""Forms to start a bid and to edit one section of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.db import transaction
from django.db.models import Max

from funding.bids.choices import in_kept_order
from funding.bids.questions import QUESTIONS, BidSection
from funding.bids.transitions import Subject, lock_grant, refetch
from funding.bids.versions import record_author
from funding.forms.answers import answer_field, typed_amount
from funding.forms.repeating_rows import RowsInput
from funding.lifecycles import CHANGE_EDITABLE_STATES, EDITABLE_STATES, BidState
from funding.models import Bid, ProjectChange
from funding.money.amounts import InvalidAmount, parse_amount
from plans.access import Access
from plans.forms.tracked import TrackedModelForm
from plans.records import EditConflict, OperationError, WriteResult

TYPED = {"asked": "amount_requested_text"}
"""Question → the column that holds the text as entered, if it is a different column."""
LINKS = ("partners", "priorities")


class BidNewForm(TrackedModelForm):
    """Form to start a bid: its title, pot and lead."""

    class Meta:
        model = Bid
        fields = ("title", "pot", "lead")

    def __init__(self, data=None, *, access: Access, **kwargs):
        super().__init__(data, **kwargs)
        for name in self._meta.fields:
            self.fields[name] = answer_field(QUESTIONS[name], self.instance, access)
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = QUESTIONS[name].missing
        for name in ("pot", "lead"):
            if len(choices := list(self.fields[name].queryset[:2])) == 1:
                self.initial[name] = choices[0].pk

    def add(self, *, by) -> bool:
        """Save the draft with the next number of the grant. The lock keeps numbers unique."""
        with transaction.atomic():
            lock_grant(self.instance.grant_id)
            last = Bid.objects.filter(grant=self.instance.grant_id).aggregate(last=Max("number"))["last"]
            self.instance.number = (last or 0) + 1
            is_added = super().add(by=by)
            if is_added:
                record_author(self.instance, by)
        return is_added


ANSWER_FIELDS = (
    "title", "lead", "summary", "need", "beneficiaries", "activities", "quarters", "measures", "funder_priorities",
    "project_types", "amount_requested_text", "costs", "match", "sustainability", "safeguarding",
)  # fmt: skip


class AnswersForm(TrackedModelForm):
    """Form for one section of a bid or change, which can have blank answers; amounts are saved as entered."""

    def __init__(self, data=None, *, section: BidSection, access: Access, **kwargs):
        super().__init__(with_amount_settled(data), **kwargs)
        self.section = section
        bid = self.instance
        self.initial |= {
            "amount_requested_text": typed_amount(bid),
            "partners": [link.body_id for link in bid.partner_links.all()],
            "priorities": [link.priority_id for link in bid.priority_links.all()],
        }
        self.stood = {name: getattr(bid, name) for name in (*bid.answer_fields, "state")}
        self.nothing_to_choose = []
        found = {}
        for question in section.questions:
            if question.name == "pot" and isinstance(bid, ProjectChange):
                # The pot of a project never changes.
                continue
            field = answer_field(question, bid, access)
            if field is None:
                self.nothing_to_choose.append(question)
            else:
                found[TYPED.get(question.name, question.name)] = field
        self.fields = found | {"revision": self.fields["revision"]}

    def questions(self):
        """Return each question with its bound field, in form order."""
        names = {TYPED.get(question.name, question.name): question for question in self.section.questions}
        return [(question, self[name]) for name, question in names.items() if name in self.fields]

    def add_rows(self, name: str) -> None:
        """Show more blank rows for that question."""
        field = self.fields.get(name)
        if field is not None and isinstance(field.widget, RowsInput):
            field.widget.more = field.widget.blank_rows(self.data, name)

    def clean_amount_requested_text(self) -> str:
        """Return the amount as entered; a submitted bid must have an amount that can be parsed."""
        typed = self.cleaned_data["amount_requested_text"]
        if isinstance(self.instance, ProjectChange) or self.stood["state"] != BidState.DRAFT:
            try:
                pence = parse_amount(typed)
            except InvalidAmount as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
            if pence <= 0:
                raise forms.ValidationError("Enter £0.01 or more")
        return typed

    def links(self) -> dict[str, list]:
        return {
            name: in_kept_order(self.cleaned_data[name], self.initial[name])
            for name in LINKS
            if name in self.fields
        }

    def changes(self) -> dict[str, object]:
        changes = super().changes()
        for name in ("quarters", "funder_priorities", "project_types"):
            if name in changes:
                offered = [value for value, _ in self.fields[name].choices if value in changes[name]]
                stood = self.stood[name]
                changes[name] = stood if set(offered) == set(stood) else offered
        if "amount_requested_text" in changes:
            typed = changes["amount_requested_text"]
            if typed == self.initial["amount_requested_text"]:
                changes["amount_requested_text"] = self.stood["amount_requested_text"]
            changes["asked"] = pence_or_none(typed)
        return changes

    def write(self, *, by, why: str = "") -> WriteResult | None:
        """Save the changes and their author, within `lock_writable`. Raises EditConflict."""
        with transaction.atomic():
            try:
                written = super().write(by=by, why=why)
            except EditConflict as clash:
                # The amount follows the text entered for it, so only one of the two is a conflict.
                clash.conflicts[:] = [each for each in clash.conflicts if each.name != "asked"]
                raise
            if written is not None and written.change:
                record_author(written.row, by)
        return written


class BidSectionForm(AnswersForm):
    """Form for one section of a bid."""

    class Meta:
        model = Bid
        fields = ("pot", *ANSWER_FIELDS)


class ChangeSectionForm(AnswersForm):
    """Form for one section of a change to a project."""

    class Meta:
        model = ProjectChange
        fields = ANSWER_FIELDS


def section_form(data, *, instance: Subject, section: BidSection, access: Access) -> AnswersForm:
    """Return the form for a section of this bid or change."""
    form_class = ChangeSectionForm if isinstance(instance, ProjectChange) else BidSectionForm
    return form_class(data, instance=instance, section=section, access=access)


def with_amount_settled(data):
    """Return the data with a resolved conflict about the entered amount applied to the amount too."""
    if data is None or "choose-amount_requested_text" not in data:
        return data
    data = data.copy()
    data["choose-asked"] = data["choose-amount_requested_text"]
    return data


@contextmanager
def lock_writable(bid: Subject) -> Iterator[None]:
    """Hold the state while answers are saved. Raises OperationError if the bid or change cannot be edited."""
    with transaction.atomic():
        lock_grant(bid.grant_id)
        current = refetch(bid)
        if not is_writable(current):
            raise OperationError(unwritable_words(current))
        yield


def is_writable(bid: Subject) -> bool:
    """Return whether the answers can be edited in the current state."""
    return bid.state in (CHANGE_EDITABLE_STATES if isinstance(bid, ProjectChange) else EDITABLE_STATES)


def unwritable_words(bid: Subject) -> str:
    """Return why the bid or change cannot be edited."""
    return f"You cannot edit “{bid}” because its status is “{bid.get_state_display()}”."


def pence_or_none(typed: str) -> int | None:
    """Return the pence of an entered amount; None if it cannot be parsed or is negative."""
    try:
        pence = parse_amount(typed)
    except InvalidAmount:
        return None
    return pence if pence >= 0 else None
