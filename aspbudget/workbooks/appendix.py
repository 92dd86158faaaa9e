"""The sheets that say on what figures rest: how each line is derived, what is still to be confirmed, and from what all was made."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import DERIVATION, NOTES, TO_CONFIRM
from aspbudget.declare.sheet import ACCEPTED, in_words
from aspbudget.figures.naming import words
from aspbudget.lines.line import CURRENCY
from aspbudget.phrase import Phrase, altered, counted, in_a_row, phrase
from aspbudget.workbooks.book import LEGEND, Group
from aspbudget.workbooks.look import STATUS_LEGEND, WORDS, marked
from aspbudget.workbooks.marked_up import Area, mark_up
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aspbudget.faults import Remark
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.tracing import Figure
    from aspbudget.inputs.accepted import Accepted
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.standing import Standing
    from aspbudget.workbooks.book import Book

LIBRARIES = ("aspbudget", "ironcalc", "numpy", "openpyxl", "pandas", "pandera", "xlsxwriter")
_HEADER = 3
_LONGEST_NAMES, _LONGEST_NAME = 30, 90
_FEW = 3  # sources that differ only in their numbers stand together from here
_NUMBERS = re.compile(r"\d+(?:[.,\s]\d+)*")
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")  # of an assumption, as formulas call it
_PLACE = re.compile(r"([A-Z]*)([0-9]+)(?: of (.*))?")  # a cell, and in a statement of which workbook: `A21 of section.xlsx`
_PLAIN = [
    ("How it was proven", "Before the workbook was put in place, a second program that shares no code with the first computed every formula again, and every value was the same: sheet Checks."),
    ("How figures are derived", "Each column of each sheet is explained in words on sheet Derivation, with the source of its rule."),
    ("Status of a figure", phrase("{statuses}.", statuses=STATUS_LEGEND)),
    ("Signs", LEGEND),
    ("Colours", "Blue figures were entered; black ones are formulas; figures in grey italics are values that the tool computed, which follow no change."),
]
_REMARKS = "Remarks"
_ACCEPTED = "accepted"
_ABOUT = "The rows whose figures are missing or a person's own. The output says DRAFT while there are any."
_NO_DRAFT = "What is accepted was doubted, and stays as it is for the reason given; it makes no draft."
_NO_TERM = "The list of terms has no wording in {language}, so that documents in it print this one."


class _List(NamedTuple):
    """A sheet of texts: its name, what it is, its titles, the widths of its columns, and its group."""

    name: str
    about: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    group: Group = Group.READERS


class _Doubt(NamedTuple):
    """A row that is to be confirmed: its status, its sheet and cell, what it is, and what it says of its source."""

    status: str
    sheet: str
    cell: str
    what: str
    source: str


def write_derivation(book: Book, figures: Figures) -> None:
    """Write every line: its sheet, what it means, its formula in words, its unit and its source."""
    header = ("Sheet", "Column", "What it means", "How it is derived", "Unit", "Source of the rule")
    catalogue = figures.catalogue
    rows = [
        (
            figure.table.title,
            figure.title,
            figure.line.meaning,
            _derived(book, figure),
            book.places.currency if figure.line.unit == CURRENCY else figure.line.unit,
            altered(figure.line.source, _in_words),
        )
        for table in catalogue.tables.values()
        if figures.is_shown(table.name)
        for figure in (catalogue.figures[table.name, line.name] for line in table.lines)
    ]
    widths = (18, 20, 38, 52, 14, 36)
    _write(book, _List(DERIVATION, "How each column of each sheet is derived, in the words of its own formula.", header, widths, Group.WORKINGS), rows)


def _in_words(source: str) -> str:
    return _NAME.sub(lambda found: found[0].replace("_", " "), source)


def _derived(book: Book, figure: Figure) -> str:
    """Return how a line is derived, in the words of the workbook."""
    derived = Shown(words(figure, book.places.catalogue, book.words.language))
    return derived if figure.line.live else in_a_row((derived, "Not live."))


def write_to_confirm(book: Book, figures: Figures, inputs: Inputs, standing: Standing, accepted: Sequence[Accepted] = ()) -> None:
    """Write what is missing, illustrative or without a term, remarks, and what an officer has accepted with a reason: rows that say the same of their source stand together, with their cells."""
    book.reserve(TO_CONFIRM)
    if book.words.is_of_inputs:
        _write_to_confirm(book, [*_doubts(book, figures, inputs, standing), *_accepted(book, accepted)], _untranslated(book))


def write_to_confirm_at_last(book: Book, figures: Figures, inputs: Inputs, standing: Standing, accepted: Sequence[Accepted] = ()) -> None:
    """Write it in another language than that of the inputs: when all other sheets are written, for only then is it known what has no translation."""
    if not book.words.is_of_inputs:
        _write_to_confirm(book, [*_doubts(book, figures, inputs, standing), *_accepted(book, accepted)], _untranslated(book))


def _write_to_confirm(book: Book, doubts: Iterable[_Doubt], untranslated: Iterable[tuple[str, str, str, str]] = ()) -> None:
    together: dict[tuple[str, str], list[_Doubt]] = {}
    for each in doubts:
        together.setdefault((each.status, each.source), []).append(each)
    about = in_a_row((_ABOUT, *([_NO_DRAFT] if any(status == _ACCEPTED for status, _ in together) else [])))
    listed = _List(TO_CONFIRM, about, ("Status", "Cells of the input", "What", "What it says of its source"), (13, 44, 47, 80))
    rows = [(marked(status), _cells(alike), _names([in_words(each.what) for each in alike]), source) for status, source, alike in _alike(together)]
    rows += untranslated
    if rows:
        _write(book, listed, rows)


def _alike(together: Mapping[tuple[str, str], list[_Doubt]]) -> Iterator[tuple[str, str, list[_Doubt]]]:
    """Yield rows by status and source; several sources that differ only in their numbers are one, which says the first and counts the others."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for status, source in together:
        kinds.setdefault((status, _NUMBERS.sub("0", source)), []).append(source)
    for (status, _), sources in kinds.items():
        if len(sources) < _FEW:
            yield from ((status, source, together[status, source]) for source in sources)
        else:
            said = in_a_row((sources[0], phrase("({count:,} more sources say the same with other numbers)", count=len(sources) - 1)))
            yield status, said, [each for source in sources for each in together[status, source]]


def _doubts(book: Book, figures: Figures, inputs: Inputs, standing: Standing) -> Iterator[_Doubt]:
    """Yield every row that is to be confirmed, and what was remarked."""
    catalogue = figures.catalogue

    @cache
    def sources(table: str, key: str) -> dict[int, tuple[str, str]]:
        """Return the key of each row of a table, and what it says of its source."""
        frame = inputs.frames[table]
        return dict(zip(frame.index.tolist(), zip(map(str, frame[key].tolist()), map(str, frame["source"].tolist()), strict=True), strict=True))

    for status, places in (("missing", standing.missing), ("illustrative", standing.illustrative)):
        for table, row in places:
            key = catalogue.key(table) or catalogue.names(table)[0]
            yield _Doubt(status, *inputs.place(catalogue.tables[table], key, row), *sources(table, key)[row])
    for table, row, language in standing.without_term:
        key = catalogue.key(table)
        where = inputs.place(catalogue.tables[table], key, row)
        yield _Doubt(phrase("no term in {language}", language=language), *where, str(inputs.frames[table].at[row, key]), phrase(_NO_TERM, language=language))
    for remark in inputs.remarks:
        message = remark.message if isinstance(remark.message, Phrase) else book.words.as_typed(remark.message, _REMARKS)
        yield _Doubt("remark", remark.sheet, remark.cell or "A1", _remarked(remark, catalogue, inputs), message)


def _accepted(book: Book, accepted: Iterable[Accepted]) -> Iterator[_Doubt]:
    """Yield the rows in which an officer has accepted what is doubted, each with the reason."""
    yield from (_Doubt(_ACCEPTED, each.sheet, each.cell, each.name, book.words.as_typed(each.reason, ACCEPTED)) for each in accepted)


def _remarked(remark: Remark, catalogue: Catalogue, inputs: Inputs) -> str:
    """Return the row on which there is a remark by its name; of a sheet as a whole, that it is no mistake."""
    own = -1 if inputs.section else 1  # rows of a draft are counted below those of its section
    row = own * int("".join(re.findall(r"^[A-Z]*([0-9]+)", remark.cell)) or 0)
    for name, table in catalogue.sheets.items():
        if inputs.title(table) == remark.sheet and name in inputs.frames and row in inputs.frames[name].index:
            return str(inputs.frames[name].at[row, catalogue.key(name) or next(iter(catalogue.columns(name)))])
    return "no mistake in itself"


def _untranslated(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """Yield what the workbook shows in the language of the inputs: how many texts of each sheet, with the first of them, then those of the tool itself."""
    for where, texts, why in book.words.untranslated():
        many = counted("{where}: {count:,} text", "{where}: {count:,} texts", len(texts), where=where)
        yield "not translated", many, _names(texts), why


def _cells(alike: Sequence[_Doubt]) -> str:
    """Return the cells of rows, sheet by sheet, runs of them as ranges: `Posts A5, A8:A11 of section.xlsx; Travel A6`."""
    runs: dict[tuple[str, str], list[list[tuple[str, int]]]] = {}
    for each in alike:
        letters, row, workbook = _PLACE.fullmatch(each.cell).groups()  # type: ignore[union-attr]
        known = runs.setdefault((each.sheet, workbook), [])
        if known and known[-1][-1] == (letters, int(row) - 1):
            known[-1].append((letters, int(row)))
        else:
            known.append([(letters, int(row))])
    named = ((Shown(f"{sheet} {', '.join(map(_run, known))}"), workbook) for (sheet, workbook), known in runs.items())
    return in_a_row([phrase("{cell} of {workbook}", cell=cells, workbook=Shown(workbook)) if workbook else cells for cells, workbook in named], "; ")


def _run(run: Sequence[tuple[str, int]]) -> str:
    (letters, first), (_, last) = run[0], run[-1]
    return f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"


def _names(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    named = [each if len(each) <= _LONGEST_NAME else Shown(f"{each[:_LONGEST_NAME].rpartition(' ')[0]} …") for each in names]
    while len(named) > 1 and len("; ".join(named)) > _LONGEST_NAMES:
        named.pop()
    more = len(names) - len(named)
    return in_a_row([*named, *([phrase("and {count:,} more", count=more)] if more else [])], "; ")


def write_notes(book: Book, inputs: Inputs, standing: Standing, stated: list[tuple[str, str]]) -> None:
    """Write what the workbook was made from and with, in plain words: inputs and their hashes, versions, the date given, who answers for it."""
    about = "What this workbook was made from and with; the same inputs and versions give the same workbook, to the byte."
    rows: list[tuple[str, ...]] = [*stated, ("Standing", standing.sentence)]
    rows += [("Input", Shown(inputs.label)), ("SHA-256 of the input", Shown(inputs.sha256))]
    rows += _PLAIN
    rows += [("Versions", Shown(_versions()))]
    _write(book, _List(NOTES, about, ("What", "Value"), (24, 84)), rows)


@cache
def _versions() -> str:
    """Return the libraries that make a workbook with their versions, which are looked for among all that are installed."""
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES)


def _write(book: Book, listed: _List, rows: Sequence[tuple[str, ...]]) -> None:
    """Write a sheet of texts: its title, what it is, its header, which stays in sight, and its rows."""
    sheet = book.sheet(listed.name, book.places.catalogue.about(listed.name), listed.group)
    book.head(sheet, listed.name, listed.about, listed.widths)
    for place, title in enumerate(listed.titles):
        sheet.write_string(_HEADER, place, title, book.look.header())
    for row, texts in enumerate(rows, start=_HEADER + 1):
        sheet.set_row(row, book.height(zip(texts, listed.widths, strict=True)))
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, book.look("text", WORDS))
    mark_up(sheet, Area(_HEADER, _HEADER + len(rows), len(listed.titles) - 1))
    sheet.freeze_panes(_HEADER + 1, 0)
    book.paper(sheet, listed.widths, _HEADER)
