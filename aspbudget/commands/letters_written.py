"""What the command `letters` returns when it is done: to whom letters were written, where they are, and what was proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.commands import report
from aspbudget.commands.console import Console
from aspbudget.commands.done import remarks_of
from aspbudget.letters import alphabetical
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.terminal import doubtful
from aspbudget.verbs import Row, table
from aspbudget.workspace import LETTERS, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.commands.done import Put
    from aspbudget.documents.letter import Letter
    from aspbudget.inputs.ready import Ready
    from aspbudget.workbooks.reconcile import Reconciliation

_WRITTEN = "Written   {count:,} letter in {folder}", "Written   {count:,} letters in {folder}"
_DRAFTS = "Draft     {count:,} letter with something to complete: see the words in red", "Draft     {count:,} letters with something to complete: see the words in red"


@dataclass(frozen=True)
class LettersWritten:
    """Letters in their places: to whom, their files with the letter in each, and the outcome of checking them: the workbook, then the texts."""

    ready: Ready
    letters: tuple[Letter, ...]
    files: Mapping[Path, Letter]
    put: Put
    checked: tuple[Reconciliation, Reconciliation]

    def as_dict(self) -> dict[str, Any]:
        """Return the letters as their JSON document, in the order of their keys."""
        proof, read = self.checked
        return {
            "cycle": self.ready.cycle,
            "currency": str(self.ready.inputs.cycle["currency"]),
            "status": "DRAFT" if any(each.is_draft for each in self.letters) else "FINAL",
            "letters": [self._letter(each) for each in self.letters],
            "numerals": read.cells,
            "checks": [{"engine": proof.engine, "cells": proof.cells, "different": len(proof.differences)}],
            "remarks": remarks_of(self.ready.inputs),
            "edited": self.put.edited_files(),
        }

    def _letter(self, letter: Letter) -> dict[str, Any]:
        stated = {name.rpartition(".")[2]: _number(letter.facts[name]) for name, _ in letter.occasion.letters.listed}
        files = [self.put.files[path] for path, each in self.files.items() if each is letter]
        return {"key": letter.key, "name": next(iter(letter.names.values())), "status": "DRAFT" if letter.is_draft else "FINAL", **stated, "files": files}

    def lines(self, language: str) -> Iterator[str]:
        """Yield what the command ends with: each addressee by its name, in the order of the alphabet, then what was written and is a draft.

        The names are in a language, or in that of the workbook where it isn't that of the models, as all else is.
        """
        words = Console.of(self.ready.catalogue, self.ready.inputs)
        named = words.language.language if words.language else language
        listed = self.letters[0].occasion.letters.listed if self.letters else ()
        yield ""
        titles = Row("", [words(title) for _, title in listed])
        order = sorted(self.letters, key=lambda letter: alphabetical(letter.names[named]))
        rows = [Row(f"{each.key:<5}{each.names[named]}", [words(self._shown(each, name)) for name, _ in listed]) for each in order]
        yield from table([titles, *rows])
        yield ""
        yield from self._ending(words)

    def _shown(self, letter: Letter, name: str) -> str:
        value = letter.facts[name]
        if value == value:  # noqa: PLR0124 - what is no number is unequal to itself
            return f"{value:,.2f}" if value else "–"
        of, _, line = name.rpartition(".")
        return self.ready.catalogue.figures[of or letter.occasion.letters.table, line].without_number

    def _ending(self, words: Console) -> Iterator[str]:
        proof, read = self.checked
        yield words(counted(*_WRITTEN, len(self.files), folder=AsTyped(f"{OUTPUTS}/{self.ready.cycle}/{LETTERS}")))
        yield from (doubtful(words(phrase("Kept      {file}, which is not as it was last written here", file=AsTyped(path)))) for path in self.put.edited.values())
        yield from report.proven([proof], [read], words)
        yield from report.noted(self.ready.inputs, words=words)
        yield from report.status(self.ready, words=words)
        if drafts := [each for each in self.letters if each.to_complete]:
            yield doubtful(words(counted(*_DRAFTS, len(drafts))))


def _number(value: float) -> float | None:
    return float(value) if value == value else None  # noqa: PLR0124 - what is no number is unequal to itself
