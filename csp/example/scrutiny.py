"""Add the example's committee, and the pack published for its meeting."""

from __future__ import annotations

from csp.example.people import person
from csp.example.timeline import at_time, read_text
from plans.models import Plan
from plans.periods import Quarter
from plans.records import add_row
from reports.models import Meeting, Pack, Report
from reports.packs.operations import add_committee, create_pack, freeze_pack, publish_pack, write_section


def publish_example_pack(plan: Plan, *, year: str, quarter: str, order: str) -> Pack:
    """Publish a pack with an approved exception report: one officer freezes it, another publishes it."""
    text = read_text(year)
    officer, publisher = person(plan.partnership, "officer"), person(plan.partnership, "proper")
    with at_time(text["pack"]["created_at"]):
        committee = add_committee(plan.partnership, text["committee"], order=order, by=officer)
        meeting = Meeting(committee=committee, **text["meeting"])
        add_row(meeting, by=officer)
        fields = {name: text["pack"][name] for name in ("slug", "title")}
        report = Report.objects.of_quarter(plan, Quarter.parse(quarter)).get()
        pack = create_pack(
            plan.partnership, fields | {"meeting": meeting, "plan": plan, "report": report}, by=officer
        )
        words = {row["heading"]: row["words"].strip() for row in text["section"]}
        for section in pack.sections.all():
            if section.heading in words:
                whole = "\n\n".join(part for part in (section.words, words[section.heading]) if part)
                write_section(section, {"words": whole}, by=officer)
    with at_time(text["pack"]["frozen_at"]):
        freeze_pack(pack, by=officer)
    with at_time(text["pack"]["published_at"]):
        return publish_pack(pack, by=publisher)
