"""The environment to measure in: what a user installs and no more, because libraries load others that they find."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from venv import EnvBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent


@contextmanager
def fresh() -> Iterator[Path]:
    """Give the Python of a new environment into which the tool is installed as the README says, without the extras."""
    with tempfile.TemporaryDirectory() as folder:
        EnvBuilder(with_pip=True).create(folder)
        python = next(Path(folder).glob("[bS]*/python*"))
        _run(python, "-m", "pip", "install", "--quiet", "--editable", str(ROOT))
        yield python


def again_in_a_fresh_one(arguments: Sequence[str]) -> int:
    """Run the benchmarks in a fresh environment and return their exit code."""
    with fresh() as python:
        return subprocess.run([python, "-m", "benchmarks", "--here", *arguments], cwd=ROOT, check=False).returncode


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr)
