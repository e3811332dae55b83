import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.leads import BodyDirectory, KnownBody, ParsedLeads, UnmatchedLead, name_key, parse_leads

BODIES = BodyDirectory([
    KnownBody(1, ("Swale Borough Council", "SBC", "Swale BC")),
    KnownBody(2, ("Kent Police", "Police")),
    KnownBody(3, ("Community Safety Unit", "CSU"), parent=1),
    KnownBody(4, ("Community and Partnerships Officer",), parent=3),
    KnownBody(5, ("CSP Executive Group", "Executive", "CSP Executive")),
    KnownBody(6, ("Probation Service", "Probation")),
    KnownBody(7, ("Domestic Abuse Group",)),
    KnownBody(8, ("Housing",), parent=1),
    KnownBody(9, ("Health and Social Care Forum",)),
])  # fmt: skip

READ = [
    ("", ParsedLeads()),
    ("   \n \n", ParsedLeads()),
    ("Kent Police", ParsedLeads((2,))),
    ("the KENT  police.", ParsedLeads((2,))),
    ("Swale B.C.", ParsedLeads((1,))),
    ("S.B.C", ParsedLeads((1,))),
    ("Domestic Abuse Group\nCSP Executive", ParsedLeads((7, 5))),
    ("CSU/Probation", ParsedLeads((3, 6))),
    ("CSU/Probation/ Housing/Police", ParsedLeads((3, 6, 8, 2))),
    ("CSU – Community and Partnerships Officer", ParsedLeads((4,))),
    ("Police/SBC - CSU", ParsedLeads((2, 3))),
    ("SBC - CSU", ParsedLeads((3,))),
    ("Police - Probation", ParsedLeads((2, 6))),
    ("Police; CSU, Housing", ParsedLeads((2, 3, 8))),
    ("Police and CSU", ParsedLeads((2, 3))),
    ("Police & CSU + Housing", ParsedLeads((2, 3, 8))),
    ("Health and Social Care Forum", ParsedLeads((9,))),
    ("Community Safety Unit (CSU)", ParsedLeads((3,))),
    ("Community Safety Team (CSU)", ParsedLeads((3,))),
    ("Lead: Kent Police", ParsedLeads((2,))),
    ("• Kent Police", ParsedLeads((2,))),
    ("Police/Police", ParsedLeads((2,))),
    ("TBC", ParsedLeads(to_be_confirmed=True)),
    ("tbc.", ParsedLeads(to_be_confirmed=True)),
    ("To be confirmed", ParsedLeads(to_be_confirmed=True)),
    ("?", ParsedLeads(to_be_confirmed=True)),
    ("Police / TBC", ParsedLeads((2,), to_be_confirmed=True)),
    ("Kent Police – TBC", ParsedLeads((2,), to_be_confirmed=True)),
    ("N/A", ParsedLeads()),
    ("-", ParsedLeads()),
    ("All", ParsedLeads((UnmatchedLead("All partners"),))),
    ("All partners", ParsedLeads((UnmatchedLead("All partners"),))),
    ("Youth Offending Team", ParsedLeads((UnmatchedLead("Youth Offending Team"),))),
    ("Trading Standards and CSU", ParsedLeads((UnmatchedLead("Trading Standards and CSU"),))),
    ("Parks and Open Spaces", ParsedLeads((UnmatchedLead("Parks and Open Spaces"),))),
    ("CSU – ASB Officer", ParsedLeads((UnmatchedLead("ASB Officer", parent=3),))),
    ("NHS – Data Analyst", ParsedLeads((UnmatchedLead("Data Analyst", parent_name="NHS"),))),
    ("NHS/Police", ParsedLeads((UnmatchedLead("NHS"), 2))),
    ("Street Pastors (Sittingbourne, Sheerness)", ParsedLeads((UnmatchedLead("Street Pastors (Sittingbourne, Sheerness)"),))),
    ("anti-social behaviour team", ParsedLeads((UnmatchedLead("anti-social behaviour team"),))),
    ("x" * 151, ParsedLeads(unread=("x" * 151,))),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "read"), READ, ids=[repr(printed[:40]) for printed, _ in READ])
def test_printed_lead_is_read(printed, read):
    assert parse_leads(printed, BODIES) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kent Police", "the kent-police."),
        ("S.B.C.", "sbc"),
        ("A & B", "A and B"),
        ("Women’s Aid", "womens aid"),
    ],
)
def test_names_that_differ_in_nothing_that_matters_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        (UnmatchedLead("Youth Panel"), "group"),
        (UnmatchedLead("CSP Executive"), "group"),
        (UnmatchedLead("All partners"), "group"),
        (UnmatchedLead("Early Help Team"), "unit"),
        (UnmatchedLead("CSU"), "unit"),
        (UnmatchedLead("ASB Officer", parent=3), "post"),
        (UnmatchedLead("ASB Officer", parent_name="NHS"), "post"),
        (UnmatchedLead("ASB Officer"), "organisation"),
        (UnmatchedLead("Street Pastors"), "organisation"),
    ],
)
def test_new_name_is_offered_as_a_kind_of_body(lead, kind):
    assert lead.kind == kind


def test_own_name_of_a_body_comes_before_another_bodys_alias():
    bodies = BodyDirectory([KnownBody(1, ("Council", "Police")), KnownBody(2, ("Police",))])

    assert parse_leads("Police", bodies).known == (2,)


@given(st.text())
def test_no_text_raises(printed):
    parse_leads(printed, BODIES)


@given(
    st.lists(
        st.sampled_from(["CSU", "Police", "/", " and ", " – ", "-", "TBC", "(", ")", "\n", ",", "the", " "])
    )
)
def test_no_mixture_of_names_and_signs_raises(pieces):
    parse_leads("".join(pieces), BODIES)
