"""Committees, meetings and packs for tests."""

from datetime import date

from plans.models import Risk
from plans.records import add_row, write_row
from reports.models import Meeting
from reports.packs.operations import add_committee, create_pack, freeze_pack, publish_pack, write_section
from tests.factories import make_body, make_member, make_milestone
from tests.reports.factories import Q2, Northshire

ONLY_THE_AUTHOR_KNOWS = {
    "Consultation": "103 people answered the survey.",
    "Climate change implications": "There are no exceptions.",
    "Financial implications": "£13,645 is left.",
    "Legal implications": "There are none beyond the duties named above.",
    "Lead officer contact": "The Community Safety Unit\ncsu@northshire.example",
}


class Scrutiny(Northshire):
    """A partnership with an approved report on one action, a committee with Medway's order, and a meeting."""

    def __init__(self, slug="northshire"):
        super().__init__(slug)
        self.proper = make_member(self.partnership, "scrutiny", name=f"Petra Proper of {slug}", hat=True)
        self.member = make_member(self.partnership, "scrutiny")
        make_body(self.partnership, "Clinks", kind="cooperating")
        add_row(
            Risk(plan=self.plan, position=1, risk="Partners drift away", description="Posts stay empty",
                 mitigation="Chief officers meet monthly", likelihood="D", impact="II"),
            by=self.officer,
        )  # fmt: skip
        write_row(self.priority, {"leads": [["strategic", self.police.pk]]}, base_revision=1, by=self.officer)
        self.first = self.action("1.1", desired_outcome="Fewer people harmed")
        make_milestone(self.first, "First course held", "Summer 24")
        self.update(self.first, status="off_track", words="PRIVATE WORDS OF THE LEAD")
        self.report = self.approve(self.freeze(Q2))
        self.committee = add_committee(
            self.partnership,
            {"name": "Communities Scrutiny Committee", "council": "Northshire Council"},
            order="medway",
            by=self.officer,
        )
        self.meeting = self.meet(date(2024, 12, 12))

    def meet(self, on, place="Council chamber") -> Meeting:
        meeting = Meeting(committee=self.committee, on=on, place=place)
        add_row(meeting, by=self.officer)
        return meeting

    def pack(self, slug="annual-scrutiny-2024", **fields):
        """A draft, filled from the data."""
        start = {"slug": slug, "title": "Annual scrutiny", "meeting": self.meeting, "plan": self.plan}
        return create_pack(self.partnership, start | {"report": self.report} | fields, by=self.officer)

    def written(self, slug="annual-scrutiny-2024", **fields):
        """Return a draft with text in every section."""
        pack = self.pack(slug, **fields)
        for section in pack.sections.all():
            if section.heading in ONLY_THE_AUTHOR_KNOWS:
                write_section(section, {"words": ONLY_THE_AUTHOR_KNOWS[section.heading]}, by=self.officer)
        return pack

    def frozen(self, slug="annual-scrutiny-2024", **fields):
        return freeze_pack(self.written(slug, **fields), by=self.officer)

    def published(self, slug="annual-scrutiny-2024", **fields):
        return publish_pack(self.frozen(slug, **fields), by=self.proper)

    def room(self, rest="") -> str:
        return f"/{self.partnership.slug}/scrutiny/{rest}"

    def section(self, pack, heading):
        return pack.sections.get(heading=heading)
