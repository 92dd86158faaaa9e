"""The edition: every file that can change an output is in it, and what is installed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from aspbudget import edition as module

EDITION = module.edition.__wrapped__


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the code and the content, of which the edition is made."""
    package = Path(module.__file__).parent
    for name in ("aspbudget", "models"):
        shutil.copytree(package.parent / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "_ENGINE", tmp_path / "aspbudget")
    monkeypatch.setattr(module, "folder_of", lambda _: tmp_path / "models")
    return tmp_path


@pytest.mark.parametrize("file", ["aspbudget/cli.py", "aspbudget/words.csv", "aspbudget/page/engine.js", "models/posts.py", "models/reference/state_names.csv"])
def a_file_of_the_code_or_the_content_that_changes_makes_another_edition(file: str, copied: Path) -> None:
    before = EDITION("aspbudget.models")
    assert EDITION("aspbudget.models") == before
    (copied / file).write_bytes((copied / file).read_bytes() + b"\n")
    assert EDITION("aspbudget.models") != before


def the_files_that_python_compiles_make_no_other_edition(copied: Path) -> None:
    before = EDITION("aspbudget.models")
    (copied / "models" / "__pycache__").mkdir()
    (copied / "models" / "__pycache__" / "posts.pyc").write_bytes(b"compiled")
    assert EDITION("aspbudget.models") == before


def a_newer_version_of_a_library_or_of_python_makes_another_edition(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = EDITION("aspbudget.models")
    (copied / "site-packages" / "ironcalc-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(copied / "site-packages"))
    newer = EDITION("aspbudget.models")
    monkeypatch.setattr(sys, "version", "4.0")
    assert len({before, newer, EDITION("aspbudget.models")}) == 3
