"""The commands in bin/: help on request, and one line on standard error for unknown arguments."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(command, *arguments):
    return subprocess.run(
        [ROOT / "bin" / command, *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize("command", ["setup", "serve", "test", "lock"])
def test_help_describes_the_command(command):
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("command", ["setup", "serve", "lock"])
def test_unknown_argument_is_an_error_of_one_line(command):
    done = run(command, "--fast")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_no_lock_file_names_a_registry():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-npm.txt"):
        assert "://" not in (ROOT / name).read_text()
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
