"""Translations: the words of a draft in the language of a document where its workbook has them, and otherwise as typed, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Paragraph, Statement


def in_language(of: Statement | Paragraph, column: str, typed: str, terms: Terms, *, marked: bool = True) -> str:
    """Return the words of a column in the language of the terms; where there are none, those that were typed, which are `marked` if so wanted."""
    found = dict(of.translated).get(f"{column}_{terms.language}", "")
    return found or (terms.untranslated(typed) if marked else typed)


def cited(number: str, terms: Terms) -> str:
    """Return the number of a paragraph, with the word before that of an annex in the language of the terms: `annexe 5.1 (a)`."""
    word, blank, rest = number.partition(" ")
    return f"{terms.value('paragraph', word)}{blank}{rest}"


def cited_by_name(numbers: Iterable[str], terms: Terms) -> str:
    """Return the numbers of paragraphs as a series that no word leads in to: `paragraph 1 and annex 5.1 (a)`."""
    shown = [cited(each, terms) for each in numbers]
    return terms.series(terms.say("sources.paragraph", number=each) if each[:1].isdigit() else each for each in shown)


def any_of_an_annex(numbers: Iterable[str]) -> bool:
    """Whether any paragraph is one of an annex, so that the word for paragraphs can't stand before all their numbers."""
    return not all(each[:1].isdigit() for each in numbers)


def of_paragraph(number: str, terms: Terms) -> str:
    """Return what leads in to what is said of a paragraph: `Paragraph 11.`, or `Annex 5.1 (a).`."""
    shown = cited(number, terms)
    return terms.say("activities.paragraph", number=shown) if shown[:1].isdigit() else f"{shown[:1].upper()}{shown[1:]}."
