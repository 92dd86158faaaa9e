"""Doubts about a workbook in French, which are said in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from support.doubted import as_expected, with_cells
from support.french import in_french

from aspbudget.doubts.doubts import at_its_cell, doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready


def doubted(inputs: Inputs, before: Inputs) -> list[str]:
    """Return what is doubted beside another cycle, as sentences without their workbook."""
    evidence = Evidence(inputs, (as_expected(before),))
    return [str(at_its_cell(evidence, each)).partition(", ")[2].replace("\u00a0", " ").replace("\u202f", " ") for each in doubts(evidence).open]


def the_date_of_a_rate_is_in_the_words_of_the_workbook(ready: Ready) -> None:
    french = check(catalogue("section"), read_bytes(in_french(ready.inputs, "section")[0], "section.xlsx"), "2004")
    after = with_cells(french, "currencies", {("USD", "dated"): pd.Timestamp("2001-10-01")})
    assert doubted(after, french)[0] == "sheet Monnaies, cell E6: Date : 1er octobre 2001 ; le cycle est du 1er octobre 2003, deux ans plus tard ou davantage : y a-t-il un taux plus récent ?"


def the_doubts_of_a_workbook_in_french_are_said_in_french_with_its_own_titles(ready: Ready) -> None:
    french = check(catalogue("section"), read_bytes(in_french(ready.inputs, "section")[0], "section.xlsx"), "2004")
    cells = {("Director of the Secretariat", "grade"): "P-5", ("Secretary", "number"): 13.0}
    assert doubted(with_cells(french, "posts", cells), french) == [
        "sheet Postes, cell B5: Classe : P-5 ; 2003 a D-1 : ce n’est pas la même valeur.",
        "sheet Postes, cell C16: Postes : 13 ; 2003 a 2 : 6,5 fois autant.",
    ]
    assert doubted(with_cells(ready.inputs, "posts", cells), ready.inputs)[1] == "sheet Posts, cell C16: Posts is 13; 2003 has 2: 6.5 times as much."
