"""Rules that the database enforces itself: rows that are never changed, and the rules between users (roles.md).

A bid's state changes only by the step written just before. Authors and people of the bidding organisation neither
score nor approve, and the latter neither recommend nor decline; an organisation is the same in every partnership of
its county. A person who declared an interest does not approve either; the chair approves for the chair and the funder
for the funder. The triggers are installed again after every `migrate` (`funding/apps.py`), because SQLite loses a
table's triggers when a migration remakes the table. To change a rule, change it here: it needs no migration.
"""

from typing import NamedTuple

from django.db import transaction

TABLES = ("funding_ledgerentry", "funding_bidtransition", "funding_bidversion")
REFUSAL = "What was written here is never changed or deleted; write another line."

# SQLite's INSERT OR REPLACE deletes the line that is in its way without a word to the triggers of DELETE.
REPLACED = {
    "funding_ledgerentry": "o.id = NEW.id OR o.key = NEW.key OR (o.grant_id = NEW.grant_id AND o.sequence = NEW.sequence)",
    "funding_bidtransition": "o.id = NEW.id OR (o.bid_id = NEW.bid_id AND o.version = NEW.version"
    " AND o.move IN ('chair_approve', 'funder_approve') AND NEW.move IN ('chair_approve', 'funder_approve')"
    " AND (o.move = NEW.move OR o.created_by_id = NEW.created_by_id))",
    "funding_bidversion": "o.id = NEW.id OR (o.bid_id = NEW.bid_id AND o.number = NEW.number)",
}


def _plain(name: str) -> str:
    """A name without case and blanks: space, hard space and tab."""
    return f"replace(replace(replace(lower({name}), ' ', ''), '\u00a0', ''), '\t', '')"


# The bodies of a person and of the bid's lead, each with everything that they belong to. A body is the same as one of
# another partnership of the county that bears one of its names, where one of the two belongs to no other body.
_ORGANISATIONS = f"""
    WITH RECURSIVE asking(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y
        JOIN funding_bid b ON y.id = {{lead}} WHERE b.id = {{bid}}
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN asking a ON y.id = a.parent_id
    ), own(id, parent_id, place) AS (
        SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN plans_membership m ON y.id = m.body_id
        WHERE m.person_id = {{person}} AND NOT m.is_withdrawn
        UNION SELECT y.id, y.parent_id, y.partnership_id FROM plans_body y JOIN own o ON y.id = o.parent_id
    ), named(id, name) AS (
        SELECT y.id, {_plain("y.name")} FROM plans_body y
        WHERE y.id IN (SELECT id FROM asking UNION SELECT id FROM own)
        UNION SELECT n.body_id, {_plain("n.name")} FROM plans_bodyname n
        WHERE n.body_id IN (SELECT id FROM asking UNION SELECT id FROM own)
    )
    SELECT 1 FROM own JOIN asking ON own.id = asking.id
    UNION ALL
    SELECT 1 FROM own JOIN asking ON own.place <> asking.place
    JOIN plans_partnership p ON p.id = own.place JOIN plans_partnership q ON q.id = asking.place
    JOIN named x ON x.id = own.id JOIN named z ON z.id = asking.id AND z.name = x.name
    WHERE coalesce(p.county_id, p.id) = coalesce(q.county_id, q.id)
    AND (own.parent_id IS NULL OR asking.parent_id IS NULL)
"""
# A change has a lead of its own: that of its project, or the one that a project from a spreadsheet gains with it.
_LEAD = (
    "CASE WHEN NEW.change_id IS NULL THEN b.lead_id"
    " ELSE (SELECT c.lead_id FROM funding_projectchange c WHERE c.id = NEW.change_id) END"
)
_AUTHOR = "SELECT 1 FROM funding_bidauthor a WHERE a.bid_id = {bid} AND a.person_id = {person}"
_ANSWERS = (
    "title", "asked", "amount_requested_text", "summary", "need", "beneficiaries", "sustainability", "safeguarding",
    "activities", "measures", "costs", "match", "quarters", "project_types", "funder_priorities",
)  # fmt: skip
_SCORER = "(SELECT s.person_id FROM funding_scorer s WHERE s.id = NEW.scorer_id)"
_APPROVAL = "NEW.move IN ('chair_approve', 'funder_approve')"


def _no_approval(condition: str) -> str:
    return f"{_APPROVAL} AND EXISTS ({condition})".format(
        bid="NEW.bid_id", person="NEW.created_by_id", lead=_LEAD
    )


def _no_score(condition: str) -> str:
    return f"NEW.interest = '' AND EXISTS ({condition})".format(
        bid="NEW.bid_id", person=_SCORER, lead="b.lead_id"
    )


def _committed(project: str) -> str:
    """What the ledger commits to a project, in pence."""
    return (
        "(SELECT coalesce(sum(e.amount), 0) FROM funding_ledgerentry e"
        f" WHERE e.project_id = {project} AND e.kind IN ('commitment', 'release'))"
    )


# Name, table, event, what must not be, and what is said of it.
RULES = (
    (
        "step_from_where_it_stands", "funding_bidtransition", "INSERT",
        "NEW.was <> '' AND NOT EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id"
        " AND NEW.project_id IS NULL AND NEW.change_id IS NULL AND b.state = NEW.was"
        " UNION ALL SELECT 1 FROM funding_project p WHERE p.id = NEW.project_id AND p.bid_id = NEW.bid_id"
        " AND p.state = NEW.was"
        " UNION ALL SELECT 1 FROM funding_projectchange c JOIN funding_project p ON p.id = c.project_id"
        " WHERE c.id = NEW.change_id AND p.bid_id = NEW.bid_id AND c.state = NEW.was)",
        "The status has changed since.",
    ),
    *(
        (
            f"{name}_state_by_its_step", f"funding_{table}", "UPDATE",
            "OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM funding_bidtransition m WHERE m.id ="
            f" (SELECT max(l.id) FROM funding_bidtransition l WHERE {steps})"
            " AND m.was = OLD.state AND m.now = NEW.state)",
            f"A {name} changes its status only by a recorded transition.",
        )
        for name, table, steps in (
            ("bid", "bid", "l.bid_id = NEW.id AND l.project_id IS NULL AND l.change_id IS NULL"),
            ("project", "project", "l.project_id = NEW.id"),
            ("change", "projectchange", "l.change_id = NEW.id"),
        )
    ),
    (
        "project_of_an_approved_bid", "funding_project", "INSERT",
        "NEW.state <> 'approved' OR NOT EXISTS (SELECT 1 FROM funding_bid b JOIN funding_bidversion v"
        " ON v.bid_id = b.id WHERE b.id = NEW.bid_id AND b.state = 'approved' AND b.number = NEW.number"
        " AND b.pot_id = NEW.pot_id AND v.id = NEW.version_id AND v.number = b.version)",
        "A project is made of a bid that the funder approved.",
    ),
    (
        "project_as_approved", "funding_project", "UPDATE",
        "(OLD.bid_id <> NEW.bid_id OR OLD.pot_id <> NEW.pot_id OR OLD.number <> NEW.number"
        " OR OLD.version_id <> NEW.version_id OR OLD.title <> NEW.title OR OLD.quarters <> NEW.quarters"
        " OR OLD.measures <> NEW.measures OR coalesce(OLD.lead_id, 0) <> coalesce(NEW.lead_id, 0))"
        " AND NOT EXISTS (SELECT 1 FROM funding_bidtransition m JOIN funding_bidversion v ON v.id = NEW.version_id"
        " WHERE m.id = (SELECT max(l.id) FROM funding_bidtransition l WHERE l.bid_id = NEW.bid_id)"
        " AND m.move = 'funder_approve' AND m.version = v.number AND v.bid_id = NEW.bid_id"
        " AND OLD.bid_id = NEW.bid_id AND OLD.pot_id = NEW.pot_id AND OLD.number = NEW.number)",
        "A project changes only with a version that the funder approved.",
    ),
    # A project is inserted before its first ledger entry, which names it, so it starts with £0.
    *(
        (
            f"project_amount_of_the_ledger_{event.lower()}", "funding_project", event,
            f"{changed}NEW.amount <> {_committed('NEW.id')}",
            "The amount of a project is what the ledger commits to it.",
        )
        for event, changed in (("INSERT", ""), ("UPDATE", "OLD.amount <> NEW.amount AND "))
    ),
    (
        "withdrawn_project_spent_nothing", "funding_project", "UPDATE",
        "OLD.state <> 'withdrawn' AND NEW.state = 'withdrawn' AND EXISTS (SELECT 1 FROM funding_projectreturn r"
        " WHERE r.project_id = NEW.id AND r.state = 'approved' AND NOT r.is_withdrawn AND r.spent > 0)",
        "A project that spent money is closed, not withdrawn.",
    ),
    *(
        (
            f"{name}_answers_stay_as_submitted", f"funding_{table}", "UPDATE",
            "OLD.state NOT IN ('draft', 'clarification') AND ("
            + " OR ".join(f"OLD.{column} <> NEW.{column}" for column in _ANSWERS)
            + ")",
            f"The answers of a {name} stay as they were submitted.",
        )
        for name, table in (("bid", "bid"), ("change", "projectchange"))
    ),
    # The chair and the funder approve the amount of the submitted version. Of a change that asks for no other amount
    # than the project has, it stays so: it follows the latest ledger entry, which approves nothing more.
    (
        "change_amount_as_submitted", "funding_projectchange", "UPDATE",
        "coalesce(OLD.recommended_amount, -1) <> coalesce(NEW.recommended_amount, -1)"
        " AND NOT (OLD.state IN ('draft', 'clarification') AND NEW.state = 'submitted' AND NEW.version > OLD.version)"
        " AND NOT (OLD.state = NEW.state AND OLD.state IN ('submitted', 'clarification', 'chair_approved')"
        f" AND coalesce(NEW.recommended_amount, -1) = {_committed('NEW.project_id')}"
        " AND coalesce(OLD.recommended_amount, -1) + coalesce((SELECT e.amount FROM funding_ledgerentry e"
        " WHERE e.project_id = NEW.project_id AND e.kind IN ('commitment', 'release')"
        f" ORDER BY e.sequence DESC LIMIT 1), 0) = {_committed('NEW.project_id')})",
        "The amount of a change stays as it was submitted.",
    ),
    (
        "change_stays_with_its_project", "funding_projectchange", "UPDATE",
        "OLD.project_id <> NEW.project_id OR OLD.number <> NEW.number",
        "A change stays with its project.",
    ),
    *(
        (
            f"change_keeps_the_lead_{event.lower()}", "funding_projectchange", event,
            "EXISTS (SELECT 1 FROM funding_project p WHERE p.id = NEW.project_id AND p.lead_id IS NOT NULL"
            " AND (NEW.lead_id IS NULL OR NEW.lead_id <> p.lead_id))",
            "The lead organisation of a project stays as it was approved.",
        )
        for event in ("INSERT", "UPDATE")
    ),
    (
        "change_lead_as_submitted", "funding_projectchange", "UPDATE",
        "OLD.state NOT IN ('draft', 'clarification') AND coalesce(OLD.lead_id, 0) <> coalesce(NEW.lead_id, 0)",
        "The lead organisation of a change stays as it was submitted.",
    ),
    (
        "pot_and_bidder_stay",
        "funding_bid",
        "UPDATE",
        "OLD.state <> 'draft' AND (OLD.pot_id <> NEW.pot_id OR"
        " (OLD.lead_id IS NOT NULL AND (NEW.lead_id IS NULL OR OLD.lead_id <> NEW.lead_id)))",
        "The pot and the body that leads stay as they were submitted.",
    ),
    (
        "no_approval_without_a_bidder",
        "funding_bidtransition",
        "INSERT",
        f"{_APPROVAL} AND EXISTS (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND ({_LEAD}) IS NULL)",
        "A bid that is approved names the body that leads it.",
    ),
    (
        "approval_of_this_version", "funding_bidtransition", "INSERT",
        f"{_APPROVAL} AND NOT EXISTS"
        " (SELECT 1 FROM funding_bid b WHERE b.id = NEW.bid_id AND NEW.change_id IS NULL AND b.version = NEW.version"
        " UNION ALL SELECT 1 FROM funding_projectchange c WHERE c.id = NEW.change_id AND c.version = NEW.version)",
        "The bid was changed since; look at it again.",
    ),
    (
        "approval_by_its_role", "funding_bidtransition", "INSERT",
        f"{_APPROVAL} AND NOT EXISTS (SELECT 1 FROM plans_membership m"
        " JOIN funding_grant g ON g.partnership_id = m.partnership_id JOIN funding_bid b ON b.grant_id = g.id"
        " WHERE b.id = NEW.bid_id AND m.person_id = NEW.created_by_id AND NOT m.is_withdrawn"
        " AND m.role = CASE NEW.move WHEN 'chair_approve' THEN 'chair' ELSE 'funder' END)",
        "Only the chair approves for the chair, and the funder for the funder.",
    ),
    (
        "no_approval_by_an_author", "funding_bidtransition", "INSERT", _no_approval(_AUTHOR),
        "Who wrote a bid does not approve it.",
    ),
    (
        "no_approval_by_the_bidder", "funding_bidtransition", "INSERT", _no_approval(_ORGANISATIONS),
        "A person of the bidding organisation does not approve its bid.",
    ),
    (
        "no_decision_by_the_bidder", "funding_bidtransition", "INSERT",
        f"NEW.move IN ('recommend', 'decline') AND EXISTS ({_ORGANISATIONS})".format(
            bid="NEW.bid_id", person="NEW.created_by_id", lead=_LEAD
        ),
        "A person of the bidding organisation neither recommends nor declines its bid.",
    ),
    (
        "no_approval_with_an_interest", "funding_bidtransition", "INSERT",
        _no_approval(
            "SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id"
            " WHERE c.bid_id = {bid} AND s.person_id = {person} AND c.interest <> ''"
        ),
        "Who declared an interest in a bid does not approve it.",
    ),
    (
        "approved_already_came_with_a_sheet", "funding_bidtransition", "INSERT",
        "NEW.move = 'approve' AND EXISTS"
        " (SELECT 1 FROM funding_bidtransition m WHERE m.bid_id = NEW.bid_id AND m.move <> 'import')",
        "A bid that goes its way here is approved here.",
    ),
    *(
        (f"no_score_by_an_author_{event.lower()}", "funding_assessment", event, _no_score(_AUTHOR),
         "Who wrote a bid does not score it.")
        for event in ("INSERT", "UPDATE")
    ),
    *(
        (f"no_score_by_the_bidder_{event.lower()}", "funding_assessment", event, _no_score(_ORGANISATIONS),
         "A person of the bidding organisation does not score its bid.")
        for event in ("INSERT", "UPDATE")
    ),
    (
        "no_marks_with_an_interest", "funding_criterionpoints", "INSERT",
        "EXISTS (SELECT 1 FROM funding_assessment c WHERE c.id = NEW.scoring_id AND c.interest <> '')",
        "A declared interest removes the score.",
    ),
    (
        "no_marks_without_invitation", "funding_criterionpoints", "INSERT",
        "EXISTS (SELECT 1 FROM funding_assessment c JOIN funding_scorer s ON s.id = c.scorer_id"
        " WHERE c.id = NEW.scoring_id AND s.is_withdrawn)",
        "Only people who are invited score.",
    ),
    (
        "approved_return_stays", "funding_projectreturn", "UPDATE",
        "OLD.state = 'approved' AND NEW.state = 'approved'"
        " AND (OLD.spent <> NEW.spent OR OLD.forecast <> NEW.forecast OR OLD.words <> NEW.words)",
        "An approved return is sent back before it is changed.",
    ),
)  # fmt: skip


class Rule(NamedTuple):
    """One trigger: it rejects an event on a table where the condition holds; "" rejects it always."""

    name: str
    table: str
    event: str
    condition: str
    words: str


def rules_for(vendor: str) -> list[Rule]:
    """Return every rule of a database by its vendor, "postgresql" or "sqlite"."""
    rules = []
    for table in TABLES:
        rules += [
            Rule(f"{table}_no_{event.lower()}", table, event, "", REFUSAL) for event in ("UPDATE", "DELETE")
        ]
        if vendor == "postgresql":
            rules.append(Rule(f"{table}_no_truncate", table, "TRUNCATE", "", REFUSAL))
        else:
            there = f"EXISTS (SELECT 1 FROM {table} o WHERE {REPLACED[table]})"
            rules.append(Rule(f"{table}_no_replace", table, "INSERT", there, REFUSAL))
    return rules + [Rule(f"funding_{name}", *rest) for name, *rest in RULES]


def install(connection) -> None:
    """Install every rule again. Does nothing while a table that the rules need is missing."""
    rules = rules_for(connection.vendor)
    if not {rule.table for rule in rules} <= set(connection.introspection.table_names()):
        return
    # In one transaction, so that no other connection ever finds a table without its rules.
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _drop(cursor, connection.vendor)
        for rule in rules:
            for statement in _statements(rule, connection.vendor):
                cursor.execute(statement)


def remove(connection) -> None:
    """Remove every trigger of this app's tables, those that an earlier release named differently included."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _drop(cursor, connection.vendor)


def _drop(cursor, vendor: str) -> None:
    if vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname, p.proname FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND starts_with(c.relname, 'funding_') AND pg_table_is_visible(c.oid)"
        )
        for name, table, function in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
            cursor.execute(f"DROP FUNCTION {function}()")
    else:
        cursor.execute(
            r"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'funding\_%' ESCAPE '\'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def _statements(rule: Rule, vendor: str) -> list[str]:
    """Return the statements that create a rule's trigger."""
    name, table, event, condition, words = rule
    if vendor == "sqlite":
        where = f" WHERE {condition}" if condition else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'){where}; END"
        ]
    refuse = f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"
    checked = f"IF {condition} THEN {refuse} END IF;" if condition else refuse
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    # A function stays when only its trigger is dropped, so it may be there already.
    return [
        f"CREATE OR REPLACE FUNCTION {name}_rule() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {checked} RETURN NEW; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}_rule()",
    ]
