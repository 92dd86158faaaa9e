"""The bridge: every cause costed in its turn, nothing left over, each change under its own cause and nowhere else."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from conftest import REPOSITORY, Place
from support import libreoffice
from support.chance import some

from aspbudget.commands.compare import side, with_earlier
from aspbudget.declare.layout import BY_CAUSE
from aspbudget.declare.model import ADDED, FULL_YEAR, LAPSED, METHOD, MOVED, REMOVED
from aspbudget.figures.cost import cost
from aspbudget.figures.printed import lines_of
from aspbudget.inputs.ready import Ready, prepare
from aspbudget.review.bridge import Between, bridge
from aspbudget.review.comparison import compare
from aspbudget.review.symmetric import symmetric
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workbooks.reconcile import agree
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.bridge import Bridge

Frames = dict[str, pd.DataFrame]
_RESIDUAL = 15  # the column after that of what is proposed


@pytest.fixture(scope="module")
def both() -> tuple[Ready, Ready]:
    """The sections of 2004 and 2005."""
    workspace = Workspace(REPOSITORY)
    return side(workspace, "2004"), side(workspace, "2005")


@pytest.fixture(scope="module")
def found(both: tuple[Ready, Ready]) -> Bridge:
    """The bridge from 2004 to 2005."""
    return bridge(Between.of(*both))


@pytest.fixture(scope="module")
def written(both: tuple[Ready, Ready]) -> Emitted:
    """The section workbook of 2005, with its bridge."""
    return write_workbook(both[1].figures, both[1].inputs, found=compare(*both))


def varied(ready: Ready, change: Callable[[Frames], None], cycle: str = "2005") -> Ready:
    """Return a section whose inputs are changed, as those of another cycle."""
    frames = {name: frame.copy() for name, frame in ready.inputs.frames.items()}
    frames["cycle"]["cycle"] = cycle
    change(frames)
    inputs = dataclasses.replace(ready.inputs, frames=frames)
    return Ready(cycle, "section", inputs, cost(ready.catalogue, frames, inputs.named))


def moved(old: Ready, change: Callable[[Frames], None]) -> dict[str, int]:
    """Return what each cause moves when the inputs of a section are changed; causes that move nothing are left out."""
    result = bridge(Between.of(old, varied(old, change)))
    assert result.residual == 0
    return {bar.cause.name: bar.total for bar in result.bars if any(bar.amounts.values())}


def raised(table: str, key: str, column: str, by: float) -> Callable[[Frames], None]:
    """Return a change of one cell."""

    def change(frames: Frames) -> None:
        frame = frames[table]
        frame.loc[frame.iloc[:, 0] == key, column] *= by

    return change


@pytest.mark.slow
def the_bridge_of_2005_leaves_nothing_over_in_any_line(found: Bridge) -> None:
    assert found.residual == 0
    for place in found.places:
        assert found.start.get(place, 0) + sum(bar.amounts.get(place, 0) for bar in found.bars) == found.end.get(
            place, 0
        )


def the_bridge_ends_at_the_section_and_starts_at_what_was_approved(both: tuple[Ready, Ready], found: Bridge) -> None:
    new = both[1]
    assert found.approved
    assert found.end == lines_of(new.figures, new.layout)
    assert sum(found.start.values()) == new.inputs.frames["approved"]["amount"].sum()


def the_bridge_agrees_with_what_compare_says_of_each_line(both: tuple[Ready, Ready]) -> None:
    comparison = compare(*both)
    old, new = comparison.figures
    inputs = [bar for bar in comparison.bridge.bars if bar.cause.name != METHOD]
    for place in {**old, **new}:
        assert sum(bar.amounts.get(place, 0) for bar in inputs) == new.get(place, 0) - old.get(place, 0)
    document = comparison.as_dict()
    assert document["bridge"]["residual"] == 0
    assert (
        sum(each["new"] - each["old"] for each in document["figures"])
        == document["new"]["total"] - document["old"]["total"]
    )


def every_cause_of_2005_has_something_to_show_and_the_method_has_nothing(found: Bridge) -> None:
    assert {bar.cause.name for bar in found.bars if bar.total} == {
        LAPSED,
        "price",
        "exchange",
        "pay",
        FULL_YEAR,
        "calendar",
        MOVED,
        ADDED,
        REMOVED,
    }


def the_groups_of_2005_are_those_of_a_budget_and_add_up_to_the_change(found: Bridge) -> None:
    assert [group.title for group in found.groups] == ["Technical adjustments", "Recosting", "Resource changes", ""]
    assert sum(group.total for group in found.groups) == found.change == sum(found.end.values()) - sum(found.start.values())
    assert found.per_cent(found.change) == pytest.approx(found.change / sum(found.start.values()) * 100)


def the_full_year_of_2005_is_what_the_posts_of_2004_lacked_of_a_year_at_its_costs(both: tuple[Ready, Ready], found: Bridge) -> None:
    posts = both[0].figures.frame("posts")
    lacking = posts["number"] * (12 - posts["work_months"]) / 12 * posts["annual_cost"] * (1 - both[0].inputs.named["vacancy_rate"])
    bar = next(bar for bar in found.bars if bar.cause.name == FULL_YEAR)
    assert bar.total == pytest.approx(lacking.sum(), abs=100)
    assert {row.sheet for row in bar.rows} == {"Posts"}
    assert {each.column for each in bar.cells} == {"Standing", "First month"}


def a_post_that_is_kept_for_the_whole_year_from_now_on_has_a_full_year_effect(ready: Ready) -> None:
    def post(column: str, value: float | str) -> Callable[[Frames], None]:
        def change(frames: Frames) -> None:
            frame = frames["posts"]
            frame.loc[frame["post"] == "Legal Officer", column] = value

        return change

    assert moved(ready, post("first_month", 1)).keys() == {FULL_YEAR}
    assert moved(ready, post("first_month", 3)).keys() == {MOVED}, "still a part of the year: more months are a quantity"
    assert moved(ready, post("last_month", 9)).keys() == {MOVED}, "fewer months are no full-year effect"
    named = {**ready.inputs.named, "delayed_recruitment_rate": 0.5}
    slow = dataclasses.replace(ready, figures=cost(ready.catalogue, ready.inputs.frames, named), inputs=_with_rate(ready, 0.5))
    assert moved(slow, post("standing", "established")).keys() == {FULL_YEAR}


def _with_rate(ready: Ready, rate: float) -> Inputs:
    frame = ready.inputs.frames["assumptions"].copy()
    frame.loc[frame["assumption"] == "delayed_recruitment_rate", "value"] = rate
    return dataclasses.replace(ready.inputs, frames=ready.inputs.frames | {"assumptions": frame})


def every_bar_opens_to_the_rows_and_the_cells_that_make_it(found: Bridge) -> None:
    for bar in found.bars:
        if bar.cause.name != METHOD:
            assert bar.cells, bar.cause.name
            for place, amount in bar.amounts.items():
                rows = sum(row.amount for row in bar.rows if row.place == place)
                assert abs(rows - amount) <= 100, "a printed line is rounded to the hundred before and after"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "key", "column", "cause"),
    [
        ("prices", "Translated word", "amount", "price"),
        ("venues", "The Hague", "subsistence", "price"),
        ("assumptions", "terminal_expenses", "value", "price"),
        ("currencies", "USD", "rate", "exchange"),
        ("standard_costs", "P-4, The Hague: net pay", "amount", "pay"),
        ("assumptions", "delayed_recruitment_rate", "value", "pay"),
        ("conference_services", "Security officers, session of the Assembly", "quantity", MOVED),
    ],
)
def a_change_of_one_figure_shows_under_its_cause_and_nowhere_else(
    ready: Ready, table: str, key: str, column: str, cause: str
) -> None:
    result = moved(ready, raised(table, key, column, 1.5))
    assert list(result) == [cause]
    assert result[cause] != 0


def a_one_time_row_that_goes_is_one_thing_and_a_recurrent_one_another(ready: Ready) -> None:
    def without(recurrence: str) -> Callable[[Frames], None]:
        def change(frames: Frames) -> None:
            frame = frames["operating_requirements"]
            own = (frame["recurrence"] == recurrence) & (frame["means"] == "own") & ((frame["quantity"] > 1) | frame["of_each"].notna())
            frames["operating_requirements"] = frame.drop(index=frame.index[own])

        return change

    assert list(moved(ready, without("one-time"))) == [LAPSED]
    assert list(moved(ready, without("recurrent"))) == [REMOVED]


def a_row_that_comes_is_a_new_mandate_at_the_new_prices(ready: Ready) -> None:
    def change(frames: Frames) -> None:
        frame = frames["overtime"]
        frames["overtime"] = pd.concat(
            [frame, frame.iloc[:1].assign(overtime="Another session", hours=100.0)], ignore_index=True
        )

    assert moved(ready, change) == {ADDED: 3600}


def the_meetings_of_a_new_session_are_new_and_more_of_an_old_one_are_the_calendar(ready: Ready) -> None:
    def meeting(frames: Frames, session: str, day: str) -> None:
        frame = frames["meetings"]
        row = (
            frame[frame["session"] == "Assembly, third session"]
            .iloc[:1]
            .assign(meeting="One more", session=session, day=pd.Timestamp(day))
        )
        frames["meetings"] = pd.concat([frame, row], ignore_index=True)

    def on_a_new_session(frames: Frames) -> None:
        frame = frames["sessions"]
        frames["sessions"] = pd.concat([frame, frame.iloc[-1:].assign(session="Resumed")], ignore_index=True)
        meeting(frames, "Resumed", "2004-09-06")

    def in_parallel(frames: Frames) -> None:
        meeting(frames, "Assembly, third session", "2004-09-06")

    assert list(moved(ready, on_a_new_session)) == [ADDED]
    assert list(moved(ready, in_parallel)) == ["calendar"]


def a_service_that_is_pooled_from_now_on_is_an_efficiency(ready: Ready) -> None:
    def change(frames: Frames) -> None:
        frame = frames["operating_requirements"]
        frame.loc[frame["requirement"] == "Telephone and fax", "means"] = "pooled with the Court"

    assert moved(ready, change) == {REMOVED: -19200}


def no_cause_moves_anything_while_the_inputs_stay_the_same(ready: Ready) -> None:
    assert moved(ready, lambda _: None) == {}


def _as_approved(ready: Ready) -> Callable[[Frames], None]:
    def change(frames: Frames) -> None:
        lines = ready.figures.frame("section_lines")
        columns = {
            "line": lines["sub_programme"] + " / " + lines["object"],
            "one_time": 0.0,
            "source": "as proposed",
            "status": "derived",
        }
        frames["approved"] = lines[["sub_programme", "object", "amount"]].assign(**columns)

    return change


def _thinned(ready: Ready, cycle: str, random: np.random.Generator) -> Ready:
    """Return a section with some rows and one whole session left out, and every rate another."""

    def change(frames: Frames) -> None:
        gone = random.choice(frames["sessions"]["session"].to_numpy())
        for name, frame in frames.items():
            referring = [
                column.name for column in ready.catalogue.columns(name).values() if column.refers == "sessions"
            ]
            kept = ~(frame[referring] == gone).any(axis=1)
            charging = "recurrence" in frame or name == "meetings"
            frames[name] = frame[kept & (random.random(len(frame)) > 0.15 if charging else kept)]
        frames["sessions"] = frames["sessions"][frames["sessions"]["session"] != gone]
        frames["approved"] = frames["approved"].iloc[:0]
        for name, column in (("prices", "amount"), ("standard_costs", "amount"), ("currencies", "rate")):
            frames[name] = frames[name].assign(
                **{column: frames[name][column] * random.uniform(0.8, 1.3, len(frames[name]))}
            )

    return varied(ready, change, cycle)


@pytest.mark.slow
@pytest.mark.parametrize("seed", some(range(6), 2))
def no_cycles_however_different_leave_anything_over_or_to_the_method(both: tuple[Ready, Ready], seed: int) -> None:
    random = np.random.default_rng(seed)
    old, new = _thinned(both[seed % 2], "2004", random), _thinned(both[(seed + seed // 2) % 2], "2005", random)
    result = bridge(Between.of(old, new))
    assert result.residual == 0
    assert sum(group.total for group in result.groups) == result.change
    assert not any(next(bar for bar in result.bars if bar.cause.name == METHOD).amounts.values())
    assert len([bar for bar in result.bars if bar.total]) >= 5


def a_rule_that_changed_shows_under_method_and_nowhere_else(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    as_approved = _as_approved(ready)
    figure = ready.catalogue.figures["overtime", "full_cost"]
    dearer = dataclasses.replace(figure, tree=figure.tree * 1.5)
    monkeypatch.setitem(ready.catalogue.figures, ("overtime", "full_cost"), dearer)
    old = Ready("2004", "section", ready.inputs, cost(ready.catalogue, ready.inputs.frames, ready.inputs.named))
    result = bridge(Between.of(old, varied(ready, as_approved)))
    assert {bar.cause.name: bar.total for bar in result.bars if any(bar.amounts.values())} == {METHOD: 7000}
    assert result.residual == 0


def a_cut_by_the_assembly_shows_under_method_as_well(ready: Ready) -> None:
    def change(frames: Frames) -> None:
        _as_approved(ready)(frames)
        frame = frames["approved"]
        frame.loc[frame["line"] == "4100 / Hospitality", "amount"] -= 1000

    assert moved(ready, change) == {METHOD: 1000}


@pytest.mark.long
@pytest.mark.slow
def the_symmetric_split_adds_up_to_the_same_change_to_the_cent(both: tuple[Ready, Ready], found: Bridge) -> None:
    split = symmetric(Between.of(*both))
    method = next(bar for bar in found.bars if bar.cause.name == METHOD)
    change = sum(found.end.values()) - sum(found.start.values()) - method.total
    assert round(sum(sum(lines.values()) for lines in split.values()), 2) == change
    assert {name for name, lines in split.items() if any(lines.values())} == {
        bar.cause.name for bar in found.bars if bar.total
    }


def a_cause_that_is_alone_has_the_same_share_in_any_order(ready: Ready) -> None:
    new = varied(ready, raised("standard_costs", "P-4, The Hague: net pay", "amount", 1.1))
    between = Between.of(ready, new)
    bar = next(bar for bar in bridge(between).bars if bar.cause.name == "pay")
    assert symmetric(between)["pay"] == {place: float(amount) for place, amount in bar.amounts.items()}


@pytest.mark.slow
def the_order_of_rows_changes_no_byte_of_the_figures(both: tuple[Ready, Ready]) -> None:
    def shuffle(frames: Frames) -> None:
        for name, frame in frames.items():
            if name not in (
                "sub_programmes",
                "objects",
                "grades",
                "cycle",
            ):  # their order is that of the printed tables
                frames[name] = frame.iloc[np.random.default_rng(1).permutation(len(frame))]

    old, new = both
    after = compare(varied(old, shuffle, "2004"), varied(new, shuffle)).as_dict()
    before = compare(varied(old, lambda _: None, "2004"), varied(new, lambda _: None)).as_dict()
    assert after == before


def the_bridge_sheet_adds_up_to_the_section_and_leaves_nothing(written: Emitted) -> None:
    residuals = [
        value for (sheet, _, column), value in written.formulas.items() if sheet == BY_CAUSE and column == _RESIDUAL
    ]
    assert len(residuals) > 20
    assert set(residuals) == {0.0}


@libreoffice.needed
def the_section_of_2005_is_the_same_to_libreoffice_in_every_cell(written: Emitted, tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(written.data)
    found = libreoffice.recalculated(path)
    different = [
        (place, value, found.get(place))
        for place, value in written.formulas.items()
        if not agree(value, found.get(place, ""))
    ]
    assert different == []


def a_workbook_without_an_earlier_section_says_why_it_has_no_bridge(place: Place) -> None:
    only = prepare(place.workspace, "2004", lambda _: None).workbooks[0]
    assert with_earlier(place.workspace, only) == "the workspace has no section of the cycle before"


@pytest.mark.slow
def an_earlier_section_with_faults_leaves_the_bridge_out_and_says_so(place: Place) -> None:
    place.workspace.inputs("2005").parent.mkdir()
    place.workspace.inputs("2005").write_bytes(Workspace(REPOSITORY).inputs("2005").read_bytes())
    place.change({"Posts!B5": "P-9"})
    late = side(place.workspace, "2005")
    assert (
        with_earlier(place.workspace, late)
        == "inputs/2004/section.xlsx has 1 cell to correct; aspbudget check 2004 lists them"
    )
    assert place.run("cost", "2005").code == 0
