"""A second run: it renews exactly what a full run would write otherwise, leaves the rest, and does nothing where nothing changed."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.runs import forked
from support.workbooks import change_cells

from aspbudget.commands.renewal import Answered, Finished, Part, Renewal
from aspbudget.workbooks.reconcile import Reconciliation
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Place

REPOSITORY = Path(__file__).resolve().parents[2]
EDITS = 200
PROOF = Reconciliation("an engine", 3, ())
SECTION, DRAFT, OTHER = "inputs/2004/section.xlsx", "inputs/2004/statements/L.1.xlsx", "inputs/2004/statements/L.2.xlsx"
PARTS = {"section": [SECTION], "L.1": [SECTION, DRAFT], "L.2": [SECTION, OTHER], "page": [SECTION, DRAFT, OTHER]}
SAME = "made of these inputs and proven before (again with --prove)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a section and two drafts, each of which says its name."""
    for label in (SECTION, DRAFT, OTHER):
        (tmp_path / label).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / label).write_text(label)
    return tmp_path


def renewed(root: Path, asked: str = "", *, meanwhile: Callable[[], object] = lambda: None) -> list[str]:
    """Run: make every part that is not as it should be, put all in place, and return the names of those that were made."""
    from aspbudget.files.publish import publish  # noqa: PLC0415

    workspace, made = Workspace(root), []
    renewal = Renewal.of(workspace, "2004", again=False)
    files: dict[Path, bytes] = {}
    for name, labels in PARTS.items():
        path = workspace.outputs("2004", f"{name}.xlsx")
        data = "".join((root / label).read_text() for label in labels).encode()
        finished = renewal(Part(name, tuple(labels), (path,), asked), lambda path=path, data=data, name=name: (made.append(name), Finished({path: data}, (PROOF,)))[1])()  # type: ignore[misc]
        assert finished.files == {path: data}
        files |= finished.files
    meanwhile()
    placed = renewal.placed(publish(renewal.fresh(files)))
    assert {path: each.path.read_bytes() for path, each in placed.items()} == files
    renewal.remember(asked, placed, Answered({}), {})
    return made


def the_first_run_makes_everything_and_the_second_nothing(root: Path) -> None:
    assert renewed(root) == [*PARTS]
    assert renewed(root) == []


@pytest.mark.parametrize(("label", "made"), [(SECTION, [*PARTS]), (DRAFT, ["L.1", "page"]), (OTHER, ["L.2", "page"])])
def an_input_that_changes_renews_what_hangs_on_it(label: str, made: list[str], root: Path) -> None:
    renewed(root)
    (root / label).write_text("changed")
    assert renewed(root) == made
    assert renewed(root) == []


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"edited")])
def an_output_that_is_gone_or_edited_is_made_again_and_no_other(change: Callable[[Path], object], root: Path) -> None:
    renewed(root)
    change(root / "outputs/2004/L.1.xlsx")
    assert renewed(root) == ["L.1"]


def a_run_with_another_option_makes_everything_again(root: Path) -> None:
    renewed(root)
    assert renewed(root, "language fr") == [*PARTS]


def an_input_that_is_saved_while_a_run_goes_on_is_not_taken_for_what_the_run_read(root: Path) -> None:
    renewed(root, meanwhile=lambda: (root / DRAFT).write_text("saved meanwhile"))
    assert renewed(root) == [*PARTS]


def no_engine_is_asked_again_about_what_was_proven(root: Path) -> None:
    renewed(root)
    renewal = Renewal.of(Workspace(root), "2004", again=False)
    part = Part("section", (SECTION,), (root / "outputs/2004/section.xlsx",))
    found = renewal(part, lambda: pytest.fail("it is made again"))().proofs
    assert [(each.engine, each.cells, list(each.differences), each.before) for each in found] == [("an engine", 3, [], True)]


@pytest.mark.slow
def the_second_run_of_a_cycle_does_nothing_says_so_in_one_line_and_answers_the_same_document(cut_place: Place) -> None:
    first = cut_place.run("cost", "2004", "--json").document
    before = as_they_lie(cut_place.root)
    second = cut_place.run("cost", "2004")
    assert (second.code, second.out) == (0, f"Same      2 files of 2004, {SAME}\n")
    assert cut_place.run("cost", "2004", "--json").document == first
    assert as_they_lie(cut_place.root) == before


def as_they_lie(root: Path) -> dict[Path, tuple[int, int, int]]:
    """Return which file lies in each place, how large, and when it was written."""
    return {path: (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns) for path in root.rglob("*")}


@pytest.mark.slow
def a_second_run_loads_nothing_that_computes(cut_place: Place) -> None:
    cut_place.run("cost", "2004")
    program = "import sys; from aspbudget.cli import main; main(sys.argv[1:]); print(*sorted({'pandas', 'numpy', 'ironcalc', 'xlsxwriter'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program, "cost", "2004", "--workspace", str(cut_place.root)], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [f"Same      2 files of 2004, {SAME}", ""]


class Opened:
    """The files of a folder that were opened while it watches: the system's own record, so that none escapes it."""

    def __init__(self, root: Path) -> None:
        self.root, self.files = root, set[str]()
        sys.addaudithook(self)

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        """Take down a file that is opened."""
        if event == "open" and isinstance(given[0], str) and given[0].startswith(f"{self.root}/"):
            self.files.add(Path(given[0]).relative_to(self.root).as_posix())


@pytest.fixture
def unproven(monkeypatch: pytest.MonkeyPatch, checked_once: None) -> None:  # noqa: ARG001 - it stands in the place of what is proven once
    """Leave out the second engine, which is given what was written and opens no input."""
    monkeypatch.setattr("aspbudget.workbooks.proving.proof_of", lambda *_, **__: PROOF)


@pytest.mark.slow
@pytest.mark.usefixtures("unproven")
def no_run_opens_an_input_that_it_is_not_remembered_to_rest_on(place: Place) -> None:
    cycles, record = ("2004", "2005"), place.root / "opened.json"
    for cycle in cycles:
        shutil.copytree(REPOSITORY / "inputs" / cycle, place.root / "inputs" / cycle, dirs_exist_ok=True)

    def run() -> None:
        opened, found = Opened(place.root), {}
        for cycle in cycles:
            opened.files.clear()
            done = place.run("cost", cycle)
            found[cycle] = [done.code, done.err, sorted(opened.files)]
        record.write_text(json.dumps(found))

    assert forked(run) == 0, "in a process of its own, for nobody can be made to watch no longer"
    made = json.loads((place.root / ".aspbudget" / "outputs" / "remembered.json").read_text())["made"]
    for cycle, (code, said, opened) in json.loads(record.read_text()).items():
        assert code == 0, said
        inputs = {label for label in opened if label.partition("/")[0] == "inputs"}
        assert f"inputs/{cycle}/section.xlsx" in inputs
        assert inputs - {*made[cycle]["all"]["rests_on"]} == set()


# What a person may do between two runs; each is done to two workspaces, of which one is then run in full.

def edited(chance: random.Random) -> Callable[[Path], None]:
    """Return something that happens to a workspace, the same in every workspace."""
    outputs = ("section.xlsx", "budget.html", "contributions.xlsx", "statements/ICC-ASP-2-Res.3.docx", "statements/ICC-ASP-2-Res.7.xlsx")
    output, draft, note = chance.choice(outputs), f"statements/ICC-ASP-2-Res.{chance.choice('37')}.xlsx", f"Officer {chance.random():.6f}"
    kinds: list[Callable[[Path], None]] = [
        lambda root: noted(root / "inputs/2004/section.xlsx", note),
        lambda root: noted(root / "inputs/2004/contributions.xlsx", note),
        lambda root: noted(root / "inputs/2004" / draft, note),
        lambda root: noted(root / "inputs/2005/section.xlsx", note),
        lambda root: (root / "outputs/2004" / output).unlink(missing_ok=True),
        lambda root: (root / "outputs/2004" / output).write_bytes(note.encode()),
        lambda root: shutil.copy(root / "outputs/2004/section.xlsx", root / "outputs/2004/section.fr.xlsx") and None,  # type: ignore[func-returns-value]
        lambda root: (root / "outputs/2004/section.fr.xlsx").unlink(missing_ok=True),
        lambda root: (root / ".aspbudget/outputs/remembered.json").write_text(note) and None,  # type: ignore[func-returns-value]
        lambda _: None,
    ]
    return chance.choice(kinds)


def noted(path: Path, note: str) -> None:
    """Change what a workbook says of who prepared it, which stands in every output that is made of it."""
    change_cells(path, {"Draft resolution!E5" if path.parent.name == "statements" else "Cycle!E5": note})


@pytest.mark.long
@pytest.mark.slow
def every_change_leaves_the_outputs_that_a_full_run_leaves(tmp_path: Path) -> None:
    chance = random.Random(17)
    lean, whole = tmp_path / "lean", tmp_path / "whole"
    for root in (lean, whole):
        shutil.copytree(REPOSITORY / "inputs", root / "inputs")
    for number in range(EDITS):
        change = edited(chance) if number else lambda _: None
        for root in (lean, whole):
            change(root)
        shutil.copytree(lean / "inputs", whole / "inputs", dirs_exist_ok=True)  # a workbook that is saved has the time in it, and so another hash
        for root, options in ((lean, ()), (whole, ("--prove",))):
            done = subprocess.run([sys.executable, "-m", "aspbudget.cli", "cost", "2004", "--workspace", str(root), *options], check=False, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
        assert contents(lean) == contents(whole), number


def contents(root: Path) -> dict[str, bytes]:
    """Return every output of a workspace by its place."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "outputs").rglob("*") if path.is_file()}
