"""Leads as they were printed, if the printed text still names the same bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.leads import BodyDirectory, parse_leads
from actions.snapshot.values import TO_BE_CONFIRMED, ActionSnapshot, Lead, MilestoneSnapshot


def milestone_lead_text(milestone: MilestoneSnapshot, directory: BodyDirectory) -> str:
    """Return the lead of a milestone as printed, or by name if it was changed since."""
    return printed_lead(
        milestone.lead_as_printed, _names(milestone.leads), milestone.lead_to_be_confirmed, directory
    )


def action_lead_text(action: ActionSnapshot, directory: BodyDirectory) -> str:
    """Return the leads of an action beyond those of its milestones, as printed or by name."""
    of_milestones = {lead.id for milestone in action.milestones for lead in milestone.leads}
    beyond = [lead for lead in action.leads if lead.id not in of_milestones]
    to_be_confirmed = action.lead_to_be_confirmed and not any(
        milestone.lead_to_be_confirmed for milestone in action.milestones
    )
    printed = lead_beyond_milestones(
        action.leads_as_printed, (milestone.lead_as_printed for milestone in action.milestones)
    )
    return printed_lead(printed, _names(beyond), to_be_confirmed, directory)


def lead_beyond_milestones(printed: str, of_milestones: Iterable[str]) -> str:
    """Return the lines of an action's printed lead that none of its milestones has."""
    texts = set(of_milestones)
    if printed in texts:
        return ""
    lines = {line for text in texts for line in text.splitlines()}
    return "\n".join(line for line in printed.splitlines() if line not in lines)


def printed_lead(
    printed: str, names: Mapping[int, str], to_be_confirmed: bool, directory: BodyDirectory
) -> str:
    """Return the printed text if it still names the leads, otherwise the names of the bodies, by id in order."""
    if printed and _still_names(printed, names, to_be_confirmed, directory):
        return printed
    return "\n".join(names.values()) or (TO_BE_CONFIRMED if to_be_confirmed else "")


def _still_names(
    printed: str, names: Mapping[int, str], to_be_confirmed: bool, directory: BodyDirectory
) -> bool:
    """Return whether the printed text names exactly these bodies."""
    read = parse_leads(printed, directory)
    return set(read.known) == set(names) and (bool(names) or read.to_be_confirmed == to_be_confirmed)


def _names(leads: Iterable[Lead]) -> dict[int, str]:
    return {lead.id: lead.name for lead in leads}
