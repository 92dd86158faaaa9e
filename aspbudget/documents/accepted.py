"""What is accepted although it was doubted, in words: a sentence for each row, with the reason that an officer has given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.foreign import marked

if TYPE_CHECKING:
    from aspbudget.documents.terms import Terms


def accepted_in_words(title: str, name: str, reason: str, terms: Terms) -> str:
    """Return in a sentence that a row of a sheet, by the title of that, is accepted; what the inputs say is marked in any language but theirs."""
    return terms.say("confirm.accepted", sheet=sheet_as_called(title, terms), name=terms.untranslated(name), reason=terms.untranslated(reason.removesuffix(".")))


def sheet_as_called(title: str, terms: Terms) -> str:
    """Return a sheet as the input workbook names it, marked in any language but its own."""
    return title if terms.language == terms.of_inputs else marked(title, terms.of_inputs)
