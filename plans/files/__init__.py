"""Files before they are interpreted: limits, types, grids of cells."""

from plans.files.errors import SourceFileError
from plans.files.grid import (
    OUR_COLUMN_HEADING,
    OUR_NOTES,
    OUR_PRIORITY,
    OUR_ROW_STYLES,
    OUR_SUBTITLE,
    OUR_TEXT,
    OUR_THEME,
    OUR_TITLE,
    SourceCell,
    SourceParagraph,
    SourceRow,
    SourceTable,
    transpose,
)
from plans.files.headings import assign_meanings
from plans.files.place import SourceLocation
from plans.files.printed_dates import iso_date, printed_iso
from plans.files.tables import read_tables
from plans.files.text_cleaning import clean_text, heading_key, normalise_words, one_line, truncate
from plans.files.workbook import letters_of

__all__ = [
    "OUR_COLUMN_HEADING",
    "OUR_NOTES",
    "OUR_PRIORITY",
    "OUR_ROW_STYLES",
    "OUR_SUBTITLE",
    "OUR_TEXT",
    "OUR_THEME",
    "OUR_TITLE",
    "SourceCell",
    "SourceFileError",
    "SourceLocation",
    "SourceParagraph",
    "SourceRow",
    "SourceTable",
    "assign_meanings",
    "clean_text",
    "heading_key",
    "iso_date",
    "letters_of",
    "normalise_words",
    "one_line",
    "printed_iso",
    "read_tables",
    "transpose",
    "truncate",
]
