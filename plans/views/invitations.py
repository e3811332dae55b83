"""Views of the link in an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from plans.access import public_view
from plans.forms.people import NewAccountForm
from plans.models import Invitation, User
from plans.people import accept_invitation
from plans.records import OperationError

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GONE = 410


@public_view
@never_cache
@sensitive_post_parameters("password")
def invitation_accept(request, token):
    now = timezone.now()
    invitation = get_invitation_or_404(token)
    ended = invitation_closed_reason(invitation, now)
    if ended:
        return render(request, "plans/invitation_ended.html", {"ended": ended}, status=GONE)

    account = User.objects.filter(email__iexact=invitation.email).first()
    if request.user.is_authenticated or account is not None:
        return accept_with_account(request, invitation, account, now)
    return accept_with_new_account(request, invitation, now)


def get_invitation_or_404(token: str) -> Invitation:
    """Return the invitation of the link. Raises Http404 for a link that was never sent or has been replaced."""
    found = Invitation.objects.with_token(token).select_related("partnership", "body", "created_by").first()
    if found is None:
        raise Http404("There is no such invitation.")
    return found


def invitation_closed_reason(invitation: Invitation, now) -> str:
    """Return why the invitation can no longer be accepted; "" while it is open."""
    who = invitation.created_by or "an officer of the partnership"
    if invitation.accepted_at:
        return "This invitation has already been used. If you used it, sign in."
    if invitation.cancelled_at:
        return f"This invitation was cancelled. If you still need access, ask {who}."
    if invitation.partnership.closed_on:
        return "This partnership has been closed since you were invited."
    if not invitation.is_open(now):
        return (
            f"This invitation has expired. Invitations are valid for 2 weeks. Ask {who} to send you another."
        )
    return ""


def accept_with_account(request, invitation, account, now):
    """Accept with an account: one click for the invited user, otherwise a message about whose invitation it is."""
    is_theirs = request.user.is_authenticated and request.user == account

    if request.method == "POST" and is_theirs:
        try:
            accept_invitation(invitation, person=account, now=now)
        except OperationError as refused:
            return render_refused_invitation(request, refused)
        return welcome(request, invitation)

    if request.method == "POST":
        # The page itself says whose invitation it is.
        return redirect(request.path)
    return render(request, "plans/invitation_accept.html", {"invitation": invitation, "is_theirs": is_theirs})


def accept_with_new_account(request, invitation, now):
    """Accept as a new user: a name and a password create the account."""
    form = NewAccountForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})

    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                person = User.objects.create_user(
                    invitation.email, form.cleaned_data["password"], name=form.cleaned_data["name"]
                )
                accept_invitation(invitation, person=person, now=now)
        except IntegrityError:
            # The account was created in another window a moment ago.
            return redirect(request.path)
        except OperationError as refused:
            return render_refused_invitation(request, refused)
        login(request, person, backend=BACKEND)
        return welcome(request, invitation)

    context = {"form": form, "invitation": invitation}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/invitation_accept.html", context, status=status)


def render_refused_invitation(request, refused):
    """Show which rule prevents it."""
    return render(request, "plans/invitation_ended.html", {"ended": str(refused)}, status=GONE)


def welcome(request, invitation):
    messages.success(request, f"Invitation to {invitation.partnership} accepted")
    return redirect("partnership_home", invitation.partnership.slug)
