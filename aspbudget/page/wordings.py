"""Wordings: the texts of the books in the language of the page, so that scripts show these while they compute with those of the inputs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from aspbudget.figures.naming import words
from aspbudget.page.packed import Packing, packed
from aspbudget.phrase import altered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.language import Language
    from aspbudget.page.books import Book

_SHOWN = ("about", "meaning", "words", "source")  # texts that are shown, and by which nothing is found
_FOUND = ("title", "unit")


class Wording(Protocol):
    """The words of a page in its language; in that of the inputs every text stays as it is."""

    language: Language

    @property
    def is_of_inputs(self) -> bool:
        """Whether the page is in the language of its inputs."""

    def __call__(self, text: str) -> str:
        """Return a text as the page shows it."""

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language."""

    def untranslated(self) -> Iterable[tuple[str, Sequence[str], str]]:
        """Yield what has no translation: where, the texts, and why."""


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, in whatever language it is said."""
    return altered(text, lambda each: each[:1].upper() + each[1:])


def derivations(books: Iterable[Book], language: Language) -> dict[str, str]:
    """Return how each line of the books is derived, in the language of the inputs, with the same in another."""
    return {text: words(book.figures.catalogue.figures[place], book.figures.catalogue, language) for book in books for place, text in book.derived.items()}


class PackedBooks:
    """The books of a page as its engine reads them, the same in every language: each is packed when it is added, and need be kept no longer.

    What of them is only shown stands in texts, in which the books have its places. `alphabetical` are the lists of names, as the page names them, with their columns.
    """

    def __init__(self) -> None:
        self.alphabetical: dict[str, str] = {}
        self._packing, self._books = Packing(), 0
        self._shown: dict[str, int] = {}
        self._found: dict[str, None] = {}

    def add(self, book: Book) -> Book:
        """Add a book, and return it."""
        shape = _placed(book.as_dict(), self._shown)
        self._packing.add(shape)
        self._found |= dict.fromkeys(_texts(book, shape))
        tables = book.figures.catalogue.tables
        self.alphabetical |= {f"{self._books}.{name}": table.alphabetical for name, table in tables.items() if table.alphabetical}
        self._books += 1
        return book

    @cached_property
    def data(self) -> str:
        """The books as they stand in the page; none is added after that."""
        return self._packing.text()

    def texts(self, words: Wording) -> str:
        """Return as they stand in the page the texts that are only shown, in its language, and the wordings of those by which something is found."""
        if words.is_of_inputs:
            return packed({"texts": tuple(self._shown), "wordings": {}})
        found = {text: words(text) for text in self._found}
        return packed({"texts": list(map(words, self._shown)), "wordings": {text: wording for text, wording in found.items() if wording != text}})


def _placed(shape: dict[str, Any], places: dict[str, int]) -> dict[str, Any]:
    """Return a book with the place of each text that is only shown."""

    def shown(stated: dict[str, Any]) -> dict[str, Any]:
        return stated | {name: places.setdefault(text, len(places)) for name in _SHOWN if (text := stated.get(name))}

    tables = [shown(table) | {each: list(map(shown, table[each])) for each in ("columns", "lines")} for table in shape["tables"]]
    return shape | {"rules": list(map(shown, shape["rules"])), "tables": tables}


def _texts(book: Book, shape: dict[str, Any]) -> Iterator[str]:
    """Yield every text of a book that is looked up, and may be shown; what is typed in each language, one beside the other, is shown as it is typed."""
    catalogue = book.figures.catalogue
    yield shape["title"]
    yield from (each["title"] for each in shape["assumptions"].values())
    for table in shape["tables"]:
        yield from _stated(table)
        for each in (*table["columns"], *table["lines"]):
            yield from _stated(each)
            yield from (*each.get("choices", ()), *each.get("pattern", ())[1:], *_of_tree(each.get("tree")))
        entered = {} if catalogue.tables[table["name"]].worded else table["cells"]
        yield from (cell for column in (*entered.values(), *(line["given"] for line in table["lines"])) for cell in column if isinstance(cell, str))


def _stated(stated: dict[str, Any]) -> Iterator[str]:
    yield from (stated[name] for name in _FOUND if stated.get(name))


def _of_tree(tree: object) -> Iterator[str]:
    """Yield the texts of a formula."""
    match tree:
        case ["text" | "dash", str(text)]:
            yield text
        case [*inside]:
            for each in inside:
                yield from _of_tree(each)
