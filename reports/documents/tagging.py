"""Fix the tag tree that WeasyPrint makes, before the file is written.

WeasyPrint tags a table once a page, with its header rows each time, and leaves the page numbers and running headers
as text that belongs to nothing. After `mend_tags` a table is one Table on however many pages, a row that breaks
over two pages is one row, every header cell has its scope, and what a page repeats is marked as an artifact, which
a screen reader leaves out. It works on pydyf's objects, which costs a few milliseconds, instead of reading and
writing the file again. The tags and the laid-out boxes are in the same order, because WeasyPrint makes one tag for
each box of a table.
"""

from collections import defaultdict

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import TableBox

from reports.documents.table_heads import heads_of_cells

# The order in which the parts of a table are read out, on whichever page each is.
READING_ORDER = {"/Caption": 0, "/THead": 1, "/TBody": 2, "/TFoot": 3}


def mend_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Change the tag tree in place: WeasyPrint's `finisher`."""
    tree = TagTree(pdf)
    cells = {}
    for table, fragments in tables(document, tree).items():
        cells[table] = join(fragments, tree)
    for table, tag_of in cells.items():
        name_heads(table, tag_of)
    pair_terms(tree)
    tree.list_names()
    tree.sweep()


class TagTree:
    """The structure elements of a PDF that is being made, by reference."""

    def __init__(self, pdf: pydyf.PDF):
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])

    def at(self, reference: bytes):
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, tag) -> list:
        """Return the structure elements directly below, without marked content and links."""
        return [
            kid for kid in map(self.at, filter(is_reference, tag["K"])) if kid.get("Type") == "/StructElem"
        ]

    def all(self, kind: str) -> list:
        """Return every element of a kind (`/Table`), in the order of their boxes."""
        return [item for item in self.pdf.objects if isinstance(item, dict) and item.get("S") == kind]

    def move_kids(self, source, target) -> None:
        """Move the children of one element to the end of another."""
        for kid in self.kids(source):
            kid["P"] = target.reference
        target["K"].extend(source["K"])
        source["K"].clear()

    def remove(self, tag) -> None:
        """Remove an element from its parent, and the parent too if nothing is left in it."""
        parent = self.at(tag["P"])
        parent["K"].remove(tag.reference)
        if not parent["K"] and parent.get("S") != "/Document":
            self.remove(parent)

    def list_names(self) -> None:
        """Write the list by which a reader finds a header cell from the cells that name it."""
        named = sorted((tag["ID"].data, tag.reference) for tag in self.all("/TH") if "ID" in tag)
        if named:
            self.root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(sum(named, ()))})

    def sweep(self) -> None:
        """Mark everything that the tree does not reach as artifacts, and empty the elements left over."""
        reached, content = self.reach()
        for item in self.pdf.objects:
            if isinstance(item, dict) and item.get("Type") == "/StructElem" and item.number not in reached:
                self.unlink(item)
                item.clear()

        # Pairs of a number and its target: the tags of each page's content first, then the tag of each link.
        nums = self.at(self.root["ParentTree"])["Nums"]
        pages = [self.pdf.objects[number] for number in self.pdf.pages["Kids"][::3]]
        for page, parents in zip(pages, nums[1::2], strict=False):
            tagged = content[page.reference]
            parents[:] = [parent if mcid in tagged else b"null" for mcid, parent in enumerate(parents)]
            make_artifacts(self.at(page["Contents"]).stream, tagged)
        for place in range(2 * len(pages) + 1, len(nums), 2):
            if self.at(nums[place]).number not in reached:
                nums[place] = b"null"

    def unlink(self, tag) -> None:
        """Remove from the page the links of an element that is not read out, such as a repeated header row."""
        for kid in map(self.at, filter(is_reference, tag["K"])):
            if kid.get("Type") == "/OBJR":
                self.at(kid["Pg"])["Annots"].remove(kid["Obj"])

    def reach(self) -> tuple[set[int], dict[bytes, set[int]]]:
        """Return the numbers of the elements that the tree reaches, and their content on each page."""
        reached, content = set(), defaultdict(set)
        waiting = [self.at(reference) for reference in self.root["K"]]
        while waiting:
            tag = waiting.pop()
            reached.add(tag.number)
            waiting += self.kids(tag)
            content[tag.get("Pg")].update(kid for kid in tag["K"] if isinstance(kid, int))
        return reached, content


def pair_terms(tree: TagTree) -> None:
    """Make one list item of each term and its description, where a `<dl>` has them in a `<div>`.

    WeasyPrint tags the two as items of their own inside a Div, which a list must not contain.
    """
    for pair in tree.all("/Div"):
        if tree.at(pair["P"]).get("S") != "/L":
            continue
        pair["S"] = "/LI"
        items = tree.kids(pair)
        pair["K"].clear()
        for place, item in enumerate(items):
            for body in tree.kids(item):
                body["P"] = pair.reference
                body["S"] = "/LBody" if place else "/Lbl"
                pair["K"].append(body.reference)


def is_reference(kid) -> bool:
    """Return True for a child that is another object; a number is a piece of content on the page."""
    return isinstance(kid, bytes)


def make_artifacts(stream: list, tagged: set[int]) -> None:
    """Mark each piece of a page that no element contains as an artifact."""
    for position, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item and item["MCID"] not in tagged:
            stream[position - 1] = "/Artifact"
            stream[position] = b"<</Type /Pagination>>"


def tables(document: Document, tree: TagTree) -> dict:
    """Return, for each table of the HTML, its parts on each page: pairs of a box and its tag."""
    boxes = [
        box
        for page in document.pages
        for box in page._page_box.descendants(placeholders=True)
        if getattr(box, "is_table_wrapper", False)
    ]
    found = defaultdict(list)
    for box, tag in zip(boxes, tree.all("/Table"), strict=True):
        found[box.element].append((box, tag))
    return found


def parts(wrapper) -> list:
    """Return the captions and row groups of a table's box, in the order of their tags."""
    return [
        part
        for child in wrapper.children
        for part in (child.children if isinstance(child, TableBox) else [child])
    ]


def join(fragments: list, tree: TagTree) -> dict:
    """Combine the parts on several pages into one Table; return the tag of each row group, row and cell."""
    tag_of = {}
    first = fragments[0][1]
    for wrapper, table in fragments:
        for part, tag in zip(parts(wrapper), tree.kids(table), strict=True):
            if part.element not in tag_of:
                tag_of[part.element] = tag
                if table is not first:
                    tag["P"] = first.reference
                    first["K"].append(tag.reference)
                take_rows(part, tag, tag, tag_of, tree)
            elif tag["S"] == "/TBody":
                take_rows(part, tag, tag_of[part.element], tag_of, tree)
        if table is not first:
            tree.remove(table)
    first["K"].sort(key=lambda kid: READING_ORDER.get(tree.at(kid)["S"], 0) if is_reference(kid) else 0)
    return tag_of


def take_rows(group, tag, target, tag_of: dict, tree: TagTree) -> None:
    """Move the rows of one page's group into the group they belong to, and combine the text of a broken row."""
    if tag["S"] == "/Caption":
        return
    for row, row_tag in zip(group.children, tree.kids(tag), strict=True):
        broken = row.element in tag_of
        if not broken:
            tag_of[row.element] = row_tag
            if target is not tag:
                row_tag["P"] = target.reference
                target["K"].append(row_tag.reference)
        for cell, cell_tag in zip(row.children, tree.kids(row_tag), strict=True):
            if broken and cell.element in tag_of:
                tree.move_kids(cell_tag, tag_of[cell.element])
            else:
                tag_of.setdefault(cell.element, cell_tag)


def name_heads(table, tag_of: dict) -> None:
    """Give every header cell its scope, and every other cell the names of its header cells."""
    for cell, heads in heads_of_cells(table):
        tag = tag_of.get(cell)
        if tag is None:
            continue
        if cell.tag == "th":
            row = cell.get("scope") == "row"
            tag["A"]["Scope"] = "/Row" if row else "/Column"
        else:
            tag["A"]["Headers"] = pydyf.Array(tag_of[head]["ID"] for head in heads if head in tag_of)
