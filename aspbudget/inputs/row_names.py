"""Row names: what a person may call a row of an input sheet beside its key: an assumption by its title, a post by its French, a State by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.content import languages
from aspbudget.inputs.cells import folded
from aspbudget.language import Language

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue

ASSUMPTIONS = "assumptions"
_ROW = "row of the sheet"


def compared(name: str) -> str:
    """Return a name as names of rows are compared: without regard to capitals and kinds of spaces, and with the apostrophe of a keyboard."""
    return folded(name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def rows_called(catalogue: Catalogue, table: Table, frame: pd.DataFrame, wanted: str) -> list[tuple[int, str]]:
    """Return the rows of a sheet that have a name, each with its key: by what they are called, or by a name of a key that has such, as a State's."""
    key = catalogue.key(table.name)
    names = catalogue.columns(table.name)[key].names if key else None
    named = {compared(wanted), compared(names.key(wanted)) if names else compared(wanted)}
    return list(dict.fromkeys(row for name, row in names_of_rows(catalogue, table, frame) if compared(name) in named))


def names_of_rows(catalogue: Catalogue, table: Table, frame: pd.DataFrame) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield all that the rows of a sheet are called, as it is written, each with its row and the key of that; nothing of a sheet without a key."""
    key = catalogue.key(table.name)
    for cells in frame.dropna(subset=key).reset_index(names=_ROW).to_dict("records") if key else ():
        yield from ((name, (int(cells[_ROW]), str(cells[key]))) for name in _names(catalogue, table, cells) if name)


def _names(catalogue: Catalogue, table: Table, cells: Mapping[Hashable, Any]) -> Iterator[str]:
    """Yield what a row is called: by its key, by the title of an assumption, and in each other language as the officer or the tool words that."""
    key = catalogue.key(table.name)
    text = str(cells[key])
    title = catalogue.assumptions[text].title if table.name == ASSUMPTIONS and text in catalogue.assumptions else text
    yield from (text, title)
    for language in languages(catalogue.package)[1:]:
        typed = cells.get(f"{key}_{language}")
        yield from (typed if isinstance(typed, str) else "", str(Language(language, catalogue.package).say(title)))
