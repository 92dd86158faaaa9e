"""The command `narrative`: the section as a text, and the draft resolution on the budget, read back before they are put in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.done import Put
from aspbudget.commands.narrative_written import NarrativeWritten
from aspbudget.commands.officers_terms import of_text, of_workbooks
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
from aspbudget.workbooks.proving import proof_of
from aspbudget.workbooks.reconcile import Difference, Disagreement, Reconciliation
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
    files, read = _written(workspace, found, asked.say)
    if any(each.differences for each in (*proofs, read)):
        raise Disagreement([*proofs, read])
    put = Put.of(workspace, publish(files))
    done = NarrativeWritten(checked, section, {each.path: (each.form, each.terms) for each in found}, put, (*proofs, read))
    return Answer(done.as_dict(), done.lines())


def renewed(workspace: Workspace, checked: Cycle, say: Callable[[str], None]) -> tuple[dict[Path, bytes], list[Reconciliation]]:
    """Return the texts of a cycle that were written before, made anew from what it costs now, and what came of reading them back; none where there are none."""
    if checked.section is None or not any(path.exists() for path in _places(workspace, checked.name, checked.section.workbook)):
        return {}, []
    section = SectionText(checked.section, with_earlier(workspace, checked.section), narrative_of(workspace.content))
    files, read = _written(workspace, list(_wanted(workspace, checked, section, [])), say)
    return files, [read]


def _places(workspace: Workspace, cycle: str, workbook: str) -> Iterator[Path]:
    """Yield where the texts of a cycle are written, in each language."""
    for place in range(len(content.languages(workspace.content))):
        yield from _in_language(workspace, cycle, workbook, place)


def _in_language(workspace: Workspace, cycle: str, workbook: str, place: int) -> tuple[Path, Path]:
    """Return where the section and the draft resolution are written in a language, by its place; the first is that of the inputs."""
    ending = f".{content.languages(workspace.content)[place]}" if place else ""
    return workspace.outputs(cycle, f"{workbook}{ending}.docx"), workspace.outputs(cycle, f"{RESOLUTION_FILE}{ending}.docx")


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
    return proof_of(emitted.data, emitted.formulas)


def _wanted(workspace: Workspace, checked: Cycle, section: SectionText, asked: list[str]) -> Iterator[Wanted]:
    """Yield the documents to write: in the languages asked for, and in those in which they were written before."""
    declared = resolution_of(workspace.content)
    for place, language in enumerate(content.languages(workspace.content)):
        terms = of_text(section, language)
        text, draft = _in_language(workspace, checked.name, section.ready.workbook, place)
        if language in asked or text.exists():
            yield Wanted(NARRATIVE, text, terms, section_paper.paper(section, terms), _of_section(section, terms))
        if declared and (language in asked or draft.exists()):
            facts = declared.facts(checked.name, {ready.workbook: ready.figures for ready in checked.workbooks})
            found, terms = ResolutionText(declared, section, checked.workbooks, facts), of_workbooks(section.ready, checked.workbooks, language)
            yield Wanted(RESOLUTION, draft, terms, budget_resolution.paper(found, terms), _of_resolution(found, terms))


def _of_section(section: SectionText, terms: Terms) -> Callable[[list[str]], list[str]]:
    return lambda texts: section_numerals.unexplained(texts, section, terms)


def _of_resolution(found: ResolutionText, terms: Terms) -> Callable[[list[str]], list[str]]:
    return lambda texts: budget_resolution.unexplained(texts, found, terms)


def _written(workspace: Workspace, wanted: list[Wanted], say: Callable[[str], None]) -> tuple[dict[Path, bytes], Reconciliation]:
    """Write documents, and read each back: every numeral must be a figure of the cycle, or appear in the words of its inputs or its template."""
    files: dict[Path, bytes] = {}
    strange: list[Difference] = []
    numerals = 0
    for form in dict.fromkeys(each.form for each in wanted):
        template = template_in(workspace.root / INPUTS, form)
        for remark in remarks(template, form) if template else ():
            say(f"Note      {remark}")
        own = set(numerals_in(read_back(template))) if template else set()
        for each in (one for one in wanted if one.form == form):
            say(f"Writing   {workspace.label(each.path)}")
            files[each.path] = next(iter(write_each([each.paper], each.terms, form, template)))
            texts = read_back(files[each.path])
            numerals += len(numerals_in(texts))
            strange += [Difference(each.path.name, "", numeral, None) for numeral in each.unexplained(texts) if numeral not in own]
    return files, Reconciliation("the texts read back", numerals, tuple(strange))
