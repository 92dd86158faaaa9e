"""Proving beside writing: what another process finds is what this one finds, its errors are errors here, and none is left behind."""

from __future__ import annotations

import subprocess
import sys
import time
import weakref
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from xlsxwriter import Workbook

from aspbudget.phrase import phrase
from aspbudget.workbooks import proving
from aspbudget.workbooks.proving import Prover
from aspbudget.workbooks.reconcile import Difference, NotRecalculatedError, Reconciliation, engine, reconcile

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

CELL = ("Posts", 1, 2)
RENAMED = """
from aspbudget.workbooks import proving
proving.by_addresses = lambda _, file: file.write({copy!r})
proving.answer_all()
"""


def workbook(formula: str = "=2+3") -> bytes:
    """Return a workbook with one formula."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Posts").write_formula("B1", formula)
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("written", [5.0, 6.0, "5", None, phrase("five")])
def a_process_of_its_own_finds_what_this_one_finds(written: float | str | None) -> None:
    data = workbook()
    with Prover(2) as prove:
        found = prove(data, {CELL: written})
        assert (found.engine, found.cells, found.before) == (engine(), 1, False)
        assert tuple(found.differences) == tuple(reconcile(data, {CELL: written}).differences)


def an_error_of_the_process_is_an_error_of_the_run() -> None:
    with Prover(2) as prove:
        found = prove(b"no workbook", {CELL: 5.0})
        with pytest.raises(NotRecalculatedError, match="could not recalculate the workbook"):
            bool(found.differences)


def a_process_is_asked_about_one_workbook_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(proving, "_Process", lambda original=proving._Process: started.append(None) or original())
    with Prover(2) as prove:
        found = [prove(workbook(f"={number}"), {CELL: 2.0}) for number in range(4)]
        assert [[each.recalculated for each in one.differences] for one in found] == [[0.0], [1.0], [], [3.0]]
    assert len(started) == 1


def a_process_that_another_thread_has_just_taken_is_not_waited_for() -> None:
    class Taken(list[object]):
        def __bool__(self) -> bool:
            return True

    with Prover(2) as prove:
        prove._waiting = Taken()
        assert not prove(workbook(), {CELL: 5.0}).differences


def the_answer_has_nothing_of_what_the_engine_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    printing = "import os; from aspbudget.workbooks import proving; proving.by_addresses = lambda data, file: os.write(1, b'an empty text') and file.write(data); proving.answer_all()"
    monkeypatch.setattr(proving, "_ALONE", (sys.executable, "-c", printing))
    with Prover(2) as prove:
        assert [each.recalculated for each in prove(workbook(), {CELL: 6.0}).differences] == [5.0]


def a_process_that_is_ended_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "_ALONE", (sys.executable, "-c", "import os; os._exit(9)"))
    with Prover(2) as prove:
        found = prove(workbook(), {CELL: 5.0})
        with pytest.raises(NotRecalculatedError, match=r"^IronCalc .* ended before it had recalculated the workbook; its figures are not proven\.$"):
            bool(found.differences)


@pytest.mark.parametrize("jobs", [1, 2])
def a_workbook_that_was_proven_is_not_computed_again_and_one_that_differs_is(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = workbook(), workbook("=2+4")
    with Prover(jobs) as prove:
        prove(good, {CELL: 5.0})
        assert [str(each) for each in prove(bad, {CELL: 5.0}).differences] == [str(Difference(*CELL[:1], "B1", 5.0, 6.0))]
        known = prove.proven()
    assert list(known.values()) == [1]
    monkeypatch.setattr(proving, "reconcile", lambda *_: pytest.fail("it is computed again"))
    monkeypatch.setattr(proving, "_ALONE", (sys.executable, "-c", "import os; os._exit(9)"))
    with Prover(jobs, known) as prove:
        assert prove(good, {CELL: 5.0}).before


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("full", [True, False])
def a_proof_in_full_recalculates_the_workbook_as_it_is_written_too(jobs: int, monkeypatch: pytest.MonkeyPatch, *, full: bool) -> None:
    as_written, by_address = workbook("=2+4"), workbook()
    monkeypatch.setattr(proving, "by_addresses", lambda _, file: file.write(by_address))
    monkeypatch.setattr(proving, "_ALONE", (sys.executable, "-c", RENAMED.format(copy=by_address)))
    with Prover(jobs, full=full) as prove:
        found = prove(as_written, {CELL: 5.0})
        assert (found.full, [each.recalculated for each in found.differences]) == (full, [6.0] if full else [])


def a_copy_for_the_engine_is_let_go_before_it_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[weakref.ref[Copy]] = []

    class Copy(bytearray):
        """A copy of a workbook of which it can be seen whether anyone still has it."""

    def copied(data: bytes, file: BinaryIO) -> None:
        copies.append(weakref.ref(copy := Copy(data)))
        file.write(copy)

    def computed(path: Path, _: object) -> Reconciliation:
        assert path.read_bytes() == as_written
        assert [each() for each in copies] == [None]
        return Reconciliation(engine(), 1, (Difference("Posts", "B1", 5.0, 7.0),))

    as_written = workbook()
    monkeypatch.setattr(proving, "by_addresses", copied)
    monkeypatch.setattr(proving, "reconcile", computed)
    assert [each.recalculated for each in proving.proof_of(as_written, {CELL: 5.0}).differences] == [7.0]


def a_run_that_fails_or_is_stopped_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: object, **stated: object) -> None:
            super().__init__(*arguments, **stated)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(proving.subprocess, "Popen", Watched)
    monkeypatch.setattr(proving, "_ALONE", (sys.executable, "-c", "import time; time.sleep(600)"))

    def stopped() -> None:
        with Prover(3) as prove:
            for number in range(4):
                prove(workbook(f"={number}"), {CELL: 5.0})
            while len(started) < 2:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    ended = [each.poll() for each in started]
    assert ended
    assert all(ended), "Each was ended, none was waited for (it would end by itself with 0) and none runs."


def the_process_loads_neither_pandas_nor_the_writer() -> None:
    program = "import sys, aspbudget.workbooks.proving; print(*{'pandas', 'numpy', 'xlsxwriter', 'openpyxl'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split() == []
