"""On a French page States stand in the order of the French alphabet, each with its own figures, and without the numbers of the English order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aspbudget.commands.page import pages_of
from aspbudget.inputs.ready import prepare
from aspbudget.letters import alphabetical
from aspbudget.workspace import Workspace

_ROW = re.compile(r'<tr class="key" data-row="([0-9]+)"><th scope="row">([^<]+)((?:<td[^>]*>[^<]*)*)')


@pytest.fixture(scope="module")
def lists() -> tuple[list[list[tuple[str, ...]]], ...]:
    """The rows of the lists of the contributions of 2004 on the page in English and in French: their places, names, and cells."""
    workspace = Workspace(Path(__file__).resolve().parents[2])
    page = pages_of(workspace, prepare(workspace, "2004", lambda _: None, ("contributions",)), ())
    tables = (re.findall(r'<table class="list" data-list="0[^>]*>.*?</table>', page(language).decode(), re.DOTALL) for language in (None, "fr"))
    return tuple([_ROW.findall(each) for each in found] for found in tables)


def the_states_of_each_list_stand_in_the_french_order(lists: tuple[list[list[tuple[str, ...]]], ...]) -> None:
    english, french = lists
    assert [len(rows) for rows in english] == [len(rows) for rows in french]
    assert [name for _, name, _ in french[0]][:4] == ["Afghanistan", "Afrique du Sud", "Albanie", "Allemagne"]
    for rows in french:
        names = [name if len(name) != 3 else cells.split("<td")[1].partition(">")[2] for _, name, cells in rows]
        assert names == sorted(names, key=alphabetical)


def each_state_has_the_figures_that_it_has_in_english_but_for_its_number(lists: tuple[list[list[tuple[str, ...]]], ...]) -> None:
    english, french = ({row: _digits(cells) for row, _, cells in found[0]} for found in lists)
    assert [*english] != [*french]
    assert {row: cells[1:] for row, cells in english.items()} == {row: french[row] for row in english}


def _digits(cells: str) -> list[str]:
    return [re.sub(r"[^0-9–]", "", each.partition(">")[2]) for each in cells.split("<td")[1:]]
