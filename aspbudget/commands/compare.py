"""The command `compare`: two cycles, input workbooks, versions of a draft, or texts of a statement; and how a section compares with the one before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.commands import compare_schedules
from aspbudget.commands.compare_text import cut, listed
from aspbudget.commands.console import Console
from aspbudget.declare.layout import Scale
from aspbudget.declare.model import SECTION
from aspbudget.faults import Refused, count
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.inputs.package import UnsafeError
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import opened
from aspbudget.inputs.worded import in_another_language
from aspbudget.lines.adding import add_up
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.review.bridge import Incomparable
from aspbudget.review.comparison import compare as compared
from aspbudget.review.shared_out import SharedOut
from aspbudget.terminal import strong
from aspbudget.verbs import Answer, Row, table
from aspbudget.workspace import INPUTS, SPREADSHEETS, NoCycle, follows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.figures.printed import Amounts
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.bridge import Bar
    from aspbudget.review.comparison import Comparison
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

TEXT = ".docx"
_PLACE, _FURTHER = 90, "  "
_PER_CENT = Scale(1, 1)
_NOTES = (
    "{count:,} more change of sources, dates and other notes, and of sheets on which the section does not depend.",
    "{count:,} more changes of sources, dates and other notes, and of sheets on which the section does not depend.",
)


def compare(asked: Asked) -> Answer:
    """Compare two cycles, two input workbooks, two versions of a draft, or two texts of a statement."""
    names = asked.options.one, asked.options.other
    if all(Path(name).suffix.casefold() == TEXT for name in names):
        return _texts(*map(Path, names))
    if any(map(_may_be_a_draft, names)):
        from aspbudget.commands.compare_versions import versions_compared, versions_of  # noqa: PLC0415 - drafts take their time to load, and most comparisons are of cycles

        if versions := versions_of(asked.workspace, *names):
            return versions_compared(asked, *versions)
    kinds = _kinds(asked.workspace, *names)
    others = {kind: SharedOut(*(side(asked.workspace, name, kind) for name in names)) for kind in kinds if kind != SECTION}
    text = [line for each in others.values() for line in compare_schedules.lines(each)]
    documents = {kind: each.as_dict() for kind, each in others.items()}
    if others and SECTION not in kinds:
        return Answer(documents, text)
    found = compared(*sides(asked.workspace, *names), split=asked.options.symmetric)
    return Answer(found.as_dict() | documents, [*text, *([""] if text else []), *lines(found)])


def _may_be_a_draft(name: str) -> bool:
    """Whether a name may be that of a draft, such as 2004/L.5, or the path of a workbook; that of a cycle isn't."""
    return "/" in name or Path(name).suffix.casefold() in SPREADSHEETS


def _kinds(workspace: Workspace, one: str, other: str) -> list[str]:
    """Return what workbooks two cycles, or two files, both are or have, such as `section`; none where one of them isn't there."""
    sides = [_workbooks(workspace, name) for name in (one, other)]
    return [kind for kind in workbooks(workspace.content) if all(kind in each for each in sides)]


def _workbooks(workspace: Workspace, name: str) -> list[str]:
    known, path = workbooks(workspace.content), Path(name)
    if path.suffix.casefold() not in SPREADSHEETS:
        return [kind for kind in known if workspace.inputs(workspace.cycle(name), f"{kind}.xlsx").exists()]
    if not path.exists():
        return []
    sheets = read(path, name).sheets
    models = {kind: catalogue(kind, workspace.content) for kind in known}
    return [max(known, key=lambda kind: len([sheet for sheet in sheets if in_another_language(models[kind], sheet)]))]


def sides(workspace: Workspace, one: str, other: str) -> tuple[Ready, Ready]:
    """Return the two sections that a person names, the first as approved where the second follows it and it keeps that."""
    return side(workspace, _as_approved(workspace, one, other)), side(workspace, other)


def _as_approved(workspace: Workspace, one: str, other: str) -> str:
    """Return what is compared with a cycle that follows another: the other as approved, where it keeps that."""
    approved = workspace.approved(one) if follows(one, other) else None
    return str(approved) if approved else one


def _texts(one: Path, other: Path) -> Answer:
    """Compare the figures of two texts, as of one that was edited with the new one beside it."""
    from aspbudget.documents.moved import moved as figures_moved  # noqa: PLC0415 - most comparisons are of workbooks

    found = figures_moved(_text(one), _text(other))
    heading = f"From {one} to {other}: {count(len(found), 'place')} where figures differ" if found else f"{one} and {other} have the same figures."
    lines = [line for each in found for line in (f"  {shown_place(each.words)}", f"    {_figures(each.before)} → {_figures(each.after)}")]
    return Answer({"old": str(one), "new": str(other), "moved": [each._asdict() for each in found]}, [heading, *lines])


def _text(path: Path) -> bytes:
    """Return a Word document; raise `NoCycle` when there is none, and `Refused` when it is not one that can be read."""
    if not path.is_file():
        message = f"There is no text {path}; name the path of a Word document, such as outputs/2004/statements/L.3.docx."
        raise NoCycle(message)
    from aspbudget.documents.shown_text import guarded  # noqa: PLC0415 - as above

    try:
        return guarded(path.read_bytes())
    except UnsafeError as unsafe:
        raise Refused(unsafe.faults(str(path))) from unsafe


def _figures(figures: tuple[str, ...]) -> str:
    return " ".join(figures) or "nothing"


def shown_place(words: str) -> str:
    """Return the beginning of a place of a text."""
    return words if len(words) <= _PLACE else f"{words[:_PLACE]}…"


def side(workspace: Workspace, name: str, kind: str = SECTION) -> Ready:
    """Return the section, or the workbook of another kind, that a person names: by its cycle, or by the path of an input workbook.

    Raises `NoCycle` when there is none of that name, and `Refused` with every fault of its inputs.
    """
    path = Path(name)
    if path.suffix.casefold() in SPREADSHEETS:
        if not path.exists():
            message = f"There is no workbook {name}; name a cycle, such as 2004, or the path of an input workbook."
            raise NoCycle(message)
        return opened(workspace.content, path, workspace.label(path) if path.is_relative_to(workspace.root) else name, workbook=kind)
    path = workspace.inputs(workspace.cycle(name), f"{kind}.xlsx")
    if not path.exists():
        message = f"Cycle {name} has no {workspace.label(path)}, so there is no section to compare."
        raise NoCycle(message)
    return opened(workspace.content, path, workspace.label(path), name, workbook=kind)


def with_earlier(workspace: Workspace, ready: Ready) -> Comparison | str:
    """Return how a section compares with that of the cycle before, or in words why there is no comparison.

    For a workbook that is no section, such as contributions, the words are an empty text.
    """
    if ready.workbook != SECTION:
        return ""
    path = workspace.earlier(ready.cycle)
    if path is None or not path.exists():
        return "the workspace has no section of the cycle before"
    before = path.relative_to(workspace.root / INPUTS).parts[0]
    try:
        return compared(opened(workspace.content, path, workspace.label(path), before), ready)
    except Incomparable as gap:
        return str(gap)
    except Refused as refused:
        faults = count(len(refused.faults), "cell")
        return f"{workspace.label(path)} has {faults} to correct; aspbudget check {before} lists them"


def lines(found: Comparison) -> Iterator[str]:
    """Yield the comparison as text: what changed, rows that may have been renamed, and last the bridge by column of the section."""
    old, new = found.between.old, found.between.new
    words = Console.of(new.catalogue, new.inputs)
    yield from listed(found.counted, words)
    if found.suggestions:
        yield strong(words("May be the same row under another name; say so in sheet Renamed, and it counts as one"))
        yield from cut([f"{words(each.sheet)}: {each.before} → {each.now}" for each in found.suggestions], words)
        yield ""
    notes = len(found.changes) - len(found.counted)
    if notes:
        yield words(counted(*_NOTES, notes))
        yield ""
    elif not found.changes:
        yield words("The inputs are the same.")
        yield ""
    unit = new.layout.scale.unit(str(new.inputs.cycle["currency"]))
    yield strong(words(phrase("From {old} to {new}, {unit}", old=AsTyped(old.inputs.label), new=AsTyped(new.inputs.label), unit=unit)))
    yield ""
    yield from table([row._replace(label=_label(row.label, words), cells=[*map(words.name, row.cells)]) for row in _rows(found)])


def _label(label: str, words: Console) -> str:
    """Return the label of a row, which may stand further in, in the language of the answer."""
    return f"{_FURTHER}{words(label.removeprefix(_FURTHER))}" if label.startswith(_FURTHER) else words(label)


def _rows(found: Comparison) -> Iterator[Row]:
    bridge, scale = found.bridge, found.between.new.layout.scale
    columns = list(dict.fromkeys(place[0] for place in bridge.places))
    yield Row("", [*columns, "Total", "%", *(["Symmetric"] if found.split is not None else [])])
    start = "Approved" if bridge.approved else phrase("{cycle}, as costed today", cycle=found.between.old.cycle)
    yield Row(start, _across(bridge.start, columns, scale))
    for group in bridge.groups:
        for bar in group.bars:
            yield Row(f"{_FURTHER if group.title else ''}{bar.cause.title}", _changed(found, columns, [bar]))
        if group.title:
            yield Row(group.title, _changed(found, columns, group.bars), strong=True)
    yield Row("Residual", [""] * len(columns) + [scale.text(bridge.residual)])
    yield Row("Change", _changed(found, columns, bridge.bars), strong=True)
    yield Row(phrase("Proposed, {cycle}", cycle=found.between.new.cycle), _across(bridge.end, columns, scale), strong=True)


def _changed(found: Comparison, columns: list[str], bars: Sequence[Bar]) -> list[str]:
    """Return what causes change by column, in all, in per cent of what there was, and on average where that was asked for."""
    scale = found.between.new.layout.scale
    amounts = {place: add_up(bar.amounts.get(place, 0) for bar in bars) for bar in bars for place in bar.amounts}
    share = found.bridge.per_cent(add_up(amounts.values()))
    split = found.split
    means = [] if split is None else [scale.text(add_up(mean for bar in bars for mean in split.get(bar.cause.name, {}).values()))]
    return [*_across(amounts, columns, scale), "–" if share is None else _PER_CENT.text(share), *means]


def _across(amounts: Amounts, columns: list[str], scale: Scale) -> list[str]:
    totals = [add_up(amount for place, amount in amounts.items() if place[0] == column) for column in columns]
    return [scale.text(total) for total in (*totals, add_up(totals))]
