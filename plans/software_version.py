"""The software version, defined once: in pyproject.toml."""

import tomllib
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

VERSION: str = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
"""As stored in frozen reports and packs, such as "0.1.0"."""
