"""Find the header cells of each cell of an HTML table, by `scope`, `colspan` and `rowspan`."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# The most columns or rows that HTML lets a cell span.
WIDEST = 1000


def heads_of_cells(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Return each cell of a table with its header cells: those above it first, then those next to it."""
    columns = defaultdict(list)
    for group in table:
        if group.tag in ("thead", "tbody", "tfoot"):
            yield from heads_in_group(group, columns)


def heads_in_group(
    group: Element, columns: dict[int, list[Element]]
) -> Iterator[tuple[Element, list[Element]]]:
    """Return the same for one group of rows; `columns` receives the header cells of a `thead` for later groups."""
    # A header cell inside the body of a table is for the rows below it, until the next one in its columns.
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
    """Return each row of a group: its cells with the columns they cover, and the header cells of the row.

    A cell that spans several rows keeps its columns in the rows below, and is their header too if it is one for its
    row.
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
    """Return how many columns or rows a cell spans; 1 if it is not a number."""
    words = cell.get(name, "1").strip()
    return min(max(int(words), 1), WIDEST) if words.isdecimal() else 1
