"""The command `statement --oral`: a page to be read out, written, read back and shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands import report
from aspbudget.commands.done import Issued, Put
from aspbudget.commands.officers_terms import of_statement
from aspbudget.commands.written_texts import Written
from aspbudget.documents.blocks import SYMBOL, Text
from aspbudget.documents.foreign import plain
from aspbudget.documents.numerals import unexplained
from aspbudget.documents.oral import blocks, write_oral
from aspbudget.documents.stationery import remarks
from aspbudget.documents.template import given
from aspbudget.files.publish import publish
from aspbudget.statements.costing import statement as statement_by
from aspbudget.verbs import Answer
from aspbudget.workbooks.reconcile import Disagreement
from aspbudget.workspace import INPUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aspbudget.documents.blocks import Block
    from aspbudget.statements.costed import Costed
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace

ORAL = " (oral)"


class Spoken(NamedTuple):
    """A draft of which an oral statement is made, in which languages, and where it goes in each language, that of the inputs first."""

    workspace: Workspace
    found: Costed
    languages: Sequence[str]
    texts: Mapping[str, Path]


def oral(spoken: Spoken, say: Callable[[str], None]) -> Answer:
    """Write an oral statement, read it back, and return it with its words.

    Those in other languages that were written before are renewed with it. Raises `Refused`, or `Disagreement` where a numeral is
    explained by no figure; then every file is as it was.
    """
    workspace, found, languages, texts = spoken
    statement, template = statement_by(found), given(workspace.root / INPUTS)
    for remark in remarks(template) if template else ():
        say(f"Note      {remark}")
    text = Written(partial(write_oral, statement), lambda read, terms: unexplained(read, statement, terms))
    files: dict[Path, bytes] = {}
    checked: list[Reconciliation] = []
    for each in dict.fromkeys([*languages, *(each for each, path in texts.items() if path.exists())]):
        terms = of_statement(found, each)
        say(f"Writing   {workspace.label(texts[each])}")
        files[texts[each]] = text.write(terms, template)
        checked.append(text.read(terms, files[texts[each]], template))
    if any(each.differences for each in checked):
        raise Disagreement(checked)
    issued = Issued(found, statement, files, tuple(checked))
    put = Put.of(workspace, publish(files))
    said = blocks(statement, of_statement(found, languages[0]))
    words = [_words(each) for each in said if not (isinstance(each, Text) and each.kind == SYMBOL)]
    return Answer({**issued.as_dict(put.labels(files)), "oral": words}, _lines(words, issued, put))


def _words(block: Block) -> str:
    lead, text = getattr(block, "lead", ""), getattr(block, "text", "")
    return f"{lead} {plain(text)}".strip()


def _lines(words: list[str], issued: Issued, put: Put) -> Iterator[str]:
    """Yield the oral statement, then the files and what was read back."""
    for each in words:
        yield each
        yield ""
    yield from report.written(put, put.files)
    yield from report.proven([], issued.checked)
    yield from report.draft_status(issued.found)
