"""The readers' sets of a run: its section, contributions and statements, with the texts of the section, as one PDF beside them in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.commands.done import WORKBOOK, Readers
from aspbudget.commands.narrative import RESOLUTION_FILE
from aspbudget.faults import count
from aspbudget.inputs.standing import given
from aspbudget.paper.office import Document
from aspbudget.paper.readers_set import readers_set
from aspbudget.workspace import PDF, in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from aspbudget.commands.done import Issued
    from aspbudget.inputs.ready import Cycle
    from aspbudget.workspace import Workspace


class Made(NamedTuple):
    """What a run has made, finished and proven but not yet in place: workbooks, issued statements, and texts of the section."""

    workbooks: Mapping[Path, bytes]
    issued: tuple[Issued, ...]
    texts: Mapping[Path, bytes]

    @property
    def files(self) -> dict[Path, bytes]:
        """All of these."""
        return {**self.workbooks, **self.texts, **{path: data for each in self.issued for path, data in each.files.items()}}


def bound(workspace: Workspace, checked: Cycle, made: Made, say: Callable[[str], None]) -> Readers:
    """Return the readers' set of a run in the language of the inputs, and in each further one in which its workbooks are written. Raises `NotPrinted`."""
    day = _day(checked.workbooks[0].inputs.cycle)
    files, pages = dict(made.texts), {}
    for path, order in _sets(workspace, checked, made):
        say(f"Printing  {workspace.label(path)}, with LibreOffice: {count(len(order), 'document')}")
        found = readers_set([Document(workspace.label(each), data) for each, data in order.items()], day)
        files[path], pages[path] = found.data, dict(zip(order, found.pages, strict=True))
    return Readers(files, pages)


def _sets(workspace: Workspace, checked: Cycle, made: Made) -> Iterator[tuple[Path, dict[Path, bytes]]]:
    """Yield where each set goes, and its documents in their order; one in a further language has those that are written in it."""
    path, own = workspace.outputs(checked.name, PDF), dict(_in_order(workspace, checked, made))
    yield path, own
    for language in content.languages(workspace.content)[1:]:
        translated = [in_language(each, language) for each in own]
        if any(each in made.workbooks for each in translated):
            yield in_language(path, language), {each: made.files[each] for each in translated if each in made.files}


def _in_order(workspace: Workspace, checked: Cycle, made: Made) -> Iterator[tuple[Path, bytes]]:
    """Yield the documents of the set: the section as a text and its workbook, the contributions, each statement as a text and its workbook, the resolution."""
    for workbook in (workspace.outputs(checked.name, f"{each.workbook}{WORKBOOK}") for each in checked.workbooks):
        text = workbook.with_suffix(".docx")
        yield from ((each, made.texts[each]) for each in [text] if each in made.texts)
        yield workbook, made.workbooks[workbook]
    for each in made.issued:
        workbook, text = (next(path for path in each.files if path.suffix == kind) for kind in (WORKBOOK, ".docx"))  # others are in further languages
        yield text, each.files[text]
        yield workbook, each.files[workbook]
    resolution = workspace.outputs(checked.name, f"{RESOLUTION_FILE}.docx")
    yield from ((each, made.texts[each]) for each in [resolution] if each in made.texts)


def _day(cycle: Mapping[str, Any]) -> Any:  # noqa: ANN401 - pandas has the type
    return cycle["prepared_on"] if given(cycle["prepared_on"]) else None
