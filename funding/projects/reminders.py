"""Remind a project's people of the returns that are due, by email; once a day at most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from funding.projects.progress import ProjectProgress
from plans.access import users_by_body
from plans.models import User
from plans.records import OperationError

A_DAY = 24 * 60 * 60


def send_reminder(project: ProjectProgress, *, by: User, on: date) -> list[User]:
    """Return the people who were sent an email that lists the returns due. Raises OperationError."""
    row, owed = project.project, project.missing
    if not owed:
        raise OperationError(f"No returns are due from “{row}”.")
    people = users_by_body(row.partnership, "write_return").get(row.lead_id, [])
    if not people:
        whose = row.lead_words or "the project"
        raise OperationError(f"No one in this partnership represents {whose}. Invite a lead officer for it.")
    keys = [
        f"reminder of project {row.pk}, {each.quarter}, {on.isoformat()}".replace(" ", "-") for each in owed
    ]
    # Each return has one reminder a day: those already in the cache are skipped.
    fresh = [each for each, key in zip(owed, keys, strict=True) if cache.add(key, True, A_DAY)]
    if not fresh:
        raise OperationError(f"A reminder about “{row}” has already been sent today.")
    letters = [(person, _letter(project, person, by)) for person in people]
    try:
        with transaction.atomic():
            count = "1 return is" if len(owed) == 1 else f"{len(owed)} returns are"
            transaction.on_commit(lambda: _send(f"{count} due: {row}", letters))
    except OSError as trouble:
        cache.delete_many(keys)
        raise OperationError(
            "The email could not be sent. Try again, or contact the organisation another way."
        ) from trouble
    return people


def _letter(project: ProjectProgress, person: User, by: User) -> str:
    partnership = project.project.partnership
    return render_to_string(
        "funding/emails/returns_due.txt",
        {
            "person": person,
            "by": by,
            "partnership": partnership,
            "project": project.project,
            "owed": project.missing,
            # The URL uses the site's own address, never the request's: a forged host would lead elsewhere.
            "address": settings.SITE_URL + reverse("returns_due", args=[partnership.slug]),
        },
    )


def _send(subject: str, letters: Iterable[tuple[User, str]]) -> None:
    for person, words in letters:
        send_mail(" ".join(subject.split()), words, None, [person.email])
