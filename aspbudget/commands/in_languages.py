"""The languages in which workbooks and texts are written beside that of the inputs: those asked for, those of sheet Cycle, and those that were written before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.declare.model import CYCLE_LANGUAGES
from aspbudget.faults import Fault, Refused, WrongUse, allowed
from aspbudget.inputs.standing import given
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.workbooks.cycle_book import Emitted
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace

EVERY = "both"


class UnknownLanguage(WrongUse):
    """There are no words in the language that is asked for; the message says in which there are."""


def wanted(package: str, inputs: Inputs, asked: str | None = None) -> tuple[str, ...]:
    """Return the languages beside that of the inputs that are asked for, or that sheet Cycle says: `fr`.

    Raises `UnknownLanguage` for one that is asked for, and `Refused` for one on sheet Cycle, in which there are no words.
    """
    known = content.languages(package)
    if asked not in (None, EVERY, *known):
        message = f'There are no words in "{asked}"; name one of {allowed([*known, EVERY])}.'
        raise UnknownLanguage(message)
    typed = inputs.cycle.get(CYCLE_LANGUAGES)
    stated = [each.strip() for each in str(typed).split(",")] if given(typed) else []
    if unknown := [each for each in stated if each not in known]:
        message = f'Languages is "{typed}", and there are no words in "{unknown[0]}"; name some of {allowed(known)}, with commas between them.'
        raise Refused([Fault(inputs.label, "Cycle", f"{inputs.letters['cycle'][CYCLE_LANGUAGES]}{inputs.frames['cycle'].index[0]}", message)])
    found = {*stated, *(known if asked == EVERY else (asked,))}
    return tuple(each for each in known[1:] if each in found)


def in_further(package: str, path: Path, languages: Collection[str]) -> dict[str, Path]:
    """Return where a workbook is written in other languages: in those named, and in those in which it is there already, as `section.fr.xlsx`."""
    paths = {each: path.with_name(f"{path.stem}.{each}{path.suffix}") for each in content.languages(package)[1:]}
    return {each: place for each, place in paths.items() if each in languages or place.exists()}


class Writing(NamedTuple):
    """A workbook that is to be written in several languages: the workspace, its path, and `write`, which makes it in one, or in that of the inputs."""

    workspace: Workspace
    path: Path
    write: Callable[[str | None], Emitted]

    def proven(self, languages: Collection[str], say: Callable[[str], None]) -> Iterator[tuple[Path, bytes, Reconciliation]]:
        """Yield the workbook in the language of the inputs and in each further one: its path, the finished file, and what a second engine found."""
        further = in_further(self.workspace.content, self.path, languages)
        for language, path in ((None, self.path), *further.items()):
            say(f"Writing   {self.workspace.label(path)}")
            emitted = self.write(language)
            say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
            yield path, emitted.data, reconcile(emitted.data, emitted.formulas)
