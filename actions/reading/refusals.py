"""Why a file or a choice of columns is refused, in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.reading.columns import Column


class FileRefused(ValueError):
    """A file that cannot be read; its text says what is wrong and what to do."""


class HeadingsUnknown(FileRefused):
    """A file with tables, but with no row of headings that we know; its columns can be matched by hand."""

    def __init__(self, words: str, columns: tuple[Column, ...]):
        super().__init__(words)
        self.columns = columns
        """The columns of the best-looking row of headings, to be matched by hand."""


class ColumnsUnreadable(ValueError):
    """Columns were matched by hand to a heading or a meaning that does not exist."""
