"""What the tests of the documents for a funder share: the grant, the URLs, and what a Word file says."""

from io import BytesIO

from docx import Document as WordDocument
from docx.oxml.ns import qn

from funding.models import Project
from tests.factories import make_partnership
from tests.funding.bid_factories import Cast
from tests.funding.factories import make_funder, make_grant


def make_cast() -> Cast:
    """A grant of the Commissioner with the people around it."""
    here = make_partnership("northshire")
    return Cast(make_grant(here, funder=make_funder(here, "The Commissioner")))


def address(cast, rest: str) -> str:
    return f"/northshire/grants/{cast.grant.slug}/{rest}"


def case(row, ending="docx", asked="") -> str:
    """The business case of a bid, of the bid of a project, or of a change."""
    page = row.bid.get_absolute_url() if isinstance(row, Project) else row.get_absolute_url()
    return f"{page}business-case/{ending}/{asked}"


def words_of(content: bytes) -> list[str]:
    """Every word of a Word file: of its paragraphs and of its tables, in the order in which they stand."""
    found = []
    for element in WordDocument(BytesIO(content)).element.body.iter(qn("w:p")):
        text = "".join(
            node.text or "" if node.tag == qn("w:t") else " "
            for node in element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        )
        found += text.split()
    return found


def read(content: bytes) -> str:
    """The words of a Word file in one line."""
    return " ".join(words_of(content))
