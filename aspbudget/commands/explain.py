"""The command `explain`: what a figure, a total, a State, an amount of a statement or a cell is, and level by level what it is made of."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget.commands.explained_lines import lines
from aspbudget.commands.names_in_languages import in_other_languages
from aspbudget.figures.catalogue import workbooks
from aspbudget.inputs.ready import prepare
from aspbudget.review.explanation import explain as explain_figure
from aspbudget.review.names import Names, UnknownFigure
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aspbudget.review.explanation import Explanation
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_CELL = re.compile(r"(?:(?P<book>[^:!]+):)?(?P<cell>[^!]+!\s*\$?[A-Za-z]{1,3}\$?[0-9]+)")
TOTAL = "Total"


def explain(asked: Asked) -> Answer:
    """Say what a figure is, how much, from what, by which rule and on how sure sources; on demand, level by level, what it is made of."""
    workspace, options = asked.workspace, asked.options
    cycle = workspace.cycle(options.cycle)
    found = explained(workspace, cycle, options.figure, options.depth)
    document = {"cycle": cycle, "figure": " ".join(options.figure), "depth": options.depth, **found.as_dict()}
    return Answer(document, lines(found, options.depth))


def explained(workspace: Workspace, cycle: str, asked: Sequence[str], depth: int = 0) -> Explanation:
    """Return the explanation of a figure, named as people do, or of a cell of an output workbook, with so many levels of what it is made of.

    `asked` is the name alone, or the symbol of a draft and the name; a symbol alone is what the draft costs in all. Raises `UnknownFigure`,
    `SeveralFigures`, and `Refused` with every fault of the inputs.
    """
    *books, name = asked
    cell = _CELL.fullmatch(name.strip())
    if cell and cell["book"]:
        books, name = [*books, cell["book"]], cell["cell"]
    known = workspace.workbooks(cycle, workbooks(workspace.content))
    book = books[-1].strip().removesuffix(".xlsx") if books else ""
    if book and book not in known:
        return _in_statement(workspace, cycle, (books[-1], name), known, depth)
    return _in_cycle(workspace, cycle, [book] if book else known, name, depth)


def _in_statement(workspace: Workspace, cycle: str, words: tuple[str, str], known: Sequence[str], depth: int) -> Explanation:
    """Return the explanation of a figure of a draft's statement; where the first word is no draft, of that of both words, if there is one."""
    from aspbudget.commands.explain_written import in_statement, is_draft  # noqa: PLC0415 - loading what writes workbooks takes longer than a figure

    if not is_draft(workspace, cycle, words[0]):
        with suppress(UnknownFigure):
            return _in_cycle(workspace, cycle, known, " / ".join(words), depth)
    return in_statement(workspace, cycle, *words, depth)


def _in_cycle(workspace: Workspace, cycle: str, known: Sequence[str], name: str, depth: int) -> Explanation:
    """Return the explanation from the first workbook of a cycle that has such a figure or cell; the others are not read."""
    unknown: list[UnknownFigure] = []
    for workbook in known:
        try:
            return _in_workbook(workspace, cycle, workbook, name, depth)
        except UnknownFigure as error:
            unknown.append(error)
    from aspbudget.commands.explain_written import in_statement, is_draft  # noqa: PLC0415 - as above

    if is_draft(workspace, cycle, name):
        return in_statement(workspace, cycle, name, TOTAL, depth)
    symbol, _, rest = name.partition(" / ")
    if rest and is_draft(workspace, cycle, symbol):
        return in_statement(workspace, cycle, symbol, rest, depth)
    raise next((error for error in unknown if "did you mean" in str(error)), unknown[0])


def _in_workbook(workspace: Workspace, cycle: str, workbook: str, name: str, depth: int) -> Explanation:
    checked = prepare(workspace, cycle, lambda _: None, (workbook,))
    if _CELL.fullmatch(name.strip()):
        from aspbudget.commands.explain_written import in_workbook  # noqa: PLC0415 - as above

        return in_workbook(workspace, checked, name, depth)
    (ready,) = checked.workbooks
    names = replace(Names.of(ready.figures), wordings=lambda texts: in_other_languages(ready.figures, ready.inputs, texts))
    return explain_figure(ready.figures, ready.inputs, names, name, depth)
