"""Packs, sections and committees that a user can open by their URL."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from plans.access import YES, Access, checks_body_for
from reports.documents import find_frozen_document
from reports.models import Committee, Document, Meeting, Pack, PackSection, TemplateSection
from reports.packs.data import get_pack_data
from reports.packs.section_text import generate_section_text


def visible_packs(access: Access) -> QuerySet[Pack]:
    """Return the packs of this partnership that the user can see: all, or those that were published.

    Someone who can publish packs can also see frozen ones.
    """
    packs = packs_of(access.partnership.pk, **rights_to_packs(access))
    return packs.select_related("meeting__committee", "plan", "report__plan")


def rights_to_packs(access: Access) -> dict[str, bool]:
    """Return what decides which packs a person sees."""
    return {"sees_all": access.scope("view_packs") == YES, "publishes": access.can("publish_pack")}


def packs_of(partnership: int, *, sees_all: bool, publishes: bool) -> QuerySet[Pack]:
    """Return the packs of a partnership: all, or those that were published, or also frozen ones."""
    packs = Pack.objects.in_partnership(partnership).filter(is_withdrawn=False)
    if sees_all:
        return packs
    return packs.frozen_or_later() if publishes else packs.ever_published()


# `visible_packs` in SQL: the pack of one address with Pack.document_key. See reports/documents/store.py for why;
# tests/reports/test_frozen_documents.py compares both for every role.
VISIBLE_PACK = """
    SELECT 'pack:' || pack.id || ':' || pack.content_hash AS frozen_key, 1 AS number
    FROM reports_pack pack
    WHERE pack.partnership_id = %(partnership)s AND pack.slug = %(slug)s AND NOT pack.is_withdrawn
        AND (%(sees_all)s OR pack.state IN ('published', 'withdrawn') OR %(publishes)s AND pack.state = 'frozen')
"""

# The same for a published pack, for the public.
PUBLISHED_PACK = """
    SELECT 'pack:' || pack.id || ':' || pack.content_hash AS frozen_key, 1 AS number
    FROM reports_pack pack JOIN plans_partnership partnership ON partnership.id = pack.partnership_id
    WHERE partnership.slug = %(partnership)s AND pack.slug = %(slug)s AND pack.state = 'published'
"""


def find_pack_document(access: Access, slug: str) -> Document | None:
    """Return the PDF of the pack of that address, as far as the user can see it; one query.

    None when the pack is a draft, or has no intact file yet.
    """
    values = {
        "partnership": access.partnership.pk,
        "slug": slug,
        "sees_all": access.scope("view_packs") == YES,
        "publishes": access.can("publish_pack"),
    }
    return find_frozen_document(VISIBLE_PACK, values)


@checks_body_for("view_history")
def get_pack_or_404(access: Access, capability: str, pack: str) -> Pack:
    """Return the pack with that slug. No body leads a pack, so someone who can see only their own rows gets none."""
    found = get_object_or_404(visible_packs(access), slug=pack)
    found.partnership = found.plan.partnership = access.partnership
    access.require_body(capability, ())
    return found


def get_section_or_404(access: Access, capability: str, pack: str, section: int) -> PackSection:
    """Return a section of that pack, also if removed."""
    within = get_pack_or_404(access, capability, pack)
    found = get_object_or_404(within.sections, pk=section)
    found.pack = within
    return found


def get_committee_or_404(access: Access, capability: str, committee: int) -> Committee:
    """Return a committee of the user's partnership."""
    found = get_object_or_404(Committee, partnership=access.partnership, pk=committee)
    found.partnership = access.partnership
    return found


def get_template_section_or_404(
    access: Access, capability: str, committee: int, section: int
) -> TemplateSection:
    """Return a section of the committee's template that was not removed."""
    within = get_committee_or_404(access, capability, committee)
    return get_object_or_404(within.template_sections, pk=section, is_withdrawn=False)


def get_meeting_or_404(access: Access, capability: str, committee: int, meeting: int) -> Meeting:
    """Return a meeting of the committee that was not removed."""
    within = get_committee_or_404(access, capability, committee)
    return get_object_or_404(within.meetings, pk=meeting, is_withdrawn=False)


def outdated_sections(pack: Pack, sections: list[PackSection]) -> dict[int, str]:
    """Return sections whose data has changed since they were filled in: section → the text now."""
    facts = get_pack_data(pack)
    now = {
        section.pk: generate_section_text(section.filling, facts) for section in sections if section.filling
    }
    return {
        section.pk: now[section.pk]
        for section in sections
        if section.filling and now[section.pk] != section.generated_text
    }
