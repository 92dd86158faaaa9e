"""A run: the same inputs give the same bytes, and a workbook that is not proven is never put in place."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from aspbudget.commands import report
from aspbudget.commands import run as module
from aspbudget.commands.done import section_of
from aspbudget.commands.report import section
from aspbudget.commands.run import Watching, run
from aspbudget.faults import Refused
from aspbudget.figures import rules
from aspbudget.files import remembered, versions, written
from aspbudget.inputs.check import check
from aspbudget.workbooks import proving
from aspbudget.workbooks.reconcile import Difference, Disagreement, Reconciliation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

    from conftest import Place

    from aspbudget.inputs.ready import Ready


pytestmark = pytest.mark.slow


def quietly(_: str) -> None:
    """Show no progress."""


def digests(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder, but for the records of what was written and computed."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (written.RECORD, versions.RECORD, remembered.RECORD)
    }


def the_same_inputs_give_the_same_bytes(place: Place) -> None:
    run(place.workspace, "2004", quietly)
    first = digests(place.root)
    run(place.workspace, "2004", quietly)
    assert digests(place.root) == first


def a_run_leaves_nothing_behind_but_its_outputs(place: Place) -> None:
    before = digests(place.root)
    done = run(place.workspace, "2004", quietly)
    assert set(digests(place.root)) - set(before) == set(done.files)
    assert {file: digests(place.root)[file] for file in before} == before


def a_run_compares_every_formula_that_it_wrote(place: Place) -> None:
    said: list[str] = []
    done = run(place.workspace, "2004", said.append)
    assert [f"Proving   {each.cells:,} formulas with a second engine" for each in done.reconciliations] == [
        line for line in said if line.startswith("Proving")
    ]
    assert all(each.cells > 1000 and not each.differences for each in done.reconciliations)


def the_table_is_shown_before_any_file_is_made_and_its_total_is_the_last_line(place: Place) -> None:
    happened: list[str] = []

    @contextmanager
    def bar(title: str, steps: int) -> Iterator[Callable[[], None]]:
        happened.append(f"{title} {steps}")
        yield lambda: happened.append("one more")

    def beforehand(lines: Iterable[str]) -> bool:
        happened.extend(lines)
        return True

    watching = Watching(beforehand, bar)
    done = run(place.workspace, "2004", happened.append, watching=watching)
    total = next(line.split()[-1] for line in happened if line.startswith("Total "))
    table = happened.index("Proposed, thousands of EUR")
    first = next(at for at, line in enumerate(happened) if line.startswith("Writing"))
    parts = len(done.cycle.workbooks) + len(done.statements) + 1
    assert table < happened.index(f"Files {parts}") < first
    assert happened.count("one more") == parts
    lines = list(report.run(done, shown=watching.shown))
    assert lines[-1] == f"Proposed  {total}, thousands of EUR, 2004: {done.cycle.workbooks[0].standing.word}"
    assert [line for line in report.run(done) if line not in lines] == [*happened[table - 1 : table + 1], *section(done.cycle.workbooks[0])]


def a_difference_is_raised_and_the_old_output_stays(cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    run(cut_place.workspace, "2004", quietly)
    before = digests(cut_place.root / "outputs")
    cut_place.change({"Sub-programmes!B5": "Conference of the Assembly, renamed"})
    found = Reconciliation("IronCalc", 1, (Difference("Posts", "C6", 999.0, 1200.5),))
    monkeypatch.setattr(proving, "reconcile", lambda *_: found)
    with pytest.raises(Disagreement, match=r"sheet Posts, cell C6: written 999, recalculated 1,200\.5\."):
        run(cut_place.workspace, "2004", quietly)
    assert digests(cut_place.root / "outputs") == before


def a_figure_that_is_computed_wrongly_is_found_by_the_second_engine(
    cut_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost = rules.cost

    def wrong(*arguments: object) -> object:
        figures = cost(*arguments)  # type: ignore[arg-type]
        full = figures.tables["posts"].columns["full_cost"].copy() if "posts" in figures.tables else None
        if full is not None:
            full[0] += 0.01
            figures.tables["posts"].columns["full_cost"] = full
        return figures

    monkeypatch.setattr(rules, "cost", wrong)
    monkeypatch.setattr("aspbudget.inputs.ready.check", check)  # not what another test has computed of the same inputs
    with pytest.raises(Disagreement, match="sheet Posts, cell "):
        run(cut_place.workspace, "2004", quietly)
    assert not (cut_place.root / "outputs").exists()


def the_faults_of_a_workbook_refuse_the_run_before_anything_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.change({"Posts!B5": "P-9"})
    monkeypatch.setattr(module, "write_workbook", lambda *_, **__: pytest.fail("it was written"))
    with pytest.raises(Refused):
        run(place.workspace, "2004", quietly)


@pytest.mark.parametrize(("of", "step"), [(module, "write_workbook"), (proving, "reconcile"), (module, "publish")])
def a_failure_at_any_step_leaves_the_old_output(of: ModuleType, step: str, cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    run(cut_place.workspace, "2004", quietly)
    before = digests(cut_place.root / "outputs")
    cut_place.change({"Sub-programmes!B5": "Conference of the Assembly, renamed"})

    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(of, step, fails)
    with pytest.raises(MemoryError):
        run(cut_place.workspace, "2004", quietly)
    assert digests(cut_place.root / "outputs") == before


def the_section_is_every_sub_programme_with_every_object(ready: Ready) -> None:
    lines = section_of(ready)
    pairs = [(line["sub_programme"], line["object"]) for line in lines]
    assert (
        len(pairs)
        == len(set(pairs))
        == len(ready.inputs.frames["sub_programmes"]) * len(ready.inputs.frames["objects"])
    )
    assert all(isinstance(line["amount"], int) for line in lines)


def a_cycle_in_a_currency_that_is_not_worth_one_is_refused(place: Place) -> None:
    place.change({"Cycle!C5": "USD"})
    assert place.run("check", "2004", "--json").faults == [
        (
            "Currencies!B6: Rate is 0.8568; of the cycle's own currency one unit is worth 1; correct the rate, or the "
            "currency in sheet Cycle."
        )
    ]
