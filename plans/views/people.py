"""Views of the people of a partnership: their roles and invitations."""

from functools import partial
from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from plans.access import (
    capability_required,
    get_invitation_or_404,
    get_member_or_404,
    get_own_chair_or_404,
)
from plans.forms.people import AppointChairForm, InviteForm, MemberForm
from plans.models import Role
from plans.people import (
    InvitationEmailError,
    appoint_chair,
    cancel_invitation,
    change_role,
    end_membership,
    invite,
    resend_invitation,
)
from plans.records import EditConflict, OperationError, build_entries
from plans.views.form_views import attempt, render_form, row_label, with_merge_message
from plans.views.history_views import paginate_history


@capability_required("view_people")
@require_GET
def people_list(request, partnership):
    members = list(partnership.memberships.current().select_related("person", "body"))
    in_order = sorted(members, key=lambda member: Role.values.index(member.role))
    waiting = partnership.invitations.waiting().select_related("body", "created_by")

    context = {
        "roles": [
            (Role(role).label, list(held)) for role, held in groupby(in_order, lambda member: member.role)
        ],
        "waiting": waiting if request.access.can("manage_people") else [],
        "now": timezone.now(),
    }
    return render(request, "plans/people_list.html", context)


@capability_required("view_audit_trail")
@require_GET
def people_history(request, partnership):
    page = paginate_history(request, f"people:{partnership.pk}")

    context = {"page": page, "entries": build_entries(page.object_list)}
    return render(request, "plans/people_history.html", context)


@capability_required("manage_people")
def invitation_add(request, partnership):
    form = InviteForm(request.POST or None, partnership=partnership)

    if request.method == "POST" and form.is_valid():
        try:
            invite(partnership, **form.cleaned_data, by=request.user, now=timezone.now())
        except OperationError as refused:
            form.add_error(None, str(refused))
        except InvitationEmailError:
            warn_email_not_sent(request)
            return redirect("people_list", partnership.slug)
        else:
            messages.success(request, f"Invitation sent to {form.cleaned_data['email']}")
            return redirect("people_list", partnership.slug)

    return render_form(request, "plans/invitation_add.html", form, {})


@capability_required("manage_people", get_invitation_or_404)
@require_POST
def invitation_resend(request, invitation):
    try:
        resend_invitation(invitation, now=timezone.now())
    except OperationError as refused:
        messages.error(request, str(refused))
    except InvitationEmailError:
        warn_email_not_sent(request)
    else:
        messages.success(
            request,
            f"New invitation sent to {invitation.email}. The link in the earlier email no longer works.",
        )
    return redirect("people_list", request.access.partnership.slug)


@capability_required("manage_people", get_invitation_or_404)
@require_POST
def invitation_cancel(request, invitation):
    if attempt(request, None, lambda: cancel_invitation(invitation, now=timezone.now())):
        messages.success(request, f"Invitation to {invitation.email} cancelled")
    return redirect("people_list", request.access.partnership.slug)


@capability_required("manage_people", get_member_or_404)
def member_edit(request, member):
    form = MemberForm(request.POST or None, instance=member)

    if request.method == "POST" and form.is_valid():
        try:
            written = change_role(
                member, form.changes(), base_revision=form.cleaned_data["revision"], by=request.user
            )
        except OperationError as refused:
            form.add_error(None, str(refused))
        except EditConflict as clash:
            last = clash.changes[0]
            form.add_error(
                None,
                f"{last.created_by} changed this role while you were editing. Check the list before you "
                "continue.",
            )
        else:
            messages.success(request, with_merge_message(f"Role of {member.person} changed", written))
            return redirect("people_list", request.access.partnership.slug)

    return render_form(request, "plans/member_edit.html", form, {"member": member})


@capability_required("manage_people", get_member_or_404)
@require_POST
def member_end(request, member):
    if attempt(request, None, lambda: end_membership(member, by=request.user)):
        messages.success(
            request, f"{row_label(member)}: role ended. Their updates and comments have not changed."
        )
    return redirect("people_list", request.access.partnership.slug)


@capability_required("appoint_chair", get_own_chair_or_404)
def chair_appoint(request, chair):
    form = AppointChairForm(request.POST or None, partnership=request.access.partnership, chair=request.user)

    if request.method == "POST" and form.is_valid():
        hand_over = partial(
            appoint_chair,
            chair,
            to=form.cleaned_data["to"],
            stays_as_executive=form.cleaned_data["stays"],
            by=request.user,
            now=timezone.now(),
        )
        if attempt(request, form, hand_over, field="to"):
            messages.success(request, f"{form.cleaned_data['to']} is now the chair")
            # A user who has left may have no access here any more; the front page redirects them.
            return redirect("front_page")

    return render_form(request, "plans/chair_appoint.html", form, {})


def warn_email_not_sent(request) -> None:
    """Warn that the email was not sent, although the invitation is saved."""
    messages.warning(
        request,
        "The invitation was saved, but the email could not be sent. Send it again from the list.",
    )
