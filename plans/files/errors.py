"""Why a file or a choice of columns is refused, in words that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


class PlanFileError(ValueError):
    """A file that cannot be read; its text says what is wrong and what to do."""
