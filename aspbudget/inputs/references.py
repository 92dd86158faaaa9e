"""Keys and references: checks that a key occurs once on its sheet, and that what refers to another sheet finds a row there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget import content
from aspbudget.declare.layout import HISTORY, SHEETS, Printed
from aspbudget.faults import allowed, nearest
from aspbudget.figures.rules import ALIKE, Broken, together
from aspbudget.inputs.inputs import filled
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.inputs.read import shown
from aspbudget.inputs.values import PLAIN
from aspbudget.lines.table import Crossing
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase
from aspbudget.refusals import ending, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column, Names
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.rules import Cells

_NO_SHEET = (
    '{title} is "{text}", which can\'t name its sheet in the output; use at most {most} characters, none of [ ] : * ? / \\, no \' at the ends, and not the name of another sheet.'
)
_HERE_AND_ONE = " here and in {count:,} more cell of the column, the last in row {last}"
_HERE_AND_MORE = " here and in {count:,} more cells of the column, the last in row {last}"
_MOST = 12
_FORBIDDEN, _LONGEST = set("[]:*?/\\"), 31  # what a spreadsheet allows as the name of a sheet


def spelled(catalogue: Catalogue, frames: dict[str, pd.DataFrame]) -> None:
    """Give what refers to another sheet the spelling of the key there: capitals make no difference, as in a spreadsheet.

    Texts by which rows are gathered, without a sheet of their own, have the spelling of the first.
    """
    looked_up = [(name, column) for name in frames for column in catalogue.columns(name).values() if column.looked_up]
    for name, column in sorted(looked_up, key=lambda each: not each[1].key):  # a key that refers to a key is spelled before others refer to it
        if column.refers in frames:
            _spell(frames, name, column.name, frames[column.refers][catalogue.key(column.refers)])
        elif not column.key:
            _spell(frames, name, column.name, frames[name][column.name])


def named_as_in_the_year(catalogue: Catalogue, frames: dict[str, pd.DataFrame], year: int) -> None:
    """Give each name of a key that has names the one of the year, in the language of the inputs; a name that isn't the key's own stays."""
    language = next(iter(content.languages(catalogue.package)), "")
    for table, frame in list(frames.items()):
        for column in catalogue.columns(table).values():
            names = catalogue.columns(table)[column.name_of].names if column.name_of else None
            if names:
                pairs = zip(frame[column.name_of].astype(object), frame[column.name].astype(object), strict=True)
                printed = [names.title(key, year, language) if isinstance(text, str) and names.key(text) == key else text for key, text in pairs]
                frames[table] = frames[table].assign(**{column.name: pd.array(printed, dtype="str")})


def _spell(frames: dict[str, pd.DataFrame], table: str, column: str, keys: pd.Series[str]) -> None:
    if not len(frames[table]):
        return
    first: dict[str, str] = {}
    for key in _given(keys):
        first.setdefault(key.casefold(), key)
    texts = dict.fromkeys(_given(frames[table][column]))
    if other := {text: key for text in texts if (key := first.get(text.casefold(), text)) != text}:
        frames[table] = frames[table].assign(**{column: frames[table][column].replace(other)})


def _given(texts: pd.Series[str]) -> list[str]:
    return [text for text in texts.tolist() if isinstance(text, str)]


def taken_for_another(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    """Yield each text by which rows are gathered that a spreadsheet takes for the same number as another: 0123 and 123."""
    for name, frame in frames.items():
        for column in catalogue.columns(name).values():
            if column.gathered_by and not (column.key or column.refers):
                first: dict[str | float, tuple[str, int]] = {}
                for row, text in filled(as_typed(frame)[column.name]):
                    other, where = first.setdefault(_as_looked_up(str(text)), (str(text), row))
                    if other != text:
                        message = refusal("one_number", title=column.title, found=str(text), other=other, row=str(abs(where)))
                        yield Broken(catalogue.tables[name], column.name, row, message)


def repeated(catalogue: Catalogue, table: Table, frame: pd.DataFrame) -> Iterator[Broken]:
    """Yield each row whose key an earlier row has already; capitals make no difference, as in a spreadsheet."""
    key = catalogue.columns(table.name)[catalogue.key(table.name)]
    first: dict[str | float, int] = {}
    for row, text in filled(frame[key.name]):
        plain = _as_looked_up(str(text))
        if plain in first:
            name = "twice" if row * first[plain] > 0 else "twice_in_section"
            yield Broken(table, key.name, row, refusal(name, title=key.title, found=str(text), row=str(abs(first[plain]))))
        first.setdefault(plain, row)


def _as_looked_up(text: str) -> str | float:
    """Return a key as a spreadsheet's look-up sees it: without capitals, and as a number when it looks like one."""
    return float(text) if PLAIN.fullmatch(text) else text.casefold()


def no_sheet_names(catalogue: Catalogue, table: Table, frame: pd.DataFrame) -> Iterator[Broken]:
    """Yield each row whose key can't be the name of the sheet that the output has for it."""
    if table.name not in _detailed(catalogue):
        return
    key = catalogue.columns(table.name)[catalogue.key(table.name)]
    titles = {title.casefold() for title in (*(each.title for each in catalogue.tables.values()), HISTORY, *SHEETS)}
    titles |= {catalogue.called(sheet).casefold() for sheet in SHEETS}
    titles |= {layout.title.casefold() for model in catalogue.models for layout in model.printed}
    for row, text in filled(frame[key.name]):
        if not _names_a_sheet(str(text)) or str(text).casefold() in titles:
            yield Broken(table, key.name, row, phrase(_NO_SHEET, title=key.title, text=AsTyped(str(text)), most=str(_LONGEST)))


def _detailed(catalogue: Catalogue) -> set[str]:
    """Return the tables each of whose keys has a sheet of its own in the output."""
    layouts = [layout for layout in catalogue.layouts(Printed) if layout.detail]
    crossings = [(layout.across, catalogue.tables[layout.table].rows) for layout in layouts]
    pages = {each.table for model in catalogue.models for each in model.pages}
    return pages | {dict(rows.of)[across] for across, rows in crossings if isinstance(rows, Crossing)}


def _names_a_sheet(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST and not set(text) & _FORBIDDEN and not text.startswith("'") and not text.endswith("'")
    )


def dangling(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], faulty: Cells) -> Iterator[Broken]:
    """Yield each cell that refers to a row that doesn't exist.

    The message is empty where the fault is the other sheet's: its column of keys is missing, or some of its keys are faulty and may
    be the names that several cells look for.
    """
    cited_of = _cited(catalogue, frames)
    for other in catalogue.tables.values():
        if other.entered and other.name in frames:
            cited = cited_of.get(other.name, [])
            if (other.name, catalogue.key(other.name), 0) in faulty:
                yield from (Broken(table, column.name, row, "") for table, column, row, _ in cited)
            else:
                yield from _unknown(catalogue, frames, other, cited, faulty)


def _cited(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[Table, Column, int, str]]]:
    """Return every cell that a person has typed and that refers to a table, by the table's name."""
    found: dict[str, list[tuple[Table, Column, int, str]]] = {}
    for table in (table for name, table in catalogue.sheets.items() if len(frames.get(name, ()))):
        frame = as_typed(frames[table.name])
        for column in (column for column in catalogue.columns(table.name).values() if column.refers):
            found.setdefault(column.refers, []).extend((table, column, row, str(text)) for row, text in filled(frame[column.name]))
    return found


def _unknown(
    catalogue: Catalogue,
    frames: Mapping[str, pd.DataFrame],
    other: Table,
    cited: list[tuple[Table, Column, int, str]],
    faulty: Cells,
) -> Iterator[Broken]:
    key = catalogue.key(other.name)
    keys = [str(text) for _, text in filled(frames[other.name][key])]
    known = set(keys)
    unknown = [each for each in cited if each[3] not in known]
    holes = sum(table == other.name and column == key for table, column, _ in faulty)
    if unknown and not keys and not holes:
        yield Broken(other, key, 0, refusal("no_rows" if len(unknown) > 1 else "no_rows_for_one", count=f"{len(unknown):,}"))
        holes = len(unknown)
    forgiven = {
        text for text, times in Counter(text for *_, text in unknown).most_common(holes) if times > 1 or not keys
    }
    yield from (Broken(table, column.name, row, "") for table, column, row, text in unknown if text in forgiven)
    single = [each for each in unknown if each[3] not in forgiven]
    names: dict[str, dict[tuple[str, str], list[int]]] = {}
    for table, column, row, text in single:
        names.setdefault(text, {}).setdefault((table.name, column.name), []).append(row)
    for text, found in names.items():
        yield from _of_one_name(catalogue, other, keys, text, found)


def _of_one_name(catalogue: Catalogue, other: Table, keys: list[str], text: str, found: Mapping[tuple[str, str], list[int]]) -> Iterator[Broken]:
    """Yield the cells with one unknown name, by sheet and column; those of several, where they are many, as one, with a count for each."""
    several = len(found) > 1 and len([row for rows in found.values() for row in rows]) > ALIKE
    first, *rest = found.items()
    elsewhere = [counted("{count:,} cell of sheet {sheet}", "{count:,} cells of sheet {sheet}", len(rows), sheet=catalogue.sheets[name].title) for (name, _), rows in rest] if several else []
    for (name, where), rows in (first, *rest):
        table, column = catalogue.sheets[name], catalogue.columns(name)[where]
        wording = _one_name((other, keys), (text, column), rows, elsewhere)
        if several:
            last = len(rows) - 1 if (name, where) == first[0] else -1
            yield from (Broken(table, where, row, wording(row, last) if last >= 0 and row == rows[0] else "") for row in rows)
        else:
            yield from together(table, where, rows, wording)


def _one_name(known: tuple[Table, list[str]], sought: tuple[str, Column], rows: list[int], elsewhere: list[str]) -> Callable[[int, int], str]:
    """Return the wording of a cell, and of as many others of its column and elsewhere, with a name that a table has not among its keys."""
    (other, keys), (text, column), last = known, sought, abs(rows[-1])
    there = phrase(", and in {cells}", cells=_some(elsewhere)) if elsewhere else ""
    hint = _nearest_by_name(text, column.names) if column.names else nearest(text, keys)

    def wording(_: int, others: int) -> str:
        more = counted(_HERE_AND_ONE, _HERE_AND_MORE, others, last=str(last)) if others else " here" if there else ""
        here = in_a_row((more, there), "") if there else more
        message = refusal("refers", title=column.title, found=shown(_called(text, column.names)), here=here, sheet=other.title, choices=allowed(keys))
        return ending(message, hint)

    return wording


def _some(cells: list[str]) -> str:
    """Return what says where cells are, of many the first ones and how many more."""
    listed = in_a_row(cells[:_MOST], "; " if any("," in each for each in cells) else ", ")
    return refusal("some", listed=listed, count=str(len(cells) - _MOST)) if len(cells) > _MOST else listed


def _called(text: str, names: Names | None) -> str:
    """Return a key that has names with its name, `TUR, Türkiye`, for another name of it may have been typed; any other text as it is."""
    return names.called(text) if names and names.key(text) == text else text


def _nearest_by_name(text: str, names: Names) -> str:
    """Return `; did you mean "…"?` for the key to whose names a text is near; nothing for a key, which is none of the sheet's on purpose."""
    near = "" if names.key(text) else names.nearest(text)
    return refusal("nearest", found=names.called(near)) if near else ""
