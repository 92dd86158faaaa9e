"""The terms of documents with the wordings that officers gave in their inputs for what they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.terms import Terms
from aspbudget.inputs.translations import by_officers
from aspbudget.inputs.typed_language import typed_in_another_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.documents.section_text import SectionText
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed


def of_section(section: Ready, language: str | None = None) -> Terms:
    """Return the terms of a section in a language, or in that of its inputs."""
    found = Terms(language, section.catalogue.package, section.layout.scale)
    return _typed(found, section.catalogue, section.inputs)


def of_text(section: SectionText, language: str | None = None) -> Terms:
    """Return the terms of a section as a text, also with what was typed in that of the cycle before; what the section has goes before."""
    ready = section.ready
    terms = of_section(ready, language)
    return terms if isinstance(section.found, str) else _typed(_typed(terms, ready.catalogue, section.found.between.old.inputs), ready.catalogue, ready.inputs)


def of_workbooks(section: Ready, workbooks: Iterable[Ready], language: str | None = None) -> Terms:
    """Return the terms of a section, also with what was typed in other workbooks of its cycle; what the section has goes before."""
    terms = of_section(section, language)
    for each in (one for one in workbooks if one is not section):
        terms = _typed(_typed(terms, each.catalogue, each.inputs), section.catalogue, section.inputs)
    return terms


def of_statement(found: Costed, language: str | None = None) -> Terms:
    """Return the terms of a statement in a language, or in that of its inputs; what the draft has goes before what the section has."""
    terms = of_section(found.section, language)
    for each in (*found.draft_rows.inputs.several, found.inputs):  # what drafts read as one leave out, such as a price of what may come, has a wording in its draft alone
        terms = _typed(terms, found.figures.catalogue, each)
    return terms


def _typed(terms: Terms, catalogue: Catalogue, inputs: Inputs) -> Terms:
    """Return terms with what officers typed: their own wordings, and the languages of texts that are in another than that of the models."""
    languages_of = {each.text: each.language for each in typed_in_another_language(catalogue, inputs)}
    return terms.with_wordings(by_officers(catalogue, inputs, terms.language)).with_languages(languages_of)
