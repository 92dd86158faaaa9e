"""The command `page`: a cycle alive in a browser, as one file with the section, the contributions and every statement of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Self

from aspbudget.commands.compare import with_earlier
from aspbudget.commands.drafts import read_statements, states_of
from aspbudget.commands.in_languages import in_further, wanted
from aspbudget.commands.page_words import words_of
from aspbudget.commands.renewal import Finished, Part
from aspbudget.declare.layout import Printed, Schedule, Timetable
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.language import Language
from aspbudget.lines.adding import add_up
from aspbudget.lines.browser import Unreadable
from aspbudget.page.books import Book
from aspbudget.page.document import Page, document
from aspbudget.page.statement_view import statement_view
from aspbudget.page.views import PageTable, Unsure, contributions, glance, section, sources, timetable, why
from aspbudget.page.wordings import PackedBooks
from aspbudget.phrase import phrase
from aspbudget.statements.costed import figures
from aspbudget.statements.costing import statement
from aspbudget.verbs import Answer
from aspbudget.workspace import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    import pandas as pd

    from aspbudget.commands.in_languages import Means
    from aspbudget.inputs.ready import Cycle
    from aspbudget.page.views import View
    from aspbudget.review.comparison import Comparison
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace


class Beside(NamedTuple):
    """What a page shows beside a cycle's own figures: how its section compares with the one before, or why it doesn't, and the States of which a reader can choose one."""

    earlier: Comparison | str
    states: pd.DataFrame | None

    @classmethod
    def of(cls, workspace: Workspace, checked: Cycle) -> Self:
        """Return it for a checked cycle."""
        return cls(with_earlier(workspace, checked.section) if checked.section else "", states_of(workspace, checked))


def page(asked: Asked) -> Answer:
    """Write a cycle as one page that opens in any browser and computes itself again."""
    workspace, cycle = asked.workspace, asked.cycle()
    checked = prepare(workspace, cycle, asked.say)
    drafts = read_statements(workspace, checked, asked.say)
    further = wanted(workspace.content, checked.workbooks[0].inputs, asked.options.language)
    files = in_languages(workspace, checked, drafts, further, asked.say)
    names = [workspace.label(each.path) for each in publish(files).values()]
    size = add_up(map(len, files.values()), 0)
    return Answer({"cycle": cycle, "files": names, "bytes": size}, [f"Written   {', '.join(names)}: open {'it' if len(names) == 1 else 'each'} in a browser; it needs no network."])


def in_languages(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...], further: Collection[str], say: Callable[[str], None]) -> dict[Path, bytes]:
    """Return the page of a cycle in the language of its inputs and in further ones, by where each goes; raise `Unreadable` where a model has a formula that no browser reads."""
    made = pages_of(workspace, checked, drafts)
    return {path: made(language) for language, path in _paths(workspace, checked.name, further, say)}


def _paths(workspace: Workspace, cycle: str, further: Collection[str], say: Callable[[str], None]) -> Iterator[tuple[str | None, Path]]:
    """Yield where the page is written in each language, and say so; `None` is the language of the inputs."""
    path = workspace.outputs(cycle, PAGE)
    for language, place in ((None, path), *in_further(workspace.content, path, further).items()):
        say(f"Writing   {workspace.label(place)}")
        yield language, place


class Paged(NamedTuple):
    """The page of a run in its languages; where a model has a formula that no browser reads, no file, and why."""

    files: dict[Path, bytes]
    unmade: str


def page_file(means: Means, checked: Cycle, drafts: tuple[Costed, ...], further: Collection[str] = ()) -> Callable[[], Paged]:
    """Let the page be made in its languages as files of a run, and return what waits for it."""
    workspace = means.workspace
    path = workspace.outputs(checked.name, PAGE)
    places = (path, *in_further(workspace.content, path, further).values())

    def make() -> Finished:
        try:
            return Finished(in_languages(workspace, checked, drafts, further, means.say))
        except Unreadable:
            return Finished({})

    before = [workspace.label(each) for each in [workspace.earlier(checked.name)] if each]
    part = Part.of(workspace, PAGE, places, (*checked.workbooks, *drafts))
    coming = means.renew(part._replace(rests_on=(*part.rests_on, *before)), make)
    return lambda: Paged(files := coming().files, "" if files else _unmade(workspace, checked, drafts))


def _unmade(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...]) -> str:
    """Return why there is no page."""
    try:
        pages_of(workspace, checked, drafts)(None)
    except Unreadable as gap:
        return f"{gap} The workbooks have every figure."
    return ""


def pages_of(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...]) -> Callable[[str | None], bytes]:
    """Return what gives the page in a language, `None` for that of the inputs; what is the same in all is made once, book by book, and no book is kept."""
    first, own, package = checked.workbooks[0], books_of(checked), workspace.content

    @cache
    def shown_beside() -> Beside:
        return Beside.of(workspace, checked)

    @cache
    def whole() -> Page:
        books = PackedBooks()
        views = tuple(views_of(checked, drafts, map(books.add, chain(own, books_of_drafts(drafts))), shown_beside()))
        return Page(str(first.inputs.cycle["section"]), checked.name, first.standing.sentence, bool(first.standing.reasons), views, books)

    def made(language: str | None) -> bytes:
        return document(whole(), words_of(chain(own, books_of_drafts(drafts)), Language(language, package), shown_beside().earlier, shown_beside().states))

    return made


def books_of(checked: Cycle) -> list[Book]:
    """Return the workbooks of a cycle as the page has them."""
    return [Book(each.workbook, f"{each.workbook[:1].upper()}{each.workbook[1:]}", each.figures, each.inputs) for each in checked.workbooks]


def books_of_drafts(drafts: Iterable[Costed]) -> Iterator[Book]:
    """Yield the statements of drafts as the page has them, one after the other; what a book has made again of the rows of its draft goes when the next one is asked for."""
    for draft in drafts:
        try:
            yield book_of(draft)
        finally:
            draft.let_go()


def book_of(draft: Costed) -> Book:
    """Return a statement as the page has it: with every sheet to which its draft may add rows, so that a reader may add some where it has none."""
    symbol, rows = str(draft.heading["symbol"]), draft.draft_rows.with_every_sheet
    whole = draft if rows.printed_lines == draft.draft_rows.printed_lines else replace(draft, draft_rows=rows, figures=figures(rows))
    return Book(symbol, phrase("Statement, {symbol}", symbol=symbol), whole.figures, whole.inputs, rows)


def views_of(checked: Cycle, drafts: tuple[Costed, ...], books: Iterable[Book], beside: Beside) -> Iterator[View]:
    """Yield the views of a cycle and of its drafts, in the order in which they stand on the page; `books` are those of both, each draft's taken when its view is."""
    coming = iter(books)
    own = list(islice(coming, len(checked.workbooks)))
    unsure = Unsure()
    for place, each in enumerate(checked.workbooks):
        unsure.add(own[place], each.standing)
        for layout in each.catalogue.layouts(Printed)[:1] if each is checked.section else ():
            found = PageTable(place, own[place], layout)
            yield glance(found, each.standing, beside.states)
            yield section(found)
            if not isinstance(beside.earlier, str):
                yield why(beside.earlier.bridge, found)
    for number, draft in enumerate(drafts, start=1):
        yield _of_a_draft(draft, coming, unsure, (len(own) + number - 1, f"statement-{number}"))
    for place, each in enumerate(checked.workbooks):
        if each is not checked.section and each.catalogue.layouts(Schedule):
            yield contributions(place, own[place], own[place].title)
        for grid in each.catalogue.layouts(Timetable):
            yield timetable(place, own[place], grid)
    yield unsure.view()
    yield sources(own)


def _of_a_draft(draft: Costed, books: Iterator[Book], unsure: Unsure, called: tuple[int, str]) -> View:
    """Return the view of a draft, whose book is the next one, and is kept no longer; `called` are its place and its name on the page."""
    place, name = called
    book = next(books)
    unsure.add(book, draft.standing)
    return statement_view(place, book, statement(draft), name)
