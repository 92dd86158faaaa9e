"""The command `tidy`: outputs whose input is gone are moved aside, never deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget import content
from aspbudget.declare.correspondence import known_letters
from aspbudget.faults import count, nearest
from aspbudget.figures.catalogue import workbooks
from aspbudget.files.lock import one_writer
from aspbudget.files.staging import free_name
from aspbudget.files.trees import unit_of
from aspbudget.files.written import Written
from aspbudget.verbs import Answer
from aspbudget.workspace import CONSOLIDATED, CYCLE, INPUTS, LETTERS, OUTPUTS, STATEMENTS, NoCycle, companion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

ASIDE = "aside"


def tidy(asked: Asked) -> Answer:
    """Move aside the outputs whose input is gone: into the folder `aside` of their cycle, where nothing is ever written over."""
    workspace, cycle = asked.workspace, asked.options.cycle
    known = sorted(path.name for path in (workspace.root / OUTPUTS).glob("*") if path.is_dir() and CYCLE.fullmatch(path.name))
    if cycle and cycle not in (*known, *workspace.cycles()):
        message = f"There are no inputs and no outputs of cycle {cycle}{nearest(cycle, known) or '.'}"
        raise NoCycle(message)
    folders = [cycle] if cycle else known
    moved = [pair for each in folders for pair in _moved(workspace, each)]
    lines = [f"Moved     {old} → {new}" for old, new in moved]
    document = {"moved": [{"from": old, "to": new} for old, new in moved]}
    return Answer(document, [*lines, f"{count(len(moved), 'output')} moved aside." if moved else "Every output has its input; nothing was moved."])


def _moved(workspace: Workspace, cycle: str) -> Iterator[tuple[str, str]]:
    tree, folder = workspace.root / OUTPUTS, workspace.outputs(cycle, "")
    if not folder.is_dir():
        return
    with one_writer(tree.resolve()):
        for path in left(workspace, cycle):
            place = folder / ASIDE / path.relative_to(folder)
            unit_of([place])  # refuses a link that leads among the inputs
            place.parent.mkdir(parents=True, exist_ok=True)
            target = free_name(place, "again") if place.exists() else place
            path.rename(target)
            yield workspace.label(path), workspace.label(target)


def left(workspace: Workspace, cycle: str) -> list[Path]:
    """Return the outputs of a cycle that earlier runs wrote and whose input is gone."""
    folder = workspace.outputs(cycle, "")
    record = Written.of((workspace.root / OUTPUTS).resolve())
    written = [folder.parent / name for name in record.hashes if name.startswith(f"{cycle}/")]
    return sorted(path for path in written if path.is_file() and not _has_input(workspace, cycle, path.relative_to(folder)))


def _has_input(workspace: Workspace, cycle: str, place: Path) -> bool:
    """Whether what an output was made from is in the inputs: the draft of a statement, several of a consolidated one, the workbook of letters, or that of the same name."""
    inputs = workspace.root / INPUTS / cycle
    if place.parts[0] == STATEMENTS and Path(CONSOLIDATED).stem in _names(workspace, place):
        return len([path for path in (inputs / STATEMENTS).glob("*.xlsx") if not companion(path)]) > 1
    if place.parts[0] == STATEMENTS:
        return any((inputs / STATEMENTS / f"{name}.xlsx").exists() for name in _names(workspace, place))
    declared = known_letters(workspace.content) if place.parts[0] == LETTERS else None
    if declared:
        return (inputs / f"{declared.workbook}.xlsx").exists()
    known = workbooks(workspace.content)
    made = [name for name in known if place.name.startswith(name)] or known  # the page and the readers' set are made of all
    return any((inputs / f"{name}.xlsx").exists() for name in made)


def _names(workspace: Workspace, place: Path) -> Iterator[str]:
    """Yield the names that the draft of a statement's file may have: without its language, and without what says that it is a new text."""
    name = place.stem.partition(" (")[0]
    yield name
    yield from (name.removesuffix(f".{language}") for language in content.languages(workspace.content))
