"""The language of what was typed: French in a workbook in French is told from English, and what has its English or its French beside it is not asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.french import in_french

from aspbudget.content import BUILT_IN
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.typed_language import Typed, language_of_text, typed_in_another_language
from aspbudget.workbooks.translated_values import translation

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready

REASON, SOURCE = "Demandé par le Comité du budget et des finances", "Estimation pour douze membres"


@pytest.mark.parametrize(
    ("text", "workbook", "language"),
    [
        (REASON, "fr", ("fr", True)), (REASON, "en", ("fr", True)), ("Archiviste", "fr", ("fr", False)), ("Archiviste", "en", ("en", True)),
        ("As asked for by the Committee on Budget and Finance", "fr", ("en", True)), ("Bureau", "fr", ("en", True)), ("ICC-ASP/2/Res.3, 19", "fr", ("en", True)),
        ("Hôtel de Ville", "en", ("en", True)), ("Visit of Côte d’Ivoire to the Court", "en", ("en", True)),
    ],
)  # fmt: skip
def a_text_is_in_the_language_of_most_of_its_words(text: str, workbook: str, language: tuple[str, bool]) -> None:
    assert language_of_text(text, BUILT_IN, workbook) == language


@pytest.fixture(scope="module")
def french(ready: Ready) -> Inputs:
    """The section of 2004 read from a workbook in French."""
    return check(ready.catalogue, read_bytes(in_french(ready.inputs, "section")[0], "section.xlsx"), "2004")


def with_reason(inputs: Inputs, reason: str) -> Inputs:
    """Return inputs in which the first post has a reason."""
    posts = inputs.frames["posts"].copy()
    posts.loc[posts.index[0], "reason"] = reason
    return replace(inputs, frames=inputs.frames | {"posts": posts})


def no_text_of_the_repository_is_in_another_language_also_where_its_workbook_is_in_french(ready: Ready, french: Inputs) -> None:
    assert list(typed_in_another_language(ready.catalogue, ready.inputs)) == []
    assert list(typed_in_another_language(ready.catalogue, french)) == []


def a_text_in_french_is_listed_in_the_workbook_in_english_and_not_in_that_in_french(ready: Ready, french: Inputs) -> None:
    inputs = with_reason(french, REASON)
    assert list(typed_in_another_language(ready.catalogue, inputs)) == [Typed("Posts", REASON, "fr", sure=True)]
    ((where, texts, why),) = translation(ready.figures, inputs).untranslated()
    assert (where, texts) == ("Sheet Posts", [REASON])
    assert why == "As it was typed, in another language: type it in that of this workbook, and what was typed in the column of its language beside it."
    said = translation(ready.figures, inputs, "fr")
    assert (said(REASON), list(said.untranslated())) == (REASON, [])


def a_text_that_no_list_tells_is_listed_in_both_languages(ready: Ready, french: Inputs) -> None:
    inputs = with_reason(french, "Archiviste")
    assert [texts for _, texts, _ in translation(ready.figures, inputs).untranslated()] == [["Archiviste"]]
    said = translation(ready.figures, inputs, "fr")
    said("Archiviste")
    assert [texts for _, texts, _ in said.untranslated()] == [["Archiviste"]]


def a_text_in_french_whose_french_is_beside_it_is_listed_all_the_same(ready: Ready, french: Inputs) -> None:
    travel = french.frames["travel"].copy()
    travel.loc[travel.index[0], ["source", "source_fr"]] = SOURCE
    inputs = replace(french, frames=french.frames | {"travel": travel})
    assert [each.text for each in typed_in_another_language(ready.catalogue, inputs)] == [SOURCE]
