"""The command `merge`: two copies of an input workbook, edited at two desks, made one again, against the workbook from which both were made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget.commands.console import Console
from aspbudget.commands.text import placed
from aspbudget.faults import Remark, WrongUse
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.files.one_file import put, refuse
from aspbudget.inputs.read import read
from aspbudget.inputs.reworded import in_words_of
from aspbudget.inputs.three_way import merged
from aspbudget.inputs.worded import as_worded, is_a_draft, language_of
from aspbudget.language import Language
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.draft_sheets import combined, readable
from aspbudget.terminal import doubtful, strong
from aspbudget.verbs import Answer
from aspbudget.workbooks.merged_book import merged_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.three_way import Outcome
    from aspbudget.verbs import Asked

_TAKEN = "Taken     {changed}, {added} and {removed} in the other copy"
_CHANGED = "{count:,} cell changed", "{count:,} cells changed"
_ADDED, _REMOVED = ("{count:,} row added", "{count:,} rows added"), ("{count:,} row removed", "{count:,} rows removed")
_MORE = "… and {count:,} more, on the first sheet of the workbook"
_LOOK = "Next      look at each conflict on its first sheet, then delete that sheet"
_THEN = "Then      put it in the place of the one that was sent, in inputs, and run: aspbudget check"
_NEXT = "Next      put it in the place of the one that was sent, in inputs, and run: aspbudget check"
_MOST = 20


class NotOneWorkbook(WrongUse):
    """The three workbooks are not three copies of one: their sheets are of different kinds, or none is an input's."""


def merge(asked: Asked) -> Answer:
    """Make one workbook of two copies and write it as a new file; what both changed otherwise stays as in the first, marked and listed.

    Copies may be in different languages; the new file is in that of the workbook from which they were made.
    """
    options, target = asked.options, Path(asked.options.output)
    refuse(target, ".xlsx")
    base, mine, yours = three = [read(Path(name), name) for name in (options.base, options.mine, options.yours)]
    models, tables = _kind(asked.workspace.content, three)
    copied = next(raw for raw in (mine, yours, base) if language_of(models, raw) == language_of(models, base))
    called = as_worded(models, copied)
    named = tuple(called.sheets[table.name] for table in tables)
    worded = [in_words_of(models, raw, copied) for raw in three]
    own = next(each for raw, each in zip(three, worded, strict=True) if raw is copied)
    before = [] if copied is mine else [merged(called, named, own, own, worded[1])]
    found = merged(called, [table for table in named if copied is mine or table.title in copied.sheets], *worded)
    book = merged_book(called, named, own, [*before, found], Language(language_of(models, base), asked.workspace.content))
    put(target, book.data)
    found = replace(found, left=tuple(dict.fromkeys(each for step in (*before, found) for each in step.left)))
    places = [Remark(str(target), *mark[1:]) for mark in book.conflicts]
    words = Console.named(language_of(models, base), asked.workspace.content)
    return Answer(_document(found, str(target)), list(_lines(found, places, (mine, copied), target, words)))


def _kind(package: str, three: Sequence[RawWorkbook]) -> tuple[Catalogue, Sequence[Table]]:
    """Return the models of which all three workbooks are inputs, and the tables that they may have; raise `NotOneWorkbook` where they are not."""
    if all(is_a_draft(package, raw) for raw in three):
        anatomy = anatomy_of(catalogue(package=package))
        models = combined(anatomy)
        return models, readable(models, anatomy)
    for name in workbooks(package):
        models = catalogue(name, package)
        own = {table.name for model in models.models[1:] for table in model.tables} & models.sheets.keys()
        if all(_has(models, own, raw) for raw in three) and not any(is_a_draft(package, raw) for raw in three):
            return models, tuple(models.sheets.values())
    labels = ", ".join(raw.label for raw in three)
    message = f"{labels} are not three copies of one input workbook: name the one that was sent, yours, and the other."
    raise NotOneWorkbook(message)


def _has(models: Catalogue, own: set[str], raw: RawWorkbook) -> bool:
    return any(as_worded(models, raw).sheets[name].title in raw.sheets for name in own)


def _document(found: Outcome, target: str) -> dict[str, Any]:
    return {
        "added": [{"sheet": sheet, "row": row} for sheet, row, _ in found.added],
        "removed": [{"sheet": each.sheet, "row": each.row} for each in found.removed],
        "changed": [{"sheet": each.sheet, "row": each.row, "column": each.column, "value": _plain(each.value)} for each in found.changed],
        "conflicts": [{name: _plain(value) for name, value in each._asdict().items() if name != "columns"} | ({"columns": [*each.columns]} if each.columns else {}) for each in found.conflicts],
        "not_merged": list(found.left),
        "files": [target],
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _lines(found: Outcome, places: Sequence[Remark], read_as: tuple[RawWorkbook, RawWorkbook], target: Path, words: Console) -> Iterator[str]:
    """Yield what was taken over, the conflicts at their cells, and where the merged workbook is; `read_as` are mine, and the one of which it is a copy."""
    mine, copied = read_as
    changed, added, removed = (counted(*said, len(of)) for said, of in ((_CHANGED, found.changed), (_ADDED, found.added), (_REMOVED, found.removed)))
    yield words(phrase(_TAKEN, changed=changed, added=added, removed=removed))
    yield from (doubtful(words(phrase("Left out  {sheet}: it stays as in {workbook}", sheet=AsTyped(each), workbook=AsTyped(copied.label)))) for each in found.left)
    if found.conflicts:
        yield doubtful(words(phrase("Conflicts {count:,}, in which {workbook} is kept", count=len(found.conflicts), workbook=AsTyped(mine.label))))
        yield from (f"  {placed(each, words)}" for each in places[:_MOST])
        yield from [f"  {words(phrase(_MORE, count=len(places) - _MOST))}"] if len(places) > _MOST else []
    yield words(phrase("Written   {file}", file=AsTyped(target)))
    yield from [strong(words(_LOOK))] if found.conflicts else []
    yield words(_THEN if found.conflicts else _NEXT)
    yield from [] if found.conflicts else [strong(words("Nothing was in conflict."))]
