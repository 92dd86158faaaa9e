"""Reports: what the commands print at their end: files and proofs first, then tables, and last what the office asked: how much, and whether it is a draft."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from aspbudget.commands.text import placed
from aspbudget.declare.layout import Scale
from aspbudget.declare.sheet import in_words
from aspbudget.faults import count
from aspbudget.figures.printed import amounts, keys_across, rows_down
from aspbudget.figures.timetable import timetables
from aspbudget.inputs.translations import by_officers
from aspbudget.inputs.worded import language_as_worded
from aspbudget.lines.adding import add_up
from aspbudget.terminal import doubtful, faint, strong
from aspbudget.verbs import Row, table
from aspbudget.workspace import CONSOLIDATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from aspbudget.commands.done import Issued, IssuedTogether, Put, Run
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.inputs.standing import Standing
    from aspbudget.review.comparison import Comparison
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Amounts, Paragraph
    from aspbudget.workbooks.reconcile import Reconciliation

_MOST_NAMED = 6
_MOST_NOTES = 5
_WHOLE = Scale(digits=0)


def run(done: Run, *, shown: bool = False) -> Iterator[str]:
    """Yield what `aspbudget cost` ends with: the files and what was proven, the section's table and its change, what drafts cost, and what is a draft.

    Where the table was `shown` beforehand, its total stands for it, as the last line.
    """
    yield ""
    yield from written(done.put, [*done.workbooks, *(path for each in done.statements for path in each.files), *done.page])
    yield from [f"No page   {done.unmade}"] if done.unmade else []
    yield from _readers(done)
    yield from proven([*done.reconciliations, *(proof for each in done.statements for proof in each.recalculated)], [text for each in done.statements for text in each.read_back])
    yield from _left(done)
    yield from done.moved
    for ready in done.cycle.workbooks:
        yield from _waiting(ready)
        yield from noted(ready.inputs, _MOST_NOTES)
    if done.cycle.section:
        yield from [""] if shown else _section(done.cycle.section)
        yield from changed(done.earlier)
    yield from (required(each) for each in done.statements)
    named: set[str] = set()
    for ready in done.cycle.workbooks:
        yield from status(ready, named)
    for each in done.statements:
        yield from draft_status(each.found, named)
    if shown and done.cycle.section:
        yield _total(done.cycle.section)


def beforehand(ready: Ready) -> Iterator[str]:
    """Yield what `aspbudget cost` begins with on a terminal: the section's table, as soon as it is computed."""
    yield from _section(ready)
    yield faint("Computed; the files and their proofs follow.")


def _total(ready: Ready) -> str:
    layout, cycle = ready.layout, ready.inputs.cycle
    total = add_up(amounts(ready.figures, layout, layout.figure).values())
    return strong(f"Proposed  {layout.scale.text(total)}, {layout.scale.unit(cycle['currency'])}, {cycle['cycle']}: {ready.standing.word}")


def _section(ready: Ready) -> Iterator[str]:
    cycle = ready.inputs.cycle
    yield ""
    yield strong(f"{cycle['section']}, {cycle['cycle']}")
    yield f"Proposed, {ready.layout.scale.unit(cycle['currency'])}"
    yield ""
    yield from section(ready)
    yield ""


def changed(earlier: Comparison | str) -> Iterator[str]:
    """Yield by how much the section changes on what was approved for the cycle before; where there is none, nothing."""
    if isinstance(earlier, str):
        yield from [f"Change    not known: {earlier}"] if earlier else []
        return
    bridge, scale = earlier.bridge, earlier.between.new.layout.scale
    share = bridge.per_cent(bridge.change)
    sign = "+" if bridge.change > 0 else ""
    of = f"{share:+.1f} per cent" if share is not None else "n/a in per cent"
    start = f"approved for {earlier.between.old.cycle}" if bridge.approved else f"for {earlier.between.old.cycle}, as costed today"
    yield strong(f"Change    {sign}{scale.text(bridge.change)}, {of}, on {scale.text(add_up(bridge.start.values()))} {start}")


def _readers(done: Run) -> Iterator[str]:
    """Yield where the readers' sets are, with the texts of the section that were renewed for them, and what is in each."""
    if done.readers:
        yield from written(done.put, done.readers.files)
        for path, pages in done.readers.pages.items():
            yield f"Bound     {path.name}: {count(len(pages), 'document')} on {count(add_up(pages.values()), 'page')}, with an outline"


def _left(done: Run) -> Iterator[str]:
    """Yield the outputs of earlier runs that have no input any more."""
    yield from (f"Left      {file} is of an earlier run: what it was made from is not in the inputs" for file in done.left)
    if done.left:
        yield f"Next      to move aside what is left, run: aspbudget tidy {done.cycle.name}"


def written(put: Put, paths: Iterable[Path]) -> Iterator[str]:
    """Yield where files were put, and which edited ones were kept; how many lie there already as they are made, in one line."""
    listed = list(paths)
    if same := [path for path in listed if path in put.same]:
        yield f"Same      {count(len(same), 'file')}, made of inputs that have not changed"
    for path in (path for path in listed if path not in put.same):
        yield f"Written   {put.files[path]}"
        if path in put.edited:
            yield doubtful(f"Kept      {put.edited[path]}, which is not as it was last written here")


def proven(proofs: Sequence[Reconciliation], texts: Sequence[Reconciliation] = ()) -> Iterator[str]:
    """Yield what a second engine recalculated in all workbooks, and what was read back of all texts."""
    if proofs:
        different = sum(len(each.differences) for each in proofs)
        before = add_up(each.cells for each in proofs if each.before)
        earlier = f"; {before:,} of them in an earlier run" if before else ""
        full = ", also as written" if all(each.full for each in proofs) else ""
        yield f"Proven    {add_up(each.cells for each in proofs):,} formulas recalculated by {proofs[0].engine}{full}, {different} different{earlier}"
    if texts:
        strange = sum(len(each.differences) for each in texts)
        yield f"Read      {count(int(add_up(each.cells for each in texts)), 'number')} in texts, {strange} that no figure explains"


def _waiting(ready: Ready) -> Iterator[str]:
    """Yield, for each calendar, how many entries have no day yet and so cost nothing."""
    for layout in timetables(ready.figures):
        of, column = layout.waiting
        number = int(ready.figures.tables[of].columns[column].sum())
        if number:
            title = ready.catalogue.tables[of].title
            yield doubtful(f"Waiting   {number} {layout.table} of sheet {title} have no day and are in no figure: aspbudget slots {ready.cycle} --arrange")


def statement(issued: Issued, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with: the files, what was proven, each paragraph's cost, the sums by year, and what is required."""
    statement = issued.statement
    yield from issued_files(issued, put)
    yield ""
    yield strong(f"Budgetary implications of {statement.titled}, {statement.cycle}")
    yield f"Beside the section: {statement.baseline}. {statement.year}, {statement.currency}"
    yield ""
    priced = [each for each in statement.paragraphs if any(statement.paragraph(each.number)) or each.high]
    rows = [Row(f"{each.number}  {each.answer}", _shown(statement.paragraph(each.number))) for each in priced]
    rows += [Row("Joint effect", _shown(statement.joint))] if any(statement.joint) else []
    rows += [Row("Total", _shown(statement.total), strong=True)]
    rows += [Row(f"Total {year}", _shown(statement.in_year(year))) for year in statement.years[1:]]
    yield from table([Row("Paragraph", _AMOUNTS), *rows])
    yield ""
    yield from (f"Range     {each.number}: {each.low:,.0f} to {each.high:,.0f}, in no total{_without(each)}" for each in priced if each.high)
    source = f" To be met from: {statement.met_from}." if statement.total.additional else ""
    yield f"{count(len(statement.paragraphs) - len(priced), 'paragraph')} without requirements in {statement.year}.{source}"
    yield required(issued)
    yield from draft_status(issued.found)


_AMOUNTS = ("Full", "Provided", "Pooled", "Absorbed", "Additional")


def together(issued: IssuedTogether, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with for several drafts: the files, each draft by itself, the joint effect, the sums by year, and what is required."""
    whole, found = issued.statement, issued.consolidated
    turn = ["In order"] if found.ordered else []
    yield from issued_files(issued, put)
    yield ""
    yield strong(f"Budgetary implications of {count(len(found.drafts), 'draft')} together, {whole.cycle}")
    yield f"Beside the section: {whole.baseline}. {whole.year}, {whole.currency}"
    yield ""
    rows = [Row(each.symbol, _shown(each.in_year(whole.year)) + [_shown(each.in_order[0])[-1] for _ in turn]) for each in found.drafts]
    rows += [Row("Joint effect between drafts", [*_shown(found.joint(whole.year)), *("" for _ in turn)])]
    rows += [Row("Total", _shown(whole.total) + [_shown(whole.total)[-1] for _ in turn], strong=True)]
    rows += [Row(f"Total {year}", [*_shown(whole.in_year(year)), *("" for _ in turn)]) for year in whole.years[1:]]
    yield from table([Row("Draft", [*_AMOUNTS, *turn]), *rows])
    yield ""
    yield required(issued)
    yield from draft_status(issued.found)


def _without(paragraph: Paragraph) -> str:
    return f", without {'; '.join(paragraph.excludes)}" if paragraph.excludes else ""


def _shown(amounts: Amounts) -> list[str]:
    return [_WHOLE.text(amount) for amount in amounts]


def issued_files(issued: Issued, put: Put) -> Iterator[str]:
    """Yield the files of a statement, and what was proven."""
    yield ""
    yield from written(put, issued.files)
    yield from proven(issued.recalculated, issued.read_back)


def required(issued: Issued) -> str:
    """Return what a statement requires in addition in the budget year."""
    statement = issued.statement
    return strong(f"Required  {statement.titled}: {statement.currency} {statement.total.additional:,.0f} in addition in {statement.year}")


def section(ready: Ready) -> Iterator[str]:
    """Yield the printed table of the section, as text; a dash stands for nothing."""
    across = [key for key, _ in keys_across(ready.figures, ready.layout)]
    yield from table([Row("", [*across, "Total"]), *_section_rows(ready, across)])


def _section_rows(ready: Ready, across: list[str]) -> Iterator[Row]:
    layout, figures = ready.layout, ready.figures
    known = amounts(figures, layout, layout.figure)
    group, whole = dict.fromkeys(across, 0.0), dict.fromkeys(across, 0.0)
    for row in rows_down(figures, layout):
        if row.kind == "key":
            values = {key: known[row.label, key] for key in across}
            group = {key: group[key] + values[key] for key in across}
            whole = {key: whole[key] + values[key] for key in across}
        else:
            values = group if row.kind == "subtotal" else whole
            group = dict.fromkeys(across, 0.0)
        numbers = [*values.values(), add_up(values.values())]
        yield Row(row.label, [layout.scale.text(number) for number in numbers], strong=row.kind != "key")


def status(ready: Ready, named: set[str] | None = None) -> Iterator[str]:
    """Yield whether a workbook is a draft and why, with the names of the rows whose figure is missing; those that are `named` already are left out."""
    yield from _standing(ready.workbook, ready.standing, _missing(ready.catalogue, ready.inputs, ready.standing), named)


def draft_status(draft: Costed, named: set[str] | None = None) -> Iterator[str]:
    """Yield whether a statement is a draft and why, what is missing in it, and what was found in its inputs."""
    missing = _missing(draft.figures.catalogue, draft.inputs, draft.standing)
    label = CONSOLIDATED if draft.draft_rows.inputs.several else draft.inputs.label
    yield from _standing(PurePosixPath(label).stem, draft.standing, missing, named)
    yield from noted(draft.inputs)


def _standing(name: str, standing: Standing, missing: Iterable[str], named: set[str] | None) -> Iterator[str]:
    """Yield whether an output is a draft, and why; and what is missing by name, a few rows of many."""
    reasons = f": {'; '.join(standing.reasons)}" if standing.reasons else ""
    line = f"{standing.word:<10}{name}{reasons}"
    yield doubtful(line) if standing.reasons else strong(line)
    known = set() if named is None else named
    lacking = [each for each in missing if each not in known]
    known.update(lacking)
    if lacking:
        more = f"; and {len(lacking) - _MOST_NAMED:,} more" if len(lacking) > _MOST_NAMED else ""
        yield doubtful(f"Missing   {'; '.join(lacking[:_MOST_NAMED])}{more}")


def _missing(catalogue: Catalogue, inputs: Inputs, standing: Standing) -> Iterator[str]:
    """Yield what each row is whose figure is missing, so that it counts as 0, in the words of the workbook, and its cell."""
    called = _called(catalogue, inputs)
    for of, row in standing.missing:
        key = catalogue.key(of)
        where = "!".join(inputs.place(catalogue.tables[of], key, row)).partition(" of ")[0]
        yield f"{called(str(inputs.frames[of].at[row, key]))} ({where})"


def _called(catalogue: Catalogue, inputs: Inputs) -> Callable[[str], str]:
    """Return what gives a name of a row as an officer reads it: in the language in which most sheets of the workbook are, where it is known there."""
    language = language_as_worded(catalogue, inputs.worded)
    if language is None:
        return in_words
    typed = by_officers(catalogue, inputs, language.language)
    return lambda name: typed.get(name) or language.listed(in_words(name)) or in_words(name)


def noted(inputs: Inputs, most: int = 0) -> Iterator[str]:
    """Yield what was found in the inputs that is no mistake, but that whoever signs should know; of many the first, as many as `most`."""
    shown = inputs.remarks[:most] if most else inputs.remarks
    for remark in shown:
        elsewhere = "" if remark.workbook == inputs.label else f"{remark.workbook}, "
        yield f"Note      {elsewhere}{placed(remark)}"
    if len(shown) < len(inputs.remarks):
        yield f"Note      {len(inputs.remarks) - len(shown):,} more: aspbudget check {inputs.cycle['cycle']}"


def checked(cycle: Cycle, drafts: tuple[Costed, ...] = (), further: Iterable[str] = ()) -> Iterator[str]:
    """Yield what `aspbudget check` ends with when it finds nothing to correct: what was read, what is to be known and doubted, and what is a draft."""
    for ready in cycle.workbooks:
        rows = sum(len(frame) for frame in ready.inputs.frames.values())
        yield strong(ready.inputs.label)
        ignored = f", without {count(ready.inputs.examples, 'example row')}" if ready.inputs.examples else ""
        yield f"Checked   {count(rows, 'row')} in {count(len(ready.inputs.frames), 'sheet')}{ignored}"
        yield from noted(ready.inputs)
        yield from status(ready)
    for draft in drafts:
        yield strong(draft.inputs.label)
        yield from draft_status(draft)
    yield from further
    yield ""
    yield strong(f"Nothing to correct in {count(len(cycle.workbooks) + len(drafts), 'workbook')}.")
