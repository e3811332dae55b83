"""Packs, sections and committees that a user can open by their URL."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from plans.access import YES, Access
from reports.models import Committee, Pack, PackSection
from reports.packs.data import get_pack_data
from reports.packs.section_text import generate_section_text


def visible_packs(access: Access) -> QuerySet[Pack]:
    """Return the packs of this partnership that the user can see: all, or those that were published.

    Someone who can publish packs can also see frozen ones.
    """
    packs = (
        Pack.objects.in_partnership(access.partnership)
        .filter(is_withdrawn=False)
        .select_related("meeting__committee", "plan", "report__plan")
    )
    if access.scope("view_packs") == YES:
        return packs
    return packs.frozen_or_later() if access.can("publish_pack") else packs.told()


def get_pack_or_404(access: Access, slug: str) -> Pack:
    """Return the pack with that slug. Raises Http404 if the user cannot see it."""
    pack = get_object_or_404(visible_packs(access), slug=slug)
    pack.partnership = pack.plan.partnership = access.partnership
    return pack


def find_section(pack: Pack, section_id: int) -> PackSection:
    """Return a section of that pack, also if removed. Raises Http404 for one of another pack."""
    section = get_object_or_404(pack.sections, pk=section_id)
    section.pack = pack
    return section


def find_committee(access: Access, committee_id: int) -> Committee:
    """Return a committee of the user's partnership. Raises Http404."""
    committee = get_object_or_404(Committee, partnership=access.partnership, pk=committee_id)
    committee.partnership = access.partnership
    return committee


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
