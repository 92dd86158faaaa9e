"""The benchmarks' own rules: an aim that was met and is missed by a third is lost, and nothing else is; what is recorded is read back."""

from __future__ import annotations

import inspect
import shutil
from importlib import import_module
from io import BytesIO
from math import fsum
from operator import attrgetter
from time import sleep

import numpy as np
import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from aspbudget.figures.scenarios import in_scenarios
from aspbudget.inputs.ready import prepare
from aspbudget.lines.compute import _WAYS
from aspbudget.lines.formula import Dash
from aspbudget.statements.costed import costed
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workspace import Workspace
from benchmarks import assessments, emission, models, parts, reasons, record, scenarios, statements, suite
from benchmarks.__main__ import main, shown
from benchmarks.by_hand import BY_HAND
from benchmarks.commands import Command
from benchmarks.measure import Row, compare_each
from benchmarks.one_cell import change_a_draft
from benchmarks.workbooks import plainly, recorded

WORK = Row("some work", "other work", 2.0, 3.0)


@pytest.fixture(autouse=True)
def _an_own_record(tmp_path, monkeypatch):
    monkeypatch.setattr(record, "RECORD", tmp_path / "record.csv")
    monkeypatch.setattr("benchmarks.__main__.recorded", lambda: record.recorded(tmp_path / "record.csv"))
    monkeypatch.setattr("benchmarks.__main__.record", lambda rows: record.record(rows, tmp_path / "record.csv"))


@pytest.mark.parametrize(("before", "now", "code"), [(2.0, 3.9, 0), (2.0, 4.1, 1), (3.1, 9.0, 0), (None, 9.0, 0)])
def test_only_an_aim_that_was_met_and_is_missed_by_a_third_is_lost(before, now, code, capsys):
    if before:
        shown([WORK._replace(ratio=before)], keep=True)
    assert shown([WORK._replace(ratio=now)]) == code
    assert ("LOST" in capsys.readouterr().out) == bool(code)


def test_a_row_without_an_aim_is_never_lost():
    shown([Row("some work", "other work", 1.0)], keep=True)
    assert shown([Row("some work", "other work", 100.0)]) == 0


def test_what_is_recorded_stays_until_it_is_measured_again():
    shown([WORK, WORK._replace(work="more work")], keep=True)
    shown([WORK._replace(ratio=1.5)], keep=True)
    assert [(row.work, row.ratio) for row in record.recorded(record.RECORD).values()] == [("some work", 1.5), ("more work", 2.0)]


def test_the_parts_of_a_work_are_recorded_anew_with_it():
    shown([WORK, WORK._replace(work="some work: a part of it"), WORK._replace(work="some workbook")], keep=True)
    shown([WORK, WORK._replace(work="some work: another part")], keep=True)
    assert {row.work for row in record.recorded(record.RECORD).values()} == {"some work", "some work: another part", "some workbook"}


def test_the_parts_of_a_work_stand_below_it(capsys):
    shown([WORK, WORK._replace(work="some work: a part of it"), WORK._replace(work="some workbook")])
    assert [line[:12] for line in capsys.readouterr().out.splitlines()[1:]] == ["some work   ", "  a part of ", "some workboo"]


def test_the_measures_of_two_sides_are_compared_by_their_medians():
    ours, theirs = iter([(9, 9), (4, 10), (2, 30), (6, 20)]), iter([(9, 9), (2, 5), (2, 5), (2, 5)])
    assert compare_each(lambda: next(ours), lambda: next(theirs), rounds=3) == [2, 4]


def test_a_name_that_no_row_has_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--here", "chek"])
    assert "chek: no such rows" in capsys.readouterr().err


def test_one_cell_of_a_draft_is_another_each_time(tmp_path):
    from conftest import REPOSITORY  # noqa: PLC0415

    source = min((REPOSITORY / "inputs" / "2004" / "statements").glob("*.xlsx"))
    copy = tmp_path / "inputs" / "2004" / "statements" / source.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(source.read_bytes())
    found = []
    for _ in range(2):
        change_a_draft(tmp_path)
        found.append({(sheet.title, cell.coordinate): cell.value for sheet in load_workbook(copy) for row in sheet.iter_rows() for cell in row if cell.value is not None})
    assert len(set(found[0].items()) ^ set(found[1].items())) == 2


@pytest.mark.parametrize("name", sorted({name for each in (parts.PARTS, emission.EMISSION, emission.RECALCULATION) for names in each.values() for name in names}))
def test_each_function_that_is_timed_is_there_and_does_its_work_when_it_is_called(name):
    module, _, function = name.partition(":")
    assert not inspect.isgeneratorfunction(attrgetter(function)(import_module(module)))


def test_every_part_of_writing_a_workbook_is_found_wherever_it_is_called_from(section):
    found = emission.taken(lambda: write_workbook(section.figures, section.inputs), emission.EMISSION)
    assert {part for part, seconds in found.items() if not seconds} == set()


def test_below_a_workbook_stand_its_parts_and_the_least_that_is_possible():
    times = iter(range(100))
    found = list(emission.emission_rows(WORK, lambda: next(times), lambda: next(times)))
    assert {row.work.partition(": ")[0] for row in found} == {WORK.work}
    assert [row.ratio for row in found if row.work.endswith(": at least, together")] == [1.0]


def test_a_piece_of_recalculation_is_measured_in_the_unit_of_its_row(monkeypatch):
    monkeypatch.setattr(emission, "taken", lambda *_: {"loading": 1.0, "evaluating": 2.0, "its copy": 3.0, parts.REST: 0.0})
    assert {row.work.removeprefix("some work: "): row.ratio for row in emission.recalculation_rows(WORK, lambda: None, 2.0)} == {
        "its copy": 1.5, "evaluating": 1.0, "loading": 0.5, parts.REST: 0.0, "at least, IronCalc loading and evaluating": 1.5,
    }  # fmt: skip


def test_a_part_is_timed_without_those_that_it_calls():
    clock = iter([1.0, 3.0, 6.0, 10.0, 15.0])
    timer = parts.Timer(lambda: next(clock))
    timer.begin(parts.REST)
    inner = timer.timed(lambda: None, "computing")
    timer.timed(inner, "drafts")()
    assert {part: seconds for part, seconds in timer.found.items() if seconds} == {parts.PYTHON: 1, parts.REST: 2, "drafts": 3 + 5, "computing": 4}


def test_what_a_command_does_is_timed_part_by_part(tmp_path):
    from conftest import REPOSITORY  # noqa: PLC0415

    shutil.copytree(REPOSITORY / "inputs", tmp_path / "inputs")
    found, whole = reasons.reported(Command("explain", ("explain", "2004", "Section!C10"), 4), tmp_path, "parts")
    assert {part for part, seconds in found["parts"].items() if seconds} >= {parts.IMPORTING, "reading inputs", "checking inputs", "computing", "explaining"}
    assert whole / 2 < fsum(found["parts"].values()) <= whole
    assert "pandas" in found["libraries"]
    assert "openpyxl" not in found["libraries"]  # plain workbooks are read without it


def test_what_a_command_holds_is_told_part_by_part(tmp_path):
    from conftest import REPOSITORY  # noqa: PLC0415

    shutil.copytree(REPOSITORY / "inputs", tmp_path / "inputs")
    found = list(reasons.memory_rows(WORK, Command("explain", ("explain", "2004", "Section!C10"), 4), tmp_path, 1024.0))
    names = {row.work.removeprefix("some work: ") for row in found}
    assert names >= {parts.IMPORTING, parts.PYTHON, parts.REST}
    assert 50 < fsum(row.ratio for row in found) < 500  # megabytes


def test_the_kinds_of_parts_of_a_model_are_all_that_its_formulas_have(section):
    kinds = {kind for each in models._KINDS.values() for kind in each}
    assert kinds == {*_WAYS} - {Dash}
    found = {row.work.removeprefix("some work: "): row.ratio for row in models.parts_of(WORK, *models.sides(section.catalogue, section.inputs, "travel", 300))}
    assert found.keys() >= {"looking up in other tables", "rounding and choosing", "arithmetic and comparisons", parts.REST}


def test_threads_that_rest_wait_all_the_time():
    work, waiting = assessments.at_work_and_waiting(WORK, lambda: sleep(0.01), lambda: sleep(0.01))
    assert (work.work, waiting.work) == ("some work: each thread at work", "some work: each thread waiting")
    assert work.ratio < waiting.ratio


_TESTS = """<testsuites><testsuite tests="3" time="{seconds}"><testcase classname="tests.workbooks.test_book" time="100.0"/>
<testcase classname="tests.workbooks.test_pages.Sheets" time="44.0"/><testcase classname="tests.test_cli" time="1.5"/><testcase classname="tests.lines.test_words" time="0.5"/></testsuite></testsuites>"""


def test_the_rooms_whose_tests_take_most_stand_below_a_suite_that_takes_too_long(tmp_path, capsys):
    path = tmp_path / "suite.xml"
    path.write_text(_TESTS.format(seconds=360), encoding="utf-8")
    assert [(row.work, row.against, round(row.ratio, 4)) for row in suite.rows(path)] == [
        ("the suite", "3 minutes", 2),
        ("the suite: 2 tests, workbooks", "3 minutes of 2 cores", 0.4),
        ("the suite: 2 tests, all others", "3 minutes of 2 cores", 0.0056),
    ]
    path.write_text(_TESTS.format(seconds=90), encoding="utf-8")
    assert main(["--suite", str(path)]) == 0
    assert "0.5" in capsys.readouterr().out.splitlines()[1]


def test_a_function_of_another_name_is_not_passed_over(monkeypatch):
    monkeypatch.setattr(parts, "PARTS", {"a part": ("benchmarks.measure:no_such_function",)})
    with pytest.raises(AttributeError, match="no_such_function"):
        parts.Imports(parts.Timer()).catch()


def test_small_parts_are_counted_with_the_rest():
    assert list(reasons.shown({"small": 0.1, "smaller": 0.2, "large": 2.0, parts.REST: 1.0, "larger": 3.0}, 0.5).items()) == [("larger", 3.0), ("large", 2.0), (parts.REST, pytest.approx(1.3))]


def test_the_lean_writer_writes_the_cells_of_each_workbook():
    def emit():
        for number in (1, 2):
            with Workbook(BytesIO()) as book:
                book.add_worksheet("Amounts").write_number(0, number, number * 100, book.add_format({"bold": True}))

    books = [load_workbook(BytesIO(plainly(each)))["Amounts"] for each in recorded(emit)]
    assert [(cell.coordinate, cell.value, cell.font.bold) for sheet in books for row in sheet.iter_rows() for cell in row if cell.value] == [("B1", 100, True), ("C1", 200, True)]


@pytest.fixture(scope="module")
def section():
    from conftest import REPOSITORY  # noqa: PLC0415

    return prepare(Workspace(REPOSITORY), "2004", lambda _: None, ["section"]).section


@pytest.mark.parametrize("name", BY_HAND)
def test_the_arithmetic_by_hand_is_that_of_the_models(name, section):
    lines, by_hand = models.sides(section.catalogue, section.inputs, name, 300)
    assert len(lines()) == len(by_hand()) > 0


def test_other_arithmetic_by_hand_is_not_compared(section, monkeypatch):
    monkeypatch.setitem(BY_HAND, "overtime", lambda given: given.own["hours"])
    with pytest.raises(AssertionError, match="The lines of overtime and the arithmetic by hand give different results"):
        models.sides(section.catalogue, section.inputs, "overtime", 300)


def test_the_scenarios_by_hand_are_those_of_the_section(section):
    rates = np.array([0.0, 0.1, 0.25])
    found = in_scenarios(section.figures, {scenarios.RATE: rates}, ("section_lines", "amount"))
    assert np.array_equal(scenarios.by_hand(section.figures, rates), found)
    assert (found[0] != found[2]).any()


def test_the_draft_that_is_timed_is_costed(section, tmp_path):
    path = tmp_path / f"{statements.SYMBOL}.xlsx"
    path.write_bytes(statements.draft_workbook(section, statements.draft(section)))
    found = costed(section, path, statements.SYMBOL)
    meetings = found.draft_rows.inputs.frames["meetings"]
    assert meetings["paragraph"].isin(["1", "2", "3"]).sum() == 2 * statements.DAYS
