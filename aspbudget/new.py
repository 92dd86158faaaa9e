"""New cycles: an input workbook made from the schemas, empty or with the rows of an earlier cycle."""

from __future__ import annotations

import re
from tempfile import TemporaryDirectory
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget import read
from aspbudget.check import check
from aspbudget.model import catalogue
from aspbudget.template import write_inputs
from aspbudget.workspace import SECTION, publish

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.model import Catalogue
    from aspbudget.workspace import Workspace

_NAME = re.compile(r"[0-9]{4}(-[0-9]{4})?")


class CycleExists(FileExistsError):  # noqa: N818 - said to the person who named the cycle
    """The cycle has inputs already; they are never written over."""


class WrongCycleName(ValueError):  # noqa: N818 - said to the person who named the cycle
    """A cycle is named by its year, or its two years."""


def new(workspace: Workspace, cycle: str, old: str | None) -> str:
    """Make the input workbook of a new cycle and return its path as shown; inputs that exist are never written over.

    With `old`, the rows of that cycle are carried over, once they have no faults; who prepared and reviewed them, and when,
    is left empty.
    """
    if not _NAME.fullmatch(cycle):
        message = f'A cycle is named by its year, such as 2005, or its years, such as 2002-2003; "{cycle}" is neither.'
        raise WrongCycleName(message)
    path = workspace.inputs(cycle)
    if path.exists():
        message = f"{workspace.label(path)} exists already and is never written over; move it away first."
        raise CycleExists(message)
    models = catalogue()
    frames = _carried(workspace, models, old, cycle) if old else {}
    with TemporaryDirectory() as folder:
        made = Path(folder, SECTION)
        write_inputs(made, models, frames, cycle)
        publish({path: made.read_bytes()})
    return workspace.label(path)


def _carried(workspace: Workspace, models: Catalogue, old: str, cycle: str) -> dict[str, pd.DataFrame]:
    path = workspace.inputs(workspace.cycle(old))
    frames = dict(check(models, read.read(path, workspace.label(path))).frames)
    title = frames["cycle"].astype(object)
    title["cycle"] = cycle
    title[["prepared_on", "prepared_by", "reviewed_by"]] = None
    return frames | {"cycle": title}
