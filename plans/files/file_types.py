"""Detect the type of an uploaded file from its extension and its contents."""

from __future__ import annotations

from plans.files import limits
from plans.files.archive import PROTECTED, Archive
from plans.files.errors import SourceFileError

_OTHER_ENDINGS = {
    ".doc": "This is an old .doc file. Open it in Word, select Save As and .docx, then try again.",
    ".dot": "This is a Word template. Open it in Word, select Save As and .docx, then try again.",
    ".dotx": "This is a Word template. Open it in Word, select Save As and .docx, then try again.",
    ".rtf": "This is an .rtf file. Open it in Word, select Save As and .docx, then try again.",
    ".odt": "This is an .odt file. Open it in Word or LibreOffice, select Save As and .docx, then try again.",
    ".xls": "This is an old .xls file. Open it in Excel, select Save As and .xlsx, then try again.",
    ".xlt": "This is an Excel template. Open it in Excel, select Save As and .xlsx, then try again.",
    ".xltx": "This is an Excel template. Open it in Excel, select Save As and .xlsx, then try again.",
    ".xlsb": "This is a binary .xlsb file. Open it in Excel, select Save As and .xlsx, then try again.",
    ".ods": (
        "This is an .ods file. Open it in Excel or LibreOffice, select Save As and .xlsx, then try again."
    ),
    ".numbers": "This is a Numbers file. Export it to Excel (.xlsx) and try again.",
    ".pages": "This is a Pages file. Export it to Word (.docx) and try again.",
    ".docm": "This Word file can contain macros. Open it in Word, select Save As and .docx, then try again.",
    ".dotm": "This Word file can contain macros. Open it in Word, select Save As and .docx, then try again.",
    ".xlsm": (
        "This Excel file can contain macros. Open it in Excel, select Save As and .xlsx, then try again."
    ),
    ".xltm": (
        "This Excel file can contain macros. Open it in Excel, select Save As and .xlsx, then try again."
    ),
    ".pdf": "You cannot import a PDF. Ask for the Word or Excel file that the PDF was made from.",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BINARY = {
    b"%PDF": _OTHER_ENDINGS[".pdf"],
    b"{\\rt": _OTHER_ENDINGS[".rtf"],
    b"\x89PNG": "This is a picture. Select the Word, Excel or CSV file that it was made from.",
    b"\xff\xd8\xff": "This is a picture. Select the Word, Excel or CSV file that it was made from.",
}
_CALLED = {".docx": "a Word", ".xlsx": "an Excel", ".csv": "a CSV"}


def detect_file_type(filename: str, content: bytes) -> tuple[str, Archive | None]:
    """Return the file's extension (".docx", ".xlsx" or ".csv") and its checked zip. Raises SourceFileError."""
    ending = "." + filename.rpartition(".")[2].strip().lower() if "." in filename else ""
    if ending in _OTHER_ENDINGS:
        raise SourceFileError(_OTHER_ENDINGS[ending])
    if ending in {".txt", ".tsv", ".tab"}:
        ending = ".csv"
    if ending not in _CALLED:
        raise SourceFileError("The selected file must be a Word (.docx), Excel (.xlsx) or CSV (.csv) file.")
    if len(content) > limits.UPLOAD:
        raise SourceFileError(
            "The selected file must be smaller than 20MB. Copy the action plan's table into a new file, "
            "without pictures, and try again."
        )
    if not content.strip():
        raise SourceFileError("The selected file is empty.")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SourceFileError(PROTECTED)
        raise SourceFileError(_OTHER_ENDINGS[".doc" if ending == ".docx" else ".xls"])
    for start, words in _BINARY.items():
        if content.startswith(start):
            raise SourceFileError(words)
    if ending == ".csv":
        if content.startswith(_ZIP):
            raise SourceFileError(
                "This file is named .csv but is a Word or Excel file. Change its ending to .docx or "
                ".xlsx and try again."
            )
        return ending, None
    if not content.startswith(_ZIP):
        raise SourceFileError(
            f"This file is named {ending} but is not {_CALLED[ending]} file. "
            f"Open it, select Save As and {ending}, then try again."
        )
    archive = Archive(content)
    _check_main_part(ending, archive)
    return ending, archive


def _check_main_part(ending: str, archive: Archive) -> None:
    """Reject a workbook named .docx, a document named .xlsx, and any other zip."""
    names = archive.names
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise SourceFileError(PROTECTED)
    if "mimetype" in names:
        raise SourceFileError(_OTHER_ENDINGS[".odt" if ending == ".docx" else ".ods"])
    part = archive.main_part.lower()
    if part.endswith(".bin"):
        raise SourceFileError(_OTHER_ENDINGS[".xlsb"])
    inside = {"word": ".docx", "xl": ".xlsx"}.get(part.partition("/")[0], "")
    if not inside:
        # A few programs use other names for the parts; the root element then shows what each is.
        root = archive.tree(part) if part else None
        name = root.tag.rpartition("}")[2] if root is not None else ""
        inside = {"document": ".docx", "workbook": ".xlsx"}.get(name, "")
    if inside == ending:
        return
    if inside:
        raise SourceFileError(
            f"This file is named {ending} but is {_CALLED[inside]} file. Change its ending to {inside} "
            "and try again."
        )
    raise SourceFileError(
        f"This file is named {ending} but is not {_CALLED[ending]} file. "
        f"Open it, select Save As and {ending}, then try again."
    )
