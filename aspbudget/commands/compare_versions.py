"""The command `compare` of two versions of a draft: which paragraphs moved, and which money, by paragraph and line."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget.commands.baselines import Baselines
from aspbudget.commands.drafts import draft, read_drafts, section_for
from aspbudget.declare.model import SECTION
from aspbudget.declare.practice import known
from aspbudget.faults import WrongUse
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.worded import is_a_draft
from aspbudget.statements.costing import statement as statement_by
from aspbudget.statements.statement import Amounts
from aspbudget.statements.version_changes import ADDED, DROPPED, VersionChanges, changes, difference
from aspbudget.verbs import Answer, Row, cut, table
from aspbudget.workspace import CYCLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.statements.statement import Paragraph, Statement
    from aspbudget.statements.version_changes import MoneyMoved, ParagraphChange
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_DRAFT = re.compile(rf"({CYCLE.pattern})/(.+)")
_LABEL = 44
_SHOWN, _LEAD = 100, 30  # letters of a text that a line shows, and of these how many stand before the first that differs


class NotTwoVersions(WrongUse):
    """One of the two is no draft, or they are of different cycles, so that they are no two versions of a draft."""


def versions_of(workspace: Workspace, *names: str) -> tuple[tuple[str, Path], tuple[str, Path]] | None:
    """Return the cycle and the workbook of each of two versions of a draft; `None` where neither is a draft.

    Raises `NotTwoVersions` where only one of the two is one, or they are of different cycles, and `NoCycle` where there is no such draft.
    """
    one, other = (_version(workspace, name) for name in names)
    if not one and not other:
        return None
    if not (one and other) or one[0] != other[0]:
        wrong = names[0] if not one else names[1]
        why = "are of different cycles" if one and other else f"can't be compared: {wrong} is no draft"
        message = f"{names[0]} and {names[1]} {why}; name two versions of a draft of one cycle, such as 2004/L.5 and 2004/L.5-Rev.1."
        raise NotTwoVersions(message)
    return one, other


def _version(workspace: Workspace, name: str) -> tuple[str, Path] | None:
    """Return the cycle and the workbook of a draft that is named, as 2004/L.5 or by its path; `None` where it is none."""
    path = Path(name)
    if path.suffix.casefold() == ".xlsx" and path.is_file():
        return (_cycle(workspace, path), path) if known(workspace.content) and is_a_draft(workspace.content, read(path, name)) else None
    found = _DRAFT.fullmatch(name)
    return (found[1], draft(workspace, workspace.cycle(found[1]), f"{found[3]}.xlsx".replace(".xlsx.xlsx", ".xlsx"))) if found else None


def _cycle(workspace: Workspace, path: Path) -> str:
    """Return the cycle in whose folder a draft lies, or the newest that has a section where it lies in none."""
    folder = path.resolve().parents[1].name
    return folder if folder in workspace.cycles() else workspace.cycle(None, f"{SECTION}.xlsx")


def versions_compared(asked: Asked, one: tuple[str, Path], other: tuple[str, Path]) -> Answer:
    """Compare two versions of a draft, each costed beside the section that it names; raise `Refused` with the faults of both."""
    workspace, (cycle, old), (_, new) = asked.workspace, one, other
    labels = {path: _label(workspace, path) for path in (old, new)}
    section = section_for(prepare(workspace, cycle, asked.say, (SECTION,)), *labels.values())
    found = read_drafts(Baselines(workspace, section, asked.say), dict.fromkeys((old, new)), labels)
    before, after = (statement_by(each) for each in (found[0], found[-1]))
    moved = changes(before, after)
    return Answer(_document(moved), _lines(moved))


def _label(workspace: Workspace, path: Path) -> str:
    whole = path.resolve()
    return workspace.label(whole) if whole.is_relative_to(workspace.root) else path.name


# As a JSON document.


def _document(moved: VersionChanges) -> dict[str, Any]:
    old, new = moved.old, moved.new
    return {
        "old": _named(old),
        "new": _named(new),
        "currency": new.currency,
        "year": new.year,
        "paragraphs": [
            {"change": each.kind, "before": _paragraph(each.before), "after": _paragraph(each.after), "changed": list(each.parts)} for each in moved.paragraphs
        ],
        "money": [
            {"paragraph": each.paragraph or None, new.axes.across: each.across, new.axes.down: each.down, "year": each.year, "kind": each.kind,
             **_moved(each.before, each.after)} for each in moved.money
        ],
        "years": [{"year": year, **_moved(old.in_year(year), new.in_year(year))} for year in new.years],
    }  # fmt: skip


def _named(statement: Statement) -> dict[str, str]:
    return {name: getattr(statement, name) for name in ("symbol", "version", "state", "dated", "baseline")}


def _paragraph(paragraph: Paragraph | None) -> dict[str, Any] | None:
    names = ("number", "text", "answer", "counts", "reason", "low", "high")
    return {name: getattr(paragraph, name) for name in names} if paragraph else None


def _moved(before: Amounts, after: Amounts) -> dict[str, dict[str, int]]:
    named = {"before": before, "after": after, "moved": difference(before, after)}
    return {name: {part: int(amount) for part, amount in amounts._asdict().items()} for name, amounts in named.items()}


# As text.


def _lines(moved: VersionChanges) -> Iterator[str]:
    old, new = moved.old, moved.new
    yield f"From {old.titled} to {new.titled}, {new.cycle}"
    yield f"Beside the section: {old.baseline if old.baseline == new.baseline else f'{old.baseline}, then {new.baseline}'}. {new.year}, {new.currency}"
    yield ""
    if moved.same:
        yield "No paragraph and no amount differs."
        return
    yield from (line for each in moved.paragraphs for line in _paragraph_lines(each))
    if not moved.paragraphs:
        yield "Paragraphs: none differs."
    yield ""
    yield from _money_lines(moved)


def _paragraph_lines(change: ParagraphChange) -> Iterator[str]:
    """Yield what became of a paragraph, and its text, answer and range before and after where they differ."""
    one, other = change.before, change.after
    number = f"{one.number} → {other.number}" if one and other and one.number != other.number else change.number
    changed = [name for name in change.parts if name != "number"]
    yield f"Paragraph {number}: {change.kind}" + (f", {', '.join(_TITLES[name] for name in changed)}" if changed else "")
    if change.kind in (ADDED, DROPPED) and (known_ := other or one):
        yield f"  {known_.answer}: {_shown(known_.text)}"
    if one and other:
        for name in changed:
            before, after = (_text(getattr(each, name)) for each in (one, other))
            begin = before.rfind(" ", 0, max(_same(before, after) - _LEAD, 0)) + 1
            yield f"  {_shown(before, begin)}"
            yield f"  → {_shown(after, begin)}"


_TITLES = {"text": "text", "answer": "answer", "counts": "whether it counts", "reason": "reason", "low": "at least", "high": "at most", "excludes": "what the range leaves out"}


def _text(value: object) -> str:
    """Return a value in words."""
    if isinstance(value, bool):
        return "counts" if value else "left out"
    if isinstance(value, float):
        return f"{value:,.0f}"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _same(before: str, after: str) -> int:
    """Return how many letters two texts begin with that are the same."""
    return next((place for place, (one, other) in enumerate(zip_longest(before, after)) if one != other), len(before))


def _shown(text: str, begin: int = 0) -> str:
    """Return a text as a line shows it, from a letter on, and no longer than a line."""
    shown = text[begin : begin + _SHOWN]
    return f"{'…' if begin else ''}{shown}{'…' if begin + _SHOWN < len(text) else ''}" or "empty"


def _money_lines(moved: VersionChanges) -> Iterator[str]:
    """Yield the lines of the budget year that moved, by how much, and the totals of each year."""
    old, new = moved.old, moved.new
    rows = [Row(f"Moved in {new.year}", [name.capitalize() for name in Amounts._fields])]
    rows += [Row(cut(_place(each), _LABEL), _signed(each.difference)) for each in moved.in_year(new.year)]
    rows += [Row("Moved in all", _signed(difference(old.total, new.total)), strong=True)]
    rows += [Row(cut(f"Total, {each.titled}", _LABEL), [f"{amount:,.0f}" for amount in each.total], strong=True) for each in (old, new)]
    yield from table(rows)
    for year in new.years[1:]:
        before, after = old.in_year(year).additional, new.in_year(year).additional
        if before != after:
            yield f"Additional in {year}: {before:,.0f} → {after:,.0f}"


def _place(money: MoneyMoved) -> str:
    return f"  {money.paragraph or 'Joint effect'}  {money.across} / {money.down}, {money.kind}"


def _signed(amounts: Amounts) -> list[str]:
    return [f"{amount:+,.0f}" if amount else "–" for amount in amounts]
