"""Translations: columns in which officers give, in each other language of the content, what they type in another column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.content import languages
from aspbudget.declare.sheet import Column
from aspbudget.language import in_each_language
from aspbudget.notation import Notation
from aspbudget.phrase import AsTyped, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ABOUT = "{title} in {language}, for workbooks and texts in that language, in which two texts can't have one wording. Empty: there it stands as it is and is listed."


def with_translations(columns: Sequence[Column], package: str) -> tuple[Column, ...]:
    """Return the columns of a sheet and, after them, one in each other language for each that is translated: `post_fr`, titled "Post in French".

    A column that the sheet declares by that name itself stays as it is.
    """
    known = {column.name for column in columns}
    return (*columns, *(each for each in _translations(columns, package) if each.name not in known))


def _translations(columns: Sequence[Column], package: str) -> Iterator[Column]:
    of_inputs, *others = languages(package) or ("",)
    for code in others:
        words = {"language": Notation(code, of_inputs).mark("language")}
        for column in (each for each in columns if each.translated):
            title, about = (phrase(text, title=column.title, **words) for text in ("{title} in {language}", _ABOUT))
            former = (phrase("{title} in {language}", title=AsTyped(each), **words) for each in column.formerly)
            formerly = tuple(each for titled in former for each in in_each_language(titled, package))
            yield Column(f"{column.name}_{code}", title, "text", about, required=False, descriptive=True, newer=True, formerly=formerly)
