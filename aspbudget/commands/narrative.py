"""The command `narrative`: the section as a text, and the draft resolution on the budget, read back before they are put in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.done import Put
from aspbudget.commands.narrative_written import NarrativeWritten
from aspbudget.declare.model import SECTION
from aspbudget.declare.narrative import narrative as narrative_of
from aspbudget.declare.narrative import resolution as resolution_of
from aspbudget.documents import budget_resolution, section_numerals, section_paper
from aspbudget.documents.budget_resolution import ResolutionText
from aspbudget.documents.numerals import numerals_in, read_back
from aspbudget.documents.section_text import SectionText
from aspbudget.documents.stationery import remarks
from aspbudget.documents.template import NARRATIVE, RESOLUTION
from aspbudget.documents.template import given as template_in
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_each
from aspbudget.faults import Fault, Refused
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import Difference, Disagreement, Reconciliation, reconcile
from aspbudget.workspace import INPUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aspbudget.documents.blocks import Paper
    from aspbudget.documents.template import Form
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

EVERY = "both"  # languages
RESOLUTION_FILE = "budget-resolution"


class Wanted(NamedTuple):
    """A document to be written: its form, its file, its language, what it says, and which numerals of a text it leaves unexplained."""

    form: Form
    path: Path
    terms: Terms
    paper: Paper
    unexplained: Callable[[list[str]], list[str]]


def narrative(asked: Asked) -> Answer:
    """Write the section of a cycle as a text, and the draft resolution on the budget; languages that were written before are renewed with them.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    workspace = asked.workspace
    declared = narrative_of(workspace.content)
    languages = _languages(workspace, asked.options.language)
    checked = prepare(workspace, asked.cycle(f"{SECTION}.xlsx"), asked.say)
    section = SectionText(_section(workspace, checked), with_earlier(workspace, _section(workspace, checked)), declared)
    proofs = [_proven(asked, ready) for ready in checked.workbooks]
    found = list(_wanted(workspace, checked, section, languages))
    files, read = _written(asked, found)
    if any(each.differences for each in (*proofs, read)):
        raise Disagreement([*proofs, read])
    put = Put.of(workspace, publish(files))
    done = NarrativeWritten(checked, section, {each.path: (each.form, each.terms) for each in found}, put, (*proofs, read))
    return Answer(done.as_dict(), done.lines())


def _languages(workspace: Workspace, asked: str | None) -> list[str]:
    """Return the languages asked for, each of which has all terms; that of the inputs when none is."""
    known = content.languages(workspace.content)
    return [Terms(each, workspace.content).language for each in (known if asked == EVERY else (asked,))]


def _section(workspace: Workspace, checked: Cycle) -> Ready:
    if checked.section is None:
        label = workspace.label(workspace.inputs(checked.name))
        raise Refused([Fault(label, "", "", "There is no such workbook, from which the text of the section is written; put it into the folder of the cycle.")])
    return checked.section


def _proven(asked: Asked, ready: Ready) -> Reconciliation:
    """Have a second engine compute the workbook from whose figures the texts are."""
    emitted = write_workbook(ready.figures, ready.inputs)
    asked.say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    return reconcile(emitted.data, emitted.formulas)


def _wanted(workspace: Workspace, checked: Cycle, section: SectionText, asked: list[str]) -> Iterator[Wanted]:
    """Yield the documents to write: in the languages asked for, and in those in which they were written before."""
    first, *_ = known = content.languages(workspace.content)
    declared = resolution_of(workspace.content)
    for language in known:
        terms = Terms(language, workspace.content, section.layout.scale)
        ending = "" if language == first else f".{language}"
        text, draft = (workspace.outputs(checked.name, f"{name}{ending}.docx") for name in (section.ready.workbook, RESOLUTION_FILE))
        if language in asked or text.exists():
            yield Wanted(NARRATIVE, text, terms, section_paper.paper(section, terms), _of_section(section, terms))
        if declared and (language in asked or draft.exists()):
            facts = declared.facts(checked.name, {ready.workbook: ready.figures for ready in checked.workbooks})
            found = ResolutionText(declared, section, checked.workbooks, facts)
            yield Wanted(RESOLUTION, draft, terms, budget_resolution.paper(found, terms), _of_resolution(found, terms))


def _of_section(section: SectionText, terms: Terms) -> Callable[[list[str]], list[str]]:
    return lambda texts: section_numerals.unexplained(texts, section, terms)


def _of_resolution(found: ResolutionText, terms: Terms) -> Callable[[list[str]], list[str]]:
    return lambda texts: budget_resolution.unexplained(texts, found, terms)


def _written(asked: Asked, wanted: list[Wanted]) -> tuple[dict[Path, bytes], Reconciliation]:
    """Write documents, and read each back: every numeral must be a figure of the cycle, or appear in the words of its inputs or its template."""
    files: dict[Path, bytes] = {}
    strange: list[Difference] = []
    numerals = 0
    for form in dict.fromkeys(each.form for each in wanted):
        template = template_in(asked.workspace.root / INPUTS, form)
        for remark in remarks(template, form) if template else ():
            asked.say(f"Note      {remark}")
        own = set(numerals_in(read_back(template))) if template else set()
        for each in (one for one in wanted if one.form == form):
            asked.say(f"Writing   {asked.workspace.label(each.path)}")
            files[each.path] = next(iter(write_each([each.paper], each.terms, form, template)))
            texts = read_back(files[each.path])
            numerals += len(numerals_in(texts))
            strange += [Difference(each.path.name, "", numeral, None) for numeral in each.unexplained(texts) if numeral not in own]
    return files, Reconciliation("the texts read back", numerals, tuple(strange))
