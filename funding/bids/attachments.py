"""Files of a bid: which are accepted, and under which name they are stored."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO

from funding.lifecycles import CHANGE_EDITABLE_STATES, EDITABLE_STATES
from funding.models import Bid, Project, ProjectChange
from plans.records import OperationError

LARGEST_FILE = 10_000_000
"""Bytes of one file."""
MOST_FILES = 20
"""Files of one bid, one project, one change or one return."""
LONGEST_NAME = 150
NO_FILES = (
    "You can add and withdraw files of a bid or a change only while you can edit it, and files of a project only while"
    " it is funded."
)
PLAIN = "text/plain; charset=utf-8"
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": PLAIN,
    "txt": PLAIN,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
KINDS = "PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), CSV, text, PNG or JPG"
# The first bytes of a file of that kind.
BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
# A member of a zip archive of that kind.
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}


class AttachmentError(ValueError):
    """The file is rejected. The message says why and what to do."""


def clean_name(name: str) -> str:
    """Return the file name without folders, invisible characters and reserved characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = re.sub(r'[<>:"|?*\s]+', " ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip() or 'file'}.{ending.lower()}"


def file_extension(name: str) -> str:
    """Return the extension of a file name, in lower-case letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def validate_file(name: str, content: bytes) -> None:
    """Check the file. Raises AttachmentError if it is empty, too large or not of an accepted type."""
    ending = file_extension(name)
    if ending not in MEDIA:
        raise AttachmentError(f"The selected file must be one of these types: {KINDS}")
    if not content:
        raise AttachmentError("The selected file is empty")
    if len(content) > LARGEST_FILE:
        raise AttachmentError("The selected file must be smaller than 10MB")
    if not content_matches_extension(ending, content):
        raise AttachmentError(
            f"The selected file must be a {ending.upper()} file, as its name ends in .{ending}"
        )


def content_matches_extension(ending: str, content: bytes) -> bool:
    """Return whether the content matches the type in the file name."""
    if ending in BEGINNINGS:
        return content.startswith(BEGINNINGS[ending])
    if ending in PARTS:
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                return PARTS[ending] in packed.namelist()
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
    return b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def accepts_files(row: Bid | Project | ProjectChange) -> bool:
    """Return whether files can be added or withdrawn: while it can be edited, and for a project that holds money."""
    if isinstance(row, Project):
        return row.is_funded
    return row.state in (CHANGE_EDITABLE_STATES if isinstance(row, ProjectChange) else EDITABLE_STATES)


def check_accepts_files(row: Bid | Project | ProjectChange) -> None:
    """Check the state of the row. Raises OperationError if files cannot be added to it or withdrawn from it now."""
    if not accepts_files(row):
        raise OperationError(NO_FILES)


def too_many_files_reason(row: Bid | Project | ProjectChange) -> str:
    """Return why no other file can be added to the row; "" if one can. Bid, project and change each have their own."""
    if isinstance(row, Bid):
        files = row.files.filter(project=None, change=None, project_return=None)
    else:
        files = row.files.all()
    if files.filter(is_withdrawn=False).count() < MOST_FILES:
        return ""
    return f"A {row._meta.verbose_name} can have up to {MOST_FILES} files. Withdraw a file first"
