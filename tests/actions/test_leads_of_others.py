"""Leads are replaced on the row that is saved, and on no other."""

import pytest

from actions.models import ActionLead, MilestoneLead
from plans.prepared_queries import set_related
from tests.actions.row_fields import a, m
from tests.factories import make_action, make_body, make_milestone, make_partnership, make_plan, make_priority
from tests.plans.pages import fields_of

pytestmark = pytest.mark.django_db


def test_saving_leads_leaves_those_of_other_rows(client, officer, action, milestone, police, council, table):
    plan = make_plan(make_partnership("elsewhere", "Elsewhere"))
    body = make_body(plan.partnership, "Their Council")
    others = make_action(make_priority(plan), "1.1", "Their action", leads=[body])
    step = make_milestone(others, "Theirs", "Spring 25", leads=[body])
    beside = make_action(action.priority, "7.7", "Beside it", leads=[police])
    address = f"{table}id-{action.pk}/edit/"

    form = fields_of(client.get(address))
    client.post(address, form | a(action, leads=[council.pk]) | m(milestone, leads=[council.pk]))

    assert [lead.body_id for lead in action.action_leads.all()] == [council.pk]
    assert [lead.body_id for lead in milestone.milestone_leads.all()] == [council.pk]
    assert [lead.body_id for lead in others.action_leads.all()] == [body.pk]
    assert [lead.body_id for lead in step.milestone_leads.all()] == [body.pk]
    assert [lead.body_id for lead in beside.action_leads.all()] == [police.pk]


def test_related_rows_that_were_read_stay_the_rows_own(action, police):
    other = make_action(action.priority, "7.7", "Beside it", leads=[police])
    own = [ActionLead(pk=1_000_000, action=action, body=police)]

    set_related(action, "action_leads", own)

    assert list(action.action_leads.all()) == own
    assert not action.action_leads.filter(action=other).exists()
    action.action_leads.all().delete()
    assert other.action_leads.count() == 1
    assert MilestoneLead.objects.count() == MilestoneLead.objects.filter(milestone__plan=action.plan).count()
