"""What the tests share: a workspace of their own, input cells changed in it, and the costed section of 2004."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
from dataclasses import dataclass
from hashlib import sha256
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import settings
from support.cut_section import cut_section
from support.made_once import make_once, once
from support.workbooks import change_cells

from aspbudget import cli, terminal
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.guard import scan
from aspbudget.inputs.read import RawWorkbook, as_stored, read
from aspbudget.inputs.ready import Ready, prepare
from aspbudget.recalculation import recalculated
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from playwright.sync_api import Browser, Page
    from support.page_changes import Made

    from aspbudget.inputs.guard import Extent
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import Cells
    from aspbudget.recalculation import Model

REPOSITORY = Path(__file__).resolve().parents[1]
INPUT = REPOSITORY / "inputs" / "2004" / "section.xlsx"
COSTLY = frozenset({"place", "cut_place", "ready", "emitted", "both", "small_section"})  # what tests ask for that check and cost sections
settings.register_profile("the same for everyone", derandomize=True, database=None)
settings.load_profile("the same for everyone")  # cases of chance of one's own: --hypothesis-profile=default
ROOM = 4 * 2**30  # bytes that must be free in memory
MANY = 2_000_000  # objects in memory that nothing has let go of
_SCANNED: dict[Any, Any] = {}
_STORED: dict[Any, Any] = {}
_CHECKED: dict[Any, Any] = {}
_RECALCULATED: dict[Any, Any] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew, and the one that leaves out what takes its time."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what is computed now")
    parser.addoption("--quick", action="store_true", help="leave out the tests marked slow, for an answer in half a minute")
    parser.addoption("--long", action="store_true", help="run what is marked long as well: every year, rule and case of chance of a mechanism, as a release needs")


def pytest_configure() -> None:
    """Let the folders of tests lie in memory where there is room: what they prove of files, a disk proves no better, and it is waited for.

    Circles of unused memory are looked for seldom: what tests share stays, and is looked through for nothing.
    """
    gc.set_threshold(MANY)
    memory = Path("/dev/shm")  # noqa: S108 - a folder of the system's, in which pytest makes its own
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests slow that cost whole sections; leave out, deselected and not skipped, what is long but for --long, and what is slow for --quick."""
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    slow = [item for item in items if item.get_closest_marker("slow") or not COSTLY.isdisjoint(item.fixturenames)]  # type: ignore[attr-defined] - they are functions
    for item in slow:
        item.add_marker("slow")
    if config.getoption("--quick"):
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let a process that has run its tests take over those of another, where pytest-xdist is asked for several."""
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415 - only where it is installed

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


ENDLESS = 100_000
PLACED = re.compile(r"  (?P<sheet>[^:!]+)!(?P<cell>[A-Z]+[0-9]+): ")


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

    @property
    def listed(self) -> list[str]:
        """The faults as they were printed below their workbooks, each as a fault says it: `section.xlsx, sheet Posts, cell C6: …`."""
        found, workbook = [], ""
        for line in self.out.splitlines():
            if not line.startswith("  "):
                workbook = line
            elif placed := PLACED.match(line):
                found.append(f"{workbook}, sheet {placed['sheet']}, cell {placed['cell']}: {line[placed.end() :]}")
            else:
                sheet = line.startswith("  sheet ")
                found.append(f"{workbook}, {line.strip()}" if sheet else f"{workbook}: {line.strip()}")
        return found


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
            with patch.object(terminal, "PAGE", ENDLESS):  # messages are tested word for word, and how they are parted into lines by itself
                code = cli.main([*arguments, "--workspace", str(self.root)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = self.capture.readouterr()
        return Said(code, out, err)


@pytest.fixture
def empty_place(tmp_path: Path, capsys: pytest.CaptureFixture[str], checked_once: None) -> Place:  # noqa: ARG001 - what is the same in several tests is computed once
    """A workspace without any cycle."""
    return Place(tmp_path, capsys)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A workspace with the inputs of 2004."""
    empty_place.input.parent.mkdir(parents=True)
    shutil.copyfile(INPUT, empty_place.input)
    return empty_place


@pytest.fixture
def cut_place(empty_place: Place) -> Place:
    """A workspace with the section of 2004 cut to a few sheets: for what is of a run, whatever it costs."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section())
    return empty_place


@pytest.fixture(scope="session")
def page_of_2004(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The page of 2004 of the repository, with what it was made of."""
    from support.page_changes import page_of  # noqa: PLC0415 - only where a page is tested

    return page_of("2004", tmp_path_factory)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, launched once; each test closes the pages that it opens."""
    from support import browser  # noqa: PLC0415 - only where a page is tested

    with browser.launched() as launched:
        yield launched


@pytest.fixture(scope="session")
def opened_of_2004(chromium: Browser, page_of_2004: Made) -> Iterator[tuple[Page, list[str]]]:
    """That page, opened once, and the errors that it reports."""
    from support import browser  # noqa: PLC0415 - only where a page is tested

    found = browser.opened(chromium, page_of_2004.path)
    yield found
    browser.closed(*found)


@pytest.fixture(scope="module")
def shown_of_2004(opened_of_2004: tuple[Page, list[str]]) -> Iterator[Page]:
    """That page as it is when it is opened, for the tests of a file; an error that it reports fails."""
    from support import browser  # noqa: PLC0415 - only where a page is tested

    page, wrong = opened_of_2004
    browser.as_opened(page)
    yield page
    assert wrong == []


@pytest.fixture
def unparted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print each line whole: messages are tested word for word, and how they are parted into lines by itself."""
    monkeypatch.setattr(terminal, "PAGE", ENDLESS)


@pytest.fixture
def checked_once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Read, check and cost workbooks with the same content once in all tests that ask for this, write and prove what is made of the same once; each file is still opened.

    A test that changes the product for itself, as with `monkeypatch`, has everything written and proven for it alone, unless it asks for `written_once`.
    """
    if "monkeypatch" not in signature(request.function).parameters:
        make_once(monkeypatch)
    _check_once(monkeypatch)


@pytest.fixture(scope="module")
def once_a_file() -> Iterator[None]:
    """Read, check, cost, write and prove what is the same once in all tests of a file, and in what they share; each file is still opened."""
    with pytest.MonkeyPatch.context() as patched:
        make_once(patched)
        _check_once(patched)
        yield


def _check_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is read and checked be read and checked once."""
    monkeypatch.setattr("aspbudget.inputs.read.scan", _scanned_once)
    monkeypatch.setattr("aspbudget.inputs.read.as_stored", _stored_once)
    for module in ("inputs.ready", "commands.doubted", "commands.adopt", "commands.what_if", "commands.new"):
        monkeypatch.setattr(f"aspbudget.{module}.check", _checked_once)
    monkeypatch.setattr("aspbudget.workbooks.reconcile.recalculated", _recalculated_once)
    monkeypatch.setattr("aspbudget.workbooks.proving.cores", lambda: 1)


@pytest.fixture
def written_once(monkeypatch: pytest.MonkeyPatch, checked_once: None) -> None:  # noqa: ARG001 - what is written is made of what is checked
    """Write and prove what is made of the same once also in a test that changes what has no part in it: a folder, a time."""
    make_once(monkeypatch)


def _scanned_once(data: bytes, label: str, *, unread: Collection[str]) -> dict[str, Extent]:
    return once(_SCANNED, (sha256(data).digest(), label, *unread), lambda: scan(data, label, unread=unread))


def _stored_once(data: bytes, extents: Mapping[str, Extent]) -> dict[str, Cells]:
    return once(_STORED, (sha256(data).digest(), *extents), lambda: as_stored(data, extents))


def _checked_once(models: Catalogue, raw: RawWorkbook, cycle: str = "") -> Inputs:
    return once(_CHECKED, (models, raw.label, raw.sha256, cycle), lambda: check(models, raw, cycle))


def _recalculated_once(workbook: str | Path | bytes) -> Model:
    if not isinstance(workbook, bytes):
        return recalculated(workbook)
    return once(_RECALCULATED, sha256(workbook).digest(), lambda: recalculated(workbook))


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
