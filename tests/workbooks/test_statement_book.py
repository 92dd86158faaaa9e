"""The workbook of a statement: every figure live, with a switch for each paragraph and alternative that all of them follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import ironcalc
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from support import libreoffice
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, post, rows, section
from support.workbooks import change_cells

from aspbudget.statements.costed import Costed, figures
from aspbudget.statements.costing import statement
from aspbudget.statements.rows import DraftRows
from aspbudget.workbooks.reconcile import agree, reconcile
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.workbooks.cycle_book import Emitted

pytestmark = pytest.mark.slow
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day before which a spreadsheet counts
FIRST = 6  # the first row of a table
SWITCHES = [("paragraphs", "1"), ("paragraphs", "2"), ("alternatives", "A"), ("alternatives", "B")]


@pytest.fixture(scope="module")
def found(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """A draft with meetings, services and posts, two paragraphs that share a team, and two alternatives."""
    service = {"Service": "room", "Kind": "rooms", "Session": "session", "Quantity": 1, "For each": "day with meetings",
               "Price": "room", "Object": "Contractual services"}  # fmt: skip
    plenary = [{"Meeting": "Plenary", "Day": MONDAY.date()}, {"Meeting": "Closing", "Day": MONDAY.date(), "Slot": "afternoon"}]
    beside = section(models, {"Meetings": plenary, "Conference services": [service]})
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities", p3="not yet determinable"),
        "alternatives": rows({"alternative": "A", "what": "…"}, {"alternative": "B", "what": "…"}, counts=1),
        "provision": rows({"provision": "closing", "paragraph": "2", "sheet": "Meetings", "row": "Closing"}),
        "meetings": rows(
            meeting("One", FRIDAY), meeting("Two", FRIDAY, "afternoon", paragraph="2"), meeting("Three", MONDAY, alternative="A")
        ),
        "posts": rows(post("Officer", alternative="B")),
        "operating_requirements": rows(bought("once", recurrence="one-time"), bought("later", paragraph="2", first_year=2005)),
        "absorbed": rows(
            {"absorbed": "some", "paragraph": "1", "object": "Contractual services", "recurrence": "one-time", "amount": 300},
            {"absorbed": "a team", "paragraph": "2", "object": "Temporary assistance for meetings", "recurrence": "recurrent", "amount": 7_000},
            sub_programme="4100", first_year=2004, done_without="a reception",
        ),
    }
    return draft(tmp_path_factory.mktemp("draft"), beside, given)


@pytest.fixture(scope="module")
def emitted(found: Costed) -> Emitted:
    """Its workbook."""
    return write_statement(found, statement(found))


def switched(found: Costed, table: str, key: str, to: float = 0.0) -> Costed:
    """Return a draft with one switch turned off, or on."""
    inputs = found.draft_rows.inputs
    frame = inputs.frames[table].copy()
    frame.loc[frame.iloc[:, 0] == key, "counts"] = to
    drafted = DraftRows(found.draft_rows.anatomy, replace(inputs, frames=inputs.frames | {table: frame}))
    return Costed(found.section, drafted, figures(drafted))


def turned(path: Path, found: Costed, table: str, key: str, to: int = 0) -> None:
    """Turn a switch off in a workbook, or on, as a person would."""
    frame = found.draft_rows.inputs.frames[table]
    row = FIRST + list(frame.iloc[:, 0]).index(key)
    title = found.figures.catalogue.tables[table].title
    cells = load_workbook(path, read_only=True)[title]
    column = next(cell.column_letter for cell in cells[FIRST - 1] if cell.value == "Included")
    change_cells(path, {f"{title}!{column}{row}": to})


def different(emitted: Emitted, cells: libreoffice.Cells) -> list[object]:
    """Return the formula cells that another spreadsheet computes otherwise, but for the change by hand that Checks shows."""
    plain = {place: (value - EPOCH).days if isinstance(value, datetime) else value for place, value in cells.items()}
    by_hand = {place for place in emitted.formulas if place[0] == "Checks" and place[2] > 2}
    return [(place, value, plain.get(place)) for place, value in emitted.formulas.items()
            if place not in by_hand and not agree(value, plain.get(place, "" if value == "" else None))]  # fmt: skip


def the_second_engine_agrees_with_every_cell(emitted: Emitted) -> None:
    assert not reconcile(emitted.data, emitted.formulas).differences
    assert len(emitted.formulas) > 1000


def the_workbook_of_a_draft_that_asks_for_nothing_says_so(models: Catalogue, tmp_path: Path) -> None:
    nothing = draft(tmp_path, section(models, {}), {"paragraphs": paragraphs(p1="no implication")})
    written = write_statement(nothing, statement(nothing))
    assert not reconcile(written.data, written.formulas).differences
    assert statement(nothing).total == (0, 0, 0, 0, 0)


@libreoffice.needed
@pytest.mark.parametrize("switches", [[SWITCHES[1:3]], pytest.param([[each] for each in SWITCHES], marks=pytest.mark.long)], ids=["of each kind", "one by one"])
def every_stored_value_poisoned_comes_back_and_a_switch_moves_every_figure_as_the_tool_would(
    found: Costed, emitted: Emitted, tmp_path: Path, switches: list[list[tuple[str, str]]]
) -> None:
    whole, *paths = (tmp_path / f"{place}.xlsx" for place in range(1 + len(switches)))
    whole.write_bytes(emitted.data)
    for path, several in zip(paths, switches, strict=True):
        path.write_bytes(emitted.data)
        for switch in several:
            turned(path, found, *switch)
    back, *others = libreoffice.recalculated_together([whole, *paths], titles=[whole])
    assert not different(emitted, back)
    for several, cells in zip(switches, others, strict=True):
        expected = found
        for switch in several:
            expected = switched(expected, *switch)
        assert not different(write_statement(expected, statement(expected)), cells), several


def each_switch_turns_something_off_that_costs(found: Costed) -> None:
    nets = [statement(each).of().additional for each in (found, *(switched(found, *switch) for switch in SWITCHES))]
    assert len(set(nets)) == len(nets)


def the_summary_has_each_paragraph_the_joint_effect_and_a_total_that_foots(found: Costed, emitted: Emitted, tmp_path: Path) -> None:
    path = tmp_path / "statement.xlsx"
    path.write_bytes(emitted.data)
    sheet = load_workbook(path, data_only=True)["Summary"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 4)]
    assert [row[0] for row in shown] == ["1", "2", "3", "Joint effect", "Total"]
    said = statement(found)
    assert tuple(shown[-1][3:8]) == tuple(sum(row[place] for row in shown[:-1]) for place in range(3, 8)) == said.total
    assert [cell.value for cell in sheet[FIRST - 1]][3:8] == [
        f"{title} (EUR)" for title in ("Full cost 2004", "Already provided for 2004", "Pooled with the Court 2004", "Absorbed 2004", "Additional 2004")
    ]
    assert shown[2][8] == "100 to 200"
    assert said.joint.additional < 0  # one team serves the meetings of both paragraphs on Friday


def the_workbook_has_the_slots_without_the_draft_and_with_it(emitted: Emitted, tmp_path: Path) -> None:
    path = tmp_path / "statement.xlsx"
    path.write_bytes(emitted.data)
    sheet = load_workbook(path, data_only=True)["Calendar"]
    titles = [cell.value for cell in sheet[FIRST - 1]]
    days = {str(row[1])[:10]: dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=FIRST, values_only=True) if row[0]}
    assert (days["2004-09-06"]["Held, morning, section"], days["2004-09-06"]["Held, morning, with the draft"]) == (1, 2)
    assert (days["2004-09-10"]["Teams, section"], days["2004-09-10"]["Teams, with the draft"]) == (0, 1)


def a_year_changed_by_hand_that_needs_a_new_run_shows_on_checks(found: Costed, emitted: Emitted, tmp_path: Path) -> None:
    path = tmp_path / "changed.xlsx"
    path.write_bytes(emitted.data)
    sheet = load_workbook(path, read_only=True)["Meetings"]
    titles = [cell.value for cell in sheet[FIRST - 1]]
    row = next(row for row in range(FIRST, FIRST + 20) if sheet.cell(row, 1).value == "One")
    change_cells(path, {f"Meetings!{get_column_letter(titles.index('Last year') + 1)}{row}": 2004})
    model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    checks = [(model.get_cell_value(sheet_of(model, "Checks"), line, 1), model.get_cell_value(sheet_of(model, "Checks"), line, 5))
              for line in range(5, 15)]  # fmt: skip
    assert ("Meetings, compared: rows that begin or end within the years of a case", "differs") in checks
    assert found.draft_rows.years == (2004, 2005, 2006)


@pytest.fixture(scope="module")
def choosing(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """A draft whose text keeps a meeting in the morning or one in the afternoon, and perhaps one officer or two."""
    given = {
        "alternatives": rows(
            {"alternative": "early", "counts": 1, "choice": "hour", "of_choice": "exactly one"}, {"alternative": "late", "counts": 0, "choice": "hour", "of_choice": "exactly one"},
            {"alternative": "one", "counts": 0, "choice": "staff"}, {"alternative": "two", "counts": 0, "choice": "staff"}, what="…",
        ),
        "meetings": rows(meeting("Early", FRIDAY, alternative="early"), meeting("Late", MONDAY, "afternoon", alternative="late")),
        "posts": rows(post("Officer", alternative="one"), post("Officers", number=2, alternative="two")),
    }  # fmt: skip
    return draft(tmp_path_factory.mktemp("choosing"), section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]}), given)


# Switches that are turned, and the alternatives that then stand against their choice.
Choosing = list[tuple[dict[str, int], list[str]]]
CHOOSING: Choosing = [
    ({"early": 0, "late": 1}, []), ({"one": 1}, []), ({"two": 1}, []),
    ({"late": 1}, ["early", "late"]), ({"early": 0}, ["early", "late"]), ({"one": 1, "two": 1}, ["one", "two"]),
]  # fmt: skip


@libreoffice.needed
@pytest.mark.parametrize("chosen", [CHOOSING[2:4], pytest.param([*CHOOSING[:2], *CHOOSING[4:]], marks=pytest.mark.long)], ids=["of each kind", "the others"])
def every_choice_moves_every_figure_as_the_tool_would_and_what_no_choice_allows_is_marked(choosing: Costed, tmp_path: Path, chosen: Choosing) -> None:
    emitted = write_statement(choosing, statement(choosing))
    paths = []
    for place, (switches, _) in enumerate(chosen):
        paths.append(tmp_path / f"{place}.xlsx")
        paths[-1].write_bytes(emitted.data)
        for name, to in switches.items():
            turned(paths[-1], choosing, "alternatives", name, to)
    for (switches, against), path, cells in zip(chosen, paths, libreoffice.recalculated_together(paths, poisoned=False), strict=True):
        expected = choosing
        for name, to in switches.items():
            expected = switched(expected, "alternatives", name, to)
        written = write_statement(expected, statement(expected))
        allowed = {place for place in written.formulas if place[0] != "Checks" and "sheet Checks" not in str(cells.get(place)) and place != ("Combinations", FIRST, 1)}
        assert not different(written._replace(formulas={place: written.formulas[place] for place in allowed}), cells), switches
        assert marks(path) == (against, "differs" if against else "agrees", bool(against)), switches


def marks(path: Path) -> tuple[list[str], str, bool]:
    """Return what the second engine finds against its choice, whether Checks finds it, and whether the amounts say so."""
    model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    alternatives, checks, combinations = (sheet_of(model, name) for name in ("Alternatives", "Checks", "Combinations"))
    titles = [model.get_cell_value(alternatives, FIRST - 1, place) for place in range(1, 9)]
    against = [str(model.get_cell_value(alternatives, row, 1)) for row in range(FIRST, FIRST + 4)
               if model.get_cell_value(alternatives, row, titles.index("Against choice") + 1)]  # fmt: skip
    found = {model.get_cell_value(checks, row, 1): model.get_cell_value(checks, row, 5) for row in range(5, 15)}
    return against, found["Alternatives: rows against their choice, and none"], "does not allow" in model.get_cell_value(combinations, FIRST, 1)


def sheet_of(model: ironcalc.Model, name: str) -> int:
    """Return the place of a sheet in a workbook."""
    return [each["name"] for each in model.get_worksheets_properties()].index(name)
