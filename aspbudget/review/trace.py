"""Tracing: one figure followed from its printed value down to input cells and their sources, in words and in numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from aspbudget.figures.naming import Naming, words
from aspbudget.inputs.said import in_words_of_the_workbook
from aspbudget.language import Language
from aspbudget.lines.formula import At, Gather, Own
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.lines.texts import number
from aspbudget.lines.words import Leaf, say
from aspbudget.phrase import AsTyped, phrase
from aspbudget.review.reach import ASSUMPTIONS, Place, Reach

if TYPE_CHECKING:

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.lines.formula import Node

_MOST_ADDENDS = 12
ALL = 1_000  # levels: more than any figure has
ABOVE = "explained above"
_DIGITS = {CURRENCY: 2, "per cent": 1}


@dataclass(frozen=True)
class Step:
    """One figure in an explanation: its name, its value, how it is derived, where it comes from, and what it is made of.

    `parts` counts what it is made of, also where the explanation goes no further and `made_of` is empty.
    """

    name: str
    value: str
    words: str = ""
    numbers: str = ""
    source: str = ""
    made_of: tuple[Step, ...] = ()
    parts: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the step, and those below it, as they appear in a JSON document."""
        return asdict(self)


@dataclass(frozen=True)
class Formula:
    """A formula over the tables that stands in none of them, such as a total: its name, its tree, the unit of its value, and its source."""

    name: str
    tree: Node
    unit: str = ""
    source: str = ""


def trace(figures: Figures, inputs: Inputs, asked: Place | Formula, depth: int = ALL, language: Language | None = None) -> Step:
    """Return the explanation of a figure, so many levels down; without a `depth`, down to the input cells that it is made of.

    Without a `language` it is in that of the models.
    """
    tracer = Tracer(figures, inputs, language)
    return tracer.formula(asked, depth) if isinstance(asked, Formula) else tracer.step(asked, depth)


@dataclass
class Tracer:
    """Explains the figures of a workbook, each once, in a language: where one occurs again, it says that it is explained above."""

    figures: Figures
    inputs: Inputs
    language: Language | None = None
    explained: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.reach = Reach(self.figures)

    def in_language(self, text: str) -> str:
        """Return a text, or a value as the tool writes it, in the language of the explanation."""
        return in_words_of_the_workbook(text, self.language, None) if self.language else text

    def named(self, name: str) -> str:
        """Return a name of words parted by strokes in the language of the explanation."""
        return " / ".join(map(self.in_language, name.split(" / ")))

    def formatted(self, table: str, name: str, row: int) -> str:
        """Return a value of a row, counted from 0, as the language of the explanation writes it."""
        return self.in_language(self.figures.formatted(table, name, row))

    def step(self, place: Place, depth: int) -> Step:
        """Return a column's value in a row: a line with what it is made of, or an input cell with its source."""
        table, name, row = place
        value = self._shown(place)
        figure = self.figures.catalogue.figures.get((table, name))
        if figure is None:
            return Step(self._cell_name(place), value, source=self._cell(place))
        label = self.in_language(phrase("{title} of {row}", title=AsTyped(self._title(table, name)), row=self.figures.called(table, row)))
        if place in self.explained:
            return Step(label, value, source=self.in_language(ABOVE))
        stated, source = words(figure, self.figures.catalogue, self.language), self.in_language(figure.line.source)
        if figure.tree is None:
            return Step(label, value, stated, source=source)
        if depth:
            self.explained.add(place)
        numbers = say(figure.tree, lambda leaf: self.leaf(table, leaf, row), self.language)
        return Step(label, value, stated, numbers, source, *self._below(table, figure.tree, row, depth))

    def formula(self, asked: Formula, depth: int) -> Step:
        """Return what a formula that stands in no table comes to, with what it is made of."""
        stated = say(asked.tree, self.naming("").leaf, self.language)
        numbers = say(asked.tree, lambda leaf: self.leaf("", leaf, 0), self.language)
        return Step(self.named(asked.name), self.value(asked), stated, numbers, self.in_language(asked.source), *self._below("", asked.tree, 0, depth))

    def value(self, asked: Formula) -> str:
        """Return the value of a formula that stands in no table, with its unit."""
        found = self.reach.value("", asked.tree, 0)
        if found != found:  # noqa: PLR0124 - what is no number is equal to nothing
            return self.in_language("n/a")
        shown = f"{found:,.{_DIGITS[asked.unit]}f}" if asked.unit in _DIGITS else number(round(float(found), 10), asked.unit)
        return f"{self.in_language(shown)} {self._unit(asked.unit)}".strip()

    def _below(self, table: str, tree: Node, row: int, depth: int) -> tuple[tuple[Step, ...], int]:
        """Return the steps of what a formula is made of, none where the explanation ends here, and how many there are."""
        places = [place for place in self.reach.below(table, tree, row) if self._worth_explaining(table, place)]
        return tuple(self.step(place, depth - 1) for place in places if depth), len(places)

    def _cell_name(self, place: Place) -> str:
        """Return what an entered cell is: the title of its column; of an assumption, what that is."""
        table, name, row = place
        if (table, name) != (ASSUMPTIONS, "value"):
            return self._title(table, name)
        assumption = self.figures.value(ASSUMPTIONS, "assumption", row)
        return self.in_language(self.figures.catalogue.assumptions[assumption].title).lower()

    def _shown(self, place: Place) -> str:
        """Return a value with its unit, which neither a dash nor words in place of a number have."""
        table, name, row = place
        figure = self.figures.catalogue.figures.get((table, name))
        if figure is None and (table, name) != (ASSUMPTIONS, "value") and self._is_empty(table, name, row):
            return self.in_language("empty")
        value = self.formatted(table, name, row)
        if figure is None:
            return f"{value} {self._unit(self.figures.unit(table, name, row))}".strip() if table == ASSUMPTIONS and name == "value" else value
        return f"{value} {self._unit(figure.line.unit) if value != self.in_language(figure.without_number) else ''}".strip()

    def _is_empty(self, table: str, name: str, row: int) -> bool:
        """Whether an input cell is empty, so that it counts as 0 or as no text."""
        place = self.figures.tables[table].places[row]
        return table in self.inputs.frames and bool(self.inputs.frames[table][[name]].isna().at[place, name])

    def _unit(self, unit: str) -> str:
        return str(self.inputs.cycle["currency"]) if unit == CURRENCY else "" if unit in ("text", "date", "year", MONTH) else self.in_language(unit)

    def naming(self, table: str) -> Naming:
        """Return how a formula of a table names what it refers to."""
        return Naming(table, self.figures.catalogue, self.language or Language(package=self.figures.catalogue.package))

    def _title(self, table: str, name: str) -> str:
        return self.naming(table).column(table, name)

    def _cell(self, place: Place) -> str:
        """Return where an entered cell stands, with its status and its source; of the key of a derived row, that it is one."""
        table, name, row = place
        if table not in self.inputs.frames:
            return self.in_language(phrase("A key of sheet {sheet}, whose rows follow from others", sheet=self.figures.catalogue.tables[table].title))
        at, frame = int(self.figures.tables[table].places[row]), self.inputs.frames[table]
        sheet, cell = self.inputs.place(self.figures.catalogue.tables[table], name, at)
        stated = f"; {self.in_language(str(frame.at[at, 'status']))}: {frame.at[at, 'source']!s}" if "status" in frame else ""
        return f"{self.inputs.label}, {sheet}!{cell}{stated}"

    def _worth_explaining(self, table: str, place: Place) -> bool:
        """Whether a part is worth explaining: not the keys of derived rows, nor charges of 0."""
        other, name, row = place
        if name in self.figures.catalogue.columns(other):
            return other in self.inputs.frames
        collects = table in self.figures.catalogue.tables and self.figures.catalogue.tables[table].collects
        return not (collects and self.figures.tables[other].columns[name][row] == 0)

    def leaf(self, table: str, leaf: Leaf, row: int) -> str:
        """Return the value, as text, of a column, an assumption, a looked-up value or a total."""
        if isinstance(leaf, Own):
            value = self.formatted(table, leaf.name, row)
            return self.in_language(phrase("“{0}”", **{"0": AsTyped(value)})) if self.figures.kind(table, leaf.name) == "text" else value
        if isinstance(leaf, At):
            found = self.reach.places(table, leaf, row)
            return self.formatted(*found[0]) if found else self.in_language("nothing")
        addends = [self.formatted(*place) for place in self.reach.places(table, leaf, row)] if isinstance(leaf, Gather) else []
        if isinstance(leaf, Gather) and leaf.how == "total" and 1 < len(addends) <= _MOST_ADDENDS:
            return f"({' + '.join(addends)})"
        return self.in_language(f"{self.reach.value(table, leaf, row):,.10g}")
