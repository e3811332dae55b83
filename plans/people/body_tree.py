"""The bodies of a partnership as a tree: what belongs to what, and who represents each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Body, Invitation, Membership


@dataclass(frozen=True, slots=True)
class BodyDisplay:
    """A body with the bodies that belong to it and the users who represent it."""

    body: Body
    aliases: tuple[str, ...]
    former_names: tuple
    people: tuple[str, ...]
    parts: tuple[BodyDisplay, ...]


def body_tree(bodies: Iterable[Body], members: Iterable[Membership]) -> list[tuple[str, list[BodyDisplay]]]:
    """Return the bodies by kind, each with its parts; a kind without bodies is left out.

    A body whose parent is not among them, or that belongs to itself by mistake, is at the top.
    """
    bodies = list(bodies)
    people = defaultdict(list)
    for member in members:
        people[member.body_id].append(f"{member.person} ({member.get_role_display().lower()})")
    parts = defaultdict(list)
    for body in bodies:
        parts[body.parent_id].append(body)
    placed: set[int] = set()

    def shown(body: Body) -> BodyDisplay:
        placed.add(body.pk)
        names = list(body.other_names.all())
        return BodyDisplay(
            body=body,
            aliases=tuple(name.name for name in names if not name.until),
            former_names=tuple(name for name in names if name.until),
            people=tuple(people[body.pk]),
            parts=tuple(shown(part) for part in parts[body.pk] if part.pk not in placed),
        )

    known = {body.pk for body in bodies}
    tops = [shown(body) for body in bodies if body.parent_id not in known]
    tops += [shown(body) for body in bodies if body.pk not in placed]
    groups = [(kind.label, [top for top in tops if top.body.kind == kind]) for kind in Body.Kind]
    return [(kind, found) for kind, found in groups if found]


def withdraw_blocked_reason(body: Body) -> str:
    """Return why the body cannot be withdrawn; "" when it can be."""
    if body.parts.current().exists():
        return (
            f"You cannot withdraw {body} because other organisations, groups or posts belong to it. Move "
            "or withdraw them first."
        )
    if body.memberships.current().exists():
        return f"You cannot withdraw {body} because people represent it. Change or end their roles first."
    if Invitation.objects.waiting().filter(body=body).exists():
        return (
            f"You cannot withdraw {body} because someone is invited to represent it. Cancel the "
            "invitation first."
        )
    return ""
