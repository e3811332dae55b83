"""The text from the data in each section of a cover report."""

from dataclasses import replace
from datetime import date

from plans.formatted_text import TextParagraph, TextTable, parse_formatted_text
from reports.packs.section_orders import BLANK, KENT_WORKING_GROUP, MEDWAY, SECTION_ORDERS
from reports.packs.section_text import (
    FILLINGS,
    PackData,
    ProgressData,
    RiskData,
    generate_section_text,
    prompt_of,
)

PROGRESS = ProgressData(
    quarter="Q2 2024/25",
    as_at=date(2024, 9, 30),
    all=27,
    exceptions=8,
    on_track=12,
    complete=5,
    not_started=2,
    closed=0,
    reasons=(("Off track", 1), ("At risk", 7)),
    completed=("1.4 Open a drop-in",),
)
FACTS = PackData(
    partnership="Northshire Community Safety Partnership",
    committee="Communities Scrutiny Committee",
    council="Northshire Council",
    meeting_on=date(2024, 12, 12),
    plan_title="Community safety plan 2024 to 2027",
    plan_period="2024 to 2027",
    is_adopted=True,
    adopted_on=date(2024, 7, 18),
    adopted_by="Full Council",
    authorities=("Northshire Council", "Kent Police"),
    cooperating=("Clinks",),
    priorities=("Domestic abuse", "Reoffending"),
    themes=("Safeguarding",),
    action_count=27,
    progress=PROGRESS,
    risks=(
        RiskData("Partners drift away", "Posts stay empty", "Chief officers | meet monthly", "D", "II"),
        RiskData("The grant ends", "No money\nafter March", "Say so early", "D", "II"),
    ),
    last_scrutiny=date(2023, 12, 7),
    appendices=("Exception report, Q2 2024/25", "Action plan: Community safety plan 2024 to 2027"),
)


def test_every_section_of_every_starting_order_has_a_filling_that_exists():
    fillings = [section.filling for order in SECTION_ORDERS.values() for section in order.sections]
    assert [name for name in fillings if name not in FILLINGS] == []


def test_medway_puts_recommendations_first_and_kent_last_but_for_contact_and_appendices():
    numbered = [
        [each.heading for each in order.sections if each.is_numbered]
        for order in (MEDWAY, KENT_WORKING_GROUP)
    ]
    assert [numbered[0][0], numbered[1][-1], len(numbered[0])] == ["Recommendations", "Recommendations", 10]
    assert BLANK.sections == ()


def test_background_has_the_adoption_of_the_plan_and_its_priorities():
    assert generate_section_text("background", FACTS) == (
        "The committee last scrutinised the partnership on 7 December 2023.\n\n"
        "The current plan, Community safety plan 2024 to 2027, covers 2024 to 2027 and was adopted by Full "
        "Council on 18 July 2024.\n\n"
        "Its priorities are:\n- Domestic abuse\n- Reoffending\n\n"
        "The cross-cutting themes are:\n- Safeguarding\n\n"
        "The plan is delivered through 27 actions."
    )


def test_background_of_a_draft_claims_no_adoption():
    draft = replace(FACTS, is_adopted=False, priorities=(), themes=(), last_scrutiny=None, action_count=0)
    assert generate_section_text("background", draft) == (
        "The current plan, Community safety plan 2024 to 2027, covers 2024 to 2027."
    )


def test_advice_gives_the_frozen_figures():
    words = generate_section_text("advice", FACTS)
    assert words.split("\n\n")[0] == (
        "Progress is reported by exception each quarter. On 30 September 2024 (Q2 2024/25), of 27 actions, "
        "8 are exceptions, 12 on track, 5 complete and 2 not started. "
        "Each action is counted once. An action that is an exception is counted only as an exception."
    )
    assert words.split("\n\n")[1:3] == [
        "Why actions are exceptions (an action can have more than one reason):\n- Off track: 1\n- At risk: 7",
        "Completed in the quarter:\n- 1.4 Open a drop-in",
    ]


def test_advice_waits_for_an_exception_report():
    assert generate_section_text("advice", replace(FACTS, progress=None)) == ""
    assert (
        prompt_of("advice")
        == "Select an exception report for this pack. Its numbers are then filled in here."
    )


def test_risks_are_a_table_with_their_ratings_and_the_key():
    _, risks, _, key = parse_formatted_text(generate_section_text("risk", FACTS))
    assert isinstance(risks, TextTable)
    assert risks.head == ("Risk", "Description", "Action to avoid or mitigate it", "Rating")
    assert risks.rows == (
        ("Partners drift away", "Posts stay empty", "Chief officers | meet monthly", "DII"),
        ("The grant ends", "No money after March", "Say so early", "DII"),
    )
    assert key.head == ("Likelihood", "I Catastrophic", "II Major", "III Moderate", "IV Minor")
    assert key.rows == (
        ("A Very likely", "AI", "AII", "AIII", "AIV"),
        ("B Likely", "BI", "BII", "BIII", "BIV"),
        ("C Unlikely", "CI", "CII", "CIII", "CIV"),
        ("D Rare", "DI", "DII: 2 risks", "DIII", "DIV"),
    )


def test_the_framework_lists_the_responsible_authorities_and_names_the_law():
    words = generate_section_text("policy_framework", FACTS)
    assert (
        "The responsible authorities of Northshire Community Safety Partnership are:\n- Northshire Council\n- Kent Police"
        in words
    )
    for law in (
        "Sections 5 to 7 of the Crime and Disorder Act 1998",
        "(Formulation and Implementation of Strategy) Regulations 2007",
        "Section 19 of the Police and Justice Act 2006",
    ):
        assert law in words


def test_appendices_are_listed_with_their_numbers():
    assert generate_section_text("appendices", FACTS) == (
        "- Appendix 1: Exception report, Q2 2024/25\n"
        "- Appendix 2: Action plan: Community safety plan 2024 to 2027"
    )


def test_section_that_only_the_author_can_write_is_blank_with_a_prompt():
    for name in ("consultation", "climate", "financial", "legal", "contact"):
        assert (generate_section_text(name, FACTS), bool(prompt_of(name))) == ("", True)


def test_a_filling_that_does_not_exist_fills_nothing():
    assert (generate_section_text("grant_position", FACTS), prompt_of("grant_position")) == ("", "")


def test_every_filling_has_paragraphs_to_number():
    filled = [
        parse_formatted_text(generate_section_text(name, FACTS))
        for name in ("summary", "recommendations", "options")
    ]
    assert [all(isinstance(passage, TextParagraph) for passage in passages) for passages in filled] == [
        True
    ] * 3
