"""Import the selected differences into the plan: one transaction, one batch that can be undone in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.action_numbers import next_number
from actions.editing.operations import write_milestone
from actions.importing.compare import notes_of, status_columns
from actions.importing.comparison import ADD, CHANGE, MISSING, PlanComparison, RowDifference, RowLeads
from actions.importing.decisions import ImportDecisions
from actions.importing.new_bodies import NewBodies
from actions.importing.positions import make_room, merged_order, new_positions
from actions.models import Action, Milestone
from actions.plan_text import ActionText, MilestoneText
from actions.snapshot.tree import PlanRows, action_leads, milestone_leads, own_lead_as_printed
from actions.statuses import Status, parse_status
from plans.models import Priority
from plans.models.tracked import row_key
from plans.records import add_row, add_rows, withdraw_row, write_row


@dataclass(slots=True)
class ImportResult:
    """How many rows of each kind were added, changed and withdrawn."""

    added: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    withdrawn: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.added.total() + self.changed.total() + self.withdrawn.total()


def apply_differences(
    comparison: PlanComparison, rows: PlanRows, choices: ImportDecisions, *, by, why: str, batch: str
) -> ImportResult:
    """Write the differences that were not left out, inside the caller's transaction.

    Raises EditConflict when someone else has changed the same fields since the plan's rows were read.
    """
    return _ImportWriter(comparison, rows, choices, by, why, batch).run()


class _ImportWriter:
    def __init__(
        self, comparison: PlanComparison, rows: PlanRows, choices: ImportDecisions, by, why: str, batch: str
    ):
        self.comparison, self.rows, self.choices = comparison, rows, choices
        self.plan = rows.plan
        self.by, self.why, self.batch = by, why, batch
        self.applied = ImportResult()
        self.wanted = list(self._wanted())
        self.bodies = NewBodies(rows, choices, by=by, why=why, batch=batch)
        self.priorities: dict[str, Priority] = {row_key(row): row for row in rows.priorities}
        self.actions: dict[str, Action] = {row_key(row): row for row in rows.actions}
        self.lead_touched: dict[int, Action] = {}
        """Actions of which a lead, or a milestone's lead, was written."""
        self.new_own_leads: dict[int, RowLeads] = {}
        self.was_led: dict[int, tuple[list[int], list[int], str]] = {}
        self.steps_led: dict[int, list[int]] = {}
        """Who leads the milestones whose lead was written."""

    def run(self) -> ImportResult:
        self.bodies.make(self._written_leads())
        self.bodies.remember_aliases(doubt.lead for doubt in self.comparison.doubts if doubt.lead)
        self._add_priorities()
        self._add_actions()
        self._add_milestones()
        for difference in self.wanted:
            if difference.act == CHANGE:
                self._change(difference)
        self._settle_leads()
        self._withdraw()
        self.applied.added["body"] += len(self.bodies.made)
        self.applied.changed["body"] += self.bodies.renamed
        # A count of zero is not shown.
        self.applied.added, self.applied.changed = +self.applied.added, +self.applied.changed
        return self.applied

    def _wanted(self) -> Iterable[RowDifference]:
        """Return the differences to import; rows under a row that is left out are left out too."""
        left = set(self.choices.left)
        for each in self.comparison.differences:
            if each.act == MISSING:
                if each.path in self.choices.withdrawn:
                    yield each
            elif each.path in left or each.parent in left:
                left.add(each.path)
            elif each.act == ADD or any(one.path not in left for one in each.fields):
                yield each

    def _written_leads(self) -> Iterable[RowLeads]:
        """Return the leads of every row whose lead will be written."""
        for difference in self.wanted:
            chosen = (one.path for one in difference.fields if one.path not in self.choices.left)
            if difference.act == ADD or f"{difference.path}:lead" in chosen:
                leads = self.comparison.leads.get(difference.path)
                if leads:
                    yield leads

    # --- New rows

    def _add_priorities(self) -> None:
        adding = {each.path: each for each in self.wanted if each.act == ADD and each.kind == "priority"}
        if not adding:
            return
        order, placed = self._place(
            {row_key(row): row for row in self.rows.priorities},
            [
                self._row_path("priority", f"p{place + 1}")
                for place in range(len(self.comparison.document.priorities))
            ],
            adding,
        )
        for path in order:
            if path in adding:
                text = adding[path].text
                priority = Priority(
                    plan=self.plan,
                    position=placed[path],
                    kind=text.kind,
                    heading=text.heading,
                    notes=text.notes,
                )
                add_row(priority, by=self.by, why=self.why, batch=self.batch)
                self.priorities[path] = priority
                self.applied.added["priority"] += 1

    def _add_actions(self) -> None:
        adding: dict[str, RowDifference] = {}
        by_parent: dict[str, list[str]] = {}
        for each in self.wanted:
            if each.act == ADD and each.kind == "action":
                adding[each.path] = each
                by_parent.setdefault(each.parent, []).append(each.path)
        standing = self.rows.by_priority()
        numbers = {action.number for action in self.rows.actions}
        numbers |= {each.text.number for each in adding.values() if not each.text.number_is_generated}
        made = []
        for parent, paths in by_parent.items():
            priority = self.priorities[parent]
            _, placed = self._place(
                {row_key(row): row for row in standing[priority.pk]}, self._file_order(paths), adding
            )
            for path in paths:
                row = self._new_action(path, adding[path].text, priority, placed[path], numbers)
                leads, printed, to_be_confirmed = self._all_leads(path, adding[path].text)
                row.leads_as_printed, row.lead_to_be_confirmed = printed, to_be_confirmed
                made.append((path, row, leads))
        add_rows(
            ((row, {"leads": leads}) for _, row, leads in made), by=self.by, why=self.why, batch=self.batch
        )
        for path, row, _ in made:
            row.steps = []
            self.actions[path] = row
        self.applied.added["action"] += len(made)

    def _new_action(
        self, path: str, text: ActionText, priority: Priority, position: int, numbers: set
    ) -> Action:
        number = text.number
        if text.number_is_generated and number in numbers:
            under = [row.number for row in self.rows.actions if row.priority_id == priority.pk]
            number = next_number([*under, *numbers], position=priority.position)
        numbers.add(number)
        action = Action(
            plan=self.plan,
            priority=priority,
            position=position,
            number_is_generated=text.number_is_generated,
            action=text.action,
            desired_outcome=text.desired_outcome,
            notes=notes_of(text),
        )
        action.set_number(number)
        status = parse_status(text.status) or Status.NOT_STARTED
        for name, value in status_columns(status, text.status).items():
            setattr(action, name, value)
        return action

    def _all_leads(self, path: str, text: ActionText) -> tuple[list[int], str, bool]:
        """Return the leads of a new action: its own, then its milestones'; with the printed text."""
        paths = [path, *(f"{path}.m{number + 1}" for number in range(len(text.milestones)))]
        leads = [self.comparison.leads[each] for each in paths if each not in self.choices.left]
        ids = list(dict.fromkeys(lead for each in leads for lead in self.bodies.ids(each)))
        printed = "\n".join(dict.fromkeys(each.printed for each in leads if each.printed))
        return ids, printed, not ids and any(each.to_be_confirmed for each in leads)

    def _add_milestones(self) -> None:
        adding: dict[str, RowDifference] = {}
        by_parent: dict[str, list[str]] = {}
        for each in self.wanted:
            if each.act == ADD and each.kind == "milestone":
                adding[each.path] = each
                by_parent.setdefault(each.parent, []).append(each.path)
        made = []
        for parent, paths in by_parent.items():
            action = self.actions[parent]
            if parent.startswith("action:"):
                self._remember_leads(action)
                self.lead_touched[action.pk] = action
            _, placed = self._place(
                {row_key(step): step for step in action.steps}, self._file_order(paths), adding
            )
            for path in paths:
                leads = self.comparison.leads[path]
                made.append((self._new_milestone(adding[path].text, action, placed[path], leads), leads))
        add_rows(
            ((row, {"leads": self.bodies.ids(leads)}) for row, leads in made),
            by=self.by,
            why=self.why,
            batch=self.batch,
        )
        for row, leads in made:
            self.steps_led[row.pk] = self.bodies.ids(leads)
            row.action.steps.append(row)
        self.applied.added["milestone"] += len(made)

    def _new_milestone(
        self, text: MilestoneText, action: Action, position: int, leads: RowLeads
    ) -> Milestone:
        step = Milestone(
            action=action,
            plan=self.plan,
            position=position,
            milestone=text.milestone,
            timescale=text.timescale,
            due_override=self.choices.date_set(text.timescale),
            done_on=date.fromisoformat(text.done_on) if text.done_on else None,
            lead_as_printed=leads.printed,
            lead_to_be_confirmed=leads.to_be_confirmed,
            notes=notes_of(text),
        )
        step.read()
        return step

    def _place(
        self, standing: Mapping, wanted: list[str], adding: Mapping
    ) -> tuple[list[str], dict[str, int]]:
        """Set the position of the existing and the new rows, moving rows where needed."""
        order = merged_order(list(standing), [path for path in wanted if path in standing or path in adding])
        placed = new_positions(order, {key: row.position for key, row in standing.items()})
        make_room(standing, placed)
        return order, placed

    def _file_order(self, paths: list[str]) -> list[str]:
        """Return the rows around these in the file, in its order; existing ones by their own key."""
        stem, _, sign = paths[0].rpartition(".")
        kind = "action" if sign.startswith("a") else "milestone"
        last = max(int(path.rpartition(".")[2][1:]) for path in paths)
        return [self._row_path(kind, f"{stem}.{sign[0]}{number}") for number in range(1, last + 1)]

    def _row_path(self, kind: str, path: str) -> str:
        """Return the key of the plan's row for this row of the file, or its path when it is new."""
        row = self.comparison.row_of.get(path)
        return row_key(row) if row is not None else path

    # --- Changes

    def _change(self, difference: RowDifference) -> None:
        chosen = [one for one in difference.fields if one.path not in self.choices.left]
        values, row = {}, difference.row
        for one in chosen:
            for name, value in one.values.items():
                if name == "notes" and isinstance(value, Mapping):
                    values["notes"] = {**row.notes, **values.get("notes", {}), **value}
                elif name == "priority":
                    values["priority_id"] = self.priorities[value].pk
                    values["position"] = self._last_position(self.priorities[value])
                elif name == "leads":
                    values |= self._lead_columns(row, value)
                else:
                    values[name] = value
        if not values:
            return
        write = write_milestone if isinstance(row, Milestone) else write_row
        written = write(row, values, base_revision=row.revision, by=self.by, why=self.why, batch=self.batch)
        row.revision = written.row.revision
        self.applied.changed[difference.kind] += written.change is not None

    def _last_position(self, priority: Priority) -> int:
        standing = [row.position for row in self.rows.actions if row.priority_id == priority.pk]
        return max(standing, default=0) + 1

    def _lead_columns(self, row, leads: RowLeads) -> dict[str, object]:
        action = row if isinstance(row, Action) else row.action
        self._remember_leads(action)
        self.lead_touched[action.pk] = action
        if isinstance(row, Action):
            self.new_own_leads[row.pk] = leads
            return {}
        ids = self.bodies.ids(leads)
        row.lead_as_printed, row.lead_to_be_confirmed = leads.printed, leads.to_be_confirmed
        self.steps_led[row.pk] = ids
        return {
            "leads": ids,
            "lead_as_printed": leads.printed,
            "lead_to_be_confirmed": leads.to_be_confirmed,
        }

    def _remember_leads(self, action: Action) -> None:
        """Store who led an action and its milestones before this import."""
        if action.pk not in self.was_led:
            of_steps = [lead for step in action.steps for lead in milestone_leads(step)]
            self.was_led[action.pk] = action_leads(action), of_steps, own_lead_as_printed(action)

    def _settle_leads(self) -> None:
        """Set the leads of an action: its own and those of its milestones, without any that someone removed."""
        for action in self.lead_touched.values():
            led, of_steps, printed_own = self.was_led[action.pk]
            own = self.new_own_leads.get(action.pk)
            taken_off = set(of_steps) - set(led)
            ids = self.bodies.ids(own) if own else [lead for lead in led if lead not in of_steps]
            for step in action.steps:
                if step.pk in self.steps_led:
                    ids += self.steps_led[step.pk]
                else:
                    ids += [lead for lead in milestone_leads(step) if lead not in taken_off]
            ids = list(dict.fromkeys(ids))
            texts = [own.printed if own else printed_own, *(step.lead_as_printed for step in action.steps)]
            to_come = (own.to_be_confirmed if own else action.lead_to_be_confirmed and not of_steps) or any(
                step.lead_to_be_confirmed for step in action.steps
            )
            values = {
                "leads": ids,
                "leads_as_printed": "\n".join(dict.fromkeys(text for text in texts if text)),
                "lead_to_be_confirmed": not ids and to_come,
            }
            write_row(
                action, values, base_revision=action.revision, by=self.by, why=self.why, batch=self.batch
            )

    # --- Rows that the file does not have

    def _withdraw(self) -> None:
        order = {"milestone": 0, "action": 1, "priority": 2}
        missing = [each for each in self.wanted if each.act == MISSING]
        for difference in sorted(missing, key=lambda each: order[each.kind]):
            row = difference.row
            if isinstance(row, Priority) and Action.objects.current().filter(priority=row).exists():
                # A priority with actions stays, because they would have none.
                continue
            withdraw_row(row, by=self.by, why=self.why, batch=self.batch)
            self.applied.withdrawn[difference.kind] += 1
