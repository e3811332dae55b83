"""The orders of sections that a committee can start with: Medway's, the Kent working group's, or none.

Plain data in our own words. Medway's committee wants its recommendations first (annual scrutiny, December
2024); Kent's working group puts them last (update to the partnership, July 2024). Once a committee has started
with an order, its own template of sections applies, and every part of it can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionPreset:
    """One section to start with: its heading, its source (see reports/packs/section_text.py) and its standard text."""

    heading: str
    filling: str = ""
    is_numbered: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class SectionOrder:
    """An order of sections with a name that a council knows."""

    words: str
    hint: str
    sections: tuple[SectionPreset, ...] = ()


MEDWAY = SectionOrder(
    "Medway's order",
    "Recommendations first, then the policy framework, the analysis and the implications for risk, money and law.",
    (
        SectionPreset("Summary", "summary", is_numbered=False),
        SectionPreset("Recommendations", "recommendations"),
        SectionPreset("Budget and policy framework", "policy_framework"),
        SectionPreset("Background", "background"),
        SectionPreset("Options", "options"),
        SectionPreset("Advice and analysis", "advice"),
        SectionPreset("Risk management", "risk"),
        SectionPreset("Consultation", "consultation"),
        SectionPreset("Climate change implications", "climate"),
        SectionPreset("Financial implications", "financial"),
        SectionPreset("Legal implications", "legal"),
        SectionPreset("Lead officer contact", "contact", is_numbered=False),
        SectionPreset("Appendices", "appendices", is_numbered=False),
        SectionPreset("Background papers", "background_papers", is_numbered=False),
    ),
)

KENT_WORKING_GROUP = SectionOrder(
    "The Kent working group's order",
    "Background first, then money and progress; recommendations last.",
    (
        SectionPreset("Summary", "summary", is_numbered=False),
        SectionPreset("Background and introduction", "background"),
        SectionPreset("Funding", "financial"),
        SectionPreset("Progress", "advice"),
        SectionPreset("Risks", "risk"),
        SectionPreset("Recommendations", "recommendations"),
        SectionPreset("For further information", "contact", is_numbered=False),
        SectionPreset("Appendices", "appendices", is_numbered=False),
    ),
)

BLANK = SectionOrder("Blank", "No sections. Add your own.")

SECTION_ORDERS = {"medway": MEDWAY, "kent_working_group": KENT_WORKING_GROUP, "blank": BLANK}
