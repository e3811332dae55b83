"""What the site's own commands have in common: every error is one line, exit status 1, and nothing half done."""

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class OneLineErrorCommand(BaseCommand):
    """A command that answers a bad argument with one line on standard error and exit status 1."""

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
    """Reads an argument that is a whole number within these bounds, both included."""

    def read(words: str) -> int:
        if not (words.isascii() and words.isdigit() and len(words) < 10 and least <= int(words) <= most):
            raise ArgumentTypeError(f"“{words}” is not a whole number between {least} and {most:,}")
        return int(words)

    return read


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: beside its place first, then in one move.

    Raises CommandError in a line.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        raise CommandError(f"{path} could not be written: {error.strerror}.") from error
    finally:
        # Where nothing could be written there is nothing to clear up, and perhaps no folder either.
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)
