"""The reports that commands print: the section as a table, what was written and proven, and the catalogue of models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.explain import words
from aspbudget.faults import count
from aspbudget.line import CURRENCY
from aspbudget.printed import amounts, keys_across, rows_down
from aspbudget.slots import timetables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from aspbudget.catalogue import Catalogue
    from aspbudget.inputs import Inputs
    from aspbudget.issued import Issued
    from aspbudget.model import Table
    from aspbudget.models.assessment import Assessment
    from aspbudget.models.evidence import Proof
    from aspbudget.run import Ready, Run
    from aspbudget.standing import Standing
    from aspbudget.statement import Amounts
    from aspbudget.statements import Costed

_LABEL = 34
_WIDTH = 10
_MONTHS = 12
_SEVERAL = {"within its rounding": "within their rounding", "differs": "differ"}


def run(done: Run) -> Iterator[str]:
    """Yield what `aspbudget cost` ends with: the section's table, its standing, the files, and what was proven."""
    if done.section:
        cycle = done.section.inputs.cycle
        yield ""
        yield f"{cycle['section']}, {cycle['cycle']}"
        yield f"Proposed, thousands of {cycle['currency']}"
        yield ""
        yield from section(done.section)
    for ready, file, found in zip(done.ready, done.workbooks, done.reconciliations, strict=True):
        yield ""
        yield f"Written   {file}"
        yield f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
        yield from _standing(ready)
        yield from _waiting(ready)
    for issued, files in done.statements:
        yield from issued_files(issued, files)


def _waiting(ready: Ready) -> Iterator[str]:
    """Yield, for each calendar, how much of it has no day yet and so costs nothing."""
    for layout in timetables(ready.figures):
        table, column = layout.waiting
        number = int(ready.figures.tables[table].columns[column].sum())
        if number:
            title = ready.catalogue.tables[table].title
            yield f"Waiting   {number} {layout.table} of sheet {title} have no day and are in no figure: aspbudget slots {ready.cycle} --arrange"


def statement(issued: Issued, files: Iterable[str]) -> Iterator[str]:
    """Yield what `aspbudget statement` ends with: each paragraph's cost, the sums by year, the files, and what was proven."""
    said = issued.said
    yield ""
    yield f"Budgetary implications of {said.symbol}, {said.cycle}"
    yield f"{said.years[0]}, {said.currency}"
    yield ""
    yield aligned("Paragraph", ["Full", "Absorbed", "Net"])
    silent = 0
    for each in said.paragraphs:
        amounts = said.of(lambda line, each=each: line.paragraph == each.number and line.year == said.years[0])  # type: ignore[misc]
        if any(amounts) or each.high:
            bounds = f"  {each.low:,.0f} to {each.high:,.0f}, not in the totals" if each.high else ""
            yield aligned(f"{each.number}  {each.answer}", _three(amounts)) + bounds
        silent += not (any(amounts) or each.high)
    joint = said.of(lambda line: not line.paragraph and line.year == said.years[0])
    if any(joint):
        yield aligned("Joint effect", _three(joint))
    yield aligned("Total", _three(said.in_year(said.years[0])))
    yield ""
    for year in said.years[1:]:
        yield aligned(f"Total {year}", _three(said.in_year(year)))
    yield f"{count(silent, 'paragraph')} without requirements in {said.years[0]}. To be met from: {said.met_from}."
    yield from issued_files(issued, files)


def _three(amounts: Amounts) -> list[str]:
    return [f"{amount:,.0f}" if amount else "–" for amount in (amounts.full, amounts.absorbed, amounts.net)]


def issued_files(issued: Issued, files: Iterable[str]) -> Iterator[str]:
    """Yield the files of a statement, what was proven, and its standing."""
    yield ""
    for file in files:
        yield f"Written   {file}"
    yield "Edit      a copy of the text: it is written anew by every run"
    found, text = issued.reconciliation, issued.text
    yield f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
    yield f"Read      {text.cells:,} numerals of the text, {len(text.differences)} that no figure explains"
    yield f"Net       {issued.said.currency} {issued.said.in_year(issued.said.years[0]).net:,.0f} in {issued.said.years[0]}"
    yield from _draft_standing(issued.found)


def checked_drafts(drafts: tuple[Costed, ...]) -> Iterator[str]:
    """Yield what `aspbudget check` says of each draft in which it finds nothing to correct."""
    for draft in drafts:
        yield f"{draft.inputs.label}: nothing to correct."
        yield from _draft_standing(draft)


def _draft_standing(draft: Costed) -> Iterator[str]:
    yield f"Status    {draft.standing.sentence}"
    yield from _missing(draft.figures.catalogue, draft.inputs, draft.standing)


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
        numbers = [*values.values(), sum(values.values())]
        yield aligned(row.label, [thousands(number / layout.divide) for number in numbers])


def aligned(label: str, cells: Iterable[str], width: int = _LABEL) -> str:
    """Return a row of a table as text: its label at the left, its cells at the right of their columns."""
    return f"{label:<{width}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)


def thousands(amount: float) -> str:
    """Return an amount in thousands as it is printed: one decimal, a dash for nothing, a loss in brackets."""
    if amount == 0:
        return "–"
    return f"{amount:,.1f}" if amount > 0 else f"({-amount:,.1f})"


def _standing(ready: Ready) -> Iterator[str]:
    yield f"Status    {ready.standing.sentence}"
    yield from _missing(ready.catalogue, ready.inputs, ready.standing)


def _missing(catalogue: Catalogue, inputs: Inputs, standing: Standing) -> Iterator[str]:
    """Yield each row whose figure nobody knows yet, so that it counts as nothing: its cell, and what it is."""
    for table, row in standing.missing:
        key = catalogue.key(table)
        yield f"Missing   {catalogue.tables[table].title}!{inputs.cell(table, key, row)} {inputs.frames[table].at[row, key]!s}"


def checked(prepared: tuple[Ready, ...]) -> Iterator[str]:
    """Yield what `aspbudget check` ends with when it finds nothing to correct."""
    for ready in prepared:
        rows = sum(len(frame) for frame in ready.inputs.frames.values())
        yield f"{ready.inputs.label}: {count(rows, 'row')} in {count(len(ready.inputs.frames), 'sheet')}, nothing to correct."
        yield from _standing(ready)


def models(known: Catalogue, *, general: bool = True) -> Iterator[str]:
    """Yield the catalogue: each model, its sheets, and its lines in words; what is general need be told once only."""
    for model in known.models if general else known.models[1:]:
        yield model.title
        yield f"  {model.about}"
        for table in model.tables:
            yield f"  {table.title}: {_flat(table.about)}"
            for line in _lines(known, table):
                yield f"    {line['title']} = {line['words']}"
        for assumption in model.assumptions:
            yield f"  {assumption.name} ({assumption.unit}): {assumption.about}"
        yield ""


def models_as_dict(known: Catalogue) -> dict[str, Any]:
    """Return the catalogue as its JSON document."""
    return {
        "models": [
            {
                "model": model.title,
                "about": model.about,
                "tables": [
                    {
                        "table": table.name,
                        "sheet": table.title,
                        "about": _flat(table.about),
                        "columns": [column.title for column in known.columns(table.name).values()],
                        "lines": _lines(known, known.tables[table.name]),
                    }
                    for table in model.tables
                ],
                "assumptions": [
                    {"name": each.name, "unit": each.unit, "about": each.about} for each in model.assumptions
                ],
            }
            for model in known.models
        ]
    }


def _lines(known: Catalogue, table: Table) -> list[dict[str, str]]:
    figures = [known.figures[table.name, line.name] for line in known.tables[table.name].lines]
    return [
        {
            "line": figure.line.name,
            "title": figure.title,
            "unit": "the cycle's currency" if figure.line.unit == CURRENCY else figure.line.unit,
            "meaning": figure.line.meaning,
            "words": words(figure, known),
            "source": figure.line.source,
        }
        for figure in figures
    ]


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def assessment(found: Assessment, codes: Collection[str]) -> Iterator[str]:
    """Yield an assessment as text: the base and its source, the States asked for, the sums and the named difference."""
    states = found.of(codes)
    loan = bool(found.host_state_loan)
    yield f"Assessed contributions, {found.year}"
    yield f"Base      {found.base:,.10g} EUR, {found.source}"
    if loan:
        yield f"Loan      {found.host_state_loan:,.10g} EUR for the Host State; which States share in it is known of few, the others are taken to share"
    yield f"Policy    {found.policy}"
    yield ""
    width = max(map(len, states["state"]))
    yield f"{'':5}{'State':<{width}}{'UN rate':>10}{'Rate':>11}{'EUR':>15}" + ("           Loan" if loan else "")
    for code, row in zip(states.index, states.to_dict("records"), strict=True):
        amounts = f"{row['assessed']:>15,}" + (f"{row['loan']:>15,}" if loan else "")
        yield f"{code:<5}{row['state']:<{width}}{row['written']:>10}{row['rate']:>11.4f}{amounts}{_held(row)}"
    yield ""
    yield f"{count(len(found.whole_year), 'State')}, {found.passes} {'pass' if found.passes == 1 else 'passes'}"
    yield f"Sum of rates      {found.sum_of_rates:>18}"
    yield f"Sum of bills      {found.sum_of_bills:>18,}"
    yield f"Base              {found.base:>18,.10g}"
    yield f"Difference        {found.difference:>18,.10g}  because rates are rounded to four decimals and bills to the euro"
    later = found.states["assessed"].sum() - found.sum_of_bills
    if later:
        yield f"By months         {later:>18,}  on top, from States that join during the year"


def _held(row: dict[str, Any]) -> str:
    months = f"  {row['months']} months" if row["months"] < _MONTHS else ""
    return f"{months}  {row['limit']}".rstrip() if row["limit"] or months else ""


def _brief(proof: Proof) -> Iterator[str]:
    """Yield a proof of a line or a total of a statement in two rows: the figures, and the reason with its source."""
    differs = f", difference {proof.difference:,}" if proof.difference else ""
    yield f"{proof.year}  {proof.what} ({proof.unit}): {proof.published:,}, computed {proof.computed:,}{differs}, {proof.verdict}"
    yield f"      {proof.reason}. [{proof.source}]" if proof.reason else f"      [{proof.source}]"


def proofs(found: tuple[Proof, ...], verdicts: dict[str, int]) -> Iterator[str]:
    """Yield every published figure beside the computed one, with the source and the reason where there is one."""
    for proof in found:
        if proof.brief:
            yield from _brief(proof)
            continue
        yield f"{proof.year}  {proof.what} ({proof.unit})"
        yield f"      published {proof.published:,}  computed {proof.computed:,}  difference {proof.difference:,}  {proof.verdict}"
        if proof.reason:
            yield f"      {proof.reason}."
        yield f"      [{proof.source}]"
    yield ""
    counts = ", ".join(
        f"{number} {verdict if number == 1 else _SEVERAL.get(verdict, verdict)}" for verdict, number in verdicts.items()
    )
    yield f"{count(len(found), 'published figure')}: {counts}."
