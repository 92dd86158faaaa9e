"""The command `selftest`: classic errors planted into an officer's own inputs, in memory, and what each is caught by."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.commands.doubted import evidence, evidence_of_a_draft
from aspbudget.commands.drafts import read_statements
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
_TITLES = ("planted", "no figure", "small", "fault", "doubt", "remark", "silent")
_PER_CENT, _WIDTH = 100, 10


class Result(NamedTuple):
    """The errors planted into one workbook."""

    label: str
    found: list[Tried]

    def counted(self) -> dict[str, Counter[str]]:
        """Return by kind how many errors were planted, and caught by what; of those that nothing caught, the ones that move no figure, or little, apart."""
        kinds: dict[str, Counter[str]] = {}
        for each in self.found:
            kinds.setdefault(each.kind, Counter()).update(("planted", _title(each)))
        return kinds

    @property
    def silent(self) -> list[Tried]:
        """The errors that matter and that nothing caught."""
        return [each for each in self.found if each.caught is Caught.SILENT and each.matters]

    def as_dict(self) -> dict[str, Any]:
        """Return the result as it appears in a JSON document."""
        errors = [each._asdict() | {"caught": each.caught.value} for each in self.found]
        shares = {"caught": share_caught(self.found), "caught_with_control_totals": share_caught(self.found, totals=True)}
        return {"workbook": self.label, **shares, "errors": errors}


def _title(each: Tried) -> str:
    """Return under which title of the table an error is counted."""
    if each.caught is not Caught.SILENT or each.matters:
        return each.caught.value
    return "small" if each.moves else "no figure"


def selftest(asked: Asked) -> Answer:
    """Plant classic errors into copies of a cycle's inputs, in memory, and say by what each is caught; nothing is written."""
    if asked.options.most < 1:
        message = f"--most is {asked.options.most}; give how many errors of a kind are planted in a column, 1 or more."
        raise WrongUse(message)
    if asked.options.sample < 0:
        message = f"--sample is {asked.options.sample}; give how many errors are planted into each workbook, or leave it out for all."
        raise WrongUse(message)
    cycle = prepare(asked.workspace, asked.cycle(), asked.say)
    drafts = read_statements(asked.workspace, cycle, asked.say, doubted=True)
    results = []
    for label, subject in _subjects(asked.workspace, cycle, drafts):
        asked.say(f"Planting  errors into {label}, in memory")
        results.append(Result(label, list(tried(subject, asked.options.most, asked.options.sample))))
    listed = len(max(results, key=lambda each: len(each.silent)).silent) if asked.options.all else _MOST_LISTED
    lines = [line for each in results for line in _lines(each, listed)]
    return Answer({"cycle": cycle.name, "workbooks": [each.as_dict() for each in results]}, [*lines, *_shares(results)])


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


def _lines(result: Result, listed: int) -> Iterator[str]:
    """Yield the table of a workbook, kind by kind, and so many of the errors that nothing caught."""
    yield ""
    yield strong(f"{count(len(result.found), 'error')} planted into {result.label}, one at a time")
    if not result.found:
        yield "None of its rows has a cell on which a figure depends."
        return
    yield aligned("Kind", _TITLES, each=_WIDTH)
    kinds = result.counted()
    for kind, caught in (*kinds.items(), ("All", Counter(title for each in result.found for title in ("planted", _title(each))))):
        yield aligned(kind, [str(caught[title] or "–") for title in _TITLES], each=_WIDTH)
    silent = result.silent
    yield from (f"Silent    {each.sheet}, row {each.row}: {each.kind}, {each.what}" for each in silent[:listed])
    if len(silent) > listed:
        yield f"          and {len(silent) - listed} more: --all lists them"


def _shares(results: list[Result]) -> Iterator[str]:
    """Yield what share of the errors that matter was caught in each workbook, and would be with control totals."""
    yield ""
    yield strong("Caught, of the errors that move a line by 1 per cent or the total by 0.1 per cent")
    yield aligned("Workbook", ("as it is", "with totals"))
    for each in results:
        shares = (share_caught(each.found), share_caught(each.found, totals=True))
        yield aligned(each.label, ["–" if share is None else f"{share * _PER_CENT:.1f} %" for share in shares])
    if any(each.silent for each in results):
        yield "          with totals: if sheet Control totals stated, from elsewhere, the rows, the sums, and the rows with each text of every sheet"
