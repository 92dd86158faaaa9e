"""The words of names as workbooks in other languages show them, for a person who has one of these before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.content import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs


def in_other_languages(figures: Figures, inputs: Inputs, texts: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield, for each language but that of the models, texts of a workbook, each with how the workbook in that language shows it."""
    from aspbudget.workbooks.translated_values import translation  # noqa: PLC0415 - loading what writes workbooks takes longer than a figure

    known = list(texts)
    for language in languages(figures.catalogue.package)[1:]:
        said = translation(figures, inputs, language)
        yield [(text, str(said(text))) for text in known]
