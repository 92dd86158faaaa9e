"""Trees: the two folders of a workspace, inputs and outputs, and the rule that neither may lie in the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from aspbudget.faults import WrongUse
from aspbudget.workspace import INPUTS, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Entangled(WrongUse):
    """A link makes outputs lie among inputs, or the reverse, so that writing the ones would destroy the others."""


@dataclass(frozen=True)
class Unit:
    """The folder of a cycle in one of the two trees: what is put in place as a whole.

    `tree` is the folder `inputs` or `outputs` of the workspace, `cycle` the name of the cycle's folder in it.
    """

    tree: Path
    cycle: str

    @cached_property
    def real_tree(self) -> Path:
        """The folder that the tree is, with all links followed."""
        return self.tree.resolve()

    @cached_property
    def folder(self) -> Path:
        """The folder that the cycle is, with all links followed; it need not exist yet."""
        return (self.tree / self.cycle).resolve()

    @property
    def replaces(self) -> bool:
        """Whether files of this tree may be replaced: an output may, an input never."""
        return self.tree.name == OUTPUTS

    def within(self, path: Path) -> Path:
        """Return a file's place within the folder."""
        return path.relative_to(self.tree / self.cycle)


def unit_of(paths: Iterable[Path]) -> Unit:
    """Return the folder in which files are to be put; all must be of one cycle and one tree.

    Raises `Entangled` when, links followed, the folder lies among those of the other tree or holds them, or a file would lie elsewhere.
    """
    places = [_place(path) for path in paths]
    if len(set(places)) != 1:
        message = f"Files of one cycle are put in place together, not of several: {sorted(cycle for _, cycle in set(places))}"
        raise ValueError(message)
    unit = Unit(*places[0])
    try:
        _keep_apart(unit)
        for path in paths:
            _keep_inside(unit, path)
    except RuntimeError:  # links that lead to each other
        message = f"{unit.tree.name}/{unit.cycle} is a link that leads back to itself. Remove the link."
        raise Entangled(message) from None
    return unit


def _place(path: Path) -> tuple[Path, str]:
    for folder, tree in pairwise(path.parents):
        if tree.name in (INPUTS, OUTPUTS):
            return tree, folder.name
    message = f"{path} is in the folder of no cycle"
    raise ValueError(message)


def _keep_apart(unit: Unit) -> None:
    """Raise `Entangled` when the folder lies among those of the other tree, or holds them, or can't be replaced because it is a disk of its own."""
    other = (unit.tree.parent / (INPUTS if unit.replaces else OUTPUTS)).resolve()
    for folder in (unit.real_tree, unit.folder):
        if folder == other or other in folder.parents or (folder == unit.folder and folder in other.parents):
            shown = unit.tree.name if folder == unit.real_tree else f"{unit.tree.name}/{unit.cycle}"
            message = f"{shown} is a link that leads to {folder}, where the {other.name} are: writing there would destroy them. Remove the link."
            raise Entangled(message)
    if unit.folder.is_mount():
        message = f"{unit.tree.name}/{unit.cycle} is a disk of its own, and a run is put in place as a whole: give the disk the place of {unit.tree.name}."
        raise Entangled(message)


def _keep_inside(unit: Unit, path: Path) -> None:
    place = unit.folder / unit.within(path).parent
    if path.parent.resolve() != place:
        shown = path.parent.relative_to(unit.tree.parent).as_posix()
        message = f"{shown} is a link that leads to {path.parent.resolve()}; a run is put in place as a whole. Put a folder in place of the link."
        raise Entangled(message)
