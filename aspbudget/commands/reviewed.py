"""Reviewed: which figures moved since the version that was reviewed, of a workbook or a draft, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.console import ENGLISH
from aspbudget.declare.layout import Scale
from aspbudget.figures.printed import printed_figures
from aspbudget.files.versions import Versions
from aspbudget.inputs.version import same_version, version
from aspbudget.lines.adding import add_up
from aspbudget.phrase import AsTyped, in_a_row, phrase
from aspbudget.statements.costing import lines as lines_of_a_statement
from aspbudget.workspace import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.commands.console import Console
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.workspace import Workspace

_TOTAL, _PARTS = "Total", " / "
_UNKNOWN = "Reviewed  version {reviewed} of {workbook} was never computed here, so that what moved since is not known"
_NONE_MOVED = "Reviewed  {none} moved since version {reviewed}; what its rows say did"
_MOVED = "Reviewed  {line} was {before} in version {reviewed}, and is {now}"


class Version(NamedTuple):
    """An input as it is now: its label, the code of what it says, the code that a review names, its printed figures by what they are called, their scale, and what is said of them where none moved."""

    label: str
    code: str
    reviewed: object
    figures: Mapping[str, float]
    scale: Scale
    none: str = "no printed figure"


def of_a_workbook(ready: Ready) -> Version:
    """Return the version of a workbook, with its printed figures, such as `4100 / Travel`, and their sum."""
    return Version(ready.inputs.label, version(ready.inputs), ready.inputs.cycle.get("reviewed_version"), _named(printed_figures(ready.figures)), _scale(ready))


def of_a_draft(draft: Costed) -> Version:
    """Return the version of a draft, with what it adds to each printed figure of its section, in later years by their names, and their sum; what its section says is a part of it."""
    rows, section, added = draft.draft_rows, draft.section, dict[tuple[str, ...], float]()
    for each in lines_of_a_statement(draft.figures, rows.years):
        place = (*([str(each.year)] if each.year != rows.years[0] else []), each.down, each.across)
        added[place] = added.get(place, 0.0) + each.amounts.additional
    return Version(draft.label, draft.version, draft.heading.get("reviewed_version"), _named(added), _scale(section), "nothing that it adds to the section")


def _scale(ready: Ready) -> Scale:
    return ready.catalogue.section.scale if ready.catalogue.section else Scale()


def versions(workbooks: Iterable[Ready], drafts: Iterable[Costed] = ()) -> tuple[Version, ...]:
    """Return the versions of the workbooks and the drafts of a cycle."""
    return (*map(of_a_workbook, workbooks), *map(of_a_draft, drafts))


def remember(workspace: Workspace, known: Iterable[Version]) -> None:
    """Record the printed figures of the versions that were computed, so that later ones can be compared with them."""
    record = Versions.of((workspace.root / OUTPUTS).resolve())
    for each in known:
        record.add(each.label, each.code, dict(each.figures))


def lines(workspace: Workspace, found: Iterable[Version], words: Console = ENGLISH) -> Iterator[str]:
    """Yield the code of each version, which a review names; then what was reviewed and is no longer so."""
    known = tuple(found)
    yield from (words(phrase("Version   {code} of {workbook}", code=AsTyped(each.code), workbook=AsTyped(each.label))) for each in known)
    for each in known:
        yield from map(words, _moved_since_review(workspace, each))


def _named(figures: Mapping[tuple[str, ...], float]) -> dict[str, float]:
    found = {_PARTS.join(reversed(place)): amount for place, amount in figures.items() if amount}
    return found | {_TOTAL: add_up(found.values())}


def _moved_since_review(workspace: Workspace, now: Version) -> Iterator[str]:
    """Yield each printed figure that moved, or that the version reviewed is not known here."""
    if not (isinstance(now.reviewed, str) and now.reviewed.strip()) or same_version(now.reviewed, now.code):
        return
    known = Versions.of((workspace.root / OUTPUTS).resolve()).known.get(now.label, {})
    before = next((each for code, each in known.items() if same_version(now.reviewed, code)), None)
    if before is None:
        yield phrase(_UNKNOWN, reviewed=AsTyped(now.reviewed), workbook=AsTyped(now.label))
        return
    yield from _moved(before, now)


def _moved(before: Mapping[str, float], now: Version) -> Iterator[str]:
    moved = [line for line in dict.fromkeys([*before, *now.figures]) if before.get(line, 0.0) != now.figures.get(line, 0.0)]
    if not moved:
        yield phrase(_NONE_MOVED, none=now.none, reviewed=AsTyped(now.reviewed))
    for line in moved:
        amounts = {"before": now.scale.text(before.get(line, 0.0)), "now": now.scale.text(now.figures.get(line, 0.0))}
        yield phrase(_MOVED, line=in_a_row(line.split(_PARTS), _PARTS), reviewed=AsTyped(now.reviewed), **amounts)
