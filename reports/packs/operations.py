"""What happens to committees and packs: each operation is one transaction, whole or not at all.

A pack is a draft whose words change, then frozen, then published by somebody else, then perhaps withdrawn. Once
it is frozen nothing of it can change; every operation that writes words takes the pack's row first and asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from plans.models import HistoryEntry, Partnership
from plans.ordering import move_row, next_position
from plans.software_version import VERSION
from plans.writing import WriteResult, add_row, new_batch_id, write_row
from reports.exceptions.content import content_hash
from reports.models import Committee, Pack, PackSection, TemplateSection
from reports.models.pack import PACK_TRANSITIONS
from reports.packs.checks import freeze_blocked_reasons
from reports.packs.content import pack_content
from reports.packs.data import get_pack_data
from reports.packs.section_orders import SECTION_ORDERS
from reports.packs.section_text import generate_section_text


class PackStateError(Exception):
    """The pack cannot be moved on or changed; `reasons` says why, each a whole sentence."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


# --- Committees and their template of sections.


def add_committee(partnership: Partnership, fields: Mapping[str, str], *, order: str, by) -> Committee:
    """A new committee whose template of sections starts from one of the known orders."""
    with transaction.atomic():
        committee = Committee(partnership=partnership, **fields)
        batch = new_batch_id()
        add_row(committee, by=by, batch=batch)
        add_section_order(committee, order, by=by, batch=batch)
    return committee


def add_section_order(committee: Committee, order: str, *, by, batch: str = "") -> None:
    """Gives a committee the sections of a known order, below those it has."""
    batch = batch or new_batch_id()
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee.pk)
        first = next_position(committee.template_sections.all())
        for place, start in enumerate(SECTION_ORDERS[order].sections, start=first):
            section = TemplateSection(
                committee=committee,
                position=place,
                heading=start.heading,
                filling=start.filling,
                words=start.words,
                is_numbered=start.is_numbered,
            )
            add_row(section, by=by, batch=batch)


def add_template_section(committee: Committee, fields: Mapping[str, object], *, by) -> TemplateSection:
    """A new last section of the committee's template."""
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee.pk)
        position = next_position(committee.template_sections.all())
        section = TemplateSection(committee=committee, position=position, **fields)
        add_row(section, by=by)
    return section


# --- A pack while it is a draft.


def create_pack(partnership: Partnership, fields: Mapping[str, object], *, by) -> Pack:
    """A new draft with the sections of its committee's template, filled from the data where they can be."""
    batch = new_batch_id()
    with transaction.atomic():
        pack = Pack(partnership=partnership, created_by=by, last_edited_by=by, **fields)
        add_row(pack, by=by, batch=batch)
        facts = get_pack_data(pack)
        template = pack.meeting.committee.template_sections.filter(is_withdrawn=False)
        for position, start in enumerate(template, start=1):
            filled = generate_section_text(start.filling, facts)
            section = PackSection(
                pack=pack,
                position=position,
                heading=start.heading,
                filling=start.filling,
                words="\n\n".join(words for words in (start.words.strip(), filled) if words),
                generated_text=filled,
                is_numbered=start.is_numbered,
            )
            add_row(section, by=by, batch=batch)
    return pack


def add_section(pack: Pack, fields: Mapping[str, object], *, by) -> PackSection:
    """A new last section of this pack alone. Raises PackRefused."""
    with lock_pack(pack):
        section = PackSection(pack=pack, position=next_position(pack.sections.all()), **fields)
        add_row(section, by=by)
    return section


def write_section(section: PackSection, changes: Mapping[str, object], *, by, why: str = "") -> WriteResult:
    """Writes what is said of a section outside its form: new words of the data, taken out, brought back.

    Raises PackRefused when the pack is frozen.
    """
    with lock_pack(section.pack):
        return write_row(section, changes, base_revision=section.revision, by=by, why=why)


def move_section(section: PackSection, step: str, *, by) -> bool:
    """Puts a section one place "up" or "down" in its pack; false when there is none. Raises PackRefused."""
    with lock_pack(section.pack) as pack:
        return move_row(section, step, current_sections(pack), by=by)


def current_sections(pack: Pack) -> list[PackSection]:
    """The sections of the pack that stand, in order."""
    return list(pack.sections.filter(is_withdrawn=False))


@contextmanager
def lock_pack(pack: Pack) -> Iterator[Pack]:
    """A transaction that holds the pack's row, so that nobody freezes it while its words are written.

    Raises PackRefused unless the pack is a draft.
    """
    with transaction.atomic():
        now = _hold(pack)
        if now.state != Pack.State.DRAFT:
            raise PackStateError(
                f"This pack is {now.get_state_display().lower()}, so its words can no longer be changed."
            )
        yield now


# --- Frozen, published, withdrawn.


def freeze_pack(pack: Pack, *, by, expected: str = "") -> Pack:
    """Freezes a draft: what it says is stored with its hash and never computed again.

    `expected` is the hash of what the person reviewed; when the pack says something else by now, it is refused.
    Raises PackRefused with every reason.
    """
    with lock_pack(pack) as now:
        sections = current_sections(now)
        if reasons := freeze_blocked_reasons(now, sections):
            raise PackStateError(*reasons)
        content = pack_content(now, sections)
        digest = content_hash(content)
        if expected and expected != digest:
            raise PackStateError("The pack has changed since you opened this page. Look at it again.")
        return _move(
            now,
            Pack.State.FROZEN,
            by=by,
            content=content,
            content_hash=digest,
            software=VERSION,
            frozen_by_id=by.pk if by else None,
            frozen_at=timezone.now(),
            last_edited_by_id=pack_last_editor_id(now),
        )


def pack_last_editor_id(pack: Pack) -> int | None:
    """Who edited the pack last; freezing it and taking it back to a draft change no word of it."""
    steps = Q(row=pack.thread, act=HistoryEntry.Act.CHANGED, fields__has_key="state")
    return (
        HistoryEntry.objects.of_thread(pack.thread)
        .exclude(steps)
        .values_list("created_by_id", flat=True)
        .first()
    )


def reopen_pack(pack: Pack, *, by, why: str) -> Pack:
    """Makes a frozen pack a draft again, before anybody published it. Raises PackRefused."""
    with transaction.atomic():
        return _move(
            _hold(pack),
            Pack.State.DRAFT,
            by=by,
            why=why,
            content=None,
            content_hash="",
            frozen_by_id=None,
            frozen_at=None,
        )


def publish_pack(pack: Pack, *, by) -> Pack:
    """Publishes a frozen pack, by somebody who neither made it, edited it last nor froze it.

    Raises PackRefused.
    """
    with transaction.atomic():
        now = _hold(pack)
        if reason := publish_blocked_reason(now, by):
            raise PackStateError(reason)
        return _move(
            now,
            Pack.State.PUBLISHED,
            by=by,
            published_by_id=by.pk,
            published_at=timezone.now(),
        )


def withdraw_pack(pack: Pack, *, by, why: str) -> Pack:
    """Takes a published pack back; its public page then says so, and why. Raises PackRefused."""
    with transaction.atomic():
        return _move(_hold(pack), Pack.State.WITHDRAWN, by=by, withdrawn_why=why)


def publish_blocked_reason(pack: Pack, person) -> str:
    """Why this person may not publish the pack, as a sentence; "" when they may."""
    for author, did in (
        (pack.frozen_by_id, "froze this pack"),
        (pack.created_by_id, "made this pack"),
        (pack.last_edited_by_id, "were the last to edit this pack"),
    ):
        if author == person.pk:
            return f"You {did}, so somebody else must publish it."
    return ""


def _hold(pack: Pack) -> Pack:
    return (
        Pack.objects.select_for_update(of=("self",))
        .select_related("partnership", "meeting__committee", "plan__partnership", "report__plan")
        .get(pk=pack.pk)
    )


def _move(pack: Pack, state: str, *, by, why: str = "", **columns) -> Pack:
    if state not in PACK_TRANSITIONS[pack.state]:
        is_now = pack.get_state_display().lower()
        raise PackStateError(f"This pack is {is_now} now. Somebody else was quicker: look at it again.")
    tracked_fields = {name: columns.pop(name) for name in list(columns) if name in Pack.tracked_fields}
    written = write_row(
        pack, {"state": state, **tracked_fields}, base_revision=pack.revision, by=by, why=why, also=columns
    )
    return written.row
