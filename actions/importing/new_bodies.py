"""Add unknown leads as bodies, and names that the officer matched to a body as its aliases."""

from __future__ import annotations

from collections.abc import Iterable

from actions.importing.comparison import RowLeads
from actions.importing.decisions import ImportDecisions
from actions.leads import UnmatchedLead, name_key
from actions.snapshot.tree import PlanRows
from plans.models import Body
from plans.records import add_row, write_row


class NewBodies:
    """The bodies of an import: existing ones and those that it adds, each name once."""

    def __init__(self, rows: PlanRows, choices: ImportDecisions, *, by, why: str, batch: str):
        self.rows, self.choices = rows, choices
        self.written_by = {"by": by, "why": why, "batch": batch}
        self.made: dict[str, Body] = {}
        self.renamed = 0

    def make(self, leads: Iterable[RowLeads]) -> None:
        """Add the bodies that these leads name and that do not exist."""
        for each in leads:
            for lead in each.named:
                if isinstance(lead, UnmatchedLead):
                    self._body(lead)

    def ids(self, leads: RowLeads) -> list[int]:
        """Return the bodies of these leads, in the order printed; new ones have been added."""
        found = (lead if isinstance(lead, int) else self.made[lead.key].pk for lead in leads.named)
        return list(dict.fromkeys(found))

    def remember_aliases(self, names: Iterable[UnmatchedLead]) -> None:
        """Add each name that was matched to a body to that body's other names."""
        known = {str(body.pk): body for body in self.rows.bodies}
        for lead in {lead.key: lead for lead in names}.values():
            body = known.get(self.choices.leads.get(lead.key, ""))
            if body is None:
                continue
            others = [other.key for other in body.other_names.all()]
            if lead.key in {name_key(name) for name in (body.name, *(name for name, _ in others))}:
                continue
            written = write_row(
                body,
                {"other_names": [*others, [lead.name, None]]},
                base_revision=body.revision,
                **self.written_by,
            )
            known[str(body.pk)] = written.row
            self.renamed += 1

    def _body(self, lead: UnmatchedLead) -> Body:
        if lead.key in self.made:
            return self.made[lead.key]
        parent = lead.parent
        if parent is None and lead.parent_name:
            parent = self.rows.directory.find(lead.parent_name)
            if parent is None and name_key(lead.parent_name) != lead.key:
                parent = self._body(UnmatchedLead(lead.parent_name)).pk
        kind = self.choices.kinds.get(lead.key, lead.kind)
        if kind == Body.Kind.POST and parent is None:
            kind = Body.Kind.ORGANISATION
        body = Body(partnership=self.rows.plan.partnership, name=lead.name, kind=kind, parent_id=parent)
        add_row(body, **self.written_by)
        self.made[lead.key] = body
        self.rows.names[body.pk] = body.name
        return body
