"""Export a plan as a Word, Excel or CSV file with the usual headings, which can be imported unchanged.

``parse_plan`` of an exported file returns the same plan, except as ``exportable_text`` says.
"""

from actions.exporting.columns import TextTooLong, exportable_text
from actions.exporting.csv_file import plan_to_csv
from actions.exporting.word_file import plan_to_docx
from actions.exporting.workbook import plan_to_xlsx

__all__ = ["TextTooLong", "exportable_text", "plan_to_csv", "plan_to_docx", "plan_to_xlsx"]
