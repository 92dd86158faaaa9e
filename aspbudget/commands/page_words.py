"""The words of a page: those of the workbooks that are on it, so that a text has the same wording on the page as in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.page.wordings import derivations
from aspbudget.workbooks.translated_values import Further, translation
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from aspbudget.language import Language
    from aspbudget.page.books import Book
    from aspbudget.review.comparison import Comparison


def words_of(books: Iterable[Book], asked: Language, earlier: Comparison | str = "", states: pd.DataFrame | None = None) -> Translation:
    """Return the words of a page with these books, those of its first one before others, in a language; in that of the inputs no book is asked.

    `earlier` is how the section compares with the one before, `states` those of which a reader can choose one.
    """
    if asked.language == asked.of_inputs:
        return Translation(asked)
    further = Further(() if isinstance(earlier, str) else (earlier.between.old.inputs,), {} if states is None else {"state": list(states["name"])})
    found, derived = list[Translation](), dict[str, str]()
    for each in books:
        found.append(translation(each.figures, each.inputs, asked.language, Further() if found else further))
        derived |= derivations([each], asked)
    wordings = {text: wording for each in reversed(found) for text, wording in each.values.items()}  # noqa: PD011 - no frame
    typed = {text: sheet for each in reversed(found) for text, sheet in each.typed.items()}
    return Translation(asked, wordings | derived, typed)
