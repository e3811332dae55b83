"""What we require of every PDF beyond what the validator checks: `faults` returns what is wrong with a file."""

import shutil
import subprocess
from collections import Counter
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

TEXT_OPERATORS = {"Tj", "TJ", "'", '"'}
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def faults(pdf_bytes: bytes, *, title: str, tables: int) -> list[str]:
    """Return what would trouble a reader, a screen reader or an IT officer; empty if there is nothing.

    `title` is the document's, `tables` the number of HTML tables that it was made from.
    """
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        found = [*catalogue_faults(pdf, title), *bookmark_faults(pdf), *danger_faults(pdf), *font_faults(pdf)]
        if "/StructTreeRoot" not in pdf.Root:
            return [*found, "there is no tag tree"]
        elements = list(walk(pdf.Root.StructTreeRoot))
        found += content_faults(pdf, elements)
        found += table_faults(elements, tables)
        found += heading_faults(elements)
        found += [
            "a figure has no description"
            for element in elements
            if element.S == "/Figure" and not element.get("/Alt")
        ]
    words = read_text(pdf_bytes)
    if words is not None and " ".join(title.split()) not in " ".join(words.split()):
        found.append("the title cannot be read in the text")
    return found


def read_text(pdf_bytes: bytes) -> str | None:
    """Return all text of the file, with form feeds between pages; None if poppler is not installed."""
    if not shutil.which("pdftotext"):
        return None
    reader = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf_bytes, capture_output=True, check=False
    )
    return reader.stdout.decode()


def catalogue_faults(pdf: Pdf, title: str):
    """Return faults of the file's own properties: title, language and the like."""
    root = pdf.Root
    if not pdf.pages:
        yield "there are no pages"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the file does not say that it is tagged"
    if not str(root.get("/Lang", "")):
        yield "no language is set"
    if str(pdf.docinfo.get("/Title", "")) != title:
        yield "the title is missing or another"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "a reader shows the file's name in place of its title"
    with pdf.open_metadata(update_docinfo=False) as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "the file does not say that it is PDF/UA-1"
        if metadata.get("dc:title") != title:
            yield "the title is missing in the metadata"


def bookmark_faults(pdf: Pdf):
    """Return bookmarks that are missing, or lead to no page of the file."""
    pages = {page.objgen for page in pdf.pages}
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "there are no bookmarks"
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            target = item.destination if item.destination is not None else item.action.D
            if not isinstance(target, Array) or target[0].objgen not in pages:
                yield f"the bookmark {item.title!r} leads nowhere"


def danger_faults(pdf: Pdf):
    """Return what a council's mail filter would stop: embedded files, scripts, and links to other than the web."""
    names = pdf.Root.get("/Names", {})
    if "/EmbeddedFiles" in names or "/AF" in pdf.Root:
        yield "a file is attached"
    if "/JavaScript" in names or "/OpenAction" in pdf.Root or "/AA" in pdf.Root or "/AcroForm" in pdf.Root:
        yield "something runs or is filled in"
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A", {})
            if annotation.Subtype != "/Link":
                yield f"a page holds a {annotation.Subtype} annotation"
            elif action.get("/S", "/GoTo") not in ("/URI", "/GoTo"):
                yield f"a link does {action.S}"
            elif not str(action.get("/URI", "https://")).startswith(("https://", "http://", "mailto:")):
                yield f"a link leads to {action.URI}"


def font_faults(pdf: Pdf):
    """Return fonts that are not in the file, so that it looks different elsewhere."""
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.get("/Resources", {}).get("/Font", Dictionary()).values()
    }
    for font in fonts.values():
        drawn = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = drawn.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {font.BaseFont} is not in the file"


def walk(tree):
    """Yield every structure element of the tree, in reading order."""
    waiting = kids(tree)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += kids(element)[::-1]


def kids(element) -> list:
    """Return the structure elements directly below."""
    return [kid for kid in parts(element) if isinstance(kid, Dictionary) and "/S" in kid]


def parts(element) -> list:
    """Return everything directly in an element: elements, numbers of marked content, references to links."""
    content = element.get("/K", Array())
    return list(content) if isinstance(content, Array) else [content]


def content_faults(pdf: Pdf, elements: list):
    """Return marked content and links without an element, and elements without their content."""
    tree = pdf.Root.StructTreeRoot
    if "/ParentTree" not in tree:
        yield "the pages do not lead to the tags"
        return
    parents = dict(pikepdf.NumberTree(tree.ParentTree))
    owned, linked = set(), set()
    for element in elements:
        for part in parts(element):
            if isinstance(part, int):
                owned.add((element.Pg.objgen, part, element.objgen))
            elif isinstance(part, Dictionary) and part.get("/Type") == "/OBJR":
                linked.add((part.Obj.objgen, element.objgen))

    shown = set()
    for page in pdf.pages:
        mcids, loose = marked_content(page)
        if loose:
            yield f"page {page.label} has text that is neither tagged nor left out"
        owners = parents.get(int(page.get("/StructParents", -1)))
        if owners is None:
            yield f"page {page.label} does not lead to its tags"
            continue
        for mcid in mcids:
            owner = (
                owners[mcid].objgen if mcid < len(owners) and isinstance(owners[mcid], Dictionary) else None
            )
            shown.add((page.objgen, mcid, owner))
        for annotation in page.get("/Annots", ()):
            owner = parents.get(int(annotation.get("/StructParent", -1)))
            if owner is None or (annotation.objgen, owner.objgen) not in linked:
                yield f"page {page.label} has a link without a tag"
    for _ in shown - owned:
        yield "a piece of text is not in the tag tree"
    for _ in owned - shown:
        yield "a tag leads to text that is not there"


def marked_content(page) -> tuple[list[int], int]:
    """Return the numbers of a page's marked content, and how many pieces of text have no mark."""
    mcids, loose, depth = [], 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                depth += 1
                if isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
                    mcids.append(int(operands[1].MCID))
            case "BMC":
                depth += 1
            case "EMC":
                depth -= 1
            case text if text in TEXT_OPERATORS and not depth:
                loose += 1
    return mcids, loose


def table_faults(elements: list, expected: int):
    """Return tables that were split in two, and cells without header cells."""
    tables = [element for element in elements if element.S == "/Table"]
    if len(tables) != expected:
        yield f"there are {len(tables)} tables in the tag tree, not {expected}"
    for table in tables:
        kinds = Counter(str(kid.S) for kid in kids(table))
        if kinds["/THead"] != 1 or kinds["/TBody"] < 1:
            yield f"a table has {kinds['/THead']} heads and {kinds['/TBody']} bodies"
        inside = list(walk(table))
        heads = [cell for cell in inside if cell.S == "/TH"]
        names = {bytes(cell.ID) for cell in heads if "/ID" in cell}
        for cell in heads:
            if cell.get("/A", {}).get("/Scope") not in ("/Row", "/Column", "/Both"):
                yield "a header cell does not say what it heads"
        for cell in inside:
            if cell.S != "/TD":
                continue
            named = [bytes(name) for name in cell.get("/A", {}).get("/Headers", ())]
            if not named:
                yield "a cell does not say what heads it"
            elif not names.issuperset(named):
                yield "a cell names a header cell that is not in its table"
        for row in inside:
            if row.S == "/TR" and row.P.objgen not in {kid.objgen for kid in kids(table)}:
                yield "a row stands outside the parts of its table"


def heading_faults(elements: list):
    """Return headings that skip a level, and a document without exactly one heading of level 1."""
    levels = [HEADINGS[str(element.S)] for element in elements if str(element.S) in HEADINGS]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} headings of the first level"
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def tag(pdf: Pdf, kind: str, place: int = 0):
    """Return one element of a kind (`/Table`) by its position in reading order."""
    return [element for element in walk(pdf.Root.StructTreeRoot) if Name(kind) == element.S][place]
