"""The words of the content that reach a workbook, each with what says it: titles, meanings, units, sources, choices, messages."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from aspbudget.content import rows, terms, words
from aspbudget.declare.correspondence import NoLetters, letters
from aspbudget.declare.groups import STATEMENT, groups
from aspbudget.declare.layout import Listed, Printed, Steps
from aspbudget.declare.practice import known
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.start import known_rows
from aspbudget.lines.formula import Dash, Text, parts
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.draft_sheets import combined
from aspbudget.statements.printed_lines import PrintedLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.glance import Glance
    from aspbudget.declare.model import Model, Table
    from aspbudget.declare.practice import Practice
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.tracing import Figure

_YEAR, _JOINTS = re.compile(r"\b(?:19|20)[0-9]{2}\b"), (" / ", ": ", ", ", " (")
PACKAGE, CURRENCY = "aspbudget.models", "EUR"
CYCLES = ("2002-2003", "2004", "2013", "2017", "2020", "2025", "2028")  # of the past, and one to come that has no scale


@cache
def words_of_content(package: str = PACKAGE) -> dict[str, str]:
    """Return every text of a content package that reaches a workbook, with where it is first said."""
    found: dict[str, str] = {}
    for where, text in _all(package):
        if any(sign.isalpha() for sign in text) and not (text.isidentifier() and "_" in text):
            found.setdefault(text, where)
    return found


@cache
def catalogues(package: str = PACKAGE) -> tuple[Catalogue, ...]:
    """Return the catalogues of all workbooks: of inputs and outputs of each kind, of a draft as it is filled in, and of its statement."""
    inputs = tuple(catalogue(workbook, package) for workbook in workbooks(package))
    if not known(package):
        return inputs
    drafts = Anatomy(inputs[0])
    return (*inputs, combined(drafts), PrintedLines(drafts, (2004, 2005, 2006), frozenset(drafts.section.tables), shared=True).catalogue())


def _all(package: str) -> Iterator[tuple[str, str]]:
    for bound in catalogues(package):
        for model in bound.models:
            yield from ((f"model {model.title}", text) for text in _of_model(model))
        for table in (bound.tables | bound.opening).values():
            yield from ((f"table {table.name}", text) for text in _of_table(table, bound))
        yield from (("rows with which a cycle begins", text) for text in _begun_with(bound))
        for figure in bound.figures.values():
            yield from ((f"line {figure.table.name}.{figure.line.name}", text) for text in _of_figure(figure))
    yield from (("a rule of regulations.csv", row[each]) for row in rows(package, "reference/regulations.csv") for each in ("asks", "instrument", "source"))
    for workbook in (*workbooks(package), STATEMENT):
        yield from ((f"groups of {workbook}", group.title) for group in groups(package, workbook))
    yield from (("baselines", key.removeprefix("baseline.")) for key in terms(package) if key.startswith("baseline."))
    with suppress(NoLetters):
        yield from (("list of letters", title) for _, title in letters(package).listed)
    if practice := known(package):
        yield from (("practice", text) for text in _of_practice(practice))


def _of_figure(figure: Figure) -> Iterator[str]:
    yield from (figure.title, figure.line.meaning, figure.line.unit, figure.line.source)
    for part in parts(figure.tree) if figure.tree is not None else ():
        if isinstance(part, Text | Dash):
            yield part.value if isinstance(part, Text) else part.text


def _of_model(model: Model) -> Iterator[str]:
    yield from (model.title, model.about, model.carried, *model.sheets, *model.sheets.values(), *model.titles.values())
    yield from (each.what for each in model.comparisons)
    for cause in model.causes:
        yield from (cause.name, cause.title, cause.about, cause.group)
    for assumption in model.assumptions:
        yield from (assumption.title, assumption.about, assumption.unit)
    for layout in model.printed:
        yield from (layout.title, layout.about)
        if isinstance(layout, Printed):
            yield layout.scale.unit(CURRENCY)
            yield from (label for _, label in layout.figures)
            yield from (shown.label for shown in layout.earlier)
    for page in model.pages:
        yield page.about
        for block in page.blocks:
            yield from _of_block(block)
    if model.glance:
        yield from _of_glance(model.glance)


def _of_block(block: Steps | Listed) -> Iterator[str]:
    yield block.heading
    if isinstance(block, Steps):
        yield from (*block.header, *(row[0] for row in block.rows if isinstance(row[0], str)))


def _of_glance(glance: Glance) -> Iterator[str]:
    yield from (glance.recosting, glance.claim)
    for tile in glance.tiles:
        yield from (tile.label, tile.remark)
    yield from (glance.ranked.kind,) if glance.ranked else ()
    yield from (glance.chosen.title, glance.chosen.about) if glance.chosen else ()


def _of_table(table: Table, bound: Catalogue) -> Iterator[str]:
    yield from (table.title, table.about)
    for column in bound.columns(table.name).values():
        yield from _of_column(column)
    for rule in table.rules:
        yield rule.holds.meaning


def _of_column(column: Column) -> Iterator[str]:
    yield from (column.title, column.about, column.unit, *column.choices)
    yield from (column.pattern.about,) if column.pattern else ()


def _of_practice(practice: Practice) -> Iterator[str]:
    yield from (*practice.answers, *practice.sources, *practice.means, practice.servicing, practice.marginal, practice.pooling, practice.rounding)
    for heading, text in practice.instructions:
        yield from (heading, text)
    yield from (name for _, name in practice.languages)


def _begun_with(bound: Catalogue) -> Iterator[str]:
    """Yield what the lists have of the texts with which a cycle's input workbook begins, or that its examples show."""
    for cycle in CYCLES:
        for table, frame in known_rows(bound, cycle):
            for column in (each for each in bound.columns(table.name).values() if each.textual and not (each.key or each.refers or each.gathered_by)):
                yield from (piece for text in frame[column.name].dropna().unique() for piece in _pieces(str(text)))
    for table in bound.sheets.values():
        for column in (each for each in bound.columns(table.name).values() if isinstance(each.example, str)):
            yield from _pieces(f"{EXAMPLE}: {column.example}")


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text that the lists have, with a gap where its year stands: the whole of it where they have that."""
    listed = next((form for form in (text, _YEAR.sub("{year}", text, count=1)) if form in words()), "")
    if listed:
        yield listed
    else:
        joint = next((each for each in _JOINTS if each in text), "")
        yield from (piece for part in (text.removesuffix(")").rpartition(joint)[::2] if joint else ()) for piece in _pieces(part))
