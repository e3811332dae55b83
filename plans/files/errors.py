"""Why a file cannot be used, with what to do instead."""

from __future__ import annotations

KEEP_LESS = "Keep only the rows and columns that you want to import and try again."
NO_TEXT = "The selected file contains no text. Select the file that you want to import."


class SourceFileError(ValueError):
    """A file that cannot be read; the message says what is wrong and what to do."""
