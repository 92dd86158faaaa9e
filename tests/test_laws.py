"""Laws over all models: documented, sourced, live, used, well named, footing, and the same in every scenario."""

from __future__ import annotations

import inspect
import json
import random
import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from support.chance import some
from support.section_of_2004 import GOLDEN

from aspbudget.commands.done import section_of
from aspbudget.content import BUILT_IN, languages, rows, terms
from aspbudget.declare.groups import STATEMENT as STATEMENT_BOOK
from aspbudget.declare.groups import groups
from aspbudget.declare.layout import Printed
from aspbudget.declare.sheet import Sheet
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.figures.cost import Figures, cost
from aspbudget.figures.printed import amounts, keys_across, rows_down
from aspbudget.inputs.ready import prepare
from aspbudget.lines.formula import At, Gather, Named, Node, Own, parts
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.table import Crossing, Distinct
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.draft_sheets import combined, readable
from aspbudget.statements.printed_lines import PrintedLines
from aspbudget.workbooks.book import excel_name
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.ready import Ready

MODELS = {name: catalogue(name) for name in workbooks()}
DRAFTS = Anatomy(MODELS["section"])
STATEMENT = PrintedLines(DRAFTS, (2004, 2005, 2006), frozenset(MODELS["section"].tables), shared=True).catalogue()
REPOSITORY = Path(__file__).resolve().parents[1]
LIKE_A_CELL = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*C[0-9]*|R|C", re.IGNORECASE)
A_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
LONGEST_TITLE = 31
SCENARIOS = 7
ANOTHER = catalogue("section", "river_commission")
EMITTED = MODELS | {"statement": STATEMENT, "another organisation": ANOTHER}
on_every_workbook = pytest.mark.parametrize("models", EMITTED.values(), ids=EMITTED)


def lines(models: Catalogue) -> Iterator[tuple[Table, Any]]:
    """Yield every line with its table."""
    return ((table, line) for table in models.tables.values() for line in table.lines)


def columns(models: Catalogue) -> Iterator[tuple[Table, Column]]:
    """Yield every column that people enter with its table."""
    return (
        (table, column)
        for table in models.tables.values()
        if table.entered
        for column in models.columns(table.name).values()
    )


# Documented.


@on_every_workbook
def every_line_has_a_meaning_and_a_source(models: Catalogue) -> None:
    for table, line in lines(models):
        assert re.fullmatch(r"[A-Z“1].*[.]", line.meaning, re.DOTALL), (table.name, line.name, line.meaning)
        assert line.source, (table.name, line.name)
        assert "TODO" not in line.meaning + line.source


@on_every_workbook
def every_line_states_its_unit_but_counts_of_rows_marks_places_and_keys(models: Catalogue) -> None:
    for _, line in lines(models):
        counts_nothing = (
            line.name in ("rows", "place", "month") or line.name.endswith("_key") or line.meaning.startswith("1 when ")
            or ", as on sheet " in line.meaning  # repeated from another sheet, which says its unit
        )
        assert line.unit or counts_nothing, line.name


@on_every_workbook
def every_rule_says_what_must_hold_has_a_source_and_blames_a_cell(models: Catalogue) -> None:
    for table in models.tables.values():
        for rule in table.rules:
            assert rule.holds.source
            assert re.fullmatch(r"[a-z].*[^.]", rule.holds.meaning, re.DOTALL), rule.holds.meaning
            assert not rule.at or rule.at in models.columns(table.name)
            assert models.symbols(table, rule.holds)


@on_every_workbook
def every_model_table_column_and_assumption_says_what_it_is(models: Catalogue) -> None:
    sentences = [model.about for model in models.models] + [table.about for table in models.tables.values()]
    sentences += [column.about for _, column in columns(models)] + [each.about for each in models.assumptions.values()]
    assert [text for text in sentences if not re.fullmatch(r"\S.*[.…]", text, re.DOTALL)] == []
    assert all(assumption.unit for assumption in models.assumptions.values())


@on_every_workbook
def every_amount_in_the_currency_of_the_cycle_says_so_in_its_unit(models: Catalogue) -> None:
    amounts = [column for _, column in columns(models) if "the cycle's currency" in column.about and column.kind == "number" and not column.rate]
    assert [column.title for column in amounts if column.unit != CURRENCY] == []


@on_every_workbook
def every_line_is_live_or_says_why_not(models: Catalogue) -> None:
    for figure in models.figures.values():
        assert figure.line.live == (figure.tree is not None)
        if not figure.line.live:
            assert "\n\n" in figure.line.meaning, f"{figure.line.name}: a second paragraph says why it is not live"


# Used.


@cache
def used(models_name: str) -> set[tuple[str, str]]:
    """Return the columns and lines on which a line, a charge, a rule, a printed table or a derived table depends."""
    models = MODELS[models_name]
    found: set[tuple[str, str]] = set()
    for figure in models.figures.values():
        if figure.tree is None:
            found |= {(figure.table.name, name) for name in figure.line.parameters}
        else:
            found |= needed(figure.tree, figure.table.name)
    for table in models.tables.values():
        for rule in table.rules:
            found |= needed(rule.holds.tree(models.symbols(table, rule.holds)), table.name)
        for charge in table.charges:
            found |= {(table.name, name) for name in (charge.cost, *charge.place(models.axes))}
        if isinstance(table.rows, Distinct):
            found |= {(table.rows.of, name) for name in table.rows.by}
    for layout in (layout for model in models.models for layout in model.printed):
        found |= shown(models, layout)
    return found


def needed(tree: Node, table: str) -> set[tuple[str, str]]:
    """Return the columns that a formula takes values from; an assumption stands under no table."""
    found: set[tuple[str, str]] = set()
    for part in parts(tree):
        if isinstance(part, Own):
            found.add((table, part.name))
        elif isinstance(part, Named):
            found.add(("", part.name))
        elif isinstance(part, At):
            found |= {(part.table, part.column), (part.table, part.by)}
        elif isinstance(part, Gather):
            found |= {(part.table, part.column), *((part.table, name) for name, _ in part.criteria)}
    return found


def shown(models: Catalogue, layout: Any) -> set[tuple[str, str]]:
    """Return the columns that a printed table shows or groups by."""
    if not isinstance(layout, Printed):
        return {(layout.table, name) for name in layout.columns}
    rows = models.tables[layout.table].rows
    assert isinstance(rows, Crossing)
    axes = dict(rows.of)
    figures = {(layout.table, name) for name, _ in layout.figures}
    return figures | {(axes[layout.down], layout.group), (axes[layout.across], layout.heading)}


def of_the_engine(table: Table, column: Column) -> bool:
    """Whether a column is declared, and read, by the engine: who signed, the source and status of a row, its bounds."""
    declaring = next(base for base in table.sheet.__mro__ if column.name in inspect.get_annotations(base))
    return (
        issubclass(declaring, Sheet)
        and declaring.__module__.startswith("aspbudget.")
        and ".models" not in declaring.__module__
    )


@pytest.mark.parametrize("name", MODELS)
def every_column_is_used_or_is_declared_to_be_for_the_reader_alone(name: str) -> None:
    idle = [
        (table.name, column.name)
        for table, column in columns(MODELS[name])
        if (table.name, column.name) not in used(name)
        and not (column.key or column.refers or (not MODELS[name].translates(table.name, column.name) and of_the_engine(table, column)))
    ]
    declared = [(table.name, column.name) for table, column in columns(MODELS[name]) if column.descriptive]
    assert sorted(idle) == sorted(declared)


@on_every_workbook
def every_rate_that_may_be_given_in_another_way_is_taken_as_a_line_has_it(models: Catalogue) -> None:
    ways = [(table, models.columns(table.name)[column.instead]) for table, column in columns(models) if column.instead]
    assert [(table.name, rate.name) for table, rate in ways if rate.taken_as not in {line.name for line in table.lines}] == []


@pytest.mark.parametrize("name", MODELS)
def every_assumption_is_used_by_a_line(name: str) -> None:
    assert set(MODELS[name].assumptions) <= {column for table, column in used(name) if not table}


@on_every_workbook
def every_parameter_of_a_line_is_used_in_its_formula(models: Catalogue) -> None:
    for figure in (figure for figure in models.figures.values() if figure.tree is not None):
        table = figure.table
        found = needed(figure.tree, table.name)
        for parameter in (dict(figure.line.read).get(name, name) for name in figure.line.parameters):
            own, looked_up = (table.name, parameter) in found, any(other == parameter for other, _ in found)
            assert own or looked_up or ("", parameter) in found, (
                f"{table.name}.{figure.line.name} does not use {parameter}"
            )


# Named.


@on_every_workbook
def every_name_is_one_that_a_spreadsheet_allows_and_stands_once(models: Catalogue) -> None:
    names = [*models.assumptions, *(excel_name(table) for table in models.tables)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert A_NAME.fullmatch(name)
        assert not LIKE_A_CELL.fullmatch(name), name


@on_every_workbook
def every_column_of_a_sheet_has_a_title_of_its_own_without_signs_that_formulas_use(models: Catalogue) -> None:
    for table in models.tables.values():
        titles = [models.title(table.name, name, "EUR") for name in models.names(table.name)]
        assert len({title.casefold() for title in titles}) == len(titles), titles
        assert not [title for title in titles if set(title) & set("[]#'@\n")]


@on_every_workbook
def every_sheet_has_a_title_of_its_own_that_a_spreadsheet_allows(models: Catalogue) -> None:
    titles = [table.title for table in models.tables.values()]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > LONGEST_TITLE or set(title) & set("[]:*?/\\'")] == []


# Held by the wheel (the wheel itself is built in test_wheel.py).


def every_file_of_the_models_is_listed_for_the_wheel() -> None:
    listed = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    for place, name in (("aspbudget", "aspbudget"), ("models", "aspbudget.models")):
        folders = {path.parent.relative_to(REPOSITORY / place) for path in (REPOSITORY / place).rglob("*.py")}
        packages = {".".join([name, *folder.parts]) for folder in folders}
        assert packages - {"aspbudget.models"} <= set(listed["packages"])
    with_lists = {".".join(["aspbudget", *path.parent.relative_to(REPOSITORY).parts]) for path in (REPOSITORY / "models").rglob("*.csv")}
    assert with_lists <= set(listed["package-data"])


# The same in every scenario.


def scenarios(ready: Ready, seed: int) -> tuple[dict[str, np.ndarray], dict[tuple[str, str], np.ndarray]]:
    """Return other values for every assumption and every number that people entered, one set for each scenario.

    The cycle's own year, by which rows are looked up, is the same in all of them.
    """
    draw = np.random.default_rng(seed)
    keys = sought(ready.catalogue)
    years = {each.name for each in ready.catalogue.assumptions.values() if each.of_cycle}
    named = {name: np.asarray(value) if name in years else value * draw.uniform(0.5, 1.5, SCENARIOS) for name, value in ready.inputs.named.items()}
    changes = {
        (table.name, column.name): ready.inputs.frames[table.name][column.name].fillna(0.0).to_numpy() * factor
        for table, column in columns(ready.catalogue)
        if column.kind in ("number", "whole") and (table.name, column.name) not in keys
        for factor in [draw.uniform(0.5, 1.5, (SCENARIOS, len(ready.inputs.frames[table.name])))]
    }
    return named, changes


def sought(models: Catalogue) -> set[tuple[str, str]]:
    """Return the columns by which rows are looked up or added up, and those of which they are made: they are the same in all scenarios."""
    found: set[tuple[str, str]] = set()
    for figure in (figure for figure in models.figures.values() if figure.tree is not None):
        for part in parts(figure.tree):
            if isinstance(part, At):
                found |= {(part.table, part.by), *needed(part.key, figure.table.name)}
            elif isinstance(part, Gather):
                found |= {(part.table, name) for name, _ in part.criteria}
                found |= {place for _, value in part.criteria for place in needed(value, figure.table.name)}
    return made_of(models, found)


def made_of(models: Catalogue, places: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return columns and all columns from which they are computed, by table and name."""
    figures = [figure for figure in map(models.figures.get, places) if figure is not None and figure.tree is not None]
    more = {place for figure in figures for place in needed(figure.tree, figure.table.name)} - places
    return made_of(models, places | more) if more else places


@pytest.fixture(scope="module")
def together(ready: Ready) -> tuple[Figures, list[Figures]]:
    """All figures of seven scenarios computed at once, and one by one."""
    named, changes = scenarios(ready, seed=2004)
    at_once = cost(ready.catalogue, ready.inputs.frames, named, changes)
    alone = []
    for scenario in range(SCENARIOS):
        frames = {name: frame.copy() for name, frame in ready.inputs.frames.items()}
        for (table, column), values in changes.items():
            frames[table][column] = values[scenario]
        alone.append(cost(ready.catalogue, frames, {name: float(np.broadcast_to(values, SCENARIOS)[scenario]) for name, values in named.items()}))
    return at_once, alone


def every_figure_of_seven_scenarios_is_what_it_is_alone(together: tuple[Figures, list[Figures]], ready: Ready) -> None:
    at_once, alone = together
    for table, line in ready.catalogue.figures:
        values = at_once.tables[table].columns[line]
        for scenario, figures in enumerate(alone):
            single = figures.tables[table].columns[line]
            found = values[scenario] if values.ndim > 1 else values
            np.testing.assert_allclose(
                found, single, rtol=1e-12, atol=1e-9, err_msg=f"{table}.{line}, scenario {scenario}"
            )


def the_scenarios_differ_from_each_other(together: tuple[Figures, list[Figures]]) -> None:
    totals = together[0].tables["section_lines"].columns["unrounded"].sum(axis=-1)
    assert len(set(totals.round(2))) == SCENARIOS  # so that the law above has something to compare


# Footing.


def printed_tables(figures: Figures) -> Iterator[tuple[Printed, str, list[list[Decimal]]]]:
    """Yield every printed table of every figure: its cells as printed."""
    for layout in (
        layout for model in figures.catalogue.models for layout in model.printed if isinstance(layout, Printed)
    ):
        for figure, _ in layout.figures:
            known = amounts(figures, layout, figure)
            rows = rows_down(figures, layout)
            keys = [key for key, _ in keys_across(figures, layout)]
            cells = [
                [Decimal(f"{known[row.label, key] / layout.divide:.1f}") for key in keys]
                for row in rows
                if row.kind == "key"
            ]
            yield layout, figure, cells


def foots(figures: Figures) -> None:
    """Assert that every printed table adds up to its totals, as printed."""
    for layout, figure, cells in printed_tables(figures):
        known = amounts(figures, layout, figure)
        whole = Decimal(f"{sum(known.values()) / layout.divide:.1f}")
        assert sum(sum(row) for row in cells) == whole, (layout.title, figure)


def every_printed_table_of_2004_foots(ready: Ready) -> None:
    foots(ready.figures)


@pytest.mark.parametrize("seed", some(range(10), 3))
def every_printed_table_of_random_inputs_foots(seed: int, ready: Ready) -> None:
    draw = random.Random(seed)
    frames = {name: frame.copy() for name, frame in ready.inputs.frames.items()}
    for table, column in columns(ready.catalogue):
        if column.kind == "number" and column.name != "rate":
            frames[table.name][column.name] = [
                None if pd.isna(value) else value * draw.uniform(0, 3) for value in frames[table.name][column.name]
            ]
    foots(cost(ready.catalogue, frames, ready.inputs.named))


def the_rounded_lines_are_what_makes_a_table_foot(ready: Ready) -> None:
    layout = ready.layout
    unrounded = amounts(ready.figures, layout, "unrounded")
    shown_only = sum(Decimal(f"{amount / layout.divide:.1f}") for amount in unrounded.values())
    assert shown_only != Decimal(f"{sum(unrounded.values()) / layout.divide:.1f}")  # so that the laws above can fail


# Golden.


def the_section_of_2004_is_the_golden_one(ready: Ready, request: pytest.FixtureRequest) -> None:
    lines_of = {
        f"{line['sub_programme']} / {line['object']}": line["amount"] for line in section_of(ready) if line["amount"]
    }
    section = {"total": sum(lines_of.values()), "lines": lines_of}
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(json.dumps(section, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert section == golden, (
        "The section of 2004 has changed. If it should have, run: pytest --update-golden tests/test_laws.py"
    )


# Headings in every language.


@pytest.mark.parametrize("cycle", ["2004", "2005"])
def every_heading_of_a_cycle_has_a_term_in_every_language(cycle: str) -> None:
    section = prepare(Workspace(REPOSITORY), cycle, lambda _: None, ("section",)).section
    assert section is not None
    named = {table.name for table in section.catalogue.tables.values() if table.terms}
    assert named == {"sub_programmes", "objects", "bodies", "venues"}
    assert section.standing.without_term == ()


def every_heading_with_which_a_cycle_starts_has_a_term_in_every_language() -> None:
    for table in MODELS["section"].tables.values():
        starting = [next(iter(row.values())) for row in rows(BUILT_IN, f"start_{table.name}.csv")] if table.terms else []
        lacking = [(key, each) for key in starting for each in languages(BUILT_IN) if not terms(BUILT_IN).get(f"{table.terms}.{key}", {}).get(each)]
        assert lacking == []


@pytest.mark.parametrize("workbook", [*MODELS, STATEMENT_BOOK])
def every_input_sheet_stands_in_one_group_and_every_group_names_sheets_that_exist(workbook: str) -> None:
    if workbook == STATEMENT_BOOK:
        known = {table.name for table in readable(combined(DRAFTS), DRAFTS)}
        anywhere = known | MODELS["section"].sheets.keys()
    else:
        known = anywhere = set(MODELS[workbook].sheets)
    named = [name for group in groups(BUILT_IN, workbook) for name in group.tables]
    assert sorted(named) == sorted(set(named))
    assert known - set(named) == set()
    assert set(named) - anywhere == set()
