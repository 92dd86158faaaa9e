"""Wordings: the texts of the books in the language of the page, so that scripts show these while they compute with those of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

from aspbudget.figures.naming import words
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


class Shapes(NamedTuple):
    """Books as the page's engine reads them, the same in every language: `texts` has what is only shown, and the books its places in there."""

    books: list[dict[str, Any]]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, books: Iterable[Book]) -> Self:
        """Return the shapes of books."""
        places: dict[str, int] = {}
        return cls([_placed(book.as_dict(), places) for book in books], tuple(places))


def _placed(shape: dict[str, Any], places: dict[str, int]) -> dict[str, Any]:
    """Return a book with the place of each text that is only shown."""

    def shown(stated: dict[str, Any]) -> dict[str, Any]:
        return stated | {name: places.setdefault(text, len(places)) for name in _SHOWN if (text := stated.get(name))}

    tables = [shown(table) | {each: list(map(shown, table[each])) for each in ("columns", "lines")} for table in shape["tables"]]
    return shape | {"rules": list(map(shown, shape["rules"])), "tables": tables}


def in_words(books: Sequence[Book], shapes: Shapes, words: Wording) -> dict[str, Any]:
    """Return the texts that are only shown in the language of the page, and the wordings of those by which something is found."""
    if words.is_of_inputs:
        return {"texts": shapes.texts, "wordings": {}}
    found = {text: words(text) for text in dict.fromkeys(text for book, shape in zip(books, shapes.books, strict=True) for text in _texts(book, shape))}
    return {"texts": list(map(words, shapes.texts)), "wordings": {text: wording for text, wording in found.items() if wording != text}}


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
