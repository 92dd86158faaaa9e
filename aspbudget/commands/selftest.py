"""The command `selftest`: classic errors planted into an officer's own inputs, in memory, and what each is caught by."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.commands.doubted import evidence, evidence_of_a_draft
from aspbudget.commands.issue import read_statements
from aspbudget.commands.text import aligned
from aspbudget.doubts.selftest import Caught, Subject, Tried, share_caught, tried
from aspbudget.faults import WrongUse, count
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import prepare
from aspbudget.statements.baseline import Baseline
from aspbudget.statements.costed import checked
from aspbudget.terminal import strong
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_MOST_LISTED = 12
_TITLES = ("fault", "doubt", "remark", "silent", "no figure")
_PER_CENT = 100


class Result(NamedTuple):
    """The errors planted into one workbook."""

    label: str
    found: list[Tried]

    def counted(self) -> dict[str, Counter[str]]:
        """Return by kind how many errors were caught by what; those that move no figure, and that nothing caught, apart."""
        kinds: dict[str, Counter[str]] = {}
        for each in self.found:
            kinds.setdefault(each.kind, Counter())[self.title(each)] += 1
        return kinds

    def title(self, each: Tried) -> str:
        """Return under which title of the table an error is counted."""
        return "no figure" if each.caught is Caught.SILENT and not each.moves else each.caught.value

    @property
    def silent(self) -> list[Tried]:
        """The errors that matter and that nothing caught."""
        return [each for each in self.found if each.caught is Caught.SILENT and each.matters]

    def as_dict(self) -> dict[str, Any]:
        """Return the result as it appears in a JSON document."""
        errors = [each._asdict() | {"caught": each.caught.value} for each in self.found]
        return {"workbook": self.label, "caught": share_caught(self.found), "errors": errors}


def selftest(asked: Asked) -> Answer:
    """Plant classic errors into copies of a cycle's inputs, in memory, and say by what each is caught; nothing is written."""
    if asked.options.most < 1:
        message = f"--most is {asked.options.most}; give how many errors of a kind are planted in a column, 1 or more."
        raise WrongUse(message)
    cycle = prepare(asked.workspace, asked.cycle(), asked.say)
    drafts = read_statements(asked.workspace, cycle, asked.say)
    results = []
    for label, subject in _subjects(asked.workspace, cycle, drafts):
        asked.say(f"Planting  errors into {label}, in memory")
        results.append(Result(label, list(tried(subject, asked.options.most))))
    return Answer({"cycle": cycle.name, "workbooks": [each.as_dict() for each in results]}, [line for each in results for line in _lines(each)])


def _subjects(workspace: Workspace, cycle: Cycle, drafts: tuple[Costed, ...]) -> Iterator[tuple[str, Subject]]:
    """Yield each input of a cycle with how it is checked; a draft is checked beside its section as proposed."""
    for ready in cycle.workbooks:
        path = workspace.inputs(cycle.name, f"{ready.workbook}.xlsx")
        yield ready.inputs.label, Subject(read(path, ready.inputs.label), evidence(workspace, ready), partial(_rechecked, workspace, ready))
    for draft in drafts:
        label = draft.draft_rows.inputs.label
        path = workspace.root / label
        yield label, Subject(read(path, label), evidence_of_a_draft(draft), partial(_redrafted, draft.section, path.stem))


def _rechecked(workspace: Workspace, ready: Ready, raw: RawWorkbook) -> Inputs:
    return check(catalogue(ready.workbook, workspace.content), raw, ready.cycle)


def _redrafted(section: Ready, name: str, raw: RawWorkbook) -> Inputs:
    return checked(raw, Baseline.of(section), name)


def _lines(result: Result) -> Iterator[str]:
    """Yield the table of a workbook, kind by kind, the errors that nothing caught, and the share that was."""
    yield ""
    yield strong(f"{count(len(result.found), 'error')} planted into {result.label}, one at a time")
    yield aligned("Kind", _TITLES)
    kinds = result.counted()
    for kind, caught in kinds.items():
        yield aligned(kind, [str(caught[title] or "–") for title in _TITLES])
    yield aligned("All", [str(len([each for each in result.found if result.title(each) == title]) or "–") for title in _TITLES])
    silent = result.silent
    yield from (f"Silent    {each.sheet}, row {each.row}: {each.kind}, {each.what}" for each in silent[:_MOST_LISTED])
    if len(silent) > _MOST_LISTED:
        yield f"          and {len(silent) - _MOST_LISTED} more: --json lists all"
    share = share_caught(result.found)
    if share is not None:
        yield f"Caught    {share * _PER_CENT:.1f} per cent of the errors that move a line by 1 per cent or the total by 0.1 per cent"
    if silent:
        yield "Next      state sums and counts that you have from elsewhere on sheet Control totals: what they don't meet is doubted"
