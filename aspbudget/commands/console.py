"""The console: in which language a command answers, which is that of the input workbook that it reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.inputs.said import in_words_of_the_workbook
from aspbudget.inputs.translations import by_officers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle
    from aspbudget.phrase import Lists
    from aspbudget.statements.costed import Costed


@dataclass(frozen=True)
class Console:
    """How a command answers: in a language, with what officers typed in it for texts of their own; without one, in that of the models.

    A whole line is a text with gaps, `Missing   {rows}`, so that its label is as wide in every language.
    """

    language: Lists | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, inputs: Inputs) -> Console:
        """Return how is answered of a workbook: in the language in which most of its sheets are."""
        from aspbudget.inputs.worded import language_as_worded  # noqa: PLC0415 - help stays instant, and so does what is wrong with a command

        language = language_as_worded(catalogue, inputs.worded)
        return cls(language, by_officers(catalogue, inputs, language.language)) if language else ENGLISH

    @classmethod
    def of_cycle(cls, cycle: Cycle) -> Console:
        """Return how is answered of a cycle: as of its section; of one without a section, as of its first workbook."""
        first = cycle.section or cycle.workbooks[0]
        return cls.of(first.catalogue, first.inputs)

    @classmethod
    def of_draft(cls, draft: Costed) -> Console:
        """Return how is answered of a draft: in the language of its own workbook."""
        return cls.of(draft.figures.catalogue, draft.inputs)

    @classmethod
    def named(cls, language: str | None, package: str) -> Console:
        """Return how is answered in a language of a content; without a name, in that of the models."""
        from aspbudget.language import Language  # noqa: PLC0415 - the lists of words are read only where another language is spoken

        return cls(Language(language, package)) if language else ENGLISH

    def __call__(self, text: str) -> str:
        """Return a text of the tool or of its content; as it is where the lists don't have it."""
        return in_words_of_the_workbook(text, self.language, None) if self.language else text

    def name(self, text: str, group: str = "") -> str:
        """Return what officers typed as they have it in the language, or else as the lists do; of a `group`, such as `state`, as the content names it."""
        known = self.language.translated(group, text) if self.language and group else text
        return self.typed.get(text) or (known if known != text else self(text))

    def signed(self, amount: str) -> str:
        """Return a number as it is printed, such as `+1,200`, as the language writes it."""
        return "+" + self(amount[1:]) if amount.startswith("+") else self(amount)


ENGLISH = Console()
