"""Texts written in the words of each language with the office's stationery, and read back, so that no number stands in them that nothing explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.renewal import Finished
from aspbudget.documents.numerals import numerals_in, read_back
from aspbudget.workbooks.reconcile import Difference, Reconciliation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aspbudget.documents.terms import Terms


class Written(NamedTuple):
    """A text: `write` makes it in the words of a language, with the stationery where there is any; `unexplained` names the numerals of texts that are neither its figures nor its words."""

    write: Callable[[Terms, bytes | None], bytes]
    unexplained: Callable[[list[str], Terms], list[str]]

    def finished(self, workbook: Finished, texts: Mapping[Path, Terms], template: bytes | None) -> Finished:
        """Return a workbook that is made, together with its texts, written and read back."""
        files = {path: self.write(terms, template) for path, terms in texts.items()}
        return Finished(workbook.files | files, (*workbook.proofs, *(self.read(terms, files[path], template) for path, terms in texts.items())))

    def read(self, terms: Terms, document: bytes, template: bytes | None) -> Reconciliation:
        """Read a text back, and return as differences the numbers that are neither its own figures or words nor in the template."""
        texts = read_back(document)
        own = set(numerals_in(read_back(template))) if template else set()
        strange = [numeral for numeral in self.unexplained(texts, terms) if numeral not in own]
        return Reconciliation("the text read back", len(numerals_in(texts)), tuple(Difference("text", "", each, None) for each in strange))
