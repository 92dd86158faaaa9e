"""Names of figures: what a person may call a figure, and what each name stands for.

A name is made of words parted by strokes, in any order: a line of a printed table (`4100 / Travel`), its totals and subtotals (`4100`, `Travel`,
`Subtotal staff`, `Total`), a column of its full form (`4100 / Travel / Approved 2004`), a column of a row of a sheet (`Posts / Director / Net cost`),
the total of a column (`Posts / Net cost`), an assumption by its title, or a key that has names of its own, such as a State.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any, Protocol

from aspbudget.declare.layout import Printed
from aspbudget.faults import WrongUse, nearest, nearest_of
from aspbudget.review.printed_names import PrintedNames, Role, Sought, plain
from aspbudget.review.sheet_names import SheetNames
from aspbudget.review.worded_names import WordedNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aspbudget.declare.sheet import Names as KeyNames
    from aspbudget.figures.cost import Figures

_MOST_WORDS = 4
_MOST_LISTED = 12


class UnknownFigure(WrongUse):
    """No figure has this name; the message gives the nearest name that exists."""


class SeveralFigures(WrongUse):
    """Several figures have this name; `choices` are their full names."""

    def __init__(self, name: str, choices: Iterable[str]) -> None:
        known = tuple(choices)
        more = len(known) - _MOST_LISTED
        self.choices = (*known[:_MOST_LISTED], *([f"… and {more:,} more"] if more > 0 else []))
        super().__init__(f'"{name}" is the name of {len(known):,} figures; give the full name of one of them:')


class NamedTable(Protocol):
    """A printed table whose figures have names: what each word may be in it, and the figure that words stand for together."""

    @property
    def known(self) -> Mapping[str, list[Role]]:
        """What each word may be in the table."""

    def sought(self, roles: Mapping[str, Any]) -> Sought | None:
        """Return the figure that some words stand for together, by their roles."""

    def words(self) -> Iterator[str]:
        """Yield the words of the names of its figures, as they are written."""

    def likely(self) -> Iterator[str]:
        """Yield the names among which the nearest to one that is unknown is looked for."""


@dataclass(frozen=True)
class Names:
    """The names of the figures of one workbook: `tables` are those that are printed, of which the first goes before the others.

    `wordings` gives how workbooks in each other language show texts, in which names are looked for that the models don't have.
    """

    figures: Figures
    tables: tuple[NamedTable, ...]
    wordings: Callable[[Iterable[str]], Iterable[Iterable[tuple[str, str]]]] = field(default=lambda _: ())

    @classmethod
    def of(cls, figures: Figures) -> Names:
        """Return the names of the figures of a workbook of a cycle."""
        return cls(figures, tuple(PrintedNames(figures, layout) for layout in figures.catalogue.layouts(Printed)))

    def find(self, name: str) -> Sought:
        """Return the figure of a name; raise `UnknownFigure` with the nearest name, or `SeveralFigures` with the full names of those that have it."""
        found = self.sought(name)
        if not found:
            others = (each for each in self._like_in_any_language(name) if plain(each) != plain(name))
            hint = nearest(name, others) or self._key_like(name) or "; name one as in: 4100 / Travel."
            message = f'No figure is called "{name}"{hint}'
            raise UnknownFigure(message)
        if len(found) > 1:
            raise SeveralFigures(name, [each.name for each in found])
        return found[0]

    def sought(self, name: str) -> list[Sought]:
        """Return every figure that a name may stand for, each once: those of printed tables first, then those of sheets and assumptions."""
        found = {each.name: each for words in _grouped(name) for each in self._found(words)}
        for language in () if found else self._languages:
            meant = {chosen for words in _grouped(name) for chosen in product(*(language.meant.get(word, (word,)) for word in words)) if chosen != words}
            titled = {each.name: each for words in sorted(meant) if self._titled(words) for each in self._found(words)}
            found |= titled or {each.name: each for words in sorted(meant) for each in self._found(words)}
        return list(found.values())

    def _titled(self, words: tuple[str, ...]) -> list[SheetNames]:
        """Return the sheets that are named by their titles, with something of theirs."""
        return [sheet for sheet in self.sheets if len(words) > 1 and plain(sheet.table.title) in words]

    @cached_property
    def _languages(self) -> list[WordedNames]:
        """The words of the names in each other language."""
        return [WordedNames.of(pairs) for pairs in self.wordings(list(dict.fromkeys(self._vocabulary())))]

    def _vocabulary(self) -> Iterator[str]:
        """Yield the words of which names are made, as they are written."""
        for table in self.tables:
            yield from table.words()
        yield from (each.title for each in self.figures.catalogue.assumptions.values())
        for sheet in self.sheets:
            yield from (*sheet.titles, *sheet.columns, *(sheet.figures.key_of(sheet.table.name, row) for row in sheet.keys.values()))

    def _found(self, words: tuple[str, ...]) -> Iterator[Sought]:
        yield from self._printed_lines(words)
        titled = self._titled(words)
        found = [each for sheet in titled for each in _fitting(words, sheet.roles, sheet.sought)]
        yield from found or (each for sheet in self.sheets for each in _fitting(words, sheet.roles, sheet.sought))
        yield from (each for sheet in titled if not found for each in sheet.of_row(words))

    def _printed_lines(self, words: tuple[str, ...]) -> Iterator[Sought]:
        """Yield the figures of the first printed table that has such, as of the section for `Total`; the others are named with their title."""
        for table in self.tables:
            found = list(_fitting(words, lambda word, table=table: table.known.get(word, []), table.sought))  # type: ignore[misc]
            yield from found
            if found:
                return

    @cached_property
    def sheets(self) -> list[SheetNames]:
        """The sheets that have rows, in their order."""
        return [SheetNames(self.figures, table, self._called) for table in self.figures.catalogue.tables.values() if len(self.figures.tables[table.name])]

    def _like_in_any_language(self, name: str) -> Iterator[str]:
        """Yield the names among which the nearest to one that is unknown is looked for, as they are written in each language."""
        yield from self._like(name)
        for language in self._languages:
            meant = " / ".join(language.meant.get(plain(word), (word,))[0] for word in name.split(" / "))
            yield from filter(None, map(language.written, self._like(meant)))

    def _like(self, name: str) -> Iterator[str]:
        """Yield the names among which the nearest to one that is unknown is looked for: of a sheet that it names, of its rows and columns."""
        for table in self.tables:
            yield from table.likely()
        yield from (each.title for each in self.figures.catalogue.assumptions.values())
        words = [plain(word) for word in name.split("/")]
        for sheet in self.sheets:
            yield sheet.table.title
            if len(words) > 1 and plain(sheet.table.title) == nearest_of(words[0], [plain(sheet.table.title)]):
                yield from _of_sheet(sheet, words[1:])


    @cached_property
    def _called(self) -> tuple[KeyNames, ...]:
        """What the keys of the workbook's sheets are called beside what they are, such as the names of States."""
        catalogue = self.figures.catalogue
        keys = (catalogue.columns(name).get(catalogue.key(name)) for name in catalogue.tables)
        return tuple(dict.fromkeys(column.names for column in keys if column and column.names))

    def _key_like(self, name: str) -> str:
        """Return, as a question, the key that has a name near to one that is unknown, such as a State, or that there it is not; an empty text where there is none."""
        if known := [names.called(key) for names in self._called if (key := names.key(name))]:
            return f"; {known[0]} has no row in the inputs of this cycle."
        near = [names.called(key) for names in self._called if (key := names.nearest(name))]
        return f"; did you mean {near[0]}?" if near else ""


def _of_sheet(sheet: SheetNames, words: list[str]) -> Iterator[str]:
    """Yield the name in a sheet that is nearest to some words, word by word."""
    names = {plain(each): each for each in (*(sheet.figures.key_of(sheet.table.name, row) for row in sheet.keys.values()), *sheet.columns)}
    found = [nearest_of(word, names) for word in words]
    if all(found):
        yield " / ".join((sheet.table.title, *(names[each] for each in found)))


def _grouped(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a name, parted at each stroke or at some of them: a key may hold a stroke itself."""
    parts = plain(name).split("/")
    if not all(parts):
        return
    for count in range(min(len(parts), _MOST_WORDS), 0, -1):
        for ends in combinations(range(1, len(parts)), count - 1):
            bounds = (0, *ends, len(parts))
            yield tuple("/".join(parts[start:end]) for start, end in pairwise(bounds))


def _fitting(words: tuple[str, ...], roles: Callable[[str], list[Role]], sought: Callable[[dict[str, Any]], Sought | None]) -> Iterator[Sought]:
    """Yield the figures that words stand for in a table, each word in a role of its own; a word that may be its title or a column's is its title."""
    possible: list[list[Role]] = []
    for word in words:
        possible.append(roles(word))
        if not possible[-1]:
            return
    taken = [{role.kind: role.which for role in chosen} for chosen in product(*possible)]
    whole = [roles_taken for roles_taken in taken if len(roles_taken) == len(words)]
    titled = [roles_taken for roles_taken in whole if "table" in roles_taken]
    yield from filter(None, map(sought, titled or whole))
