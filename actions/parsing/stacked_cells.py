"""Pair milestones, timescales and leads stacked in neighbouring cells, line by line.

Blank paragraphs keep the lines level. If the counts differ, lines are paired from the top and the rest stays with
the last milestone, so that nothing is lost; the pairing is then an issue.
"""

from __future__ import annotations

from dataclasses import dataclass

from plans.files import SourceCell, SourceParagraph
from plans.wording import count_noun


@dataclass(frozen=True, slots=True)
class StackedMilestone:
    """One milestone with the texts on its level."""

    milestone: str
    timescale: str
    lead: str


@dataclass(frozen=True, slots=True)
class MilestoneStack:
    """The milestones of a row, and how many lines were next to them where the counts differ."""

    steps: tuple[StackedMilestone, ...]
    uneven: str = ""
    """"4 milestones, 3 timescales", or "" if every line had a neighbour."""
    field: str = ""
    """Which of the two it is: "timescale" or "lead"."""


def pair_stacks(
    milestones: list[SourceCell],
    timescales: list[SourceCell],
    leads: list[SourceCell],
    *,
    split_lines: bool,
    split_breaks: bool,
) -> MilestoneStack:
    """Return the milestones of a row.

    ``split_lines``: each paragraph of the milestones is a milestone (otherwise the cell is one). ``split_breaks``:
    a line break inside a paragraph can separate two milestones as well, if the neighbouring cell has the same
    breaks.
    """
    names = [paragraph for cell in milestones for paragraph in cell.paragraphs]
    times = [paragraph.text for cell in timescales for paragraph in cell.paragraphs]
    heads = [paragraph.text for cell in leads for paragraph in cell.paragraphs]
    if split_breaks:
        names, times, heads = _by_breaks(names, times, heads)
    if not split_lines:
        level = [len(names)] * (len(names) > 1)
        if not (len(_filled(times)) > 1 and [len(times)] == level) and not (
            len(_filled(heads)) > 1
            and [len(heads)] == level
            and len(_filled([n.text for n in names])) == len(_filled(heads))
        ):
            return _single(names, times, heads)
    if len(_filled([name.text for name in names])) <= 1:
        return _single(names, times, heads)
    lines = _grouped(names, times, heads)
    beside_times, uneven_times = _beside(lines, times)
    beside_leads, uneven_leads = _beside(lines, heads)
    steps = tuple(
        StackedMilestone(line, time, lead)
        for line, time, lead in zip(lines, beside_times, beside_leads, strict=True)
        if line or time or lead
    )
    count = len(_filled(lines))
    if uneven_times:
        return MilestoneStack(
            steps, f"{count} milestones, {count_noun(len(_filled(times)), 'timescale')}", "timescale"
        )
    if uneven_leads:
        return MilestoneStack(steps, f"{count} milestones, {count_noun(len(_filled(heads)), 'lead')}", "lead")
    return MilestoneStack(steps)


def _single(names: list[SourceParagraph], times: list[str], heads: list[str]) -> MilestoneStack:
    """Return one milestone, with every line next to it."""
    milestone = _joined([name.text for name in names])
    step = StackedMilestone(milestone, _joined(times), _joined(heads))
    if not (step.milestone or step.timescale or step.lead):
        return MilestoneStack(())
    count = len(_filled(times))
    if count > 1:
        told = "1 milestone" if milestone else "No milestone"
        return MilestoneStack((step,), f"{told}, {count} timescales", "timescale")
    return MilestoneStack((step,))


def _joined(lines: list[str]) -> str:
    return "\n".join(_filled(lines))


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line]


def _by_breaks(
    names: list[SourceParagraph], times: list[str], heads: list[str]
) -> tuple[list[SourceParagraph], list[str], list[str]]:
    """Return paragraphs split at their line breaks, if the milestones are one paragraph and a neighbour agrees."""
    filled = [name for name in names if name.text]
    if len(filled) != 1 or "\n" not in filled[0].text:
        return names, times, heads
    lines = filled[0].text.split("\n")
    broken = [[line for each in cell for line in each.split("\n")] for cell in (times, heads)]
    if not any(len(each) == len(lines) and len(_filled(each)) > 1 for each in broken):
        return names, times, heads
    one = filled[0]
    return (
        [SourceParagraph(line.strip(), one.level, "", one.style, one.is_bold) for line in lines],
        *(
            [line.strip() for line in each] if len(each) >= len(cell) else cell
            for each, cell in zip(broken, (times, heads), strict=True)
        ),
    )


def _grouped(names: list[SourceParagraph], times: list[str], heads: list[str]) -> list[str]:
    """Return the milestones; inner list items are added to the line above if the neighbours count only outer ones."""
    lines = [name.text for name in names]
    levels = [-1 if name.level is None else name.level for name in names if name.text]
    outer = min(levels, default=-1)
    if not levels or levels[0] != outer or max(levels) == outer:
        return lines
    tops = levels.count(outer)
    beside = {count for each in (times, heads) if (count := len(_filled(each)))}
    if len(levels) in beside or tops not in beside:
        return lines
    grouped: list[str] = []
    for name in names:
        level = -1 if name.level is None else name.level
        if name.text and level > outer and grouped:
            grouped[-1] += f"\n{name.text}"
        elif name.text:
            grouped.append(name.text)
    return grouped


def _beside(lines: list[str], others: list[str]) -> tuple[list[str], bool]:
    """Return the text on the level of each line, and whether that is uncertain."""
    beside = [""] * len(lines)
    filled = _filled(others)
    if not filled:
        return beside, False
    named = [index for index, line in enumerate(lines) if line]
    last = max(index for index, other in enumerate(others) if other) + 1
    has_blanks = any(not other for other in others[:last])
    falls_on_blank = any(
        other and index < len(lines) and not lines[index] for index, other in enumerate(others)
    )
    if len(filled) == len(named) and (falls_on_blank or len(others) != len(lines)):
        for index, other in zip(named, filled, strict=True):
            beside[index] = other
        return beside, False
    if len(others) == len(lines) or (has_blanks and last <= len(lines) and not falls_on_blank):
        beside[:last] = others[:last]
        return beside, falls_on_blank
    if has_blanks and len(named) == len(lines):
        for index, other in enumerate(others[:last]):
            if other:
                place = min(index, len(lines) - 1)
                beside[place] = f"{beside[place]}\n{other}".strip()
        return beside, True
    for order, other in enumerate(filled):
        place = named[min(order, len(named) - 1)]
        beside[place] = f"{beside[place]}\n{other}".strip()
    return beside, True
