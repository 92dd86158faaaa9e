"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands import in_languages, report, reviewed
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.console import Console
from aspbudget.commands.consolidate import are_one, of_a_cycle
from aspbudget.commands.done import Issued, Put, Run
from aspbudget.commands.drafts import read_statements, states_of
from aspbudget.commands.in_languages import Means
from aspbudget.commands.issue import issue
from aspbudget.commands.narrative import renewed
from aspbudget.commands.page import Paged, page_file
from aspbudget.commands.processes import Processes, can_fork
from aspbudget.commands.readers import Made, bound
from aspbudget.commands.renewal import Answered, Finished, Part, Renewal, older_readers_set, settings
from aspbudget.commands.tidy import left
from aspbudget.declare.model import SECTION
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.paper.readers_set import refuse_without_means
from aspbudget.terminal import no_bar
from aspbudget.verbs import FULL, Answer
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.proving import Prover
from aspbudget.workbooks.reconcile import Disagreement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from aspbudget.commands.done import IssuedTogether, Readers
    from aspbudget.commands.renewal import Coming
    from aspbudget.commands.reviewed import Version
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.review.comparison import Comparison
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace


class Wanted(NamedTuple):
    """What is wanted of a run beyond its workbooks: the models' pages in them, a further language, and all that readers are given as one PDF in each language.

    With `again` everything is made and proven, also what is there as it should be, in `full` also as it is written; `jobs` is how many processes may work at a time; as many as there are cores where none is named.
    """

    pages: bool = False
    language: str | None = None
    pdf: bool = False
    again: bool = True
    jobs: int | None = 1
    full: bool = False


_WORKBOOKS_ALONE = Wanted()


@dataclass
class Watching:
    """How a run is watched: `beforehand` prints the section's table before the files are made, `bar` shows how far these are; `shown` is whether the table was printed."""

    beforehand: Callable[[Iterable[str]], bool] = lambda _: False
    bar: Callable[[str, int], AbstractContextManager[Callable[[], None]]] = no_bar
    shown: bool = False

    def show(self, section: Ready) -> None:
        """Print the table of a section."""
        self.shown = self.beforehand(report.beforehand(section))


def cost(asked: Asked) -> Answer:
    """Compute a cycle and write its output workbooks."""
    options = asked.options
    wanted = Wanted(getattr(options, "pages", False), options.language, options.pdf, bool(options.prove), options.jobs, options.prove == FULL)
    watching = Watching(asked.beforehand, asked.bar)
    done = run(asked.workspace, asked.cycle(), asked.say, wanted, watching)
    return Answer(done.as_dict(), report.run(done, shown=watching.shown))


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], wanted: Wanted = _WORKBOOKS_ALONE, watching: Watching | None = None) -> Run:
    """Do the main job for a cycle, each workbook and statement also in the further languages that are wanted.

    Raises `Refused` or `Disagreement`, and with a PDF also `NoBinder`, `NoOffice` and `NotPrinted`, and then leaves every file as it was.
    """
    if wanted.pdf:
        refuse_without_means()
    renewal = Renewal.of(workspace, cycle, again=wanted.again)
    with Prover(1 if can_fork() else wanted.jobs, renewal.proven, full=wanted.full) as prove, Processes(wanted.jobs, say, prove.take) as processes:
        renewal.begin = processes.begin
        made = _made(Means(workspace, processes.say, prove, renewal), cycle, wanted, watching or Watching(), processes)
        if any(each.differences for each in made.proofs):
            raise Disagreement(made.proofs)
    readers = bound(workspace, made.checked, Made(made.workbooks.files, made.issued, made.texts), say) if wanted.pdf else None
    placed = renewal.placed(publish(renewal.fresh(made.files | (readers.files if readers else {}))))
    words = Console.of_cycle(made.checked)
    for line in () if readers else older_readers_set(workspace, cycle):
        say(words(line))
    versions = reviewed.versions(made.checked.workbooks, made.drafts)
    done = _done(made, Put.of(workspace, placed, renewal.kept), readers, workspace, versions)
    reviewed.remember(workspace, versions)
    renewal.remember(settings(wanted.language, wanted.pages), placed, None if readers else Answered(done.as_dict(), words.language.language if words.language else ""), prove.proven())
    return done


class _Outputs(NamedTuple):
    """What a run has made, not yet in place: of which cycle, its drafts, beside which earlier section, and what came of checking it."""

    checked: Cycle
    drafts: tuple[Costed, ...]
    earlier: Comparison | str
    workbooks: Finished
    issued: tuple[Issued, ...]
    texts: Mapping[Path, bytes]
    read: Sequence[Reconciliation]
    page: Mapping[Path, bytes]
    unmade: str

    @property
    def proofs(self) -> list[Reconciliation]:
        """What came of checking every file, in their order."""
        return [*self.workbooks.proofs, *(one for each in self.issued for one in each.checked), *self.read]

    @property
    def files(self) -> dict[Path, bytes]:
        """Every file but those of the readers' set."""
        return {**self.workbooks.files, **{path: data for each in self.issued for path, data in each.files.items()}, **self.page}


def _made(means: Means, cycle: str, wanted: Wanted, watching: Watching, processes: Processes) -> _Outputs:
    workspace, say = means.workspace, means.say
    checked = prepare(workspace, cycle, say)
    if checked.section:
        watching.show(checked.section)
    earlier = with_earlier(workspace, checked.section) if checked.section else ""
    further = {each.workbook: in_languages.wanted(workspace.content, each.inputs, wanted.language) for each in checked.workbooks}
    making = _Making(means, checked, earlier, further, wanted.pages)
    writing = list(map(making.made, checked.workbooks))
    processes.start()  # they need no drafts, which are read meanwhile
    drafts = read_statements(workspace, checked, say)
    with watching.bar("Files", len(writing) + len(drafts) + are_one(drafts) + 1) as advance:
        parts = []
        for each in processes.ahead(chain(writing, making.of_drafts(drafts))):
            parts.append(each)
            advance()
        texts, read = renewed(workspace, checked, say) if wanted.pdf else ({}, [])
    workbooks, issued = _workbooks([each for each in parts if isinstance(each, Finished)]), tuple(each for each in parts if isinstance(each, Issued))
    page = next(each for each in parts if isinstance(each, Paged))
    return _Outputs(checked, drafts, earlier, workbooks, issued, texts, read, page.files, page.unmade)


def _done(made: _Outputs, put: Put, readers: Readers | None, workspace: Workspace, versions: tuple[Version, ...]) -> Run:
    """Return a run whose files are in place, with what is left of earlier ones and what moved since a review."""
    checked = made.checked
    gone = tuple(map(workspace.label, left(workspace, checked.name)))
    moved = tuple(reviewed.lines(workspace, versions, Console.of_cycle(checked)))
    proofs = made.workbooks.proofs
    return Run(checked, tuple(made.workbooks.files), proofs, made.issued, put, gone, made.earlier, tuple(made.page), made.unmade, readers, moved)


class _Making(NamedTuple):
    """The workbooks of a cycle while they are made: how its section compares with the one before, and in which further languages each is written."""

    means: Means
    checked: Cycle
    earlier: Comparison | str
    further: Mapping[str, tuple[str, ...]]
    pages: bool

    def made(self, ready: Ready) -> Coming:
        """Let a workbook be made in its languages where anything changed that it rests on; return what waits for it."""
        workspace, further = self.means.workspace, self.further[ready.workbook]
        found = self.earlier if ready is self.checked.section else ""
        states = states_of(workspace, self.checked)
        write = partial(write_workbook, ready.figures, ready.inputs, found=found, states=states)
        writing = in_languages.Writing(self.means, workspace.outputs(self.checked.name, f"{ready.workbook}.xlsx"), lambda language: write(form=Form(self.pages, language)))
        before, why_not = ((), found) if isinstance(found, str) else ((found.between.old,), "")
        part = Part.of(workspace, ready.workbook, writing.places(further).values(), (ready, *before)).given(states, self.pages, why_not)
        return self.means.renew(part, lambda: writing.proven(further))

    def of_drafts(self, drafts: tuple[Costed, ...]) -> Iterator[Callable[[], Issued | IssuedTogether | Paged | None]]:
        """Let each statement be made, then that of all drafts together, where they are one, and the page; yield what waits for each, as soon as it is begun."""
        means, checked, of_section = self.means, self.checked, self.further.get(SECTION, ())
        for each in drafts:
            yield issue(means, each, None, of_section)
        if are_one(drafts):
            yield lambda: of_a_cycle(means, checked, drafts, of_section)
        yield page_file(means, checked, drafts, {each for languages in self.further.values() for each in languages})


def _workbooks(found: Sequence[Finished]) -> Finished:
    """Return the workbooks of a cycle, each in its languages, and what a second engine found in each."""
    return Finished({path: data for each in found for path, data in each.files.items()}, tuple(proof for each in found for proof in each.proofs))
