"""Reports: what the commands print at their end: the section as a table, what was written and proven, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.text import aligned
from aspbudget.declare.sheet import in_words
from aspbudget.faults import count
from aspbudget.figures.printed import amounts, keys_across, rows_down
from aspbudget.figures.timetable import timetables
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aspbudget.commands.done import Issued, IssuedTogether, Put, Run
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.inputs.standing import Standing
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Amounts, Paragraph


def run(done: Run) -> Iterator[str]:
    """Yield what `aspbudget cost` ends with: the section's table, its standing, the files, and what was proven."""
    if done.cycle.section:
        cycle = done.cycle.section.inputs.cycle
        yield ""
        yield f"{cycle['section']}, {cycle['cycle']}"
        yield f"Proposed, {done.cycle.section.layout.scale.unit(cycle['currency'])}"
        yield ""
        yield from section(done.cycle.section)
    for ready in done.cycle.workbooks:
        yield ""
        for path, found in done.written(ready.workbook):
            yield from _written(done.put, [path])
            yield f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
        yield from status(ready)
        yield from _waiting(ready)
        yield from noted(ready.inputs)
    for issued in done.statements:
        yield from issued_files(issued, done.put)
    yield from _left(done)


def _left(done: Run) -> Iterator[str]:
    """Yield the outputs of earlier runs that have no input any more."""
    if done.left:
        yield ""
    yield from (f"Left      {file} is of an earlier run: what it was made from is not in the inputs" for file in done.left)
    if done.left:
        yield f"Next      to move aside what is left, run: aspbudget tidy {done.cycle.name}"


def _written(put: Put, paths: Iterable[Path]) -> Iterator[str]:
    """Yield where files were put, and which edited ones were kept."""
    for path in paths:
        yield f"Written   {put.files[path]}"
        if path in put.edited:
            yield f"Kept      {put.edited[path]}, which is not as it was last written here"


def _waiting(ready: Ready) -> Iterator[str]:
    """Yield, for each calendar, how many entries have no day yet and so cost nothing."""
    for layout in timetables(ready.figures):
        table, column = layout.waiting
        number = int(ready.figures.tables[table].columns[column].sum())
        if number:
            title = ready.catalogue.tables[table].title
            yield f"Waiting   {number} {layout.table} of sheet {title} have no day and are in no figure: aspbudget slots {ready.cycle} --arrange"


def statement(issued: Issued, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with: each paragraph's cost, the sums by year, the files, and what was proven."""
    statement = issued.statement
    yield ""
    yield f"Budgetary implications of {statement.titled}, {statement.cycle}"
    yield f"Beside the section: {statement.baseline}. {statement.year}, {statement.currency}"
    yield ""
    yield _row("Paragraph", ["Full", "Provided", "Pooled", "Absorbed", "Additional"])
    silent = 0
    for each in statement.paragraphs:
        amounts = statement.paragraph(each.number)
        if any(amounts) or each.high:
            bounds = f"  {each.low:,.0f} to {each.high:,.0f}, in no total{_without(each)}" if each.high else ""
            yield _row(f"{each.number}  {each.answer}", _shown(amounts)) + bounds
        silent += not (any(amounts) or each.high)
    if any(statement.joint):
        yield _row("Joint effect", _shown(statement.joint))
    yield _row("Total", _shown(statement.total))
    yield ""
    for year in statement.years[1:]:
        yield _row(f"Total {year}", _shown(statement.in_year(year)))
    source = f" To be met from: {statement.met_from}." if statement.total.additional else ""
    yield f"{count(silent, 'paragraph')} without requirements in {statement.year}.{source}"
    yield from issued_files(issued, put)


def together(issued: IssuedTogether, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with for several drafts: each by itself, the joint effect, the sums by year, and the files."""
    whole, found = issued.statement, issued.consolidated
    turn = ["In order"] if found.ordered else []
    yield ""
    yield f"Budgetary implications of {count(len(found.drafts), 'draft')} together, {whole.cycle}"
    yield f"Beside the section: {whole.baseline}. {whole.year}, {whole.currency}"
    yield ""
    yield _row("Draft", ["Full", "Provided", "Pooled", "Absorbed", "Additional", *turn])
    for each in found.drafts:
        yield _row(each.symbol, _shown(each.in_year(whole.year)) + [_shown(each.in_order[0])[-1] for _ in turn])
    yield _row("Joint effect between drafts", _shown(found.joint(whole.year)))
    yield _row("Total", _shown(whole.total) + [_shown(whole.total)[-1] for _ in turn])
    yield ""
    for year in whole.years[1:]:
        yield _row(f"Total {year}", _shown(whole.in_year(year)))
    yield from issued_files(issued, put)


def _without(paragraph: Paragraph) -> str:
    return f", without {'; '.join(paragraph.excludes)}" if paragraph.excludes else ""


def _row(label: str, cells: list[str]) -> str:
    return aligned(label, cells, each=12)


def _shown(amounts: Amounts) -> list[str]:
    return [f"{amount:,.0f}" if amount else "–" for amount in amounts]


def issued_files(issued: Issued, put: Put) -> Iterator[str]:
    """Yield the files of a statement, what was proven, and its standing."""
    yield ""
    yield from _written(put, issued.files)
    for path, found in zip(issued.files, issued.checked, strict=True):
        if path.suffix == ".xlsx":
            yield f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
        else:
            yield f"Read      {found.cells:,} numerals of the text, {len(found.differences)} that no figure explains"
    yield f"Required  {issued.statement.currency} {issued.statement.total.additional:,.0f} in addition in {issued.statement.year}"
    yield from _draft_status(issued.found)


def checked_drafts(drafts: tuple[Costed, ...]) -> Iterator[str]:
    """Yield what `aspbudget check` says of each draft in which it finds nothing to correct."""
    for draft in drafts:
        yield f"{draft.inputs.label}: nothing to correct."
        yield from _draft_status(draft)


def _draft_status(draft: Costed) -> Iterator[str]:
    yield f"Status    {draft.standing.sentence}"
    yield from _missing(draft.figures.catalogue, draft.inputs, draft.standing)
    yield from noted(draft.inputs)


def section(ready: Ready) -> Iterator[str]:
    """Yield the printed table of the section, as text; a dash stands for nothing."""
    layout, figures = ready.layout, ready.figures
    known = amounts(figures, layout, layout.figure)
    across = [key for key, _ in keys_across(figures, layout)]
    yield aligned("", [*across, "Total"])
    group = dict.fromkeys(across, 0.0)
    whole = dict.fromkeys(across, 0.0)
    for row in rows_down(figures, layout):
        if row.kind == "key":
            values = {key: known[row.label, key] for key in across}
            group = {key: group[key] + values[key] for key in across}
            whole = {key: whole[key] + values[key] for key in across}
        else:
            values = group if row.kind == "subtotal" else whole
            group = dict.fromkeys(across, 0.0)
        numbers = [*values.values(), add_up(values.values())]
        yield aligned(row.label, [layout.scale.text(number) for number in numbers])


def status(ready: Ready) -> Iterator[str]:
    """Yield whether a workbook is a draft and why, and each row whose figure is missing."""
    yield f"Status    {ready.standing.sentence}"
    yield from _missing(ready.catalogue, ready.inputs, ready.standing)


def _missing(catalogue: Catalogue, inputs: Inputs, standing: Standing) -> Iterator[str]:
    """Yield each row whose figure is missing, so that it counts as 0: its cell, and what it is."""
    for table, row in standing.missing:
        key = catalogue.key(table)
        where = "!".join(inputs.place(catalogue.tables[table], key, row))
        yield f"Missing   {where} {in_words(str(inputs.frames[table].at[row, key]))}"


def noted(inputs: Inputs) -> Iterator[str]:
    """Yield what was found in the inputs that is no mistake, but that whoever signs should know."""
    yield from (f"Note      {remark}" for remark in inputs.remarks)


def checked(cycle: Cycle) -> Iterator[str]:
    """Yield what `aspbudget check` ends with when it finds nothing to correct."""
    for ready in cycle.workbooks:
        rows = sum(len(frame) for frame in ready.inputs.frames.values())
        yield f"{ready.inputs.label}: {count(rows, 'row')} in {count(len(ready.inputs.frames), 'sheet')}, nothing to correct."
        yield from status(ready)
        yield from noted(ready.inputs)
