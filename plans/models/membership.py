import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from plans.models.body import Body
from plans.models.partnership import Partnership
from plans.models.tracked import TrackedModel

INVITATION_DAYS = 14


def generate_token() -> str:
    """Return a token that no one can guess, for the link in an invitation."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return the hash of a token, which is all that is stored: a copy of the database does not open the link."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Return invitations that are neither accepted nor cancelled; their links may have expired."""
        return self.filter(accepted_at=None, cancelled_at=None)

    def with_token(self, token: str):
        """Return the invitation of a link. It is looked up by its hash, so timing reveals nothing about the token."""
        return self.filter(token_hash=hash_token(token))


class Role(models.TextChoices):
    OFFICER = "officer", "Officer"
    LEAD = "lead", "Lead officer"
    EXECUTIVE = "executive", "Executive member"
    CHAIR = "chair", "Chair"
    SCRUTINY = "scrutiny", "Scrutiny member"
    COUNTY = "county", "County team"
    FUNDER = "funder", "Commissioner's office"


# A lead officer or an executive member can write for a body; the other roles need none.
BODY_ROLES = (Role.LEAD, Role.EXECUTIVE, Role.COUNTY)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Return the roles that people hold now; a role that was ended stays in the table, withdrawn."""
        return self.filter(is_withdrawn=False)


class Membership(TrackedModel):
    """A user's role in one partnership; a lead officer's role is for a body."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="organisation",
        help_text="The organisation that a lead officer represents, with its units and posts.",
    )
    is_proper_officer = models.BooleanField(
        "proper officer",
        default=False,
        help_text="Decides exemptions, and publishes and withdraws packs (a democratic services officer).",
    )
    granted_at = models.DateTimeField(default=timezone.now)

    queue = "partnership"
    tracked_fields = ("person_id", "role", "body_id", "is_proper_officer")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "role"
        ordering = ["person__name", "role"]
        constraints = [
            # Two constraints, because SQLite never treats two NULLs as equal.
            models.UniqueConstraint(
                fields=["person", "partnership", "role"],
                condition=Q(is_withdrawn=False, body=None),
                name="one_role_once",
                violation_error_message="This person already has this role",
            ),
            models.UniqueConstraint(
                fields=["person", "partnership", "role", "body"],
                condition=Q(is_withdrawn=False),
                name="one_role_for_a_body_once",
                violation_error_message="This person already has this role for this organisation",
            ),
            models.CheckConstraint(
                condition=~Q(role="lead") | ~Q(body=None),
                name="a_lead_is_for_a_body",
                violation_error_message="Select the organisation that this lead officer represents",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    @property
    def thread(self) -> str:
        """Return the history group: changes of roles show together, on the partnership's page of people."""
        return f"people:{self.partnership_id}"


class Invitation(models.Model):
    """An email that invites a person to a role in a partnership; valid for two weeks, and once."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("email address")
    name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=10, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role="lead") | ~Q(body=None),
                name="a_lead_is_invited_for_a_body",
                violation_error_message="Select the organisation that this lead officer represents",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.partnership}"

    def is_open(self, now) -> bool:
        """Whether the link in the e-mail still works."""
        return self.accepted_at is None and self.cancelled_at is None and now < self.expires_at

    @property
    def expires_at(self):
        """When the link in the e-mail stops working."""
        return self.created_at + timedelta(days=INVITATION_DAYS)

    def renew(self, now) -> str:
        """Set a new token and two more weeks, unsaved; the old link stops working."""
        token = generate_token()
        self.token_hash, self.created_at = hash_token(token), now
        return token
