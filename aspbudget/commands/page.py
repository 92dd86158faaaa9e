"""The command `page`: a cycle alive in a browser, as one file with the section, the contributions and every statement of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.compare import with_earlier
from aspbudget.commands.issue import read_statements, states_of
from aspbudget.commands.renewal import Finished, Part
from aspbudget.declare.layout import Printed, Schedule, Timetable
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.lines.browser import Unreadable
from aspbudget.page.books import Book
from aspbudget.page.document import Page, document
from aspbudget.page.statement_view import statement_view
from aspbudget.page.views import PageTable, contributions, glance, section, sources, timetable, to_confirm, why
from aspbudget.statements.costing import statement
from aspbudget.verbs import Answer
from aspbudget.workspace import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.commands.in_languages import Means
    from aspbudget.inputs.ready import Cycle
    from aspbudget.page.views import View
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace



def page(asked: Asked) -> Answer:
    """Write a cycle as one page that opens in any browser and computes itself again."""
    workspace, cycle = asked.workspace, asked.cycle()
    checked = prepare(workspace, cycle, asked.say)
    drafts = read_statements(workspace, checked, asked.say)
    path = workspace.outputs(cycle, PAGE)
    asked.say(f"Writing   {workspace.label(path)}")
    data = page_of(workspace, checked, drafts)
    names = [workspace.label(each.path) for each in publish({path: data}).values()]
    return Answer({"cycle": cycle, "files": names, "bytes": len(data)}, [f"Written   {', '.join(names)}: open it in a browser; it needs no network."])


def page_file(means: Means, checked: Cycle, drafts: tuple[Costed, ...]) -> tuple[dict[Path, bytes], str]:
    """Return the page as a file of a run; where a model has a formula that no browser reads, no file, and why."""
    workspace = means.workspace
    path = workspace.outputs(checked.name, PAGE)
    unmade: list[str] = []

    def make() -> Finished:
        means.say(f"Writing   {workspace.label(path)}")
        try:
            return Finished({path: page_of(workspace, checked, drafts)})
        except Unreadable as gap:
            unmade.append(f"{gap} The workbooks have every figure.")
            return Finished({})

    before = [workspace.label(each) for each in [workspace.earlier(checked.name)] if each]
    part = Part.of(workspace, PAGE, [path], (*checked.workbooks, *drafts))
    finished = means.renew(part._replace(rests_on=(*part.rests_on, *before)), make)
    return finished.files, "".join(unmade)


def page_of(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...]) -> bytes:
    """Return the page of a checked cycle with its statements."""
    first = checked.workbooks[0]
    books = [*books_of(checked), *(Book(str(each.heading["symbol"]), f"Statement, {each.heading['symbol']}", each.figures, each.inputs) for each in drafts)]
    views = tuple(views_of(workspace, checked, drafts, books))
    return document(Page(str(first.inputs.cycle["section"]), checked.name, first.standing.sentence, bool(first.standing.reasons), views, tuple(books)))


def books_of(checked: Cycle) -> list[Book]:
    """Return the workbooks of a cycle as the page has them."""
    return [Book(each.workbook, f"{each.workbook[:1].upper()}{each.workbook[1:]}", each.figures, each.inputs) for each in checked.workbooks]


def views_of(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...], books: list[Book]) -> Iterator[View]:
    """Yield the views of a cycle and of its drafts, in the order in which they stand on the page; `books` are those of both."""
    standings = zip(books, (*(each.standing for each in checked.workbooks), *(each.standing for each in drafts)), strict=True)
    for place, each in enumerate(checked.workbooks):
        book = books[place]
        for layout in each.catalogue.layouts(Printed)[:1] if each is checked.section else ():
            found = PageTable(place, book, layout)
            yield glance(found, each.standing, states_of(workspace, checked))
            yield section(found)
            earlier = with_earlier(workspace, each)
            if not isinstance(earlier, str):
                yield why(earlier.bridge, found)
    for at, draft in enumerate(drafts):
        yield statement_view(len(checked.workbooks) + at, books[len(checked.workbooks) + at], statement(draft), f"statement-{at + 1}")
    for place, each in enumerate(checked.workbooks):
        if each is not checked.section and each.catalogue.layouts(Schedule):
            yield contributions(place, books[place], books[place].title)
        for grid in each.catalogue.layouts(Timetable):
            yield timetable(place, books[place], grid)
    yield to_confirm(standings)
    yield sources(books[: len(checked.workbooks)])
