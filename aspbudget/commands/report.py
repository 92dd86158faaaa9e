"""Reports: what the commands print at their end: files and proofs first, then tables, and last what the office asked: how much, and whether it is a draft."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from aspbudget.commands.console import ENGLISH, Console
from aspbudget.commands.text import placed
from aspbudget.declare.layout import Scale
from aspbudget.declare.sheet import in_words
from aspbudget.figures.printed import amounts, keys_across, rows_down
from aspbudget.figures.timetable import timetables
from aspbudget.lines.adding import add_up
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase
from aspbudget.terminal import doubtful, faint, strong
from aspbudget.verbs import Row, table
from aspbudget.workspace import CONSOLIDATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from aspbudget.commands.done import Issued, IssuedTogether, Put, Run
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.inputs.standing import Standing
    from aspbudget.review.comparison import Comparison
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Amounts, Paragraph, Statement
    from aspbudget.workbooks.reconcile import Reconciliation

_MOST_NAMED = 6
_MOST_NOTES = 5
_WHOLE = Scale(digits=0)


def run(done: Run, *, shown: bool = False) -> Iterator[str]:
    """Yield what `aspbudget cost` ends with: the files and what was proven, the section's table and its change, what drafts cost, and what is a draft.

    Where the table was `shown` beforehand, its total stands for it, as the last line.
    """
    words = Console.of_cycle(done.cycle)
    yield ""
    yield from written(done.put, [*done.workbooks, *(path for each in done.statements for path in each.files), *done.page], words)
    yield from [words(phrase("No page   {why}", why=AsTyped(done.unmade)))] if done.unmade else []
    yield from _readers(done, words)
    proofs = [*done.reconciliations, *(proof for each in done.statements for proof in each.recalculated)]
    yield from proven(proofs, [text for each in done.statements for text in each.read_back], words)
    yield from _left(done, words)
    yield from done.moved
    for ready in done.cycle.workbooks:
        yield from _waiting(ready, words)
        yield from noted(ready.inputs, _MOST_NOTES, words)
    if done.cycle.section:
        yield from [""] if shown else _section(done.cycle.section, words)
        yield from changed(done.earlier, words)
    yield from (required(each, words) for each in done.statements)
    named: set[str] = set()
    for ready in done.cycle.workbooks:
        yield from status(ready, named, words)
    for each in done.statements:
        yield from draft_status(each.found, named, words)
    if shown and done.cycle.section:
        yield _total(done.cycle.section, words)


def beforehand(ready: Ready) -> Iterator[str]:
    """Yield what `aspbudget cost` begins with on a terminal: the section's table, as soon as it is computed."""
    words = Console.of(ready.catalogue, ready.inputs)
    yield from _section(ready, words)
    yield faint(words("Computed; the files and their proofs follow."))


def _total(ready: Ready, words: Console) -> str:
    layout, cycle = ready.layout, ready.inputs.cycle
    total, unit = layout.scale.text(add_up(amounts(ready.figures, layout, layout.figure).values())), layout.scale.unit(cycle["currency"])
    return strong(words(phrase("Proposed  {total}, {unit}, {cycle}: {status}", total=total, unit=unit, cycle=cycle["cycle"], status=ready.standing.word)))


def _section(ready: Ready, words: Console) -> Iterator[str]:
    cycle = ready.inputs.cycle
    yield ""
    yield strong(f"{words.name(cycle['section'])}, {cycle['cycle']}")
    yield words(phrase("Proposed, {unit}", unit=ready.layout.scale.unit(cycle["currency"])))
    yield ""
    yield from section(ready, words)
    yield ""


def changed(earlier: Comparison | str, words: Console = ENGLISH) -> Iterator[str]:
    """Yield by how much the section changes on what was approved for the cycle before; where there is none, nothing."""
    if isinstance(earlier, str):
        yield from [words(phrase("Change    not known: {why}", why=earlier))] if earlier else []
        return
    bridge, scale, old = earlier.bridge, earlier.between.new.layout.scale, earlier.between.old.cycle
    share = bridge.per_cent(bridge.change)
    sign = "+" if bridge.change > 0 else ""
    of = phrase("{share:+.1f} per cent", share=share) if share is not None else "n/a in per cent"
    start = phrase("approved for {cycle}", cycle=old) if bridge.approved else phrase("for {cycle}, as costed today", cycle=old)
    amount, before = scale.text(bridge.change), scale.text(add_up(bridge.start.values()))
    yield strong(words(phrase("Change    {sign}{amount}, {of}, on {before} {start}", sign=sign, amount=amount, of=of, before=before, start=start)))


def _readers(done: Run, words: Console) -> Iterator[str]:
    """Yield where the readers' sets are, with the texts of the section that were renewed for them, and what is in each."""
    if done.readers:
        yield from written(done.put, done.readers.files, words)
        for path, pages in done.readers.pages.items():
            documents = counted("{count:,} document", "{count:,} documents", len(pages))
            on = counted("{count:,} page", "{count:,} pages", int(add_up(pages.values())))
            yield words(phrase("Bound     {file}: {documents} on {pages}, with an outline", file=AsTyped(path.name), documents=documents, pages=on))


def _left(done: Run, words: Console) -> Iterator[str]:
    """Yield the outputs of earlier runs that have no input any more."""
    yield from (words(phrase("Left      {file} is of an earlier run: what it was made from is not in the inputs", file=AsTyped(file))) for file in done.left)
    if done.left:
        yield words(phrase("Next      to move aside what is left, run: aspbudget tidy {cycle}", cycle=done.cycle.name))


def written(put: Put, paths: Iterable[Path], words: Console = ENGLISH) -> Iterator[str]:
    """Yield where files were put, and which edited ones were kept; how many lie there already as they are made, in one line."""
    listed = list(paths)
    if same := [path for path in listed if path in put.same]:
        yield words(phrase("Same      {files}, made of inputs that have not changed", files=counted("{count:,} file", "{count:,} files", len(same))))
    for path in (path for path in listed if path not in put.same):
        yield words(phrase("Written   {file}", file=AsTyped(put.files[path])))
        if path in put.edited:
            yield doubtful(words(phrase("Kept      {file}, which is not as it was last written here", file=AsTyped(put.edited[path]))))


def proven(proofs: Sequence[Reconciliation], texts: Sequence[Reconciliation] = (), words: Console = ENGLISH) -> Iterator[str]:
    """Yield what a second engine recalculated in all workbooks, and what was read back of all texts."""
    if proofs:
        different = sum(len(each.differences) for each in proofs)
        before = add_up(each.cells for each in proofs if each.before)
        earlier = phrase("; {before:,} of them in an earlier run", before=before) if before else ""
        full = ", also as written" if all(each.full for each in proofs) else ""
        cells, engine = add_up(each.cells for each in proofs), AsTyped(proofs[0].engine)
        line = "Proven    {cells:,} formulas recalculated by {engine}{full}, {different:,} different{earlier}"
        yield words(phrase(line, cells=cells, engine=engine, full=full, different=different, earlier=earlier))
    if texts:
        strange = sum(len(each.differences) for each in texts)
        numbers = counted("{count:,} number", "{count:,} numbers", int(add_up(each.cells for each in texts)))
        yield words(phrase("Read      {numbers} in texts, {strange:,} that no figure explains", numbers=numbers, strange=strange))


def _waiting(ready: Ready, words: Console) -> Iterator[str]:
    """Yield, for each calendar, how many entries have no day yet and so cost nothing."""
    for layout in timetables(ready.figures):
        of, column = layout.waiting
        number = int(ready.figures.tables[of].columns[column].sum())
        if number:
            sheet = AsTyped(ready.inputs.title(ready.catalogue.tables[of]))
            line = "Waiting   {count} {table} of sheet {sheet} have no day and are in no figure: aspbudget slots {cycle} --arrange"
            yield doubtful(words(phrase(line, count=number, table=layout.table, sheet=sheet, cycle=ready.cycle)))


def statement(issued: Issued, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with: the files, what was proven, each paragraph's cost, the sums by year, and what is required."""
    statement, words = issued.statement, Console.of_draft(issued.found)
    yield from issued_files(issued, put, words)
    yield ""
    yield strong(words(phrase("Budgetary implications of {of}, {cycle}", of=statement.titled, cycle=statement.cycle)))
    yield _compared_with(statement, words)
    yield ""
    priced = [each for each in statement.paragraphs if any(statement.paragraph(each.number)) or each.high]
    rows = [Row(f"{each.number}  {words(each.answer)}", _shown(statement.paragraph(each.number), words)) for each in priced]
    rows += [Row(words("Joint effect"), _shown(statement.joint, words))] if any(statement.joint) else []
    rows += _totals(statement, words)
    yield from table([Row(words("Paragraph"), [*map(words, _AMOUNTS)]), *rows])
    yield ""
    yield from (words(_range(each)) for each in priced if each.high)
    without, source = len(statement.paragraphs) - len(priced), statement.met_from
    met_from = phrase(" To be met from: {source}.", source=source) if statement.total.additional else ""
    one, many = "{count:,} paragraph without requirements in {year}.{met_from}", "{count:,} paragraphs without requirements in {year}.{met_from}"
    yield words(counted(one, many, without, year=str(statement.year), met_from=met_from))
    yield required(issued, words)
    yield from draft_status(issued.found, words=words)


_AMOUNTS = ("Full", "Provided", "Pooled", "Absorbed", "Additional")


def _compared_with(statement: Statement, words: Console) -> str:
    """Return with what a statement is compared, and of which year and in which currency its amounts are."""
    line = "Beside the section: {baseline}. {year}, {currency}"
    return words(phrase(line, baseline=statement.baseline, year=str(statement.year), currency=statement.currency))


def _totals(statement: Statement, words: Console) -> list[Row]:
    """Return the sums of a statement by year, that of the budget year first."""
    further = [Row(words(phrase("Total {year}", year=str(year))), _shown(statement.in_year(year), words)) for year in statement.years[1:]]
    return [Row(words("Total"), _shown(statement.total, words), strong=True), *further]


def _range(paragraph: Paragraph) -> str:
    without = phrase(", without {others}", others=in_a_row(paragraph.excludes, "; ")) if paragraph.excludes else ""
    line = "Range     {number}: {low:,.0f} to {high:,.0f}, in no total{without}"
    return phrase(line, number=AsTyped(paragraph.number), low=paragraph.low, high=paragraph.high, without=without)


def together(issued: IssuedTogether, put: Put) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with for several drafts: the files, each draft by itself, the joint effect, the sums by year, and what is required."""
    whole, found, words = issued.statement, issued.consolidated, Console.of_draft(issued.found)
    turn = [words("In order")] if found.ordered else []
    yield from issued_files(issued, put, words)
    yield ""
    one, many = "Budgetary implications of {count:,} draft together, {cycle}", "Budgetary implications of {count:,} drafts together, {cycle}"
    yield strong(words(counted(one, many, len(found.drafts), cycle=whole.cycle)))
    yield _compared_with(whole, words)
    yield ""
    rows = [Row(each.symbol, _shown(each.in_year(whole.year), words) + [_shown(each.in_order[0], words)[-1] for _ in turn]) for each in found.drafts]
    rows += [Row(words("Joint effect between drafts"), _shown(found.joint(whole.year), words))]
    total, *later = _totals(whole, words)
    rows += [total._replace(cells=[*total.cells, *(total.cells[-1] for _ in turn)]), *later]
    yield from table([Row(words("Draft"), [*map(words, _AMOUNTS), *turn]), *rows])
    yield ""
    yield required(issued, words)
    yield from draft_status(issued.found, words=words)


def _shown(amounts: Amounts, words: Console) -> list[str]:
    return [words(_WHOLE.text(amount)) for amount in amounts]


def issued_files(issued: Issued, put: Put, words: Console = ENGLISH) -> Iterator[str]:
    """Yield the files of a statement, and what was proven."""
    yield ""
    yield from written(put, issued.files, words)
    yield from proven(issued.recalculated, issued.read_back, words)


def required(issued: Issued, words: Console = ENGLISH) -> str:
    """Return what a statement requires in addition in the budget year."""
    of, total = issued.statement, issued.statement.total
    line = "Required  {of}: {currency} {amount:,.0f} in addition in {year}"
    return strong(words(phrase(line, of=of.titled, currency=of.currency, amount=total.additional, year=str(of.year))))


def section(ready: Ready, words: Console = ENGLISH) -> Iterator[str]:
    """Yield the printed table of the section, as text; a dash stands for nothing."""
    across = [key for key, _ in keys_across(ready.figures, ready.layout)]
    yield from table([Row("", [*map(words.name, across), words("Total")]), *_section_rows(ready, across, words)])


def _section_rows(ready: Ready, across: list[str], words: Console) -> Iterator[Row]:
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
        yield Row(words.name(row.label), [words(layout.scale.text(number)) for number in numbers], strong=row.kind != "key")


def status(ready: Ready, named: set[str] | None = None, words: Console = ENGLISH) -> Iterator[str]:
    """Yield whether a workbook is a draft and why, with the names of the rows whose figure is missing; those that are `named` already are left out."""
    yield from _standing(ready.workbook, ready.standing, _missing(ready.catalogue, ready.inputs, ready.standing), named, words)


def draft_status(draft: Costed, named: set[str] | None = None, words: Console = ENGLISH) -> Iterator[str]:
    """Yield whether a statement is a draft and why, what is missing in it, and what was found in its inputs."""
    inputs = draft.draft_rows.inputs
    missing = _missing(draft.figures.catalogue, inputs, draft.standing)
    label = CONSOLIDATED if inputs.several else draft.label
    yield from _standing(PurePosixPath(label).stem, draft.standing, missing, named, words)
    yield from noted(inputs, words=words)


def _standing(name: str, standing: Standing, missing: Iterable[str], named: set[str] | None, words: Console) -> Iterator[str]:
    """Yield whether an output is a draft, and why; and what is missing by name, a few rows of many."""
    if standing.reasons:
        yield doubtful(words(phrase("DRAFT     {name}: {reasons}", name=AsTyped(name), reasons=in_a_row(standing.reasons, "; "))))
    else:
        yield strong(words(phrase("FINAL     {name}", name=AsTyped(name))))
    known = set() if named is None else named
    lacking = [each for each in missing if each not in known]
    known.update(lacking)
    if lacking:
        more = phrase("; and {count:,} more", count=len(lacking) - _MOST_NAMED) if len(lacking) > _MOST_NAMED else ""
        yield doubtful(words(phrase("Missing   {rows}{more}", rows=AsTyped("; ".join(lacking[:_MOST_NAMED])), more=more)))


def _missing(catalogue: Catalogue, inputs: Inputs, standing: Standing) -> Iterator[str]:
    """Yield what each row is whose figure is missing, so that it counts as 0, in the words of the workbook, and its cell."""
    words = Console.of(catalogue, inputs)
    for of, row in standing.missing:
        key = catalogue.key(of)
        where = "!".join(inputs.place(catalogue.tables[of], key, row)).partition(" of ")[0]
        yield f"{words.name(in_words(str(inputs.frames[of].at[row, key])))} ({where})"


def noted(inputs: Inputs, most: int = 0, words: Console = ENGLISH) -> Iterator[str]:
    """Yield what was found in the inputs that is no mistake, but that whoever signs should know; of many the first, as many as `most`."""
    shown = inputs.remarks[:most] if most else inputs.remarks
    for remark in shown:
        elsewhere = "" if remark.workbook == inputs.label else f"{remark.workbook}, "
        yield words(phrase("Note      {remark}", remark=AsTyped(f"{elsewhere}{placed(remark, words)}")))
    if len(shown) < len(inputs.remarks):
        yield words(phrase("Note      {count:,} more: aspbudget check {cycle}", count=len(inputs.remarks) - len(shown), cycle=inputs.cycle["cycle"]))


def checked(cycle: Cycle, drafts: tuple[Costed, ...] = (), further: Iterable[str] = ()) -> Iterator[str]:
    """Yield what `aspbudget check` ends with when it finds nothing to correct: what was read, what is to be known and doubted, and what is a draft."""
    words = Console.of_cycle(cycle)
    for ready in cycle.workbooks:
        yield strong(ready.inputs.label)
        rows = counted("{count:,} row", "{count:,} rows", sum(len(frame) for frame in ready.inputs.frames.values()))
        sheets = counted("{count:,} sheet", "{count:,} sheets", len(ready.inputs.frames))
        examples = ready.inputs.examples
        ignored = counted(", without {count:,} example row", ", without {count:,} example rows", examples) if examples else ""
        yield words(phrase("Checked   {rows} in {sheets}{ignored}", rows=rows, sheets=sheets, ignored=ignored))
        yield from noted(ready.inputs, words=words)
        yield from status(ready, words=words)
    for draft in drafts:
        yield strong(draft.inputs.label)
        yield from draft_status(draft, words=words)
    yield from further
    yield ""
    yield strong(words(counted("Nothing to correct in {count:,} workbook.", "Nothing to correct in {count:,} workbooks.", len(cycle.workbooks) + len(drafts))))
