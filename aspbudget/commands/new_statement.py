"""The command `new-statement`: the input workbook of a draft resolution, with its operative paragraphs, to be answered one by one."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, cast

import pandas as pd

from aspbudget.commands.console import Console
from aspbudget.commands.draft_text import DraftText, draft_text
from aspbudget.declare.groups import STATEMENT
from aspbudget.declare.practice import practice
from aspbudget.faults import WrongUse
from aspbudget.files.publish import publish
from aspbudget.inputs.own import Notes
from aspbudget.inputs.read import shown
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.values import PATTERN
from aspbudget.language import Language
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.brackets import proposed
from aspbudget.statements.checks import file_name
from aspbudget.statements.choices import AT_MOST_ONE, ONE, Alternatives
from aspbudget.statements.doubts import doubts, left_out
from aspbudget.statements.draft_sheets import combined, readable
from aspbudget.statements.draft_words import draft_words
from aspbudget.statements.paragraphs import found_in
from aspbudget.statements.proposals import RequestSheet, paragraph_rows, request_rows, requests
from aspbudget.statements.stated_values import Stated, wordings
from aspbudget.verbs import Answer
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workspace import SECTION, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.statements.brackets import Proposed
    from aspbudget.statements.paragraphs import Found
    from aspbudget.statements.proposals import Request
    from aspbudget.statements.usual_requests import Templates
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_HOW_TO_END = "Paste the text of the draft; then end with Ctrl-D on a line of its own, on Windows with Ctrl-Z and Enter."
_TO_CONFIRM = "Next      confirm what is proposed on sheet {sheet}: give yes or no in column {column}, or clear the row where it makes no difference to any cost"
_FOUND = "Found     {count:,} operative paragraph to be answered", "Found     {count:,} operative paragraphs to be answered"
_REQUESTS = (
    "Proposed  {count:,} usual request, to be confirmed, completed or cleared on sheet {sheet}:",
    "Proposed  {count:,} usual requests, to be confirmed, completed or cleared on sheet {sheet}:",
)
_LONGEST_SYMBOL = 150  # with its endings it is still a file's name everywhere
_DEVICES = ("CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(10)))


class StatementExists(WrongUse):
    """The draft has inputs already; they are never written over."""


class NoName(WrongUse):
    """The symbol of the draft can't be a name, or its cycle has no section."""


def new_statement(asked: Asked) -> Answer:
    """Make the input workbook of a draft resolution's statement."""
    options, workspace = asked.options, asked.workspace
    say = Language(options.language, workspace.content).say  # so does this
    practice(workspace.content)  # refuses what can't be made before anything is said
    if options.text == "-" and sys.stdin and sys.stdin.isatty():
        asked.say(_HOW_TO_END)
    draft = draft_text(Path(options.text)) if options.text else DraftText("")
    words = draft_words(workspace.content)
    found = found_in(draft.text, words)
    cycle = prepare(workspace, asked.cycle(SECTION), lambda _: None)
    left_open = proposed(found.paragraphs)
    file = made(workspace, cycle, options.symbol, (found, left_open), options.language)
    number = len(found.paragraphs)
    warnings, without = ([*draft.warnings, *doubts(found, words)], left_out(found, words)) if draft.text else ([], [])
    asked_for = _requests(cycle.section, found, workspace.content) if cycle.section else []
    named = Language(options.language, workspace.content)
    answer = Console(named) if named.language != named.of_inputs else Console.of_cycle(cycle)
    lines = [
        answer(phrase("Made      {file}", file=AsTyped(file))),
        answer(counted(*_FOUND, number) if draft.text else "Next      write down the operative paragraphs"),
        *([answer(phrase("Title     {title}", title=AsTyped(shown(found.title))))] if found.title else []),
        *map(answer, _proposed_requests(asked_for, say)),
        *(f"Warning   {each}" for each in warnings),
        *(f"Left out  {each}" for each in without),
        *map(answer, _proposed_choices(left_open, say)),
        answer(phrase("Next      answer each paragraph, then run: aspbudget statement {cycle} {symbol}", cycle=cycle.name, symbol=AsTyped(quote(options.symbol)))),
    ]
    document = {"cycle": cycle.name, "symbol": options.symbol, "title": found.title, "paragraphs": number, "requests": len(asked_for), "warnings": warnings, "left_out": without,
                "proposed": [{"choice": each.choice, "paragraph": each.paragraph, "of_choice": _of_choice(each), "alternatives": list(each.names)} for each in left_open],
                "to_confirm": [{"paragraph": each.number, "kind": each.kind, "filled": each.proposed, "left": list(each.left)} for each in asked_for]}  # fmt: skip
    return Answer({**document, "files": [file]}, lines)


def _proposed_requests(asked_for: Sequence[Request], say: Callable[[str], str]) -> Iterator[str]:
    """Yield what the console shows of requests: what their paragraphs say, and what is left to fill in, with the titles and choices of the workbook."""
    if asked_for:
        yield counted(*_REQUESTS, len(asked_for), sheet=AsTyped(say("Usual requests")))
    for each in asked_for:
        filled = phrase(": {proposed}", proposed=AsTyped(say(each.proposed))) if each.filled else ""
        left = phrase("; left to fill in: {columns}", columns=AsTyped(", ".join(map(say, each.left)))) if each.left else ""
        line = "          paragraph {number}, {kind}{filled}{left}"
        yield phrase(line, number=AsTyped(each.number), kind=AsTyped(say(each.kind)), filled=filled, left=left)


def _proposed_choices(left_open: Sequence[Proposed], say: Callable[[str], str]) -> Iterator[str]:
    """Yield proposed choices as the console shows them: `paragraph 11, exactly one of: "two days", "three days"`."""
    for each in left_open:
        names = in_a_row([phrase('"{text}"', text=AsTyped(shown(name))) for name in each.names], ", ")
        yield phrase("Proposed  paragraph {number}, {of_choice} of: {names}", number=AsTyped(each.paragraph), of_choice=_of_choice(each), names=names)
    if left_open:
        yield phrase(_TO_CONFIRM, sheet=AsTyped(say(Alternatives.title())), column=AsTyped(say("Included")))


def _of_choice(choice: Proposed) -> str:
    return ONE if choice.one_stays else AT_MOST_ONE


def made(workspace: Workspace, cycle: Cycle, symbol: str, draft: tuple[Found, Sequence[Proposed]], language: str | None = None) -> str:
    """Make the input workbook of a draft resolution in a cycle, its operative paragraphs to be answered; return its path as shown.

    What its brackets leave open is proposed on sheet Alternatives, to be confirmed. Its titles are in the language that is named, or in that of the models.

    Raises `NoName` where the cycle has no section or the symbol can't be a name, and `StatementExists` where the workbook exists.
    """
    section = cycle.section
    if section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise NoName(message)
    if reason := _misnamed(symbol.strip()):
        message = f'"{shown(symbol)}" {reason}; a symbol is such as {practice(workspace.content).symbol}.'
        raise NoName(message)
    path = workspace.inputs(section.cycle, f"{STATEMENTS}/{file_name(symbol)}.xlsx")
    if path.exists():
        message = f"{workspace.label(path)} exists already and is never written over; move it away first."
        raise StatementExists(message)
    found, left_open = draft
    requests, say = _requests(section, found, workspace.content), Language(language, workspace.content).say
    publish({path: draft_workbook(section, _begun(symbol, found, requests, section, say) | _alternatives(left_open), _notes(left_open, requests, section, say), language)})
    return workspace.label(path)


def _misnamed(symbol: str) -> str:
    """Return why a symbol can't be the name of a workbook on every system, or of a row; an empty text when it can."""
    name = file_name(symbol)
    if not symbol or not symbol[0].isalnum() or not symbol.isprintable():
        return "does not begin with a letter or digit, or holds a character that cannot be seen"
    if len(name.encode()) > _LONGEST_SYMBOL:
        return f"is longer than {_LONGEST_SYMBOL} characters"
    if PATTERN.search(symbol) or name.endswith((".", "-", ".xlsx")):
        return "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"
    return "is a name that Windows keeps for itself" if name.split(".")[0].upper() in _DEVICES else ""


def draft_workbook(section: Ready, frames: Mapping[str, pd.DataFrame], notes: Mapping[str, Notes] | None = None, language: str | None = None) -> bytes:
    """Return the input workbook of a draft (.xlsx) with the given rows and notes on them, by table; other sheets are empty."""
    anatomy = anatomy_of(section.catalogue)
    known = combined(anatomy)
    tables = readable(known, anatomy)
    empty = {table.name: pd.DataFrame(columns=list(known.columns(table.name)), dtype=object) for table in tables}
    names = {name: _keys(known, section, name) for name in (*anatomy.vocabulary, *anatomy.activities)}
    file = BytesIO()
    of = next(iter(frames["draft_resolution"]["symbol"]), "") if "draft_resolution" in frames else ""
    write_inputs(file, known, empty | dict(frames), section.cycle, Form(anatomy.practice.instructions, tables, names, notes or {}, workbook=STATEMENT, language=language, of=str(of)))
    return file.getvalue()


def _keys(known: Catalogue, section: Ready, name: str) -> list[str]:
    return [str(key) for key in section.inputs.frames[name][known.key(name)]]


def request_sheet(section: Ready) -> RequestSheet | None:
    """Return the sheet of usual requests, with the names of the section that the words of a paragraph may hold; `None` where the organisation has none."""
    anatomy = anatomy_of(section.catalogue)
    requests, package = anatomy.practice.requests, section.catalogue.package
    if requests is None:
        return None
    table = combined(anatomy).sheets[requests.table()]
    columns = combined(anatomy).columns(table.name)
    refer = {name: column.refers for name, column in columns.items() if column.refers in section.inputs.frames}
    names = {name: wordings(section.inputs.frames[sheet], section.catalogue.key(sheet), package) for name, sheet in refer.items()}
    return RequestSheet(cast("Templates", table.opens), {column.title: column for column in columns.values()}, Stated(names, package))


def _requests(section: Ready, draft: Found, package: str) -> list[Request]:
    """Return the requests that the operative paragraphs of a draft are likely to make."""
    sheet = request_sheet(section) if practice(package).requests else None
    return list(requests(draft.paragraphs, sheet)) if sheet else []


def _begun(symbol: str, draft: Found, asked: Sequence[Request], section: Ready, say: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """Return the first rows of a draft, by table: its symbol and title, its operative paragraphs to be answered, and the requests that they are likely to make."""
    known, sheet = practice(section.catalogue.package), request_sheet(section)
    head = pd.DataFrame([{"symbol": symbol.strip(), "resolution": draft.title or None}], dtype=object)
    found = {"paragraphs": list(paragraph_rows(draft.paragraphs, known, {each.number for each in asked}))}
    if known.requests and sheet:
        found[known.requests.table()] = list(request_rows(asked, sheet.columns, say))
    return {"draft_resolution": head} | {name: pd.DataFrame(each, dtype=object) for name, each in found.items() if each}


def _alternatives(left_open: Sequence[Proposed]) -> dict[str, pd.DataFrame]:
    """Return what brackets leave open as rows of sheet Alternatives; whether a row is in is left to whoever confirms it."""
    rows = [{"alternative": name, "what": text, "choice": each.choice, "of_choice": _of_choice(each)}
            for each in left_open for name, text in zip(each.names, each.texts, strict=True)]  # fmt: skip
    return {"alternatives": pd.DataFrame(rows, dtype=object).assign(counts=None)} if rows else {}


def _notes(left_open: Sequence[Proposed], asked: Sequence[Request], section: Ready, say: Callable[[str], str]) -> dict[str, Notes]:
    """Return the notes that mark what is proposed, by table."""
    of_rows = {name: phrase("Proposed from the brackets of paragraph {number}. To confirm, give yes or no in column Included; otherwise clear the row.", number=each.paragraph)
               for each in left_open for name in each.names}
    found = {"alternatives": Notes(of_rows)} if of_rows else {}
    requests = practice(section.catalogue.package).requests
    return found | ({requests.table(): Notes({say(each.name): each.note for each in asked})} if requests and asked else {})
