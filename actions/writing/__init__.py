"""Writing a plan out as a Word, Excel or CSV file that an officer knows, and that comes back unchanged.

``read_plan`` of what is written gives the same plan, but for what ``as_written`` says.
"""

from actions.writing.delimited import to_csv
from actions.writing.layout import TextTooLong, as_written
from actions.writing.word import to_docx
from actions.writing.workbook import to_xlsx

__all__ = ["TextTooLong", "as_written", "to_csv", "to_docx", "to_xlsx"]
