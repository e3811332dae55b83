"""The orders of sections that a committee can start from: Medway's, the Kent working group's, or none.

Plain data in our own words. Medway's committee wants its recommendations first (annual scrutiny, December
2024); Kent's working group puts them last (update to the partnership, July 2024). Once a committee has begun
from an order, its own template of sections counts, and every line of it can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionStart:
    """One section to begin with: its heading, what fills it (see reports/filling.py) and its standing words."""

    heading: str
    filling: str = ""
    is_numbered: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class SectionOrder:
    """An order of sections under a name that a council would know."""

    words: str
    hint: str
    sections: tuple[SectionStart, ...] = ()


MEDWAY = SectionOrder(
    "Medway's order",
    "Recommendations first, then the framework, the work and what it means for risk, money and law.",
    (
        SectionStart("Summary", "summary", is_numbered=False),
        SectionStart("Recommendations", "recommendations"),
        SectionStart("Budget and policy framework", "policy_framework"),
        SectionStart("Background", "background"),
        SectionStart("Options", "options"),
        SectionStart("Advice and analysis", "advice"),
        SectionStart("Risk management", "risk"),
        SectionStart("Consultation", "consultation"),
        SectionStart("Climate change implications", "climate"),
        SectionStart("Financial implications", "financial"),
        SectionStart("Legal implications", "legal"),
        SectionStart("Lead officer contact", "contact", is_numbered=False),
        SectionStart("Appendices", "appendices", is_numbered=False),
        SectionStart("Background papers", "background_papers", is_numbered=False),
    ),
)

KENT_WORKING_GROUP = SectionOrder(
    "The Kent working group's order",
    "Background first, then money and progress; recommendations last.",
    (
        SectionStart("Summary", "summary", is_numbered=False),
        SectionStart("Background and introduction", "background"),
        SectionStart("Funding", "financial"),
        SectionStart("Progress", "advice"),
        SectionStart("Risks", "risk"),
        SectionStart("Recommendations", "recommendations"),
        SectionStart("For further information", "contact", is_numbered=False),
        SectionStart("Appendices", "appendices", is_numbered=False),
    ),
)

BLANK = SectionOrder("Blank", "No sections yet; add your own.")

SECTION_ORDERS = {"medway": MEDWAY, "kent_working_group": KENT_WORKING_GROUP, "blank": BLANK}
