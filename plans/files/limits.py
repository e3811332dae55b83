"""Limits on files. A file that exceeds one is rejected before it is parsed."""

MB = 1_000_000

UPLOAD = 20 * MB
"""Bytes of an uploaded file."""
MEMBERS = 2_000
"""Files inside a Word or Excel file."""
UNPACKED = 100 * MB
"""Bytes that a Word or Excel file can unpack to in total."""
SMALL_MEMBER, RATIO = 1 * MB, 200
"""A member over 1 MB must not unpack to more than 200 times its packed size."""
XML_PART = 50 * MB
"""Bytes of one part that is parsed; its tree takes several times as much memory."""
ROWS = 2_000
"""Rows with text, in all tables or sheets together."""
COLUMNS = 60
"""Columns with text, in one table or sheet."""
CELL = 100_000
"""Characters of one cell."""
TEXT = 20_000_000
"""Characters of all cells together; Excel stores a text once, however many cells show it."""
EXCEL_CELL = 32_767
"""Characters that Excel stores of one cell; a cell of exactly this length was probably cut."""
NUMBER = 30
"""Characters of an action's number; a longer one is text."""
HEADING = 500
"""Characters of a priority's heading; longer ones are notes."""
