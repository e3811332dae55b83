"""The checks of a PDF find what they are for: each fault is made in a good file, and is reported."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reports.documents import make_pdf
from tests.reports.pdf_checks import faults, kids, tag
from tests.reports.sample import make_report_html

TITLE = "Exception report"
LINK = '<p><a href="https://example.org/">The partnership’s pages</a></p>'


@pytest.fixture(scope="module")
def good() -> bytes:
    return make_pdf(make_report_html(actions=20, more=LINK))


def test_good_file_has_no_faults(good):
    assert faults(good, title=TITLE, tables=3) == []


def lose_tag_tree(pdf):
    del pdf.Root.StructTreeRoot


def lose_mark(pdf):
    del pdf.Root.MarkInfo


def lose_language(pdf):
    del pdf.Root.Lang


def lose_title(pdf):
    del pdf.docinfo[Name.Title]


def rename_in_metadata(pdf):
    with pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:title"] = "Untitled"


def hide_title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def drop_pdf_ua(pdf):
    with pdf.open_metadata(update_docinfo=False) as metadata:
        del metadata["pdfuaid:part"]


def orphan_text(pdf):
    paragraph = tag(pdf, "/P")
    paragraph.K = Array([])


def dangle_tag(pdf):
    span = tag(pdf, "/Span")
    span.K = Array([9_999])


def cut_way_to_tags(pdf):
    pdf.pages[1].StructParents = 4_000


def swap_owners(pdf):
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums[1][0], nums[1][1] = nums[1][1], nums[1][0]


def split_table(pdf):
    """Split a table as WeasyPrint does over two pages: the second half is a table of its own."""
    table = tag(pdf, "/Table", 2)
    body = next(kid for kid in kids(table) if kid.S == "/TBody")
    rows = kids(body)
    second = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Table, P=table.P, K=Array([]), Pg=table.Pg)
    )
    half = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.TBody, P=second, K=Array(rows[10:]), Pg=table.Pg)
    )
    for row in rows[10:]:
        row.P = half
    body.K = Array(rows[:10])
    second.K = Array([half])
    table.P.K.append(second)


def repeat_head(pdf):
    table = tag(pdf, "/Table")
    head = next(kid for kid in kids(table) if kid.S == "/THead")
    table.K.append(
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.THead, P=table, K=Array([]), Pg=head.Pg))
    )


def lose_scope(pdf):
    del tag(pdf, "/TH").A.Scope


def lose_headers(pdf):
    tag(pdf, "/TD").A.Headers = Array([])


def misname_header(pdf):
    tag(pdf, "/TD").A.Headers = Array([String("nobody")])


def skip_heading(pdf):
    tag(pdf, "/H2").S = Name.H4


def second_title(pdf):
    tag(pdf, "/H2").S = Name.H1


def lose_description(pdf):
    del tag(pdf, "/Figure").Alt


def lose_bookmarks(pdf):
    del pdf.Root.Outlines


def misdirect_bookmark(pdf):
    pdf.Root.Outlines.First.Dest[0] = pdf.make_indirect(Dictionary(Type=Name.Page))


def attach_file(pdf):
    pdf.attachments["figures.csv"] = b"1,2"


def run_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link_to_file(pdf):
    link(pdf).A.URI = String("file:///etc/passwd")


def launch_program(pdf):
    link(pdf).A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def untag_link(pdf):
    del link(pdf).StructParent


def link(pdf):
    return next(annotation for page in pdf.pages for annotation in page.get("/Annots", ()))


def unmark_text(pdf):
    page = pdf.pages[0]
    kept = [step for step in pikepdf.parse_content_stream(page) if str(step[1]) not in ("BMC", "BDC", "EMC")]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def lose_font(pdf):
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def lose_pages(pdf):
    del pdf.pages[:]


SEEDED = [
    (lose_tag_tree, "there is no tag tree"),
    (lose_mark, "the file does not say that it is tagged"),
    (lose_language, "no language is set"),
    (lose_title, "the title is missing or another"),
    (rename_in_metadata, "the title is missing in the metadata"),
    (hide_title, "a reader shows the file's name in place of its title"),
    (drop_pdf_ua, "the file does not say that it is PDF/UA-1"),
    (orphan_text, "a piece of text is not in the tag tree"),
    (dangle_tag, "a tag leads to text that is not there"),
    (cut_way_to_tags, "page 2 does not lead to its tags"),
    (swap_owners, "a piece of text is not in the tag tree"),
    (split_table, "there are 4 tables in the tag tree, not 3"),
    (repeat_head, "a table has 2 heads and 1 bodies"),
    (lose_scope, "a header cell does not say what it heads"),
    (lose_headers, "a cell does not say what heads it"),
    (misname_header, "a cell names a header cell that is not in its table"),
    (skip_heading, "a heading of level 4 follows one of level 1"),
    (second_title, "there are 2 headings of the first level"),
    (lose_description, "a figure has no description"),
    (lose_bookmarks, "there are no bookmarks"),
    (misdirect_bookmark, "the bookmark 'Exception report' leads nowhere"),
    (attach_file, "a file is attached"),
    (run_script, "something runs or is filled in"),
    (link_to_file, "a link leads to file:///etc/passwd"),
    (launch_program, "a link does /Launch"),
    (untag_link, "page 2 has a link without a tag"),
    (unmark_text, "page 1 has text that is neither tagged nor left out"),
    (lose_font, "is not in the file"),
    (lose_pages, "there are no pages"),
]


@pytest.mark.parametrize("spoil, fault", SEEDED, ids=lambda value: getattr(value, "__name__", ""))
def test_seeded_fault_is_caught(good, spoil, fault):
    with pikepdf.open(BytesIO(good)) as pdf:
        spoil(pdf)
        spoiled = BytesIO()
        pdf.save(spoiled)

    found = faults(spoiled.getvalue(), title=TITLE, tables=3)
    assert [words for words in found if words.endswith(fault)] != [], found
