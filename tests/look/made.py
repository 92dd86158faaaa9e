"""The workbooks that are looked at: those of the cycles of the repository, made anew; nobody looks at their pages here, nor at what a second engine computes."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from unittest.mock import patch

from aspbudget import cli
from aspbudget.commands.page import Paged
from aspbudget.workbooks.reconcile import Reconciliation

CYCLES = ("2004", "2005", "2025")
HERE = "{folder}"
KINDS = (
    ("statement", "2004", "Res.3", "Res.7", "--in-order", "--against", "proposed"),
    ("statement", "2004", "Res.7", "--oral"),
    ("narrative", "2004", "--language", "both"),
    ("letters", "2004", "--state", "DEU", "--language", "both"),
    ("assess", "2024", "-o", f"{HERE}/assessed.xlsx"),
    ("new", "2026", "--from", "2005"),
    ("new-statement", "L.9", "--text", str(Path(__file__).parents[1] / "data" / "ICC-ASP-2-Res.3.txt"), "--cycle", "2004"),
)


def made(root: Path, folder: Path, cycles: tuple[str, ...] = CYCLES, *options: str) -> list[Path]:
    """Make the workbooks of cycles, all unless some are named, in a folder, and return them; `options` are those of `cost`; raises `RuntimeError` when one isn't made."""
    shutil.copytree(root / "inputs", folder / "inputs")
    for cycle in cycles:
        _run(folder, "cost", cycle, "--jobs", "1", *options)
    return sorted((folder / "outputs").rglob("*.xlsx"))


def of_each_kind(folder: Path) -> list[Path]:
    """Make in a folder with workbooks one of every other kind of file that the tool writes, and return these, with the texts that came with the workbooks."""
    for command in KINDS:
        _run(folder, *(each.replace(HERE, str(folder)) for each in command))
    made_inputs = [folder / "inputs" / place for place in ("2026/contributions.xlsx", "2026/section.xlsx", "2004/statements/L.9.xlsx")]
    return sorted([*(folder / "outputs").rglob("*.docx"), *(folder / "outputs").rglob("consolidated.xlsx"), folder / "assessed.xlsx", *made_inputs])


def _run(folder: Path, *command: str) -> None:
    unproven, without_page = (patch("aspbudget.workbooks.proving.reconcile", lambda *_: Reconciliation("", 0, ())), patch("aspbudget.commands.run.page_file", lambda *_: lambda: Paged({}, "")))
    with unproven, without_page, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        if cli.main([*command, "--workspace", str(folder)]):
            raise RuntimeError(said.getvalue())
