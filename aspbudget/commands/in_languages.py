"""The languages in which workbooks and texts are written beside that of the inputs: those asked for, those of sheet Cycle, and those that were written before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.commands.renewal import Finished, made_anew
from aspbudget.declare.model import CYCLE_LANGUAGES
from aspbudget.faults import Fault, Refused, WrongUse, allowed
from aspbudget.inputs.standing import given
from aspbudget.workbooks.proving import proof_of
from aspbudget.workspace import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from aspbudget.commands.renewal import Coming, Part
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.recalculation import Place, Value
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


def named(asked: str | None) -> str | None:
    """Return the one language that is asked for; nothing for both, of which that of the inputs is the first."""
    return None if asked == EVERY else asked


def in_further(package: str, path: Path, languages: Collection[str]) -> dict[str, Path]:
    """Return where a workbook is written in other languages: in those named, and in those in which it is there already, as `section.fr.xlsx`."""
    paths = {each: in_language(path, each) for each in content.languages(package)[1:]}
    return {each: place for each, place in paths.items() if each in languages or place.exists()}


class Means(NamedTuple):
    """What outputs are made with: the workspace, `say`, which shows progress, `prove`, the second engine, and `renew`, which has made what isn't there as it should be."""

    workspace: Workspace
    say: Callable[[str], None]
    prove: Callable[[bytes, Mapping[Place, Value]], Reconciliation] = proof_of
    renew: Callable[[Part, Coming], Coming] = made_anew


class Writing(NamedTuple):
    """A workbook that is to be written in several languages: with what, its path, and `write`, which makes it in one, or in that of the inputs."""

    means: Means
    path: Path
    write: Callable[[str | None], Emitted]

    def places(self, languages: Collection[str]) -> dict[str | None, Path]:
        """Return where it is written: in the language of the inputs, and in each further one."""
        own: dict[str | None, Path] = {None: self.path}
        return own | dict(in_further(self.means.workspace.content, self.path, languages).items())

    def proven(self, languages: Collection[str]) -> Finished:
        """Return the workbook in each of its languages, and what a second engine found in each."""
        workspace, say, prove, _ = self.means
        files, proofs = {}, []
        for language, path in self.places(languages).items():
            say(f"Writing   {workspace.label(path)}")
            emitted = self.write(language)
            say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
            files[path] = emitted.data
            proofs.append(prove(emitted.data, emitted.formulas))
        return Finished(files, tuple(proofs))
