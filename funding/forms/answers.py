"""Form field for each question of a bid, with its guidance and word limit."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from funding.bids.choices import lead_choices, pot_choices, priority_choices, split_lines, with_kept
from funding.bids.questions import BidQuestion
from funding.bids.transitions import Subject
from funding.forms.repeating_rows import COLUMNS, RowsFormField
from funding.lifecycles import BidState
from funding.models import Bid, ProjectChange
from funding.money.amounts import format_as_typed
from funding.money.fields import AmountInput
from plans.access import Access
from plans.govuk import Radios, Textarea
from plans.models import Body, Priority
from plans.periods import Quarter

LONGEST = 20_000
"""The maximum number of characters of an answer."""
FIXED = (
    "You cannot change this after the bid is submitted. To change it, withdraw the bid and start a new one."
)
FIXED_OF_PROJECT = "A change cannot move the project to another organisation."


def answer_field(question: BidQuestion, bid: Subject, access: Access) -> forms.Field | None:
    """Return the form field for an answer; None if the grant and the plans have no choices for it."""
    make = MAKERS.get(question.name)
    if make is None:
        make = _rows if question.name in COLUMNS else _text
    field = make(question, bid, access)
    if field is not None:
        field.label = question.label if question.is_required else f"{question.label} (optional)"
        field.help_text = field.help_text or question.guidance
    return field


def _is_draft(bid: Subject) -> bool:
    """Return whether it is a bid that was never submitted; a change always has a title, a pot and an amount."""
    return isinstance(bid, Bid) and bid.state == BidState.DRAFT


def _text(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    field = forms.CharField(required=False, widget=Textarea({"rows": 8}), validators=[_longest])
    field.max_words = question.max_words or None
    return field


def _rows(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    return RowsFormField(question.name)


def _title(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    return forms.CharField(
        required=not _is_draft(bid), max_length=300, error_messages={"required": question.missing}
    )


def _pot(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    is_fixed = not _is_draft(bid)
    return forms.ModelChoiceField(
        bid.grant.pots.filter(pk=bid.pot_id) if is_fixed else pot_choices(bid.grant),
        empty_label=None,
        widget=Radios,
        disabled=is_fixed,
        help_text=FIXED if is_fixed else "",
        error_messages={"required": question.missing},
    )


def _lead(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    is_change = isinstance(bid, ProjectChange)
    is_fixed = not _is_draft(bid) and bool(bid.project.lead_id if is_change else bid.lead_id)
    # A user who bids for their own organisation only could not view a bid without a lead.
    is_required = access.limited_to_bodies("write_bid") is not None
    return forms.ModelChoiceField(
        lead_choices(access, bid),
        empty_label="Select an organisation",
        required=is_required,
        disabled=is_fixed,
        help_text=(FIXED_OF_PROJECT if is_change else FIXED) if is_fixed else "",
        error_messages={"required": question.missing},
    )


def _asked(question: BidQuestion, bid: Subject, access: Access) -> forms.Field:
    return forms.CharField(
        required=not _is_draft(bid),
        max_length=60,
        widget=AmountInput,
        error_messages={"required": question.missing},
    )


def _partners(question: BidQuestion, bid: Subject, access: Access) -> forms.Field | None:
    bodies = Body.objects.in_partnership(access.partnership)
    choices = [(body.pk, body.name) for body in bodies.current()]
    return _checkboxes(
        choices, [(link.body_id, str(link.body)) for link in _links(bid.partner_links, "body")]
    )


def _priorities(question: BidQuestion, bid: Subject, access: Access) -> forms.Field | None:
    kept = _links(bid.priority_links, "priority__plan")
    return _checkboxes(
        [(row.pk, priority_words(row)) for row in priority_choices(access.partnership)],
        [(link.priority_id, priority_words(link.priority)) for link in kept],
    )


def _links(links, name: str):
    return links.select_related(name) if links.instance.pk else ()


def priority_words(priority: Priority) -> str:
    """Return a priority with the name of its plan."""
    return f"{priority} ({priority.plan})"


def _quarters(question: BidQuestion, bid: Subject, access: Access) -> forms.Field | None:
    offered = with_kept(map(str, bid.grant.period.quarters), bid.quarters)
    quarters = [Quarter.parse(each) for each in offered]
    choices = [(str(each), f"{each.label}, {each.months}") for each in quarters]
    return _checkboxes(choices, [], coerce=str)


def _lines(question: BidQuestion, bid: Subject, access: Access) -> forms.Field | None:
    offered = [(line, line) for line in split_lines(getattr(bid.grant, question.name))]
    return _checkboxes(offered, [(line, line) for line in getattr(bid, question.name)], coerce=str)


def _checkboxes(offered, kept, coerce: Callable = int) -> forms.Field | None:
    choices = with_kept(offered, kept)
    if not choices:
        return None
    return forms.TypedMultipleChoiceField(
        choices=choices, coerce=coerce, required=False, widget=forms.CheckboxSelectMultiple
    )


def typed_amount(bid: Subject) -> str:
    """Return the amount requested as it was entered; for an imported bid, the amount formatted."""
    if bid.amount_requested_text or bid.asked is None:
        return bid.amount_requested_text
    return format_as_typed(bid.asked)


def _longest(words: str) -> None:
    if len(words) > LONGEST:
        raise forms.ValidationError(f"Answer must be {LONGEST:,} characters or fewer")


MAKERS: dict[str, Callable[[BidQuestion, Subject, Access], forms.Field | None]] = {
    "title": _title,
    "pot": _pot,
    "lead": _lead,
    "partners": _partners,
    "quarters": _quarters,
    "priorities": _priorities,
    "funder_priorities": _lines,
    "project_types": _lines,
    "asked": _asked,
}
