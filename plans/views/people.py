"""Who belongs to a partnership, in which role, and who is invited."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import requires
from plans.forms.people import HandOverForm, InviteForm, MemberForm
from plans.history import entries_of
from plans.models import Role
from plans.operations import (
    LetterNotSent,
    Refused,
    cancel_invitation,
    change_role,
    hand_over_chair,
    invite,
    renew_invitation,
    take_role_away,
)
from plans.views.form_page import form_page, merged_words, row_words
from plans.views.history_page import entry_page
from plans.writing import Clash


@requires("see_people")
@require_GET
def people_list(request, partnership):
    members = list(partnership.memberships.current().select_related("person", "body"))
    in_order = sorted(members, key=lambda member: Role.values.index(member.role))
    waiting = partnership.invitations.waiting().select_related("body", "made_by")

    context = {
        "roles": [
            (Role(role).label, list(held)) for role, held in groupby(in_order, lambda member: member.role)
        ],
        "waiting": waiting if request.seat.may("manage_people") else [],
        "now": timezone.now(),
    }
    return render(request, "plans/people_list.html", context)


@requires("see_audit_trail")
@require_GET
def people_history(request, partnership):
    page = entry_page(request, f"people:{partnership.pk}")

    context = {"page": page, "entries": entries_of(page.object_list)}
    return render(request, "plans/people_history.html", context)


@requires("manage_people")
def invitation_new(request, partnership):
    form = InviteForm(request.POST or None, partnership=partnership)

    if request.method == "POST" and form.is_valid():
        try:
            invite(partnership, **form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        except LetterNotSent:
            not_sent(request)
            return redirect("people_list", partnership.slug)
        else:
            messages.success(request, f"Invited {form.cleaned_data['email']}.")
            return redirect("people_list", partnership.slug)

    return form_page(request, "plans/invitation_new.html", form, {})


@requires("manage_people")
@require_POST
def invitation_resend(request, partnership, invitation):
    found = get_object_or_404(partnership.invitations, pk=invitation)

    try:
        renew_invitation(found, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    except LetterNotSent:
        not_sent(request)
    else:
        messages.success(
            request, f"Sent {found.email} a new invitation. The link in the old one works no more."
        )
    return redirect("people_list", partnership.slug)


@requires("manage_people")
@require_POST
def invitation_cancel(request, partnership, invitation):
    found = get_object_or_404(partnership.invitations, pk=invitation)

    try:
        cancel_invitation(found, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Cancelled the invitation of {found.email}.")
    return redirect("people_list", partnership.slug)


@requires("manage_people")
def member_edit(request, partnership, membership):
    member = get_object_or_404(partnership.memberships.current().select_related("person"), pk=membership)

    form = MemberForm(request.POST or None, instance=member)

    if request.method == "POST" and form.is_valid():
        try:
            written = change_role(
                member, form.changes(), base_version=form.cleaned_data["version"], by=request.user
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        except Clash as clash:
            last = clash.changes[0]
            form.add_error(
                None, f"{last.made_by} changed this role meanwhile. Look at the list before you go on."
            )
        else:
            messages.success(request, f"Changed the role of {member.person}.{merged_words(written)}")
            return redirect("people_list", partnership.slug)

    return form_page(request, "plans/member_edit.html", form, {"member": member})


@requires("manage_people")
@require_POST
def member_remove(request, partnership, membership):
    member = get_object_or_404(partnership.memberships.current().select_related("person"), pk=membership)

    try:
        take_role_away(member, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row_words(member)} was ended. What they wrote stays.")
    return redirect("people_list", partnership.slug)


@requires("name_successor")
def chair_hand_over(request, partnership):
    chair = get_object_or_404(partnership.memberships.current(), person=request.user, role=Role.CHAIR)

    form = HandOverForm(request.POST or None, partnership=partnership, chair=request.user)

    if request.method == "POST" and form.is_valid():
        try:
            hand_over_chair(
                chair,
                to=form.cleaned_data["to"],
                stays_as_executive=form.cleaned_data["stays"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("to", str(refused))
        else:
            messages.success(request, f"{form.cleaned_data['to']} is the chair now.")
            # Who did not stay may have no seat here any more; the front page leads on.
            return redirect("front_page")

    return form_page(request, "plans/chair_hand_over.html", form, {})


def not_sent(request) -> None:
    """Says that the letter did not go, though the invitation stands."""
    messages.warning(
        request,
        "The invitation is stored, but the mail server did not take the letter. Send it again from the list.",
    )
