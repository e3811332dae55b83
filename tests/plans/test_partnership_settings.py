from datetime import date

import pytest

from plans.models import HistoryEntry
from plans.records import write_row
from tests.factories import make_partnership
from tests.plans.pages import fields_of, main, said, send

pytestmark = pytest.mark.django_db
SETTINGS = "/northshire/settings/"


def test_officer_renames_the_partnership_and_keeps_its_former_name(client, officer, partnership):
    response = send(client, SETTINGS, **{
        "name": "North and West CSP", "area": "Two boroughs", "former-0-name": "Northshire CSP",
        "former-0-until_day": "1", "former-0-until_month": "4", "former-0-until_year": "2024",
    })  # fmt: skip

    assert response.url == SETTINGS
    partnership.refresh_from_db()
    assert (partnership.name, partnership.area) == ("North and West CSP", "Two boroughs")
    assert partnership.name_on(date(2024, 3, 31)) == "Northshire CSP"
    assert partnership.name_on(date(2024, 4, 1)) == "North and West CSP"


def test_reasons_that_do_not_count_are_left_out(client, officer, partnership):
    opened = fields_of(client.get(SETTINGS))
    assert opened["counted"] == [
        "overdue_milestone", "no_update", "no_lead", "date_moved", "closed", "added", "withdrawn", "repeated_words",
    ]  # fmt: skip

    send(client, SETTINGS, counted=["overdue_milestone", "no_lead"])

    partnership.refresh_from_db()
    assert partnership.excluded_reasons == [
        "no_update", "date_moved", "closed", "added", "withdrawn", "repeated_words",
    ]  # fmt: skip
    assert fields_of(client.get(SETTINGS))["counted"] == ["overdue_milestone", "no_lead"]


def test_reasons_about_grants_have_their_own_setting(client, officer, partnership):
    assert fields_of(client.get(SETTINGS))["counted_of_grants"] == ["pot_over", "return_not_in", "underspend"]

    send(client, SETTINGS, counted_of_grants=["pot_over"])

    partnership.refresh_from_db()
    assert partnership.excluded_reasons == ["return_not_in", "underspend"]


@pytest.mark.parametrize("reason", ["off_track", "at_risk", "nonsense"])
def test_off_track_and_at_risk_are_not_a_choice(client, officer, partnership, reason):
    assert send(client, SETTINGS, counted=[reason]).status_code == 422


def test_opening_and_saving_changes_nothing(client, officer, partnership):
    response = client.post(SETTINGS, fields_of(client.get(SETTINGS)), follow=True)

    assert said(response) == ["No changes to save"]
    partnership.refresh_from_db()
    assert partnership.revision == 1


def test_the_county_is_a_county_partnership_that_is_open(client, officer, partnership, neighbour):
    county = make_partnership("shire", tier="county")
    closed = make_partnership("oldshire", tier="county", closed_on=date(2020, 1, 1))

    assert send(client, SETTINGS, county=str(neighbour.pk)).status_code == 422
    assert send(client, SETTINGS, county=str(closed.pk)).status_code == 422
    assert send(client, SETTINGS, county=str(county.pk)).status_code == 302
    partnership.refresh_from_db()
    assert partnership.county == county


def test_bad_input_is_rejected_with_a_message(client, officer, partnership):
    assert send(client, SETTINGS, name="").context["form"]["name"].words == ["Enter the name"]
    response = send(client, SETTINGS, **{"former-0-name": "Old name"})

    assert "Enter the first day of the new name" in main(response)
    partnership.refresh_from_db()
    assert partnership.revision == 1


def test_two_officers_rename_it(client, officer, partnership):
    typed = fields_of(client.get(SETTINGS))
    write_row(partnership, {"name": "Theirs"}, base_revision=1, by=officer)

    response = client.post(SETTINGS, typed | {"name": "Mine"})
    assert response.status_code == 409
    client.post(SETTINGS, fields_of(response) | {"choose-name": "joined", "joined-name": "Theirs and mine"})

    partnership.refresh_from_db()
    assert partnership.name == "Theirs and mine"


def test_history_restores_the_settings_but_not_the_administrators_decisions(client, officer, partnership):
    send(client, SETTINGS, area="Two boroughs")
    write_row(partnership, {"tier": "unitary"}, base_revision=2, by=None)
    added = client.get(SETTINGS + "history/").context["entries"][-1]

    client.post(added.restore)

    partnership.refresh_from_db()
    assert (partnership.area, partnership.tier) == ("", "unitary")


def test_the_chair_reads_the_history_and_edits_nothing(visit):
    chair = visit("chair")

    assert chair.get(SETTINGS).status_code == 403
    assert chair.get(SETTINGS + "history/").status_code == 200


def test_an_entry_of_another_partnership_is_not_found(client, officer, partnership, neighbour):
    entry = HistoryEntry.objects.of_thread(neighbour.thread).get()

    assert client.post(f"{SETTINGS}history/{entry.pk}/restore/").status_code == 404
