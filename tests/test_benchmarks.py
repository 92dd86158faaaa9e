"""The benchmarks' own rules: an aim that was met and is missed by a third is lost, and nothing else is; what is recorded is read back."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from benchmarks import record
from benchmarks.__main__ import main, shown
from benchmarks.measure import Row, compare_each
from benchmarks.one_cell import change_a_draft

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
