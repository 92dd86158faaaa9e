"""A cycle in a notebook: its printed table, its figures by name, explanations, variants, scenarios, and views of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.commands import report
from aspbudget.commands.notebook_look import InCell, Look, Seen
from aspbudget.commands.outcome import Case, Outcome, lines_of_case
from aspbudget.commands.page import Beside, books_of, views_of
from aspbudget.commands.what_if import varied
from aspbudget.declare.layout import Printed
from aspbudget.faults import WrongUse, nearest
from aspbudget.figures.printed import amounts, keys_across, rows_down
from aspbudget.figures.scenarios import in_scenarios
from aspbudget.figures.titled import Titled, titled, titles_of, with_unit
from aspbudget.inputs.variant import NoSuchCell, Wanted, parsed
from aspbudget.lines.adding import add_up
from aspbudget.phrase import in_a_row
from aspbudget.review.explanation import explain_in_cycle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.review.trace import Step
    from aspbudget.workspace import Workspace

LINE, STATE = "line", "state"
_SIGNS = ("×", "*", "+", "-", "−")
_STEPS = {"level": "Level", "figure": "Figure", "value": "Value", "words": "In words", "numbers": "In numbers", "source": "Source"}


class OpenCycle(Seen):
    """A workbook of a cycle, checked and computed: what `costed` returns.

    Shown, it is its printed table with its standing. The name of a table is an attribute: `.posts` is a DataFrame.
    """

    def __init__(self, workspace: Workspace, cycle: Cycle, ready: Ready) -> None:
        self._workspace, self._cycle, self._ready = workspace, cycle, ready

    @property
    def figures(self) -> Figures:
        """All figures, as the models compute them."""
        return self._ready.figures

    @property
    def standing(self) -> str:
        """Whether it is a draft, and why."""
        return self._ready.standing.sentence

    @property
    def total(self) -> int:
        """The total of the printed table, in the cycle's currency."""
        return int(add_up(self._printed().values()))

    def frame(self, table: str) -> Titled:
        """Return a table as a DataFrame, by the names of its columns; it is shown with their titles and units."""
        if table not in self.figures.tables:
            message = f'There is no table "{table}"{nearest(table, self.figures.tables) or "."}'
            raise WrongUse(message)
        return titled(self.figures.frame(table), titles_of(self.figures, table, self._currency))

    def printed(self) -> Titled:
        """Return the printed table as a DataFrame: a row for each key that runs down, a column for each that runs across, and totals."""
        across = keys_across(self.figures, self._layout)
        found = pd.DataFrame.from_dict(dict(self._rows()), orient="index", columns=[*(key for key, _ in across), "total"])
        titles = {key: f"{key} {heading}" if heading != key else key for key, heading in across} | {"total": "Total"}
        return titled(found.rename_axis(self._layout.down), {name: with_unit(title, self._currency) for name, title in titles.items()})

    def explain(self, figure: str, depth: int = 1) -> Titled:
        """Return what a figure is made of, so many levels down, as a DataFrame: what it is, its value, how it is derived, and where it is from.

        It is named as people do: `4100 / Travel`, `Posts / Director / Net cost`. Raises `UnknownFigure` with the nearest name.
        """
        return titled(pd.DataFrame(list(_steps(explain_in_cycle(self._cycle, figure, depth).step, depth)), columns=list(_STEPS)), _STEPS)

    def what_if(self, changes: Mapping[str, str | float] | str, by: str = LINE) -> Titled:
        """Return what changes of cells would move, as a DataFrame: the printed lines and the total, or what each `state` pays of it.

        `{"Currencies / USD / Rate": 0.8, "Grades / * / Standard cost": "× 1.03"}`; one change may be written out as `what-if` takes it. No
        input is touched. Raises `NoSuchCell`, and `Refused` where a workbook would be.
        """
        if by not in (LINE, STATE):
            message = f'What moves is shown by "{LINE}" or by "{STATE}", not by "{by}".'
            raise WrongUse(message)
        variant = varied(self._workspace, self._cycle, "", _changes(changes))
        before, after = (Case.of(self._workspace, each, ()) for each in (self._cycle, variant.cycle))
        if by == STATE:
            rows = [(code, name, was, after.states[code, name], after.states[code, name] - was) for (code, name), was in before.states.items()]
            return self._moved(["iso3", "state", "now", "variant", "difference"], rows)
        found = Outcome("", variant.cells, before, after)
        lines = [(" / ".join(place), was, now, now - was) for place, (was, now) in found.moved(lines_of_case).items()]
        was, now = before.total, after.total
        return self._moved(["line", "now", "variant", "difference"], [*lines, ("Total", was, now, now - was)])

    def scenarios(self, **assumptions: npt.ArrayLike) -> Titled:
        """Return the printed lines and their total in each of many scenarios, as a DataFrame with a row each.

        `scenarios(vacancy_rate=[0.05, 0.10, 0.15])`: of each assumption that is given, a value for each scenario, within its bounds.
        """
        given = self._given(assumptions)
        layout = self._layout
        try:
            shown = in_scenarios(self.figures, given, (layout.table, layout.figure))
        except ValueError:
            message = f"Rows are looked up by {in_a_row(given, ' or ')}, which can't differ between scenarios; what_if has another for all."
            raise WrongUse(message) from None
        places = [f"{across} / {down}" for across, down in self._printed()]
        frame = pd.DataFrame({**given, **dict(zip(places, shown.T, strict=True)), "total": add_up(shown.T, 0.0)}).rename_axis("scenario")
        stated = {name: self._ready.catalogue.assumptions[name] for name in given}
        titles = {name: with_unit(each.title, each.unit) for name, each in stated.items()} | {place: with_unit(place, self._currency) for place in places}
        return titled(frame, titles | {"total": with_unit("Total", self._currency)})

    def view(self, *names: str) -> InCell:
        """Return views of the cycle's page, such as `glance`, `section` or `why`, to be shown in a cell; all of them where none is named."""
        known = {view.name: view for view in views_of(self._cycle, (), books_of(self._cycle), Beside.of(self._workspace, self._cycle))}
        for name in names:
            if name not in known:
                message = f'The page has no view "{name}"{nearest(name, known) or "."} It has {", ".join(known)}.'
                raise WrongUse(message)
        return InCell(known[name] for name in names or known)

    def __dir__(self) -> list[str]:
        """Return what a person may ask for: the methods, and the tables by their names."""
        return [*(name for name in super().__dir__() if not name.startswith("_")), *self.figures.tables]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a table, by its name
        """Return a table by its name."""
        if name.startswith("_") or name not in self.figures.tables:
            message = f'There is no "{name}" here{"" if name.startswith("_") else nearest(name, dir(self)) or "."}'
            raise AttributeError(message)
        return self.frame(name)

    @property
    def _layout(self) -> Printed:
        """The printed table; raise `WrongUse` where the workbook has none."""
        if not self._ready.catalogue.layouts(Printed):
            message = f"{self._ready.inputs.label} has no printed table of lines; name a table, such as {next(iter(self.figures.tables))}."
            raise WrongUse(message)
        return self._ready.layout

    @property
    def _currency(self) -> str:
        return str(self._ready.inputs.cycle["currency"])

    def _printed(self) -> dict[tuple[str, str], float]:
        """Return the printed amounts by their place: across, down."""
        return {(across, down): amount for (down, across), amount in amounts(self.figures, self._layout, self._layout.figure).items()}

    def _rows(self) -> Iterator[tuple[str, list[float]]]:
        """Yield the rows of the printed table with their amounts and their sum, subtotals and the total among them."""
        known, across = self._printed(), [key for key, _ in keys_across(self.figures, self._layout)]
        group: list[list[float]] = []
        every: list[list[float]] = []
        for row in rows_down(self.figures, self._layout):
            if row.kind == "key":
                values = [known[key, row.label] for key in across]
                group.append(values)
                every.append(values)
            else:
                values = [add_up(column) for column in zip(*(group if row.kind == "subtotal" else every), strict=True)]
                group = []
            yield row.label, [*values, add_up(values)]

    def _moved(self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Titled:
        money = {name: with_unit(name.capitalize(), self._currency) for name in ("now", "variant", "difference")}
        return titled(pd.DataFrame(rows, columns=list(columns)).set_index(columns[0]), {"state": "State"} | money)

    def _given(self, assumptions: Mapping[str, npt.ArrayLike]) -> dict[str, npt.NDArray[np.float64]]:
        """Return the values of assumptions for each scenario; raise `WrongUse` where one is unknown, out of bounds, or has another number of them."""
        known = self._ready.catalogue.assumptions
        for name in assumptions:
            if name not in known:
                message = f'There is no assumption "{name}"{nearest(name, known) or "."}'
                raise WrongUse(message)
        given = {name: _in_each(known[name].title, values) for name, values in assumptions.items()}
        for name, values in given.items():
            low, high = known[name].low, known[name].high
            if not np.all(np.isfinite(values)) or (low is not None and values.min() < low) or (high is not None and values.max() > high):
                message = f"{known[name].title} must be {known[name].limits}; a value of the scenarios is not."
                raise WrongUse(message)
        if len(set(map(len, given.values()))) > 1:
            message = f"Each assumption needs a value for each scenario, and there are {' and '.join(f'{len(values):,} of {name}' for name, values in given.items())}."
            raise WrongUse(message)
        return given

    def _look(self) -> Look:
        below = list(report.status(self._ready))
        if not self._ready.catalogue.layouts(Printed):
            return Look(self._heading, f"Tables of {self._ready.workbook}", ["Rows"], [(name, [f"{len(each):,}"]) for name, each in self.figures.tables.items()], frozenset(), below)
        text = self._layout.scale.text
        strong = frozenset(row.label for row in rows_down(self.figures, self._layout) if row.kind != "key")
        heads = [*(key for key, _ in keys_across(self.figures, self._layout)), "Total"]
        return Look(self._heading, self._unit, heads, [(label, list(map(text, values))) for label, values in self._rows()], strong, below)

    @property
    def _heading(self) -> str:
        return f"{self._ready.inputs.cycle['section']}, {self._cycle.name}"

    @property
    def _unit(self) -> str:
        return self._layout.scale.unit(self._currency)


def _changes(changes: Mapping[str, str | float] | str) -> list[Wanted]:
    """Return changes as they are given: written out, or by cell, each with its value, or with a sign and by how much."""
    if isinstance(changes, str):
        return [parsed(changes)]
    found = [parsed(f"{cell} {value}" if isinstance(value, str) and value.startswith(_SIGNS) else f"{cell} = {value}") for cell, value in changes.items()]
    if not found:
        message = "There is no change; give one, as {'Currencies / USD / Rate': 0.8}."
        raise NoSuchCell(message)
    return found


def _steps(step: Step, depth: int, level: int = 0) -> Iterator[tuple[int, str, str, str, str, str]]:
    yield level, step.name, step.value, step.words, step.numbers, step.source
    for part in step.made_of if level < depth else ():
        yield from _steps(part, depth, level + 1)


def _in_each(title: str, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the values of an assumption, one for each scenario; raise `WrongUse` where they are no numbers in one row."""
    try:
        found = np.atleast_1d(np.asarray(values, dtype=float))
    except (TypeError, ValueError):
        found = np.empty((0, 0))
    if found.ndim == 1 and found.size:
        return found
    message = f"{title} must be a number, or one for each scenario, such as [0.05, 0.10]."
    raise WrongUse(message)
