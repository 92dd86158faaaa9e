"""The command `letters`: a letter to each row of a table, in each language, read back before all of them are put in place."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget import content
from aspbudget.commands.done import Put
from aspbudget.commands.letters_written import LettersWritten
from aspbudget.declare.correspondence import RowsOfSheet
from aspbudget.declare.correspondence import letters as declared_by
from aspbudget.documents.letter import Letter, Occasion, paper, unexplained
from aspbudget.documents.numerals import numerals_in, read_back
from aspbudget.documents.stationery import remarks
from aspbudget.documents.template import LETTER
from aspbudget.documents.template import given as template_in
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_each
from aspbudget.faults import Fault, Refused, WrongUse, count
from aspbudget.figures.facts import facts
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.standing import given
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.proving import proof_of
from aspbudget.workbooks.reconcile import Difference, Disagreement, Reconciliation
from aspbudget.workspace import INPUTS, LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from aspbudget.declare.correspondence import Letters
    from aspbudget.inputs.ready import Ready
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

EVERY = "both"  # languages


class NoAddressee(WrongUse):
    """Someone to whom a letter is asked for has no row in the workbook."""


def letters(asked: Asked) -> Answer:
    """Write the letters of a cycle, or those asked for, in a language; those in others that were written before are renewed with them.

    Raises `Refused`, `NoAddressee` or `Disagreement`, and then leaves every file as it was.
    """
    workspace, options = asked.workspace, asked.options
    declared = declared_by(workspace.content)
    languages = _languages(workspace, options.language)
    cycle = asked.cycle(f"{declared.workbook}.xlsx")
    ready = _ready(asked, cycle, declared)
    chosen = _chosen(ready, declared, options.addressees)
    occasion, found = _occasion(ready, declared), facts(ready.figures, declared.table)
    every = [Letter(occasion, key, _named(workspace, declared, key, cycle), found[key] | _given(declared, options)) for key in chosen]
    template = template_in(workspace.root / INPUTS, LETTER)
    for remark in remarks(template, LETTER) if template else ():
        asked.say(f"Note      {remark}")
    proof = _proven(asked, ready)
    wanted = _by_language(workspace, every, languages)
    files, read = _written(asked, wanted, template)
    if proof.differences or read.differences:
        raise Disagreement([proof, read])
    put = Put.of(workspace, publish(files))
    of_file = {path: each for found in wanted.values() for path, each in found.items()}
    done = LettersWritten(ready, tuple(every), of_file, put, (proof, read))
    return Answer(done.as_dict(), done.lines(languages[0]))


def _languages(workspace: Workspace, asked: str | None) -> Sequence[str]:
    """Return the languages asked for, each of which has all terms; that of the inputs when none is."""
    known = content.languages(workspace.content)
    chosen = known if asked == EVERY else (asked,)
    return [Terms(each, workspace.content).language for each in chosen]


def _ready(asked: Asked, cycle: str, declared: Letters) -> Ready:
    ready = prepare(asked.workspace, cycle, asked.say, (declared.workbook,)).of(declared.workbook)
    if ready is None:
        label = asked.workspace.label(asked.workspace.inputs(cycle, f"{declared.workbook}.xlsx"))
        raise Refused([Fault(label, "", "", "There is no such workbook, from which letters are written; put it into the folder of the cycle.")])
    return ready


def _chosen(ready: Ready, declared: Letters, asked: Iterable[str]) -> list[str]:
    """Return the keys of those to whom letters are asked for, in their order; of all when none is named."""
    keys = list(ready.figures.values(declared.table, ready.catalogue.key(declared.table)))
    chosen = {_key(ready, declared, text, keys) for text in asked}
    return sorted(key for key in keys if not chosen or key in chosen)


def _key(ready: Ready, declared: Letters, text: str, keys: Sequence[str]) -> str:
    key = text if text in keys else declared.names.key(text)
    if key in keys:
        return key
    sheet = f"sheet {ready.catalogue.tables[declared.table].title} of {ready.inputs.label}"
    if key:
        message = f"{declared.names.called(key)} has no row in {sheet}, so that there is no letter to it; leave it out, or add its row."
        raise NoAddressee(message)
    near = declared.names.nearest(text)
    hint = f'; did you mean "{declared.names.called(near)}"?' if near else "; give a name or a code of its rows."
    message = f'"{text}" names no row of {sheet}{hint}'
    raise NoAddressee(message)


def _given(declared: Letters, options: Any) -> dict[str, Any]:  # noqa: ANN401 - argparse's own
    """Return the figures that the command line gives in the place of those of the workbook."""
    stated = {figure: getattr(options, name) for name, figure in declared.given.items()}
    return {figure: np.datetime64(value) for figure, value in stated.items() if value is not None}


def _named(workspace: Workspace, declared: Letters, key: str, cycle: str) -> dict[str, str]:
    """Return the name that a key had in the year, in each language."""
    return {each: declared.names.title(key, int(cycle[-4:]), each) for each in content.languages(workspace.content)}


def _occasion(ready: Ready, declared: Letters) -> Occasion:
    cycle = ready.inputs.cycle
    heading = {name: str(cycle[name]) if given(cycle[name]) else "" for name in ("section", "prepared_by", "reviewed_by")}
    heading["prepared_on"] = f"{cycle['prepared_on']:%Y-%m-%d}" if given(cycle["prepared_on"]) else ""
    sheets = {part.table: ready.inputs.frames[part.table] for part in declared.parts if isinstance(part, RowsOfSheet)}
    return Occasion(declared, ready.cycle, str(cycle["currency"]), heading, ready.standing.reasons, sheets)


def _proven(asked: Asked, ready: Ready) -> Reconciliation:
    """Have a second engine compute the workbook from whose figures the letters are."""
    emitted = write_workbook(ready.figures, ready.inputs)
    asked.say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    return proof_of(emitted.data, emitted.formulas)


def _by_language(workspace: Workspace, every: Sequence[Letter], asked: Sequence[str]) -> dict[str, dict[Path, Letter]]:
    """Return the letters to write in each language, by their files: in those asked for, and where one was written before."""
    first, *_ = known = content.languages(workspace.content)
    files = {language: {_file(workspace, each, first, language): each for each in every} for language in known}
    return {
        language: {path: each for path, each in found.items() if language in asked or path.exists()}
        for language, found in files.items()
    }  # fmt: skip


def _file(workspace: Workspace, letter: Letter, first: str, language: str) -> Path:
    """Return where a letter is written: by its key and its name, in signs that every system can write."""
    bare = unicodedata.normalize("NFKD", letter.names[first]).encode("ascii", "ignore").decode()
    name = " ".join(re.findall(r"[A-Za-z0-9-]+", f"{letter.key} {bare}"))
    return workspace.outputs(letter.occasion.cycle, f"{LETTERS}/{name}.{language}.docx")


def _written(asked: Asked, wanted: Mapping[str, Mapping[Path, Letter]], template: bytes | None) -> tuple[dict[Path, bytes], Reconciliation]:
    """Write letters, and read each back: every numeral must be a figure of its letter, or appear in the words of its inputs or its template."""
    own = set(numerals_in(read_back(template))) if template else set()
    files: dict[Path, bytes] = {}
    strange: list[Difference] = []
    numerals = 0
    total = sum(len(found) for found in wanted.values())
    asked.say(f"Writing   {count(total, 'letter')}")
    with asked.bar("Letters", total) as advance:
        for language, found in wanted.items():
            terms = Terms(language, asked.workspace.content)
            papers = (paper(each, terms) for each in found.values())
            for (path, each), document in zip(found.items(), write_each(papers, terms, LETTER, template), strict=True):
                texts = read_back(document)
                numerals += len(numerals_in(texts))
                strange += [Difference(path.name, "", numeral, None) for numeral in unexplained(texts, each, terms) if numeral not in own]
                files[path] = document
                advance()
    return files, Reconciliation("the texts read back", numerals, tuple(strange))
