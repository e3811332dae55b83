"""Set up and edit a grant, change its award, and edit a funder."""

from datetime import date

import pytest
from django.urls import reverse

from funding.grants.operations import change_award
from funding.ledger.entries import get_position
from funding.models import Funder, Grant
from plans.models import HistoryEntry
from plans.records import write_row
from tests.funding.factories import make_funder, make_grant, make_project
from tests.plans.pages import fields_of, said, send

pytestmark = pytest.mark.django_db
NEW = reverse("grant_add", args=["northshire"])
HERE = ["northshire", "2024-25"]
TYPED = {
    "title": "Crime Reduction Grant 2024/25", "award": "£106,460",
    "starts_day": "1", "starts_month": "4", "starts_year": "2024",
    "ends_day": "31", "ends_month": "3", "ends_year": "2025",
    "pots-amount_1": "70,973", "pots-amount_2": "35487.00",
}  # fmt: skip


PARTS = ("day", "month", "year")


def words_of(response):
    forms = (response.context["form"], response.context["split"])
    return [str(error) for form in forms for errors in form.errors.values() for error in errors]


def pots_of(grant):
    return [(pot.name, pot.allocated) for pot in get_position(grant).pots]


def test_officer_sets_up_a_grant(client, officer):
    response = send(client, NEW, **TYPED, conditions="Spend it by March.")

    assert response.url == reverse("grant_detail", args=HERE)
    grant = Grant.objects.get()
    assert (grant.title, grant.starts, grant.conditions) == (
        "Crime Reduction Grant 2024/25",
        date(2024, 4, 1),
        "Spend it by March.",
    )
    assert not grant.is_provisional
    assert pots_of(grant) == [("upfront", 7_097_300), ("tactical", 3_548_700)]
    assert set(grant.entries.values_list("created_by", flat=True)) == {officer.pk}


def test_split_is_suggested_without_saving(client, officer):
    typed = TYPED | {"pots-amount_1": "", "pots-amount_2": "", "award": "39,661", "propose": "1"}

    response = send(client, NEW, **typed)

    assert Grant.objects.count() == 0
    assert fields_of(response)["pots-amount_1"] == ["26,440.00"]
    assert fields_of(response)["pots-amount_2"] == ["13,221.00"]
    assert fields_of(response)["title"] == ["Crime Reduction Grant 2024/25"]


def test_split_can_have_other_pots(client, officer):
    typed = {
        "pots-name_1": "Ashford", "pots-amount_1": "100,000.01", "pots-name_2": "Dover", "pots-amount_2": "6,459.98",
        "pots-name_3": "Folkestone", "pots-amount_3": "0.01", "is_provisional": "True",
    }  # fmt: skip

    send(client, NEW, **(TYPED | typed))

    grant = Grant.objects.get()
    assert pots_of(grant) == [("Ashford", 10_000_001), ("Dover", 645_998), ("Folkestone", 1)]
    assert grant.is_provisional
    assert grant.entries.first().is_provisional


def test_pots_are_matched_by_other_spellings_of_their_names(client, officer):
    typed = TYPED | {"pots-name_1": "Upfront", "pots-name_2": "Tactical pot"}

    send(client, NEW, **typed)

    pots = Grant.objects.get().pots.values_list("name", "kind")
    assert list(pots) == [("upfront", "upfront"), ("tactical", "tactical")]


def test_new_funder_is_added_with_its_dates(client, officer):
    typed = {"funder_name": "Kent Policing Board", "funder_kind": "board", "funder_starts_day": "7"}
    typed |= {"funder_starts_month": "5", "funder_starts_year": "2024"}

    send(client, NEW, **(TYPED | typed))

    funder = Funder.objects.get()
    assert (funder.name, funder.kind, funder.starts) == ("Kent Policing Board", "board", date(2024, 5, 7))
    assert Grant.objects.get().funder == funder


def test_existing_funder_is_selected(client, officer, partnership):
    funder = make_funder(partnership)

    send(client, NEW, **TYPED, funder=str(funder.pk))

    assert Grant.objects.get().funder == funder


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"award": ""}, "Enter the award"),
        ({"award": "£6,00"}, "“£6,00” could be pounds and pence or a comma in the wrong place."),
        ({"award": "0"}, "Enter £0.01 or more"),
        ({"pots-amount_2": "35,487.01"}, "Pots must add up to the award. They add up to £106,460.01, £0.01 more than the award of £106,460.00"),
        ({"pots-amount_2": "35,486"}, "Pots must add up to the award. They add up to £106,459.00, £1.00 less than the award of £106,460.00"),
        ({"pots-amount_1": ""}, "Enter the amount in the pot “upfront”, or 0"),
        ({"pots-amount_1": "-1"}, "Enter £0.00 or more"),
        ({"pots-name_2": "Upfront"}, "Enter a different name, because there is already a pot called “Upfront”"),
        ({"pots-name_2": "Up-front pot"}, "Enter a different name, because there is already a pot called “Up-front pot”"),
        ({"pots-name_2": ""}, "Enter the name of the pot"),
        ({"ends_year": "2023"}, "Last day must be the same as or after the first day"),
        ({"slug": "new"}, "Enter a web address that is not already in use"),
        ({"funder": "99"}, "Select a valid choice."),
    ],
)  # fmt: skip
def test_wrong_answers_are_rejected_and_not_saved(client, officer, typed, words):
    response = send(client, NEW, **(TYPED | typed))

    assert response.status_code == 422
    found = words_of(response)
    assert len(found) == 1
    assert found[0].startswith(words)
    assert (Grant.objects.count(), Funder.objects.count()) == (0, 0)


DAYS = [
    ({"ends": date(2024, 3, 31)}, "“Old” has this name until 31 March 2024, before the grant's first day"),
    ({"starts": date(2025, 4, 1)}, "“Old” has this name from 1 April 2025, after the grant's last day"),
    ({"ends": date(2024, 4, 1)}, None),
    ({"starts": date(2025, 3, 31)}, None),
]


@pytest.mark.parametrize(("days", "words"), DAYS)
def test_funder_with_other_dates_is_rejected(client, officer, partnership, days, words):
    funder = make_funder(partnership, "Old", **days)

    response = send(client, NEW, **TYPED, funder=str(funder.pk))

    assert (words_of(response) if words else None) == ([words] if words else None)
    assert Grant.objects.count() == (0 if words else 1)


@pytest.mark.parametrize(("days", "words"), DAYS)
def test_new_funder_with_other_dates_is_rejected(client, officer, days, words):
    typed = {f"funder_{name}_{part}": getattr(day, part) for name, day in days.items() for part in PARTS}

    response = send(client, NEW, **TYPED, funder_name="Old", **typed)

    assert (words_of(response) if words else None) == ([words] if words else None)
    assert Funder.objects.count() == (0 if words else 1)


@pytest.mark.parametrize(("days", "words"), DAYS)
def test_grant_cannot_get_a_funder_with_other_dates(client, officer, partnership, grant, days, words):
    funder = make_funder(partnership, "Old", **days)

    response = send(client, reverse("grant_edit", args=HERE), funder=str(funder.pk))

    assert response.status_code == (422 if words else 302)
    if words:
        assert response.context["form"].errors == {"funder": [words]}


def test_slug_in_use_is_rejected(client, officer, grant):
    response = send(client, NEW, **TYPED)

    assert words_of(response) == ["Enter a web address that is not already in use"]


def test_pot_is_matched_by_its_new_name(client, officer, grant):
    grant.pots.filter(name="tactical").update(name="Tactical pot")

    split = {"Upfront": 7_097_300, "tactical": 3_548_800}
    change_award(grant, split, total=10_646_100, is_provisional=False, reason="More", by=officer)

    assert pots_of(grant) == [("upfront", 7_097_300), ("Tactical pot", 3_548_800)]


# --- Edit a grant.


def test_officer_edits_a_grant(client, officer, grant):
    response = send(
        client, reverse("grant_edit", args=HERE), printed_left="13,645", project_types="One\r\nTwo"
    )

    assert response.url == reverse("grant_detail", args=HERE)
    grant.refresh_from_db()
    assert (grant.printed_left, grant.project_types, grant.revision) == (1_364_500, "One\nTwo", 2)


def test_saving_without_changes_adds_no_history(client, officer, grant):
    write_row(grant, {"printed_left": 1_364_550}, base_revision=1, by=None)
    address = reverse("grant_edit", args=HERE)

    response = client.post(address, fields_of(client.get(address)), follow=True)

    assert said(response) == ["No changes to save"]


def test_edit_conflict_shows_both_amounts_in_pounds(client, officer, grant):
    address = reverse("grant_edit", args=HERE)
    typed = fields_of(client.get(address)) | {"printed_left": "1.00"}
    write_row(grant, {"printed_left": 200}, base_revision=1, by=None)

    response = client.post(address, typed)

    assert response.status_code == 409
    (contest,) = response.context["clashes"][0].contests
    assert (contest.theirs, contest.mine) == ("£2.00", "£1.00")
    answer = fields_of(response) | {"choose-printed_left": "mine"}
    client.post(address, answer)
    grant.refresh_from_db()
    assert grant.printed_left == 100


# --- Change the award.


def award_page(client, **typed):
    return send(client, reverse("grant_award", args=HERE), **typed)


def test_a_provisional_award_is_confirmed_with_its_reason(client, officer, partnership):
    grant = make_grant(partnership, is_provisional=True)

    response = award_page(client, is_provisional="False", reason="By letter of 12 April")

    assert response.url == reverse("grant_detail", args=HERE)
    grant.refresh_from_db()
    assert not grant.is_provisional
    assert HistoryEntry.objects.of_row(f"grant:{grant.pk}").first().why == "By letter of 12 April"
    assert grant.entries.count() == 2


def test_changed_award_adds_an_entry_for_each_changed_pot(client, officer, grant):
    typed = {"award": "106,560", "pots-amount_1": "71,023", "pots-name_3": "Reserve", "pots-amount_3": "50"}

    award_page(client, **typed, reason="By letter")

    lines = grant.entries.filter(sequence__gt=2)
    assert list(lines.values_list("pot__name", "amount", "reason", "created_by")) == [
        ("upfront", 5_000, "By letter", officer.pk),
        ("Reserve", 5_000, "By letter", officer.pk),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Enter a reason for changing the award"),
        (
            {"award": "106,461"},
            "Pots must add up to the award. They add up to £106,460.00, £1.00 less than the award of £106,461.00",
        ),
        (
            {"pots-amount_1": "x"},
            "“x” is not an amount that can be read. Write it like £1,234.50 or 1234.50.",
        ),
    ],
)
def test_wrong_award_is_rejected_with_the_reason(client, officer, grant, typed, words):
    response = award_page(client, **({"reason": "By letter"} | typed))

    assert (response.status_code, words_of(response)) == (422, [words])
    assert grant.entries.count() == 2


def test_award_changed_by_another_user_is_not_overwritten(client, officer, grant):
    address = reverse("grant_award", args=HERE)
    opened = fields_of(client.get(address)) | {
        "reason": "Only marked as provisional",
        "is_provisional": "True",
    }
    split = {"upfront": 8_097_300, "tactical": 3_548_700}
    change_award(grant, split, total=11_646_000, is_provisional=False, reason="More", by=None)

    told = client.post(address, opened)

    assert (told.status_code, grant.entries.filter(amount=-1_000_000).count()) == (422, 0)
    assert words_of(told) == [
        "Someone else changed the award while you were editing. It is now £116,460.00, confirmed (upfront £80,973.00,"
        " tactical £35,487.00). Your answers are below. Select ‘Change award’ again to confirm."
    ]
    assert client.post(address, fields_of(told)).url == reverse("grant_detail", args=HERE)
    assert grant.entries.filter(amount=-1_000_000, reason="Only marked as provisional").count() == 1


def test_award_that_over_commits_a_pot_must_be_confirmed(client, officer, grant):
    make_project(grant, "Hub", 7_000_000)
    address = reverse("grant_award", args=HERE)

    told = award_page(client, **{"award": "105,460", "pots-amount_1": "69,973"}, reason="The funder cut it")
    assert words_of(told) == [
        "This over-commits the upfront pot by £27.00. Select ‘Change award’ again to confirm."
    ]
    assert grant.entries.count() == 3

    assert client.post(address, fields_of(told)).url == reverse("grant_detail", args=HERE)
    assert "The funder cut it" in client.get(reverse("grant_detail", args=HERE)).content.decode()


# --- Edit the funder.


def test_a_funder_gets_its_last_day(client, officer, partnership):
    funder = make_funder(partnership)
    address = reverse("funder_edit", args=["northshire", funder.pk])

    send(client, address, ends_day="7", ends_month="May", ends_year="2028")

    funder.refresh_from_db()
    assert (funder.ends, funder.revision) == (date(2028, 5, 7), 2)


@pytest.mark.parametrize(("last", "status"), [(date(2024, 3, 31), 422), (date(2024, 4, 1), 302)])
def test_dates_of_a_funder_must_include_its_grants(client, officer, partnership, last, status):
    funder = make_funder(partnership)
    make_grant(partnership, funder=funder)
    typed = {f"ends_{part}": str(getattr(last, part)) for part in PARTS}

    response = send(client, reverse("funder_edit", args=["northshire", funder.pk]), **typed)

    assert response.status_code == status
    if status == 422:
        assert response.context["form"].errors == {
            "ends": [
                "Dates must include at least one day of “Crime Reduction Grant 2024/25”: 1 April 2024 to 31 March 2025"
            ]
        }
