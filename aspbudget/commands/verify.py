"""The command `verify`: whether an output is as it was written, however it was saved since, and if not, which cells or words were altered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.original import among_outputs, sealed, written_again
from aspbudget.commands.signing import FITS, NONE, Verdict, verdict
from aspbudget.documents.altered import PARAGRAPH, document_alterations
from aspbudget.documents.sealed import SealedDocument
from aspbudget.faults import WrongUse, count
from aspbudget.inputs.sealed import SealedBook
from aspbudget.recalculation import NotAnswered, recalculated_apart, tables_without_titles
from aspbudget.review.alterations import CELL, Alteration, alterations
from aspbudget.terminal import doubtful, strong, wrong
from aspbudget.verbs import Answer, cut
from aspbudget.workbooks.reconcile import address, agree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.commands.original import Sealed
    from aspbudget.recalculation import Formula, Value
    from aspbudget.verbs import Asked

UNALTERED, ALTERED, NOT_OURS = "unaltered", "altered", "not ours"
STORED = "stored value"
_MOST, _LONGEST, _BEFORE, _CODE = 20, 60, 20, 1
_BREAK = "\n"
_UNTITLED = "The program that saved it left out that its tables have a row of titles: a spreadsheet that computes it again may count that row. Work with the original."
_NO_TABLES = "Formulas that name the columns of tables that were removed give nothing once they are computed again: some programs, such as SheetJS, save no tables. Work with the original."
_FORGERY = "The seal shows accidents and edits; it is no proof against someone who computes it again."


class NotOneKind(WrongUse):
    """A workbook and a document can't be compared."""


class _Verified(NamedTuple):
    """A file that has a seal, its original where that was found, what was altered, and a remark on what could not be compared."""

    path: Path
    found: Sealed
    original: Sealed | None
    altered: Sequence[Alteration]
    remark: str = ""
    signed: Verdict = Verdict(NONE)


def verify(asked: Asked) -> Answer:
    """Say in the first line whether a file is as it was written, was altered, or is none of this tool's; exit code 1 unless it is as it was written."""
    workspace, options = asked.workspace, asked.options
    path = Path(options.file)
    found = sealed(workspace, path)
    if not found.stated:
        return Answer({"file": str(path), "answer": NOT_OURS}, [wrong(f"Not ours: {path} has no seal, so that no run of aspbudget wrote it, or one that was older than seals.")], code=_CODE)
    signed = verdict(found, options.key)
    original = sealed(workspace, Path(options.against)) if options.against else among_outputs(workspace, found)
    if found.is_unaltered:
        return _answer(_with_stored_values(path, found, original)._replace(signed=signed), every=options.all)
    if original is None and isinstance(found, SealedBook):
        asked.say("Computing the original again from the inputs")
        original = written_again(workspace, found)
    return _answer(_Verified(path, found, original, list(_between(original, found)) if original else [], signed=signed), every=options.all)


def _between(original: Sealed, found: Sealed) -> Iterator[Alteration]:
    """Yield what differs between two files of one kind; raise `NotOneKind` for two of different kinds."""
    if isinstance(original, SealedDocument) and isinstance(found, SealedDocument):
        return document_alterations(original, found)
    if isinstance(original, SealedBook) and isinstance(found, SealedBook):
        return alterations(original, found)
    message = f"{original.label} and {found.label} are a workbook and a document: name the original of the one that is verified."
    raise NotOneKind(message)


def _with_stored_values(path: Path, found: Sealed, original: Sealed | None) -> _Verified:
    """Compare the values that the file has of its formulas, which the seal leaves out, with what they give when they are computed again."""
    if isinstance(found, SealedDocument):
        return _Verified(path, found, original, ())
    if not found.stored:
        return _Verified(path, found, original, (), "The program that saved it left out the values of formulas: open it in a spreadsheet to see them.")
    try:
        formulas = recalculated_apart(found.data, found.stored)
    except NotAnswered:
        return _Verified(path, found, original, (), "The values that it has of its formulas could not be computed again, so that they are taken on trust.")
    pairs = zip(found.stored, formulas, strict=True)
    other = [Alteration(STORED, sheet, address(row, column), _shown(each.recalculated), _shown(each.stored))
             for (sheet, row, column), each in pairs if not (each.failed or _agrees(each))]  # fmt: skip
    failed = [each for each in formulas if each.failed and not _agrees(each)]
    remark = f"The values of {count(len(failed), 'formula')} could not be computed again, so that they are taken on trust." if failed else ""
    return _Verified(path, found, original, other, remark or (_UNTITLED if tables_without_titles(found.data) else ""))


def _agrees(formula: Formula) -> bool:
    return agree(formula.recalculated, formula.stored) or (formula.stored or "") == (formula.recalculated or "")


def _shown(value: Value) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _answer(verified: _Verified, *, every: bool) -> Answer:
    found, altered = verified.found, verified.altered
    whole = found.is_unaltered and not altered
    document = {
        "file": str(verified.path), "answer": UNALTERED if whole else ALTERED, "seal": found.stated,
        "original": verified.original.label if verified.original else None,
        "sheets": list(_sheets(found)), "altered": [each._asdict() for each in altered],
        "signature": verified.signed.answer, "key": verified.signed.key,
    }  # fmt: skip
    lines = _unaltered(verified) if whole else _altered(verified, every=every)
    fits = verified.signed.answer == FITS
    asked_for = bool(verified.signed.public)
    return Answer(document, [*lines, *verified.signed.lines(), *([] if fits else [_FORGERY])], code=0 if whole and (fits or not asked_for) else _CODE)


def _unaltered(verified: _Verified) -> Iterator[str]:
    original = verified.original
    yield strong(f"This run's, unaltered: {verified.path}, seal {verified.found.stated}" if original else f"Unaltered: {verified.path}, seal {verified.found.stated}")
    yield f"The same as {original.label}." if original else "No other file among the outputs has this seal: if it should be there, cost has been run since from other inputs."
    if verified.remark:
        yield doubtful(verified.remark)


def _sheets(found: Sealed) -> Iterator[str]:
    """Yield the sheets that are not as the seal says: gone, added, or with another content; of a document none."""
    if isinstance(found, SealedDocument):
        return
    names = dict.fromkeys([*found.codes, *found.found])
    yield from (name for name in names if found.codes.get(name) != found.found.get(name)) if found.codes else ()


def _altered(verified: _Verified, *, every: bool) -> Iterator[str]:
    found, original = verified.found, verified.original
    altered, following = _first_things_first(verified.altered)
    kinds = Counter("cell" if each.kind in (CELL, STORED) else each.kind.partition(" ")[0] for each in altered)
    counted = ", ".join(count(kinds[kind], kind) for kind in ("paragraph", "cell", "row", "column", "table", "sheet") if kinds[kind])
    yield wrong(f"Altered{f' in {counted}' if counted else ''}: {verified.path}, seal {found.stated}")
    if isinstance(found, SealedBook) and not found.codes:
        yield doubtful("Its sheet Seal is gone.")
    if isinstance(found, SealedDocument) and found.feet != {found.stated}:
        yield doubtful(f"The code at the foot of its pages is {' and '.join(sorted(found.feet)) or 'gone'}.")
    if original:
        yield f"Compared with {original.label}"
    shown = altered if every else altered[:_MOST]
    yield from (f"  {_line(each)}" for each in shown)
    if len(altered) > len(shown):
        yield f"  … and {len(altered) - len(shown)} more; --all lists them, and --json"
    if following:
        yield f"  and, in what names it, {count(following, 'formula')} that read as before; --json lists them"
    if kinds["table"]:
        yield doubtful(_NO_TABLES)
    if not altered:
        yield from _without_original(found, original)


def _first_things_first(altered: Sequence[Alteration]) -> tuple[list[Alteration], int]:
    """Return what was altered, sheets first, without the formulas that read as before and only name something that was; and how many of these there are."""
    ordered = sorted(altered, key=lambda each: not each.kind.startswith("sheet"))
    shown = [each for each in ordered if each.kind != CELL or each.before != each.now]
    return (shown, len(ordered) - len(shown)) if shown else (ordered, 0)


def _without_original(found: Sealed, original: Sealed | None) -> Iterator[str]:
    """Yield the sheets that differ, where it isn't known what they held, or what else was changed."""
    if original:
        yield f"Every {'word' if isinstance(found, SealedDocument) else 'cell'} is as it was; the seal itself was changed."
        return
    if sheets := list(_sheets(found)):
        yield f"  {count(len(sheets), 'sheet')}: {', '.join(sheets)}"
    elif isinstance(found, SealedBook) and found.codes:
        yield "  The seal itself was changed."
    cells, written = ("words", "document") if isinstance(found, SealedDocument) else ("cells", "workbook")
    yield f"To see which {cells}, name the {written} as it was written: aspbudget verify … --against ORIGINAL"


def _line(each: Alteration) -> str:
    if each.kind in (CELL, PARAGRAPH):
        place = f"{each.sheet}, {each.cell}" if each.cell.startswith("row ") else "!".join(part for part in each[1:3] if part)
        return f"{place}: {' → '.join(_differing(each.before, each.now))}"
    if each.kind == STORED:
        return f"{each.sheet}!{each.cell}: the formula gives {each.before}, and the file has {each.now}"
    if not each.cell:
        text = each.before or each.now
        return f"{each.kind.capitalize()}  {_text(text)}" if text else f"{each.sheet}: {each.kind}"
    place = f"column {each.cell}" if each.kind.startswith("column") else f"row {each.cell}: {each.before or each.now}"
    return f"{each.kind.capitalize()}  {each.sheet}, {cut(place.replace(_BREAK, ' '), _LONGEST)}"


def _differing(before: str, now: str) -> tuple[str, str]:
    """Return two texts as they are shown beside each other: of long ones from a little before the place where they begin to differ."""
    same = next((place for place, (one, other) in enumerate(zip(before, now, strict=False)) if one != other), min(len(before), len(now)))
    left_out = max(0, before.rfind(" ", 0, max(0, same - _BEFORE))) if max(len(before), len(now)) > _LONGEST else 0
    one, other = (_text(f"…{each[left_out:]}" if left_out and each else each) for each in (before, now))
    return one, other


def _text(content: str) -> str:
    return cut(content.replace(_BREAK, " "), _LONGEST) or "nothing"
