"""Reviewed: which figures moved since the version that was reviewed, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.layout import Scale
from aspbudget.figures.printed import printed_figures
from aspbudget.files.versions import Versions
from aspbudget.inputs.version import same_version, version
from aspbudget.lines.adding import add_up
from aspbudget.workspace import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.workspace import Workspace

_TOTAL = "Total"


def versions(cycle: Cycle) -> Iterator[str]:
    """Yield the code of each workbook's version, which a review names."""
    yield from (f"Version   {version(ready.inputs)} of {ready.inputs.label}" for ready in cycle.workbooks)


def remember(workspace: Workspace, cycle: Cycle) -> None:
    """Record the printed figures of the versions that were computed, so that later ones can be compared with them."""
    record = Versions.of((workspace.root / OUTPUTS).resolve())
    for ready in cycle.workbooks:
        record.add(ready.inputs.label, version(ready.inputs), figures(ready))


def figures(ready: Ready) -> dict[str, float]:
    """Return the printed figures of a workbook by what they are called, such as `4100 / Travel`, with their sum."""
    found = {" / ".join(reversed(place)): amount for place, amount in printed_figures(ready.figures).items() if amount}
    return found | {_TOTAL: add_up(found.values())}


def moved_since_review(workspace: Workspace, ready: Ready) -> Iterator[str]:
    """Yield what was reviewed and is no longer so: each printed figure that moved, or that the version reviewed is not known here."""
    reviewed = ready.inputs.cycle.get("reviewed_version")
    if not isinstance(reviewed, str) or same_version(reviewed, version(ready.inputs)):
        return
    known = Versions.of((workspace.root / OUTPUTS).resolve()).known.get(ready.inputs.label, {})
    before = next((each for code, each in known.items() if same_version(reviewed, code)), None)
    if before is None:
        yield f"Reviewed  version {reviewed} of {ready.inputs.label} was never computed here, so that what moved since is not known"
        return
    yield from _moved(before, figures(ready), reviewed, ready)


def _moved(before: Mapping[str, float], now: Mapping[str, float], reviewed: str, ready: Ready) -> Iterator[str]:
    scale = ready.catalogue.section.scale if ready.catalogue.section else Scale()
    moved = [line for line in dict.fromkeys([*before, *now]) if before.get(line, 0.0) != now.get(line, 0.0)]
    if not moved:
        yield f"Reviewed  no printed figure moved since version {reviewed}; what its rows say did"
    for line in moved:
        yield f"Reviewed  {line} was {scale.text(before.get(line, 0.0))} in version {reviewed}, and is {scale.text(now.get(line, 0.0))}"
