"""Operations on committees and packs. Each operation is one atomic transaction.

A pack is a draft that can be edited, then frozen, then published by another person, then perhaps withdrawn. A
frozen pack cannot change: every operation that writes text locks the pack's row first and checks its state.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

from django.db import transaction
from django.utils import timezone

from plans.models import HistoryEntry, Partnership
from plans.records import (
    WriteResult,
    add_row,
    content_hash,
    last_editor_id,
    locked,
    move_row,
    new_batch_id,
    next_position,
    transition,
    write_row,
)
from plans.software_version import VERSION
from reports.models import Committee, Pack, PackSection, TemplateSection
from reports.models.pack import PACK_TRANSITIONS
from reports.packs.checks import freeze_blocked_reasons, plan_refusal
from reports.packs.content import pack_content
from reports.packs.data import get_pack_data
from reports.packs.section_orders import SECTION_ORDERS
from reports.packs.section_text import generate_section_text

# --- Committees and their template of sections.


def add_committee(partnership: Partnership, fields: Mapping[str, str], *, order: str, by) -> Committee:
    """Create a committee whose template of sections starts with one of the known orders."""
    with transaction.atomic():
        committee = Committee(partnership=partnership, **fields)
        batch = new_batch_id()
        add_row(committee, by=by, batch=batch)
        add_section_order(committee, order, by=by, batch=batch)
    return committee


def add_section_order(committee: Committee, order: str, *, by, batch: str = "") -> None:
    """Give a committee the sections of a known order, below those it has."""
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
    """Add a last section to the committee's template."""
    with transaction.atomic():
        Committee.objects.select_for_update().get(pk=committee.pk)
        position = next_position(committee.template_sections.all())
        section = TemplateSection(committee=committee, position=position, **fields)
        add_row(section, by=by)
    return section


# --- A pack while it is a draft.


def create_pack(partnership: Partnership, fields: Mapping[str, object], *, by) -> Pack:
    """Create a draft with the sections of its committee's template, filled in from the data where possible."""
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
    """Add a last section to this pack only. Raises OperationError."""
    with lock_pack(pack):
        section = PackSection(pack=pack, position=next_position(pack.sections.all()), **fields)
        add_row(section, by=by)
    return section


def write_section(section: PackSection, changes: Mapping[str, object], *, by, why: str = "") -> WriteResult:
    """Change a section outside its form: new text from the data, removed, reinstated.

    Raises OperationError if the pack is frozen.
    """
    with lock_pack(section.pack):
        return write_row(section, changes, base_revision=section.revision, by=by, why=why)


def move_section(section: PackSection, step: str, *, by) -> bool:
    """Move a section one place "up" or "down" in its pack; false if it cannot move. Raises OperationError."""
    with lock_pack(section.pack) as pack:
        return move_row(section, step, current_sections(pack), by=by)


def current_sections(pack: Pack) -> list[PackSection]:
    """Return the current sections of the pack, in order."""
    return list(pack.sections.filter(is_withdrawn=False))


def lock_pack(pack: Pack) -> AbstractContextManager[Pack]:
    """Lock the pack and its plan, so that the pack cannot be frozen while it is edited.

    Raises OperationError unless the pack is a draft.
    """
    return locked(pack, states=[Pack.State.DRAFT])


# --- Frozen, published, withdrawn.


def freeze_pack(pack: Pack, *, by, expected: str = "") -> Pack:
    """Freeze a draft: its content is saved with its hash and never computed again.

    `expected` is the hash of what the person checked. The step fails if the pack has changed since.
    Raises OperationError with every reason.
    """
    with lock_pack(pack) as now:
        sections = current_sections(now)
        content = pack_content(now, sections)
        digest = content_hash(content)

        def why_not(now: Pack) -> list[str]:
            return freeze_blocked_reasons(now, sections) or (
                [PACK_TRANSITIONS.stale] if expected not in ("", digest) else []
            )

        columns = {
            "content": content,
            "content_hash": digest,
            "software": VERSION,
            "frozen_by_id": by.pk if by else None,
            "frozen_at": timezone.now(),
            "last_edited_by_id": pack_last_editor_id(now),
        }
        return transition(now, "freeze", by=by, check=why_not, columns=columns)


def pack_last_editor_id(pack: Pack) -> int | None:
    """Return the last editor of the pack. Freezing it and returning it to draft do not change its text."""
    return last_editor_id(
        pack.thread,
        is_edit=lambda change: (
            not (
                change.row == pack.thread
                and change.act == HistoryEntry.Act.CHANGED
                and "state" in change.fields
            )
        ),
    )


def reopen_pack(pack: Pack, *, by, why: str) -> Pack:
    """Return a frozen pack to draft before it is published. Raises OperationError."""
    columns = {"content": None, "content_hash": "", "frozen_by_id": None, "frozen_at": None}
    return transition(pack, "reopen", by=by, why=why, columns=columns)


def publish_pack(pack: Pack, *, by) -> Pack:
    """Publish a frozen pack, by someone who did not create it, last edit it or freeze it.

    Raises OperationError, also if its plan is a draft again.
    """
    columns = {"published_by_id": by.pk, "published_at": timezone.now()}
    return transition(
        pack,
        "publish",
        by=by,
        columns=columns,
        check=lambda now: [
            reason for reason in (publish_blocked_reason(now, by), plan_refusal(now)) if reason
        ],
    )


def withdraw_pack(pack: Pack, *, by, why: str) -> Pack:
    """Withdraw a published pack; its public page then shows the reason. Raises OperationError."""
    return transition(pack, "withdraw", by=by, changes={"withdrawn_why": why})


def publish_blocked_reason(pack: Pack, person) -> str:
    """Return why this user cannot publish the pack, as a sentence; "" if they can.

    Who can publish a pack: a proper officer (plans/access/table.py) who did not create, freeze or last edit it.
    """
    for author, did in (
        (pack.frozen_by_id, "froze this pack"),
        (pack.created_by_id, "created this pack"),
        (pack.last_edited_by_id, "were the last person to edit this pack"),
    ):
        if author == person.pk:
            return f"You {did}, so someone else must publish it."
    return ""
