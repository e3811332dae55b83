"""Which header cells belong to which cells of an HTML table, by `scope`, `colspan` and `rowspan`."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# The most columns or rows that HTML lets a cell span.
WIDEST = 1000


def heads_of_cells(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each cell of a table with the header cells that head it: those above it first, then those beside it."""
    columns = defaultdict(list)
    for group in table:
        if group.tag in ("thead", "tbody", "tfoot"):
            yield from heads_in_group(group, columns)


def heads_in_group(
    group: Element, columns: dict[int, list[Element]]
) -> Iterator[tuple[Element, list[Element]]]:
    """The same for one group of rows; `columns` takes up the heads that a `thead` gives to the groups after it."""
    # A heading inside the body of a table heads the rows below it, until the next one in its columns.
    subheads = {}
    for row, beside in placed_rows(group):
        for places, cell in row:
            if cell.tag == "td":
                above = [
                    head
                    for place in places
                    for head in (*columns[place], subheads.get(place))
                    if head is not None
                ]
                yield cell, list(dict.fromkeys([*above, *beside]))
                continue
            yield cell, []
            for place in places if cell.get("scope") != "row" else ():
                if group.tag == "thead":
                    columns[place].append(cell)
                else:
                    subheads[place] = cell


def placed_rows(group: Element) -> Iterator[tuple[list[tuple[range, Element]], list[Element]]]:
    """Each row of a group: its cells with the columns they cover, and the cells that head the row.

    A cell that spans several rows keeps its columns in the rows below, and heads them too if it heads a row.
    """
    reaching = {}
    for tr in group.findall("tr"):
        row, column, below = [], 0, {}
        beside = list(dict.fromkeys(cell for _left, cell in reaching.values() if heads_row(cell)))
        for place, (left, cell) in reaching.items():
            if left > 1:
                below[place] = (left - 1, cell)
        for cell in tr:
            if cell.tag not in ("td", "th"):
                continue
            while column in reaching:
                column += 1
            places = range(column, column + span(cell, "colspan"))
            row.append((places, cell))
            if heads_row(cell):
                beside.append(cell)
            if span(cell, "rowspan") > 1:
                below.update(dict.fromkeys(places, (span(cell, "rowspan") - 1, cell)))
            column = places.stop
        yield row, beside
        reaching = below


def heads_row(cell: Element) -> bool:
    return cell.tag == "th" and cell.get("scope") == "row"


def span(cell: Element, name: str) -> int:
    """How many columns or rows a cell spans; what is not a number is one."""
    words = cell.get(name, "1").strip()
    return min(max(int(words), 1), WIDEST) if words.isdecimal() else 1
