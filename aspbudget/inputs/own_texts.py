"""Own texts: what the models themselves write into the cells of a new workbook, in its language there, and in theirs wherever it is read.

What an assumption is, its unit, "not known yet": an officer may write over such a text, and it is then the officer's; until then it is none that was typed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.composed_names import composed, references_of_inputs
from aspbudget.content import languages
from aspbudget.faults import WrongUse
from aspbudget.inputs.named import AS_BEFORE, NOT_IN_INPUT
from aspbudget.inputs.start import known_rows
from aspbudget.language import Language
from aspbudget.workspace import CYCLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue

_WORD = re.compile(r"[^\W\d_A-Z]{3}")  # codes and symbols have no three small letters in a row
_ADDRESS = re.compile(r"[^\s,;]+\.[^\s,;]+/[^\s,;]*")
_DECLARED = "assumptions"


def own_texts(catalogue: Catalogue, cycle: str, language: Language) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return how the models' own texts are worded in a language, by table and column; of those that have no words in it nothing."""
    return _wordings(catalogue, cycle, language.language)


def worded(text: str, language: Language) -> str:
    """Return a text of the models in a language, put together from its parts where the lists have these alone; an empty text where it has no words there."""
    return composed(text, lambda part: language.listed(part) or language.month_named(part) or ("" if _WORD.search(part) and not _ADDRESS.fullmatch(part) else part), language)


def in_words_of_the_models(catalogue: Catalogue, frames: dict[str, pd.DataFrame]) -> None:
    """Put the models' own texts into tables that were read, wherever their wording in another language stands."""
    named = frames.get("cycle")
    cycle = str(named["cycle"].iloc[0]) if named is not None and len(named) else ""
    for language in languages(catalogue.package)[1:]:
        for (table, column), words in _wordings(catalogue, cycle, language).items():
            frame = frames.get(table)
            if frame is not None and column in frame:
                own = {wording: text for text, wording in words.items()}
                texts = frame[column].tolist()
                if not own.keys().isdisjoint(text for text in texts if isinstance(text, str)):
                    frames[table] = frame.assign(**{column: frame[column].replace(own)})


def with_references_of_the_models(catalogue: Catalogue, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table that was read with the decisions that it names written as the models read them, wherever one is named in another language."""
    for column in (each for each in catalogue.columns(table.name).values() if each.pattern and len(frame)):
        for language in languages(catalogue.package)[1:]:
            words, texts = Language(language, catalogue.package), frame[column.name].tolist()
            frame = frame.assign(**{column.name: pd.array([references_of_inputs(text, words) if isinstance(text, str) else text for text in texts], dtype="str")})
    return frame


@lru_cache(maxsize=8)
def _wordings(catalogue: Catalogue, cycle: str, language: str) -> dict[tuple[str, str], dict[str, str]]:
    words, found = Language(language, catalogue.package), dict[tuple[str, str], dict[str, str]]()
    if words.language == words.of_inputs:
        return found
    for table, column, text in _texts(catalogue, cycle):
        wording = words.translated(column.name, text) if column.name_of or column.gathered_by else worded(text, words)
        wording = " ".join(wording.split()) if column.looked_up else wording
        taken = found.setdefault((table, column.name), {})
        if wording and wording != text and wording not in taken.values():  # of two texts with one wording it would be unsure which was meant
            taken[text] = wording
    return found


def _texts(catalogue: Catalogue, cycle: str) -> Iterator[tuple[str, Column, str]]:
    """Yield the texts that a new workbook of a cycle has before anyone fills it in, each with its table and column: none that names a row, and no choices."""
    for name, texts in _declared(catalogue).items() if _DECLARED in catalogue.sheets else ():
        yield from ((_DECLARED, catalogue.columns(_DECLARED)[name], text) for text in texts)
    for table, frame in _known(catalogue, cycle):
        for column in (each for each in catalogue.columns(table.name).values() if each.textual and not (each.choices or each.key or each.refers)):
            yield from ((table.name, column, str(text)) for text in dict.fromkeys(frame[column.name].dropna().tolist()) if text)


def _known(catalogue: Catalogue, cycle: str) -> list[tuple[Table, pd.DataFrame]]:
    """Return the rows that the models know of a cycle; none of what is no cycle, or of one for which they have nothing to begin with."""
    try:
        return list(known_rows(catalogue, cycle)) if CYCLE.fullmatch(cycle) else []
    except WrongUse:
        return []


def _declared(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return what the models say of their assumptions, by column."""
    every = catalogue.assumptions.values()
    return {"unit": tuple(each.unit for each in every if each.unit), "what": tuple(each.about for each in every), "source": (NOT_IN_INPUT, AS_BEFORE)}
