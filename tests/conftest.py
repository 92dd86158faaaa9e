"""What the tests share: a workspace of their own, input cells changed in it, and the costed section of 2004."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from support.workbooks import change_cells

from aspbudget import cli
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.inputs.read import RawWorkbook, read
from aspbudget.inputs.ready import Ready, prepare
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parents[1]
INPUT = REPOSITORY / "inputs" / "2004" / "section.xlsx"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what is computed now")


class Said(NamedTuple):
    """What a command answered: its exit code, its standard output, and its standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def faults(self) -> list[str]:
        """The faults of a refused run, each as `sheet!cell: message`."""
        return [f"{each['sheet']}!{each['cell']}: {each['message']}" for each in self.document["faults"]]


@dataclass
class Place:
    """A workspace of the test's own, in which cells of its inputs can be changed and commands run."""

    root: Path
    capture: pytest.CaptureFixture[str]

    @property
    def workspace(self) -> Workspace:
        """The workspace as the tool sees it."""
        return Workspace(self.root)

    @property
    def input(self) -> Path:
        """The input workbook of 2004."""
        return self.root / "inputs" / "2004" / "section.xlsx"

    @property
    def output(self) -> Path:
        """The output workbook of 2004."""
        return self.root / "outputs" / "2004" / "section.xlsx"

    def change(self, cells: Mapping[str, object], cycle: str = "2004") -> None:
        """Change cells of an input workbook of this place, each named like `Posts!C6`."""
        change_cells(self.workspace.inputs(cycle), cells)

    def run(self, *arguments: str) -> Said:
        """Run a command here, as a person would, and return what it answers."""
        self.capture.readouterr()
        try:
            code = cli.main([*arguments, "--workspace", str(self.root)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = self.capture.readouterr()
        return Said(code, out, err)


@pytest.fixture
def empty_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    """A workspace without any cycle."""
    return Place(tmp_path, capsys)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A workspace with the inputs of 2004."""
    empty_place.input.parent.mkdir(parents=True)
    shutil.copyfile(INPUT, empty_place.input)
    return empty_place


@pytest.fixture(scope="session")
def models() -> Catalogue:
    """All models of the section, bound together."""
    return catalogue()


@pytest.fixture(scope="session")
def raw() -> RawWorkbook:
    """The input workbook of 2004 as typed; tests change copies of it."""
    return read(INPUT, "inputs/2004/section.xlsx")


@pytest.fixture(scope="session")
def ready() -> Ready:
    """The cycle 2004, checked and costed."""
    return prepare(Workspace(REPOSITORY), "2004", lambda _: None).workbooks[0]


@pytest.fixture(scope="session")
def emitted(ready: Ready) -> Emitted:
    """The section workbook of 2004."""
    return write_workbook(ready.figures, ready.inputs)
