"""Why a file or a choice of columns cannot be used, with what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


class SourceFileError(ValueError):
    """A file that cannot be read; the message says what is wrong and what to do."""
