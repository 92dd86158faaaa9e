"""Checks of a draft beyond its cells: its symbol, its years, its choices, and what it cites of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.faults import allowed, nearest
from aspbudget.figures.rules import Broken
from aspbudget.inputs.inputs import BEYOND, filled
from aspbudget.inputs.read import shown
from aspbudget.phrase import AsTyped, phrase
from aspbudget.refusals import ending, refusal
from aspbudget.statements.choices import choices, number_of_situations
from aspbudget.statements.proposals import leads_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.practice import Practice
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.statements.anatomy import Anatomy

MOST_OPTIONS = 64
MOST_SHOWN = 1_000_000


def file_name(symbol: str) -> str:
    """Return the name, without its ending, of a draft's workbook, slashes, blanks and the like as hyphens: `A/2/R.7` → `A-2-R.7`."""
    return "".join("-" if letter in '/\\:*?"<>| ' else letter for letter in symbol.strip())


def wrong_with(
    catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame], named: tuple[str, str]
) -> Iterator[Broken]:
    """Yield what is wrong with a draft's sheets beyond single cells: symbol, years, number of situations, and the rows that it cites.

    `named` gives the name of its workbook, without the ending, and the cycle.
    """
    name, cycle = named
    yield from _one_draft(catalogue, frames, name)
    yield from _years(catalogue, anatomy, frames, int(cycle[-4:]))
    yield from _too_many(catalogue, frames)
    yield from _provided(catalogue, anatomy, frames)
    yield from _answered_below(catalogue, anatomy.practice, frames)


def _one_draft(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str) -> Iterator[Broken]:
    table = catalogue.tables["draft_resolution"]
    frame = frames.get(table.name)
    if frame is None:
        return
    if not len(frame):
        yield Broken(table, "symbol", 0, "The sheet is empty; it needs one row that says which draft resolution this is.")
    for row, symbol in filled(frame["symbol"]):
        if row != frame.index[0]:
            yield Broken(table, "symbol", row, "A workbook holds one draft resolution; clear this row.")
        elif file_name(symbol) != name:
            message = phrase('Symbol is "{symbol}", but the workbook is named {name}.xlsx; name it {other}.xlsx, or correct the symbol.', symbol=AsTyped(symbol), name=name, other=file_name(symbol))
            yield Broken(table, "symbol", row, message)


def _years(catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame], year: int) -> Iterator[Broken]:
    """Yield the activities whose first year the statement doesn't cover: they would be in no figure, or in one as if they existed already."""
    last = year + anatomy.practice.later_years
    for name in anatomy.activities:
        begun = filled(frames[name]["first_year"]) if name in frames else []
        for row, first in ((row, first) for row, first in begun if not year <= first <= last):
            title = catalogue.columns(name)["first_year"].title
            yield Broken(catalogue.tables[name], "first_year", row, refusal("statement_years", title=title, found=f"{first:.10g}", first=str(year), last=str(last)))


def _too_many(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    """Yield the last alternative of a draft whose choices leave more situations than are priced."""
    table = catalogue.tables["alternatives"]
    frame = frames.get(table.name)
    number = 0 if frame is None else number_of_situations(choices(frame))
    if frame is not None and number > MOST_OPTIONS:
        make = f"{number:,}" if number <= MOST_SHOWN else refusal("more_than", number=f"{MOST_SHOWN:,}")
        message = refusal("too_many", alternatives=f"{len(frame):,}", combinations=make, most=str(MOST_OPTIONS))
        yield Broken(table, "alternative", int(frame.index[-1]), message)


def _answered_below(catalogue: Catalogue, practice: Practice, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    """Yield the paragraphs that are said to be answered in their sub-paragraphs, and have none."""
    table = catalogue.tables["paragraphs"]
    frame = frames.get(table.name, pd.DataFrame(columns=["paragraph", "answer"])).dropna(subset=["paragraph", "answer"])
    for row, number, answer in zip(frame.index, frame["paragraph"], frame["answer"], strict=True):
        if answer == practice.answers.below and not leads_in(str(number), map(str, frame["paragraph"])):
            yield Broken(table, "answer", int(str(row)), refusal("answered_below", found=str(answer), paragraph=str(number)))


def _provided(catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    table = catalogue.tables["provision"]
    frame = frames.get(table.name)
    titles = {catalogue.tables[name].title: name for name in anatomy.activities}
    keys_of = {sheet: _keys_in_section(catalogue, frames, name) for sheet, name in titles.items() if frame is not None and sheet in set(frame["sheet"])}
    within = _met_within(frames, anatomy.practice)
    cited: dict[tuple[str, str], int] = {}
    for row, sheet, key, paragraph in [] if frame is None else zip(frame.index, frame["sheet"], frame["row"], frame["paragraph"], strict=True):
        if pd.isna(sheet) or pd.isna(key):
            continue
        if sheet not in titles:
            message = refusal("one_of", title=catalogue.columns(table.name)["sheet"].title, found=f'"{shown(sheet)}"', choices=allowed(titles))
            yield Broken(table, "sheet", row, ending(message, nearest(sheet, titles)))
            continue
        if key not in keys_of[sheet]:
            yield Broken(table, "row", row, ending(refusal("not_in_section", found=str(key), sheet=str(sheet)), nearest(key, keys_of[sheet])))
        elif paragraph in within and _costs_more(frames[titles[sheet]], keys_of[sheet][key], anatomy.practice):
            answers = anatomy.practice.answers
            yield Broken(table, "row", row, refusal("not_within", found=str(key), paragraph=str(paragraph), within=answers.within, activities=answers.activities))
        elif (sheet, key) in cited:
            yield Broken(table, "row", row, refusal("cited_twice", found=str(key), row=str(abs(cited[sheet, key]))))
        cited.setdefault((sheet, key), row)


def _keys_in_section(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str) -> dict[str, int]:
    return {key: row for row, key in filled(frames[name][catalogue.key(name)]) if row > 0}


def _met_within(frames: Mapping[str, pd.DataFrame], practice: Practice) -> frozenset[str]:
    """Return the paragraphs that are met within existing resources."""
    frame = frames.get("paragraphs", pd.DataFrame(columns=["paragraph", "answer"]))
    return frozenset(frame.loc[frame["answer"] == practice.answers.within, "paragraph"].dropna())


def _costs_more(frame: pd.DataFrame, row: int, practice: Practice) -> bool:
    """Whether a row costs something beyond the section with which a draft is compared: only the proposed one has it, and others don't supply it."""
    return row > BEYOND and frame["means"][row] != practice.means.pooled
