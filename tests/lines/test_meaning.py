"""Meanings: what a line or a sheet means is known also where Python leaves docstrings out."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from support import commission

from aspbudget import cli
from aspbudget.faults import WrongUse
from aspbudget.lines import meaning as meanings
from aspbudget.lines.meaning import NoMeaning, meaning

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue


class Posts:
    """What a row is.

    And more of it.
    """

    def cost(self) -> None:
        """What a post costs."""

    def nameless(self) -> None:  # noqa: D102 - it has none
        pass


@pytest.fixture
def stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python as it is started with -OO, for what is asked of it here."""
    monkeypatch.setattr(meanings, "sys", SimpleNamespace(flags=SimpleNamespace(optimize=2)))


def without(thing: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a class or a function of this module without its docstring, as -OO leaves it."""
    monkeypatch.setattr(thing, "__doc__", None)
    return thing


@pytest.mark.usefixtures("stripped")
@pytest.mark.parametrize(("thing", "means"), [(Posts, "What a row is.\n\nAnd more of it."), (Posts.cost, "What a post costs."), (Posts.nameless, "")])
def a_meaning_that_python_left_out_is_read_from_the_source(thing: Any, means: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert meaning(without(thing, monkeypatch)) == means


def a_line_without_a_docstring_means_nothing_and_no_source_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "_stated", None)
    assert meaning(without(Posts.cost, monkeypatch)) == ""


@pytest.mark.usefixtures("stripped")
def a_meaning_without_a_source_to_read_it_from_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> str:
        raise OSError

    monkeypatch.setattr(inspect, "getsource", fails)
    meanings._stated.cache_clear()
    with pytest.raises(NoMeaning) as refused:
        meaning(without(Posts, monkeypatch))
    assert isinstance(refused.value, WrongUse)
    assert str(refused.value) == (
        f"Python leaves out what figures mean (-OO), and the source of {__name__} is not there; run without -OO or PYTHONOPTIMIZE."
    )


def the_source_says_of_every_line_and_sheet_what_its_docstring_says(models: Catalogue) -> None:
    lines = [line.function for table in models.tables.values() for line in table.lines]
    sheets = [table.rows for table in models.tables.values() if isinstance(table.rows, type)]
    own = [each for each in (*lines, *sheets) if each.__doc__ and each.__qualname__ in meanings._stated(each.__module__)]
    assert len(own) > 100
    assert {each.__qualname__: meanings._stated(each.__module__)[each.__qualname__] for each in own} == {
        each.__qualname__: meaning(each) for each in own
    }


@pytest.mark.slow
def a_run_of_a_python_that_leaves_docstrings_out_writes_the_same_bytes(tmp_path: Path) -> None:
    root = tmp_path / "commission"
    commission.begun(root, "2030")
    assert cli.main(["cost", "2030", "--workspace", str(root)]) == 0
    written = outputs(root)
    shutil.rmtree(root / "outputs")
    environment = os.environ | {"PYTHONOPTIMIZE": "2", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-m", "aspbudget.cli", "cost", "2030", "--prove"], cwd=root, env=environment, check=True, capture_output=True)
    assert outputs(root) == written
    assert len(written) == 2


def outputs(root: Path) -> dict[str, bytes]:
    """Return the files that a run wrote."""
    return {path.name: path.read_bytes() for path in (root / "outputs").rglob("*.*")}
