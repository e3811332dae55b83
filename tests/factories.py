"""Rows for tests: plain names, fixed dates, nothing random."""

from datetime import date

from actions.editing.operations import add_action, add_milestone, write_update
from actions.models import Action, Milestone, Update
from plans.models import Body, Membership, Partnership, Plan, Priority, User
from plans.records import add_row

PASSWORD = "a long enough password"


def make_user(name="Olive Officer", email="", *, password=None, **fields) -> User:
    """Return a user who can sign in; without a password only by force_login, which is quicker."""
    email = email or f"{name.lower().replace(' ', '.')}@partners.example"
    return User.objects.create_user(email, password, name=name, **fields)


def make_partnership(slug="northshire", name="", **fields) -> Partnership:
    partnership = Partnership(
        slug=slug, name=name or f"{slug.capitalize()} Community Safety Partnership", **fields
    )
    add_row(partnership, by=None)
    return partnership


def make_member(partnership, role="officer", *, name="", body=None, person=None, hat=False) -> User:
    """A person with that role in the partnership."""
    person = person or make_user(name or f"{role} of {partnership.slug}")
    Membership.objects.create(
        person=person, partnership=partnership, role=role, body=body, is_proper_officer=hat
    )
    return person


def make_body(partnership, name="Kent Police", *, kind="responsible", parent=None, aliases=()) -> Body:
    body = Body(partnership=partnership, name=name, kind=kind, parent=parent)
    add_row(body, by=None, links={"other_names": [[alias, None] for alias in aliases]})
    return body


def make_plan(partnership, slug="2024-25", *, state="adopted", **fields) -> Plan:
    """A plan from 1 April 2024 to 31 March 2025, adopted."""
    fields = {"starts": date(2024, 4, 1), "ends": date(2025, 3, 31), "title": f"Plan {slug}"} | fields
    plan = Plan(partnership=partnership, slug=slug, state=state, **fields)
    add_row(plan, by=None)
    return plan


def make_priority(plan, heading="Priority 1: Domestic abuse", **fields) -> Priority:
    fields = {"position": plan.priorities.count() + 1} | fields
    priority = Priority(plan=plan, heading=heading, **fields)
    add_row(priority, by=None)
    return priority


def make_action(priority, number="1.1", action="", *, leads=(), **fields) -> Action:
    words = action or f"Train the front line, action {number}"
    fields = {"number": number, "action": words, "leads": [body.pk for body in leads]} | fields
    return add_action(priority, fields, by=None)


def make_milestone(
    action, milestone="First course held", timescale="Summer 24", *, leads=(), **fields
) -> Milestone:
    position = fields.pop("position", action.milestones.count() + 1)
    words = {"milestone": milestone, "timescale": timescale, "leads": [body.pk for body in leads]}
    return add_milestone(action, words | fields, by=None, position=position)


def write_update_in_its_quarter(action, quarter, changes, *, by=None) -> Update:
    """Return an update written while its quarter was open, whichever quarter is open now."""
    plan = Plan.objects.filter(pk=action.plan_id)
    open_now = plan.get().open_quarter
    plan.update(open_quarter="")
    update = write_update(action, quarter, changes, done={}, by=by).row
    plan.update(open_quarter=open_now)
    return update
