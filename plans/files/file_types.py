"""Detect the type of an uploaded file from its extension and its contents."""

from __future__ import annotations

from collections.abc import Sequence

from plans.files import limits
from plans.files.archive import PROTECTED, Archive
from plans.files.errors import SourceFileError

# What a program can save as one of the types, by that type: extension to what to do.
_SAVED_AS = {
    ".docx": {
        ".doc": "This is an old .doc file. Open it in Word, select Save As and .docx, then try again.",
        ".dot": "This is a Word template. Open it in Word, select Save As and .docx, then try again.",
        ".dotx": "This is a Word template. Open it in Word, select Save As and .docx, then try again.",
        ".rtf": "This is an .rtf file. Open it in Word, select Save As and .docx, then try again.",
        ".odt": (
            "This is an .odt file. Open it in Word or LibreOffice, select Save As and .docx, then try again."
        ),
        ".pages": "This is a Pages file. Export it to Word (.docx) and try again.",
        ".docm": (
            "This Word file can contain macros. Open it in Word, select Save As and .docx, then try again."
        ),
        ".dotm": (
            "This Word file can contain macros. Open it in Word, select Save As and .docx, then try again."
        ),
    },
    ".xlsx": {
        ".xls": "This is an old .xls file. Open it in Excel, select Save As and .xlsx, then try again.",
        ".xlt": "This is an Excel template. Open it in Excel, select Save As and .xlsx, then try again.",
        ".xltx": "This is an Excel template. Open it in Excel, select Save As and .xlsx, then try again.",
        ".xlsb": "This is a binary .xlsb file. Open it in Excel, select Save As and .xlsx, then try again.",
        ".ods": (
            "This is an .ods file. Open it in Excel or LibreOffice, select Save As and .xlsx, then try again."
        ),
        ".numbers": "This is a Numbers file. Export it to Excel (.xlsx) and try again.",
        ".xlsm": (
            "This Excel file can contain macros. Open it in Excel, select Save As and .xlsx, then try again."
        ),
        ".xltm": (
            "This Excel file can contain macros. Open it in Excel, select Save As and .xlsx, then try again."
        ),
    },
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BINARY = {b"%PDF": ".pdf", b"{\\rt": ".rtf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}
_CALLED = {".docx": "a Word", ".xlsx": "an Excel", ".csv": "a CSV"}
KINDS = tuple(_CALLED)


def detect_file_type(
    filename: str, content: bytes, kinds: Sequence[str] = KINDS
) -> tuple[str, Archive | None]:
    """Return the file's extension, one of `kinds`, and its checked zip. Raises SourceFileError."""
    ending = "." + filename.rpartition(".")[2].strip().lower() if "." in filename else ""
    if ending in {".txt", ".tsv", ".tab"}:
        ending = ".csv"
    if ending not in kinds:
        raise SourceFileError(_instead_of(ending, kinds))
    if len(content) > limits.UPLOAD:
        raise SourceFileError(
            "The selected file must be smaller than 20MB. Copy its table into a new file, without pictures, "
            "and try again."
        )
    if not content.strip():
        raise SourceFileError("The selected file is empty.")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SourceFileError(PROTECTED)
        raise SourceFileError(_instead_of(".doc" if ending == ".docx" else ".xls", kinds))
    for start, other in _BINARY.items():
        if content.startswith(start):
            raise SourceFileError(_instead_of(other, kinds))
    if ending == ".csv":
        if content.startswith(_ZIP):
            endings = " or ".join(kind for kind in kinds if kind != ".csv")
            raise SourceFileError(
                f"This file is named .csv but is a Word or Excel file. Change its ending to {endings} and "
                "try again."
            )
        return ending, None
    if not content.startswith(_ZIP):
        raise SourceFileError(_is_not(ending))
    archive = Archive(content)
    _check_main_part(ending, archive, kinds)
    return ending, archive


def _instead_of(ending: str, kinds: Sequence[str]) -> str:
    """Return what to do with a file of another type, or with a type that is not accepted here."""
    for kind in kinds:
        if words := _SAVED_AS.get(kind, {}).get(ending):
            return words
    if ending == ".pdf":
        return f"You cannot import a PDF. Ask for the {_names(kinds[:-1])} file that the PDF was made from."
    if ending in {".png", ".jpg"}:
        return f"This is a picture. Select the {_names(kinds)} file that it was made from."
    article = _CALLED[kinds[0]].partition(" ")[0]
    return f"The selected file must be {article} {_names(kinds, with_endings=True)} file."


def _names(kinds: Sequence[str], *, with_endings: bool = False) -> str:
    """Return the names of types as text: "Word, Excel or CSV"."""
    names = [_CALLED[kind].partition(" ")[2] + (f" ({kind})" if with_endings else "") for kind in kinds]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _is_not(ending: str) -> str:
    return (
        f"This file is named {ending} but is not {_CALLED[ending]} file. "
        f"Open it, select Save As and {ending}, then try again."
    )


def _check_main_part(ending: str, archive: Archive, kinds: Sequence[str]) -> None:
    """Reject a workbook named .docx, a document named .xlsx, and any other zip."""
    names = archive.names
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise SourceFileError(PROTECTED)
    if "mimetype" in names:
        raise SourceFileError(_instead_of(".odt" if ending == ".docx" else ".ods", kinds))
    part = archive.main_part.lower()
    if part.endswith(".bin"):
        raise SourceFileError(_instead_of(".xlsb", kinds))
    inside = {"word": ".docx", "xl": ".xlsx"}.get(part.partition("/")[0], "")
    if not inside:
        # A few programs use other names for the parts; the root element then shows what each is.
        root = archive.tree(part) if part else None
        name = root.tag.rpartition("}")[2] if root is not None else ""
        inside = {"document": ".docx", "workbook": ".xlsx"}.get(name, "")
    if inside == ending:
        return
    if not inside:
        raise SourceFileError(_is_not(ending))
    what_to_do = (
        f"Change its ending to {inside} and try again." if inside in kinds else _instead_of(inside, kinds)
    )
    raise SourceFileError(f"This file is named {ending} but is {_CALLED[inside]} file. {what_to_do}")
