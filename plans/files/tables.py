"""Read a Word, Excel or CSV file as tables, whatever is in them."""

from __future__ import annotations

from collections.abc import Sequence

from plans.files.delimited import read_delimited
from plans.files.file_types import KINDS, detect_file_type
from plans.files.grid import SourceTable
from plans.files.word_tables import read_word
from plans.files.workbook import read_workbook


def read_tables(
    filename: str, content: bytes, *, kinds: Sequence[str] = KINDS
) -> tuple[list[SourceTable], list[tuple[str, str]]]:
    """Return the tables of a file of one of these types, and the names of hidden sheets with why they are skipped.

    Raises SourceFileError if it is another type, exceeds a limit or contains no text.
    """
    kind, archive = detect_file_type(filename, content, kinds)
    if archive is None:
        return [read_delimited(content)], []
    if kind == ".docx":
        return read_word(archive), []
    return read_workbook(archive)
