"""Shared parts of the site's commands: every error is one line with exit status 1, and nothing is half done."""

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class OneLineErrorCommand(BaseCommand):
    """A command that reports a bad argument with one line on standard error and exit status 1."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message):
            if not self._called_from_command_line:
                raise CommandError(message)
            self.stderr.write(f"{subcommand}: {message}. Try --help.")
            sys.exit(1)

        parser.error = error
        return parser


def bounded_int(least: int, most: int) -> Callable[[str], int]:
    """Return a parser for an argument that is a whole number within these bounds, both included."""

    def read(words: str) -> int:
        if not (words.isascii() and words.isdigit() and len(words) < 10 and least <= int(words) <= most):
            raise ArgumentTypeError(f"“{words}” is not a whole number between {least} and {most:,}")
        return int(words)

    return read


def write_atomically(path: Path, content: bytes) -> None:
    """Write a complete file or none: to a temporary file first, then in one move. Raises CommandError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        raise CommandError(f"{path} could not be written: {error.strerror}.") from error
    finally:
        # If nothing could be written, there is nothing to delete, and perhaps no folder either.
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)
