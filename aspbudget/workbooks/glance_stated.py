"""What the first sheet of a statement is written from, and the amounts that several of its findings share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.lines.formula import Node, Text
from aspbudget.phrase import phrase
from aspbudget.statements.line_sheets import parts, steps
from aspbudget.statements.printed_parts import joint_part, part
from aspbudget.statements.statement import JOINT, Amounts
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Paragraph, Statement
    from aspbudget.workbooks.glance_page import GlancePage
    from aspbudget.workbooks.translation import Translation

FULL, *PARTS, ADDITIONAL = Amounts._fields


@dataclass(frozen=True)
class Stated:
    """A statement on its first sheet."""

    page: GlancePage
    found: Costed
    statement: Statement

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the amounts, by their names."""
        practice = self.statement.practice
        return {name: title for name, title, *_ in (*steps(practice), *parts(practice))}

    def named(self, paragraph: Paragraph) -> str:
        """Return a paragraph by its number with what it asks for, in the width of the first column."""
        asked = asked_by(paragraph, self.found, self.page.book.words)
        return self.page.short(phrase("{number} {text}", number=paragraph.number, text=asked), 0, 0)

    def total(self, name: str, year: int = 0) -> Live:
        """Return an amount of the whole draft in a year, the budget year where none is named."""
        when = year or self.statement.year
        return Live(part(self.found.figures, name, when, {}), float(getattr(self.statement.in_year(when), name)))

    def of(self, paragraph: str, name: str) -> Live:
        """Return an amount of a paragraph, or of what paragraphs cost together, in the budget year."""
        year, keys = self.statement.year, {"paragraph": Text(paragraph)}
        formula: Node = joint_part(self.found.figures, name, year) if paragraph == JOINT else part(self.found.figures, name, year, keys)
        return Live(formula, float(getattr(self.statement.paragraph(paragraph), name)))


def asked_by(paragraph: Paragraph, found: Costed, say: Translation) -> str:
    """Return in a few words what a paragraph asks for, in the language of the workbook where they were typed in it; without any, its text."""
    if wording := dict(paragraph.translated).get(f"short_{say.language.language}"):
        return Shown(wording)
    title = found.figures.catalogue.tables["paragraphs"].title
    return say.as_typed(paragraph.short, title) if paragraph.short else Shown(paragraph.text)
