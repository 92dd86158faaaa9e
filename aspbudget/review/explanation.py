"""Explanations: what a figure is, how much, from what, by which rule, and on how sure sources it rests; and, on demand, level by level, what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from aspbudget.inputs.worded import language_as_worded
from aspbudget.review.names import Names, UnknownFigure
from aspbudget.review.reach import Reach
from aspbudget.review.reliability import STATUSES
from aspbudget.review.trace import Formula, Step, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle
    from aspbudget.language import Language
    from aspbudget.review.reach import Place


@dataclass(frozen=True)
class Explanation:
    """A figure explained: its full name, what it is, how it follows so many levels down, and on how many rows of the input it rests, by their status.

    Where the input is in another `language` than the models, `worded` gives how it follows in the words of that.
    """

    name: str
    about: str
    step: Step
    statuses: Mapping[str, int]
    language: Language | None = None
    worded: Callable[[], Step] | None = None

    @property
    def step_as_worded(self) -> Step:
        """How the figure follows, in the language of the input."""
        return self.worded() if self.worded else self.step

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation as it appears in a JSON document."""
        return {"name": self.name, "about": self.about, "rests_on": dict(self.statuses), "explanation": self.step.as_dict()}


def explain(figures: Figures, inputs: Inputs, names: Names, name: str, depth: int = 0) -> Explanation:
    """Return the explanation of the figure that a person names, with what it is made of so many levels down.

    Raises `UnknownFigure` with the nearest name, or `SeveralFigures` with those that have the name.
    """
    found = names.find(name)
    below = Reach(figures).below("", found.asked.tree, 0) if isinstance(found.asked, Formula) else [found.asked]
    language = language_as_worded(figures.catalogue, inputs.worded)
    worded = partial(trace, figures, inputs, found.asked, depth, language) if language else None
    return Explanation(found.name, found.about, trace(figures, inputs, found.asked, depth), statuses(figures, inputs, below), language, worded)


def explain_in_cycle(cycle: Cycle, name: str, depth: int = 0) -> Explanation:
    """Return the explanation of a figure from whichever workbook of a cycle has it, the section first; raise `UnknownFigure` with the nearest name."""
    unknown = []
    for ready in cycle.workbooks:
        try:
            return explain(ready.figures, ready.inputs, Names.of(ready.figures), name, depth)
        except UnknownFigure as error:
            unknown.append(error)
    raise next((error for error in unknown if "did you mean" in str(error)), unknown[0])


def statuses(figures: Figures, inputs: Inputs, places: Iterable[Place]) -> dict[str, int]:
    """Return on how many rows of the input figures rest, directly or through others, by the status of their source, the surest first."""
    rows = {(table, int(figures.tables[table].places[row])) for table, _, row in Reach(figures).cells(places) if _has_status(inputs, table)}
    found = [str(inputs.frames[table].at[row, "status"]) for table, row in rows]
    return {status: found.count(status) for status in STATUSES if status in found}


def _has_status(inputs: Inputs, table: str) -> bool:
    return table in inputs.frames and "status" in inputs.frames[table]
