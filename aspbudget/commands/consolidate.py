"""The command `statement` for one draft or several, and the consolidated statement that `cost` writes of a cycle's drafts."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.baselines import Baselines
from aspbudget.commands.done import IssuedTogether, Put
from aspbudget.commands.drafts import draft, has_states, paths, read_drafts, section_for, shares_of
from aspbudget.commands.in_languages import Means, Writing, named, wanted
from aspbudget.commands.issue import languages_of, proving
from aspbudget.commands.issue import statement as of_one_draft
from aspbudget.commands.officers_terms import of_statement
from aspbudget.commands.renewal import Finished, Part
from aspbudget.commands.written_texts import Written
from aspbudget.declare.model import SECTION
from aspbudget.declare.practice import practice
from aspbudget.documents.consolidated import paper, strange
from aspbudget.documents.template import given
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_paper
from aspbudget.faults import Refused
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.statements.consolidated import WrongOrder, consolidated, in_order
from aspbudget.verbs import Answer
from aspbudget.workbooks.drafts_sheet import drafts_sheet
from aspbudget.workbooks.reconcile import Disagreement
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workspace import CONSOLIDATED, INPUTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aspbudget.inputs.ready import Cycle
    from aspbudget.statements.consolidated import Consolidated
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked


_ANYHOW = Part("")


def statement(asked: Asked) -> Answer:
    """Issue the statement of one draft of a cycle, or the consolidated one of several.

    Raises `Refused`, `WrongOrder` or `Disagreement`, and then leaves every file as it was.
    """
    first, *others = asked.options.symbol
    if others:
        return _of_several(asked)
    if asked.options.in_order is not None:
        message = "One draft has no order of adoption; name several, or leave --in-order out."
        raise WrongOrder(message)
    return of_one_draft(asked._replace(options=Namespace(**vars(asked.options) | {"symbol": first})))


def _of_several(asked: Asked) -> Answer:
    workspace, options = asked.workspace, asked.options
    practice(workspace.content)  # with the next line, refuses what can't be written before anything is computed
    language = Terms(named(options.language), workspace.content).language
    cycle = workspace.cycle(options.cycle)
    found = [draft(workspace, cycle, symbol) for symbol in options.symbol]
    if twice := [symbol for place, symbol in enumerate(options.symbol) if found[place] in found[:place]]:
        message = f"{twice[0]} is named twice; name each draft once."
        raise WrongOrder(message)
    in_order([path.stem for path in found], options.in_order or ())  # refused before anything is computed
    per_state = options.per_state or has_states(workspace, cycle, Path(CONSOLIDATED))
    checked = prepare(workspace, cycle, asked.say, () if per_state else (SECTION,))
    section = section_for(checked, *map(workspace.label, found))
    shares = shares_of(workspace, checked) if per_state else None
    drafts = read_drafts(Baselines(workspace, section, asked.say, options.against or ""), dict.fromkeys(found))
    together, further = consolidated(drafts, options.in_order, shares), wanted(workspace.content, section.inputs, options.language)
    with proving(workspace, options) as prove:
        issued = issue_together(Means(workspace, asked.say, prove), together, language, further)
        if any(each.differences for each in issued.checked):
            raise Disagreement(issued.checked)
        put = Put.of(workspace, publish(issued.files))
    return Answer(issued.as_dict(put.labels(issued.files)), report.together(issued, put))


def are_one(drafts: Sequence[Costed]) -> bool:
    """Whether there are several drafts, beside one section, so that what they cost together can be said."""
    return len(drafts) > 1 and len({each.baseline for each in drafts}) == 1


def of_a_cycle(means: Means, cycle: Cycle, drafts: tuple[Costed, ...], further: Sequence[str] = ()) -> IssuedTogether | None:
    """Return the consolidated statement of all drafts of a cycle; none where they are not several, or each has its own section.

    Where two of them conflict there is none either, and `say` says at which cell.
    """
    if not are_one(drafts):
        return None
    shares = shares_of(means.workspace, cycle) if has_states(means.workspace, cycle.name, Path(CONSOLIDATED)) else None
    try:
        found = consolidated(drafts, shares=shares)
    except Refused as refused:
        fault = refused.faults[0]
        means.say(f"Note      no consolidated statement: {Path(fault.workbook).name}, {fault.sheet}!{fault.cell} conflicts with another draft")
        return None
    return issue_together(means, found, None, further, Part.of(means.workspace, CONSOLIDATED, (), (cycle.name, *drafts)).given(shares))


def issue_together(means: Means, found: Consolidated, language: str | None, further: Sequence[str] = (), part: Part = _ANYHOW) -> IssuedTogether:
    """Make the workbook of a consolidated statement and its texts, and check them all; nothing is put in place yet."""
    workbook, texts = paths(means.workspace, found.whole.cycle, Path(CONSOLIDATED).stem)
    writing = Writing(means, workbook, lambda each: write_statement(found.found, found.whole, lambda summary: drafts_sheet(found, summary), language=each))
    wanted_texts = {each: texts[each] for each in languages_of(texts, language, further)}
    places = (*writing.places(further).values(), *wanted_texts.values())
    finished = means.renew(part._replace(places=places), lambda: _made(writing, found, wanted_texts, further))()
    return IssuedTogether(found.found, found.whole, *finished, found)


def _made(writing: Writing, found: Consolidated, texts: Mapping[str, Path], further: Sequence[str]) -> Finished:
    """Make the workbook of a consolidated statement and its texts, and check them."""
    text = Written(lambda terms, template: write_paper(paper(found, terms), terms, template), lambda read, terms: strange(read, found, terms))
    in_words = {path: of_statement(found.found, language) for language, path in texts.items()}
    return text.finished(writing.proven(further), in_words, given(writing.means.workspace.root / INPUTS))
