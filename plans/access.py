"""Who may do what: one table of capabilities and roles, and the only module that reads roles (design §8).

Every view names its capability. The answer to somebody from outside the partnership is 404, to a member
without the right 403, and to somebody who is not signed in the sign-in page; published pages are public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.urls import URLPattern, URLResolver

from plans.models import Body, Membership, Partnership, Plan, Role

YES = "yes"
OWN = "own"
"""Only rows that their own body leads; the view must ask `seat.claim`."""
AGREED = "agreed"
"""Only what was adopted, approved or published; the view shows no more."""

PROPER_OFFICER = "proper_officer"
"""A hat that a member wears beside a role: decides exemptions, publishes and withdraws packs."""

COLUMNS = (*Role.values, PROPER_OFFICER)


@dataclass(frozen=True, slots=True)
class Capability:
    """Something that can be done, in words, and by which role within which bounds."""

    words: str
    roles: dict[str, str]


def _may(words: str, *everything: str, own: Iterable[str] = (), agreed: Iterable[str] = ()) -> Capability:
    roles = dict.fromkeys(everything, YES)
    roles |= dict.fromkeys(own, OWN) | dict.fromkeys(agreed, AGREED)
    return Capability(words, roles)


_ALL = Role.values
_GROUP = ("officer", "executive", "chair")

CAPABILITIES: dict[str, Capability] = {
    "see_partnership": _may("see the partnership's home", *_ALL),
    "see_plan": _may("see an adopted plan", *_GROUP, "lead", agreed=["scrutiny", "county", "funder"]),
    "see_draft_plan": _may("see a draft plan", *_GROUP, own=["lead"]),
    "see_actions": _may("see the action plan with its present status", *_GROUP, "lead", agreed=["county"]),
    "see_history": _may("see who changed what", *_GROUP, own=["lead"]),
    "see_audit_trail": _may("see who changed settings and roles", "officer", "chair"),
    "edit_plan": _may("edit a plan's words, priorities and risks", "officer"),
    "adopt_plan": _may("adopt a plan", "chair"),
    "edit_actions": _may("create, edit, order and close actions", "officer"),
    "write_update": _may("say how an action stands", "officer", own=["lead", "executive", "county"]),
    "import_actions": _may("bring in Word, Excel or CSV", "officer"),
    "export_actions": _may("take the action plan out as a file", *_GROUP, "lead", agreed=["county"]),
    "see_reports": _may("read exception reports", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]),
    "write_report": _may("comment, ask for decisions and freeze a report", "officer"),
    "decide_report": _may("approve or return a report", "chair"),
    "correct_report": _may("begin a corrected version of a report", "officer", "chair"),
    "see_packs": _may(
        "see packs for the scrutiny committee", *_GROUP, agreed=["lead", "scrutiny", "county", "funder"]
    ),
    "build_pack": _may("build and freeze a pack", "officer"),
    "publish_pack": _may("publish or withdraw a pack", PROPER_OFFICER),
    "see_grants": _may(
        "see grants and where their money is", *_GROUP, own=["lead"], agreed=["scrutiny", "county", "funder"]
    ),
    "run_grants": _may(
        "set up grants, shortlist bids, start and close projects, and write the ledger", "officer"
    ),
    "write_bid": _may("write, submit and change a bid", "officer", own=["lead", "executive", "county"]),
    "score_bids": _may("score bids when invited to", *_GROUP, "lead", "county"),
    "declare_interest": _may("declare an interest in a bid", *_GROUP, agreed=["funder"]),
    "see_decisions": _may("see scores and the decision sheet", *_GROUP),
    "see_grant_papers": _may(
        "take out the papers of a whole grant", *_GROUP, agreed=["scrutiny", "county", "funder"]
    ),
    "recommend_bids": _may("record which bids the group recommends", "executive", "chair"),
    "approve_bids": _may("approve bids for the chair", "chair"),
    "approve_bids_as_funder": _may("approve bids for the funder", "funder"),
    "ask_consent": _may("ask the funder to agree to a movement of money", "officer", "chair"),
    "give_consent": _may("agree to a movement of money for the funder", "funder"),
    "write_return": _may(
        "say what a project spent and achieved", "officer", own=["lead", "executive", "county"]
    ),
    "see_people": _may("see the bodies and people", *_GROUP, "lead", "county"),
    "edit_bodies": _may("edit the bodies", "officer"),
    "manage_people": _may("invite people and change their roles", "officer"),
    "name_successor": _may("name the next chair", "chair"),
    "edit_settings": _may("change the partnership's settings", "officer"),
}

# Kinds of view that stand outside a partnership.
PUBLIC = "public"
SIGNED_IN = "signed_in"
SITE_ADMINISTRATOR = "site_administrator"
OUTSIDE = frozenset({PUBLIC, SIGNED_IN, SITE_ADMINISTRATOR})

# A form that is invalid or clashes comes back with its rows.
SHOWS_ROWS = frozenset({409, 422})


class Unclaimed(RuntimeError):
    """A view let somebody act on "own" rows without asking whose they are."""


class Seat:
    """A person's place in one partnership: their roles, the bodies they answer for, what they may do."""

    def __init__(self, person, partnership: Partnership, memberships: Iterable[Membership]):
        self.person = person
        self.partnership = partnership
        self.memberships = tuple(memberships)
        # The county team sits in its districts too, but its hat is worn in the county alone.
        wears_hat = any(
            membership.is_proper_officer and membership.partnership_id == partnership.pk
            for membership in self.memberships
        )
        self.roles = frozenset(membership.role for membership in self.memberships) | (
            {PROPER_OFFICER} if wears_hat else set()
        )
        self.claimed: set[str] = set()

    def scope(self, capability: str) -> str | None:
        """The widest bounds within which the person may: YES, OWN, AGREED, or None for not at all."""
        granted = {CAPABILITIES[capability].roles.get(role) for role in self.roles}
        return next((scope for scope in (YES, OWN, AGREED) if scope in granted), None)

    def may(self, capability: str) -> bool:
        """Whether the person may, be it within bounds."""
        return self.scope(capability) is not None

    @cached_property
    def rights(self) -> dict[str, bool]:
        """Every capability with whether this person has it; for templates."""
        return {name: self.may(name) for name in CAPABILITIES}

    @cached_property
    def body_ids(self) -> frozenset[int]:
        """The bodies that the person answers for, with everything that belongs to them."""
        return self.bodies_among(self._bodies)

    @cached_property
    def answers_for_a_body(self) -> bool:
        """Whether one of these bodies was not withdrawn."""
        return any(body.pk in self.body_ids and not body.is_withdrawn for body in self._bodies)

    @cached_property
    def _bodies(self) -> list[Body]:
        return list(Body.objects.in_partnership(self.partnership).only("id", "parent_id", "is_withdrawn"))

    def bodies_among(self, bodies: Iterable[Body]) -> frozenset[int]:
        """The same where all bodies of the partnership were read already, without a statement."""
        own = {membership.body_id for membership in self.memberships if membership.body_id}
        return body_and_parts(own, {body.pk: body.parent_id for body in bodies}) if own else frozenset()

    def may_on(self, capability: str, body_ids: Iterable[int]) -> bool:
        """Whether the person may on a row that these bodies lead."""
        scope = self.scope(capability)
        if scope == OWN:
            return not self.body_ids.isdisjoint(body_ids)
        return scope is not None

    def claim(self, capability: str, body_ids: Iterable[int]) -> None:
        """Lets the person go on with a row that these bodies lead; raises PermissionDenied when not theirs."""
        self.claimed.add(capability)
        if not self.may_on(capability, body_ids):
            raise PermissionDenied(f"You may {CAPABILITIES[capability].words} only for your own body.")

    def whose(self, capability: str) -> frozenset[int] | None:
        """The bodies whose rows a list of what the person may do shows; None for everybody's."""
        self.claimed.add(capability)
        return self.body_ids if self.scope(capability) == OWN else None

    def plans(self):
        """The plans of this partnership that the person may know of."""
        plans = Plan.objects.in_partnership(self.partnership)
        return plans if self.may("see_draft_plan") else plans.agreed()

    def sees_only_own(self, plan: Plan) -> bool:
        """Whether of this draft plan the person sees just the rows of their own body."""
        return plan.is_draft and self.scope("see_draft_plan") == OWN


def body_and_parts(body_ids: Iterable[int], parents: dict[int, int | None]) -> frozenset[int]:
    """The bodies and everything that belongs to them; `parents` says what each body belongs to."""
    wanted = set(body_ids)

    def belongs(body_id):
        seen = set()
        while body_id is not None and body_id not in seen:
            if body_id in wanted:
                return True
            seen.add(body_id)
            body_id = parents.get(body_id)
        return False

    return frozenset(wanted | {body_id for body_id in parents if belongs(body_id)})


def people_by_body(partnership: Partnership, capability: str) -> dict[int, list]:
    """Body → the people who may do that only for their own body, and answer for this one; in two statements."""
    own = [role for role, scope in CAPABILITIES[capability].roles.items() if scope == OWN]
    parents = dict(Body.objects.in_partnership(partnership).order_by().values_list("pk", "parent_id"))
    members = Membership.objects.current().filter(partnership=partnership, role__in=own).exclude(body=None)
    found: dict[int, list] = {}
    for member in members.select_related("person").order_by("person__name", "person_id"):
        for body in body_and_parts({member.body_id}, parents):
            people = found.setdefault(body, [])
            if member.person not in people:
                people.append(member.person)
    return found


def seat_at(person, slug: str) -> Seat | None:
    """The person's seat in the partnership of that address, in one statement; None when they have none there.

    The county team has a seat in every district of its county.
    """
    here = Q(partnership__slug=slug)
    above = Q(role=Role.COUNTY, partnership__districts__slug=slug, partnership__closed_on=None)
    memberships = list(
        Membership.objects.current()
        .filter(here | above, person=person)
        .select_related("partnership")
        .distinct()
    )
    partnership = next((each.partnership for each in memberships if each.partnership.slug == slug), None)
    if partnership is None and memberships:
        partnership = Partnership.objects.get(slug=slug)
    if partnership is None or partnership.closed_on is not None:
        return None
    return Seat(person, partnership, memberships)


def members_who_may(partnership: Partnership, capability: str):
    """The roles by which somebody may in the partnership, its county's team among them; by the people's names."""
    roles = CAPABILITIES[capability].roles
    above = Q(role=Role.COUNTY, partnership__districts=partnership, partnership__closed_on=None)
    return (
        Membership.objects.current()
        .filter(Q(partnership=partnership) | above, role__in=list(roles), person__is_active=True)
        .select_related("person", "body")
        .order_by("person__name", "id")
        .distinct()
    )


def requires(capability: str) -> Callable:
    """Guards a view of a partnership's page: `request.seat` holds who is asking, and what they may.

    The address's slug becomes the Partnership that the view takes first.
    """
    if capability not in CAPABILITIES:
        raise ImproperlyConfigured(f"There is no capability “{capability}”.")

    def guard(view):
        @wraps(view)
        def guarded(request, *args, partnership: str, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            seat = seat_at(request.user, partnership)
            if seat is None:
                raise Http404("There is no such partnership.")
            if not seat.may(capability):
                raise PermissionDenied(f"Your role does not let you {CAPABILITIES[capability].words}.")
            request.seat = seat
            response = view(request, seat.partnership, *args, **kwargs)
            # A refusal, such as that of a method which the page does not take, shows nobody's rows.
            is_refusal = response.status_code >= 400 and response.status_code not in SHOWS_ROWS
            if seat.scope(capability) == OWN and capability not in seat.claimed and not is_refusal:
                raise Unclaimed(f"{view.__name__} did not ask whose rows these are.")
            return response

        guarded.capability = capability
        return guarded

    return guard


def public(view):
    """Lets everybody in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    guarded.capability = PUBLIC
    return guarded


def signed_in(view):
    """Lets in anybody who has signed in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.capability = SIGNED_IN
    return guarded


def site_administrator(view):
    """Lets in the site's administrators, who open and close partnerships and edit nothing in them."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_superuser:
            raise PermissionDenied("Only the site's administrators may do this.")
        return view(request, *args, **kwargs)

    guarded.capability = SITE_ADMINISTRATOR
    return guarded


def views_of(patterns, prefix: str = "") -> Iterable[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns, address)
        else:
            yield address, pattern


def refuse_unguarded(patterns) -> None:
    """Stops the site from starting when a view names no capability."""
    known = OUTSIDE | CAPABILITIES.keys()
    bare = [
        f"{address} ({pattern.callback.__module__}.{getattr(pattern.callback, '__name__', '?')})"
        for address, pattern in views_of(patterns)
        if getattr(pattern.callback, "capability", None) not in known
    ]
    if bare:
        raise ImproperlyConfigured("These views name no capability: " + "; ".join(bare))
