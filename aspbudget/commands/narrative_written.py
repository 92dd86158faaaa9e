"""What the command `narrative` returns when it is done: the texts that were written, what was proven, what is to be confirmed, and what was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.commands import report
from aspbudget.commands.done import remarks_of
from aspbudget.documents.section_text import of_line
from aspbudget.documents.terms import Terms
from aspbudget.documents.to_confirm import accepted, reasons, to_confirm
from aspbudget.terminal import doubtful

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.commands.done import Put
    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.template import Form
    from aspbudget.inputs.ready import Cycle
    from aspbudget.workbooks.reconcile import Reconciliation


@dataclass(frozen=True)
class NarrativeWritten:
    """Texts in their places: the cycle, the section, the form and the language of each file, and the outcome of checking: each workbook, then the texts."""

    cycle: Cycle
    section: SectionText
    files: Mapping[Path, tuple[Form, Terms]]
    put: Put
    checked: tuple[Reconciliation, ...]

    @property
    def _terms(self) -> Terms:
        return Terms(package=self.section.catalogue.package, scale=self.section.layout.scale)

    def as_dict(self) -> dict[str, Any]:
        """Return the texts as their JSON document."""
        *proofs, read = self.checked
        return {
            "cycle": self.cycle.name,
            "currency": self.section.currency,
            "status": "DRAFT" if reasons(self.section, self._terms) else "FINAL",
            "total": of_line(self.section.proposed),
            "documents": [{"document": form.word, "language": terms.language, "file": self.put.files[path]} for path, (form, terms) in self.files.items()],
            "to_confirm": to_confirm(self.section, self._terms),
            "accepted": accepted(self.section, self._terms),
            "numerals": read.cells,
            "checks": [{"engine": each.engine, "cells": each.cells, "different": len(each.differences)} for each in proofs],
            "remarks": remarks_of(*(ready.inputs for ready in self.cycle.workbooks)),
            "edited": self.put.edited_files(),
        }

    def lines(self) -> Iterator[str]:
        """Yield what the command ends with: what is to be confirmed, the files, what was proven, and the standing."""
        *proofs, read = self.checked
        yield ""
        yield from report.written(self.put, self.put.files)
        yield from report.proven(proofs, [read])
        yield from report.noted(self.section.ready.inputs)
        yield ""
        yield from (doubtful(f"Confirm   {each}") for each in to_confirm(self.section, self._terms))
        yield from accepted(self.section, self._terms)
        yield from report.status(self.section.ready)
