"""A cell of a workbook explained: its formula followed over the cells and figures that it refers to, as far down as is asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aspbudget.inputs.worded import language_as_worded
from aspbudget.lines.formula import At as Lookup
from aspbudget.lines.formula import Binary, Bound, Call, Cell, Gather, Named, Negative, Number, Sentence, Text, parts
from aspbudget.lines.words import say
from aspbudget.phrase import AsTyped, phrase
from aspbudget.review.explanation import Explanation, statuses
from aspbudget.review.trace import ABOVE, Step, Tracer
from aspbudget.workbooks.written_cells import At, WrittenCells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.lines.formula import Node
    from aspbudget.lines.words import Leaf
    from aspbudget.review.reach import Place
    from aspbudget.workbooks.book import Book

_MOST_ADDENDS = 12
A_VALUE = "A value that the tool computed; it follows no change in the workbook"
A_TEXT = "A text of the workbook"
A_SENTENCE = "words that follow the figures of which they speak"
LIVE = "A formula of the workbook"


def explain_cell(book: Book, figures: Figures, inputs: Inputs, name: str, depth: int = 0) -> Explanation:
    """Return the explanation of a cell of a workbook that was laid out, such as `Section!C10`, so many levels down; raise `UnknownCell`."""
    cells = WrittenCells(book)
    at = cells.at(name)
    tracer = CellTracer(cells, Tracer(figures, inputs))
    language = language_as_worded(figures.catalogue, inputs.worded)
    worded = (lambda: CellTracer(cells, Tracer(figures, inputs, language)).step(at, depth)) if language else None
    name, about = ", ".join(filter(None, (str(at), cells.label(at)))), cells.about(at)
    return Explanation(name, about, tracer.step(at, depth), statuses(figures, inputs, tracer.places(at)), language, worded)


@dataclass
class CellTracer:
    """Explains the cells of a workbook, each once, and the figures below them."""

    cells: WrittenCells
    figures: Tracer
    explained: set[At] = field(default_factory=set)

    def step(self, at: At, depth: int) -> Step:
        """Return a cell with its formula in words and in numbers, and what it refers to; a value or a text as such."""
        if place := self._figure(at):
            return self.figures.step(place, depth)
        said = self.figures.in_language
        name, value, tree = f"{said(self.cells.label(at))} ({at})".strip(), said(self.cells.shown(at)), self.cells.tree(at)
        if tree is None:
            return Step(name, value, source=said(A_TEXT if isinstance(self.cells.value(at), str) else A_VALUE))
        if at in self.explained:
            return Step(name, value, source=said(ABOVE))
        if depth:
            self.explained.add(at)
        settled = self._settled(tree, at.sheet)
        stated, numbers = self._stated(settled, at.sheet)
        below = [*self._below(settled, at.sheet)]
        return Step(name, value, stated, numbers, said(LIVE), tuple(self._part(each, depth - 1) for each in below if depth), len(below))

    def _stated(self, tree: Node, sheet: str) -> tuple[str, str]:
        """Return a formula in words and in numbers; of a sentence, which is all words already, only that it is one."""
        if tree.kind == "text" and not isinstance(tree, Lookup):
            return self.figures.in_language(A_SENTENCE), ""
        language = self.figures.language
        return say(tree, lambda leaf: self._in_words(leaf, sheet), language), say(tree, lambda leaf: self._in_numbers(leaf, sheet), language)

    def _part(self, part: At | Place, depth: int) -> Step:
        return self.step(part, depth) if isinstance(part, At) else self.figures.step(part, depth)

    def _figure(self, at: At) -> Place | None:
        """Return the figure or input that a cell of a table's own sheet shows."""
        filled = self.cells.filled(at)
        return (filled.table, filled.name, at.row - filled.first) if filled else None

    def _below(self, tree: Node, sheet: str) -> Iterator[At | Place]:
        """Yield the cells and figures from which a formula takes its value, each once; cells that hold a text or nothing are left out."""
        seen: set[At | Place] = set()
        for part in parts(tree):
            found: list[At | Place] = [*self.cells.span(sheet, part.address)] if isinstance(part, Cell) else [*self.figures.reach.places("", part, 0)]
            for each in found:
                if each not in seen and not (isinstance(each, At) and self._says_nothing(each)):
                    seen.add(each)
                    yield each

    def _says_nothing(self, at: At) -> bool:
        return not self.cells.is_live(at) and isinstance(self.cells.value(at), str | None)

    def places(self, at: At) -> list[Place]:
        """Return the figures of the tables on which a cell rests, directly or through other cells."""
        waiting, seen = [at], {at}
        found: list[Place] = []
        while waiting:
            cell = waiting.pop()
            if place := self._figure(cell):
                found.append(place)
            elif (tree := self.cells.tree(cell)) is not None:
                below = list(self._below(self._settled(tree, cell.sheet), cell.sheet))
                found += [each for each in below if not isinstance(each, At)]
                waiting += [each for each in below if isinstance(each, At) and each not in seen]
                seen.update(each for each in below if isinstance(each, At))
        return found

    def _settled(self, part: Node, sheet: str, *, key: bool = False) -> Node:
        """Return a formula in which the cells by whose texts or numbers rows are chosen are replaced by these, and names by their cells."""
        if isinstance(part, Cell):
            return self._known(part, sheet) if key else part
        if isinstance(part, Named) and part.name not in self.figures.figures.catalogue.assumptions:
            return Cell(self.cells.defined(part.name))
        if isinstance(part, Lookup):
            return replace(part, key=self._settled(part.key, sheet, key=True))
        if isinstance(part, Gather):
            return replace(part, criteria=tuple((name, self._settled(value, sheet, key=True)) for name, value in part.criteria))
        return self._joined(part, sheet, key=key)

    def _joined(self, part: Node, sheet: str, *, key: bool) -> Node:
        """Return a part that joins others, with these settled."""
        match part:
            case Binary():
                return replace(part, left=self._settled(part.left, sheet, key=key), right=self._settled(part.right, sheet, key=key))
            case Call():
                return replace(part, arguments=tuple(self._settled(each, sheet, key=key) for each in part.arguments))
            case Negative() | Bound():
                return replace(part, value=self._settled(part.value, sheet, key=key))
            case Sentence():
                return replace(part, parts=tuple((name, self._settled(value, sheet, key=key)) for name, value in part.parts))
        return part

    def _known(self, part: Cell, sheet: str) -> Node:
        """Return the text or the number of a cell."""
        (at,) = self.cells.span(sheet, part.address)
        value = self.cells.value(at)
        return Text(value or "") if isinstance(value, str | None) else Number(float(value))

    def _in_words(self, leaf: Leaf, sheet: str) -> str:
        naming, said = self.figures.naming(""), self.figures.in_language
        if isinstance(leaf, Lookup) and isinstance(leaf.key, Number | Text) and (found := self.figures.reach.places("", leaf, 0)):
            table, _, row = found[0]
            return naming.looked_up(leaf, said(self.figures.figures.called(table, row)))
        if not isinstance(leaf, Cell):
            return naming.leaf(leaf)
        cells = list(self.cells.span(sheet, leaf.address))
        if len(cells) == 1:
            return said(self.cells.label(cells[0])) or str(cells[0])
        return said(phrase("the cells {address}", address=AsTyped(leaf.address.replace("$", ""))))

    def _in_numbers(self, leaf: Leaf, sheet: str) -> str:
        if not isinstance(leaf, Cell):
            return self.figures.leaf("", leaf, 0)
        shown = [self.figures.in_language(text) for at in self.cells.span(sheet, leaf.address) if (text := self.cells.shown(at))]
        return " + ".join(shown) if len(shown) <= _MOST_ADDENDS else self.figures.in_language(phrase("{count} cells", count=len(shown)))
