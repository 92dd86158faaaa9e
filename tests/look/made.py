"""The workbooks that are looked at: those of the cycles of the repository, made anew."""

from __future__ import annotations

import contextlib
import io
import shutil
from typing import TYPE_CHECKING

from aspbudget import cli

if TYPE_CHECKING:
    from pathlib import Path

CYCLES = ("2004", "2005", "2025")


def made(root: Path, folder: Path) -> list[Path]:
    """Make the workbooks of all cycles in a folder, and return them; raises `RuntimeError` when one isn't made."""
    shutil.copytree(root / "inputs", folder / "inputs")
    for cycle in CYCLES:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            if cli.main(["cost", cycle, "--workspace", str(folder)]):
                raise RuntimeError(said.getvalue())
    return sorted((folder / "outputs").rglob("*.xlsx"))
