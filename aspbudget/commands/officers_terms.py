"""The terms of documents with the wordings that officers gave in their inputs for what they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.terms import Terms
from aspbudget.inputs.translations import by_officers

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed


def of_section(section: Ready, language: str | None = None) -> Terms:
    """Return the terms of a section in a language, or in that of its inputs."""
    found = Terms(language, section.catalogue.package, section.layout.scale)
    return found.with_wordings(by_officers(section.catalogue, section.inputs, found.language))


def of_statement(found: Costed, language: str | None = None) -> Terms:
    """Return the terms of a statement in a language, or in that of its inputs; what the draft has goes before what the section has."""
    terms = of_section(found.section, language)
    return terms.with_wordings(by_officers(found.figures.catalogue, found.inputs, terms.language))
