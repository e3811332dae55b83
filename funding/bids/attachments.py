"""Files of a bid: which are taken, under which name, and how they go out again."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO

from funding.lifecycles import WRITABLE
from funding.models import Bid

LARGEST_FILE = 10_000_000
"""Bytes of one file."""
MOST_FILES = 20
"""Files of one bid."""
LONGEST_NAME = 150
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
# How a file of that kind begins.
BEGINNINGS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
# A part that a packed file of that kind has.
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}


class AttachmentError(ValueError):
    """The file is not taken; the message says why and what to do."""


def clean_name(name: str) -> str:
    """The file's own name: without folders, signs that cannot be seen, and what systems trip over."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = re.sub(r'[<>:"|?*\s]+', " ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip() or 'file'}.{ending.lower()}"


def file_extension(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def validate_file(name: str, content: bytes) -> None:
    """Raises FileRefused for an empty file, one too large, or one that is not of a kind that is taken."""
    ending = file_extension(name)
    if ending not in MEDIA:
        raise AttachmentError(f"“{name}” is not taken. Choose a file of one of these kinds: {KINDS}.")
    if not content:
        raise AttachmentError("The file is empty. Choose another.")
    if len(content) > LARGEST_FILE:
        raise AttachmentError("The file is larger than 10 MB. Make it smaller, or add it in parts.")
    if not content_matches_extension(ending, content):
        raise AttachmentError(f"“{name}” is not what its name says. Save it again as {ending.upper()}.")


def content_matches_extension(ending: str, content: bytes) -> bool:
    """Whether the content is of the kind that the name's ending says."""
    if ending in BEGINNINGS:
        return content.startswith(BEGINNINGS[ending])
    if ending in PARTS:
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                return PARTS[ending] in packed.namelist()
        except (zipfile.BadZipFile, ValueError, OSError):
            return False
    return b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def accepts_files(bid: Bid) -> bool:
    """Whether files can be added to the bid, and withdrawn, where it stands."""
    return bid.state in WRITABLE or bid.is_funded
