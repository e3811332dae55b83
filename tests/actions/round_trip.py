"""Short forms of a parsed plan, for tests to compare."""


def codes(reading):
    return [doubt.code for doubt in reading.doubts]


def headings(reading):
    return [
        (priority.heading, priority.kind, len(priority.actions)) for priority in reading.document.priorities
    ]


def numbered(reading):
    return [(action.number, action.action) for action in reading.document.actions]


def steps(reading):
    return [(each.milestone, each.timescale, each.lead) for each in reading.document.milestones]
