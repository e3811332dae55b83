import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.leads import Directory, KnownBody, LeadsRead, UnknownLead, name_key, read_leads

BODIES = Directory([
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
    ("", LeadsRead()),
    ("   \n \n", LeadsRead()),
    ("Kent Police", LeadsRead((2,))),
    ("the KENT  police.", LeadsRead((2,))),
    ("Swale B.C.", LeadsRead((1,))),
    ("S.B.C", LeadsRead((1,))),
    ("Domestic Abuse Group\nCSP Executive", LeadsRead((7, 5))),
    ("CSU/Probation", LeadsRead((3, 6))),
    ("CSU/Probation/ Housing/Police", LeadsRead((3, 6, 8, 2))),
    ("CSU – Community and Partnerships Officer", LeadsRead((4,))),
    ("Police/SBC - CSU", LeadsRead((2, 3))),
    ("SBC - CSU", LeadsRead((3,))),
    ("Police - Probation", LeadsRead((2, 6))),
    ("Police; CSU, Housing", LeadsRead((2, 3, 8))),
    ("Police and CSU", LeadsRead((2, 3))),
    ("Police & CSU + Housing", LeadsRead((2, 3, 8))),
    ("Health and Social Care Forum", LeadsRead((9,))),
    ("Community Safety Unit (CSU)", LeadsRead((3,))),
    ("Community Safety Team (CSU)", LeadsRead((3,))),
    ("Lead: Kent Police", LeadsRead((2,))),
    ("• Kent Police", LeadsRead((2,))),
    ("Police/Police", LeadsRead((2,))),
    ("TBC", LeadsRead(to_be_confirmed=True)),
    ("tbc.", LeadsRead(to_be_confirmed=True)),
    ("To be confirmed", LeadsRead(to_be_confirmed=True)),
    ("?", LeadsRead(to_be_confirmed=True)),
    ("Police / TBC", LeadsRead((2,), to_be_confirmed=True)),
    ("Kent Police – TBC", LeadsRead((2,), to_be_confirmed=True)),
    ("N/A", LeadsRead()),
    ("-", LeadsRead()),
    ("All", LeadsRead((UnknownLead("All partners"),))),
    ("All partners", LeadsRead((UnknownLead("All partners"),))),
    ("Youth Offending Team", LeadsRead((UnknownLead("Youth Offending Team"),))),
    ("Trading Standards and CSU", LeadsRead((UnknownLead("Trading Standards and CSU"),))),
    ("Parks and Open Spaces", LeadsRead((UnknownLead("Parks and Open Spaces"),))),
    ("CSU – ASB Officer", LeadsRead((UnknownLead("ASB Officer", parent=3),))),
    ("NHS – Data Analyst", LeadsRead((UnknownLead("Data Analyst", parent_name="NHS"),))),
    ("NHS/Police", LeadsRead((UnknownLead("NHS"), 2))),
    ("Street Pastors (Sittingbourne, Sheerness)", LeadsRead((UnknownLead("Street Pastors (Sittingbourne, Sheerness)"),))),
    ("anti-social behaviour team", LeadsRead((UnknownLead("anti-social behaviour team"),))),
    ("x" * 151, LeadsRead(unread=("x" * 151,))),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "read"), READ, ids=[repr(printed[:40]) for printed, _ in READ])
def test_printed_lead_is_read(printed, read):
    assert read_leads(printed, BODIES) == read


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
        (UnknownLead("Youth Panel"), "group"),
        (UnknownLead("CSP Executive"), "group"),
        (UnknownLead("All partners"), "group"),
        (UnknownLead("Early Help Team"), "unit"),
        (UnknownLead("CSU"), "unit"),
        (UnknownLead("ASB Officer", parent=3), "post"),
        (UnknownLead("ASB Officer", parent_name="NHS"), "post"),
        (UnknownLead("ASB Officer"), "organisation"),
        (UnknownLead("Street Pastors"), "organisation"),
    ],
)
def test_new_name_is_offered_as_a_kind_of_body(lead, kind):
    assert lead.kind == kind


def test_own_name_of_a_body_goes_before_another_bodys_alias():
    bodies = Directory([KnownBody(1, ("Council", "Police")), KnownBody(2, ("Police",))])

    assert read_leads("Police", bodies).known == (2,)


@given(st.text())
def test_no_text_raises(printed):
    read_leads(printed, BODIES)


@given(
    st.lists(
        st.sampled_from(["CSU", "Police", "/", " and ", " – ", "-", "TBC", "(", ")", "\n", ",", "the", " "])
    )
)
def test_no_mixture_of_names_and_signs_raises(pieces):
    read_leads("".join(pieces), BODIES)
