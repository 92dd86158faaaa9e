"""The command `statement`: a draft's workbook and its text in each language, written and proven before they are put in place."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.baselines import Baselines
from aspbudget.commands.done import Issued, Put
from aspbudget.commands.drafts import draft, has_states, paths, read_drafts, section_for, shares_of
from aspbudget.commands.in_languages import EVERY, Means, Writing, named, wanted
from aspbudget.commands.officers_terms import of_statement
from aspbudget.commands.oral import ORAL, Spoken, oral
from aspbudget.commands.renewal import Finished, Part
from aspbudget.commands.written_texts import Written
from aspbudget.declare.model import SECTION
from aspbudget.declare.practice import practice
from aspbudget.documents.numerals import unexplained
from aspbudget.documents.stationery import remarks
from aspbudget.documents.template import given
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.edition import edition
from aspbudget.files.publish import publish
from aspbudget.files.remembered import Remembered
from aspbudget.inputs.ready import prepare
from aspbudget.statements.checks import file_name
from aspbudget.statements.costing import statement as statement_by
from aspbudget.verbs import FULL, Answer
from aspbudget.workbooks.proving import Prover
from aspbudget.workbooks.reconcile import Disagreement
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workspace import INPUTS, OUTPUTS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Statement
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace


def statement(asked: Asked) -> Answer:
    """Issue one statement of a cycle, in a language and, if so asked, with what each State would be assessed.

    Its texts in other languages that were written before are renewed with it. Raises `Refused` or `Disagreement`, and then leaves
    every file as it was.
    """
    workspace, options = asked.workspace, asked.options
    practice(workspace.content)  # with the next line, refuses what can't be written before anything is computed
    language = Terms(named(options.language), workspace.content).language
    cycle = workspace.cycle(options.cycle)
    path = draft(workspace, cycle, options.symbol, asked.say)
    per_state = options.per_state or has_states(workspace, cycle, path)
    checked = prepare(workspace, cycle, asked.say, () if per_state else (SECTION,))
    section = section_for(checked, workspace.label(path))
    shares = shares_of(workspace, checked) if per_state else None
    baselines = Baselines(workspace, section, asked.say, options.against or "")
    found = read_drafts(baselines, {path: shares})[0]
    if options.oral:
        further = wanted(workspace.content, section.inputs, options.language) if options.language == EVERY else ()
        return oral(Spoken(workspace, found, (language, *further), paths(workspace, cycle, f"{path.stem}{ORAL}")[1]), asked.say)
    with proving(workspace, options) as prove:
        issued = issue(Means(workspace, asked.say, prove), found, language, wanted(workspace.content, section.inputs, options.language))()
        if any(each.differences for each in issued.checked):
            raise Disagreement(issued.checked)
        put = Put.of(workspace, publish(issued.files))
    return Answer(issued.as_dict(put.labels(issued.files)), report.statement(issued, put))


@contextmanager
def proving(workspace: Workspace, options: Namespace) -> Iterator[Prover]:
    """Give the second engine for a command that has the options `prove` and `jobs`; what it proves is remembered at the end."""
    memory = Remembered.of((workspace.root / OUTPUTS).resolve(), edition(workspace.content))
    with Prover(options.jobs, {} if options.prove else memory.proven, full=options.prove == FULL) as prove:
        yield prove
    memory.add("", {}, prove.proven())


def issue(means: Means, found: Costed, language: str | None, further: Sequence[str] = ()) -> Callable[[], Issued]:
    """Let a statement's workbook and its texts be made, and all be checked; return what waits for that. Nothing is put in place yet.

    There is a text in the given language, or that of the inputs, in each `further` one, and in each other in which one was written before; the workbook
    is in the language of the inputs, in the further ones, and in others in which it was written before.
    """
    statement = statement_by(found)
    workbook, texts = paths(means.workspace, statement.cycle, file_name(statement.symbol))
    writing = Writing(means, workbook, lambda each: write_statement(found, statement, language=each))
    wanted_texts = languages_of(texts, language, further)
    places = (*writing.places(further).values(), *(texts[each] for each in wanted_texts))
    part = Part.of(means.workspace, found.label, places, (statement.cycle, found)).given(found.draft_rows.shares)
    coming = means.renew(part, lambda: _made(writing, statement, {texts[each]: of_statement(found, each) for each in wanted_texts}, further))

    def issued() -> Issued:
        finished = coming()
        found.let_go()
        return Issued(found, statement, *finished)

    return issued


def languages_of(texts: Mapping[str, Path], language: str | None, further: Sequence[str]) -> list[str]:
    """Return the languages in which a text is written: the one given, or that of the inputs, the further ones, and those in which it was written before."""
    return list(dict.fromkeys([language or next(iter(texts)), *further, *(each for each, path in texts.items() if path.exists())]))


def _made(writing: Writing, statement: Statement, texts: Mapping[Path, Terms], further: Sequence[str]) -> Finished:
    """Make a statement's workbook and its texts, and check them."""
    workspace, say = writing.means.workspace, writing.means.say
    workbook = writing.proven(further)
    template = given(workspace.root / INPUTS)
    for remark in remarks(template) if template else ():
        say(f"Note      {remark}")
    text = Written(partial(write_document, statement), lambda read, terms: unexplained(read, statement, terms))
    return text.finished(workbook, texts, template)
