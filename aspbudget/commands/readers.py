"""The readers' set of a run: its section, contributions and statements, with the texts of the section, as one PDF beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.done import WORKBOOK, Readers
from aspbudget.commands.narrative import RESOLUTION_FILE
from aspbudget.inputs.standing import given
from aspbudget.paper.office import Document
from aspbudget.paper.readers_set import readers_set
from aspbudget.workspace import PDF

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


def bound(workspace: Workspace, checked: Cycle, made: Made, say: Callable[[str], None]) -> Readers:
    """Return the readers' set of a run, in the language of the inputs. Raises `NotPrinted`."""
    path = workspace.outputs(checked.name, PDF)
    order = dict(_in_order(workspace, checked, made))
    say(f"Printing  {workspace.label(path)}, with LibreOffice: {len(order)} documents")
    documents = [Document(workspace.label(each), data) for each, data in order.items()]
    found = readers_set(documents, _day(checked.workbooks[0].inputs.cycle))
    return Readers({**made.texts, path: found.data}, dict(zip(order, found.pages, strict=True)))


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
