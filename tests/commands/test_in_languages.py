"""The languages in which workbooks are written beside that of the inputs: asked for, said on sheet Cycle, or written before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aspbudget.commands.in_languages import UnknownLanguage, in_further, wanted
from aspbudget.faults import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready

PACKAGE = "aspbudget.models"


def stating(ready: Ready, languages: str | None) -> Inputs:
    """Return the inputs of 2004 with a cell of sheet Cycle that says in which languages workbooks are written."""
    inputs = ready.inputs
    letters = inputs.letters | {"cycle": inputs.letters["cycle"] | {"languages": "G"}}
    return replace(inputs, frames=inputs.frames | {"cycle": inputs.frames["cycle"].assign(languages=languages)}, letters=letters)


def no_other_language_is_written_unasked(ready: Ready) -> None:
    assert wanted(PACKAGE, ready.inputs) == ()
    assert wanted(PACKAGE, stating(ready, None)) == ()


@pytest.mark.parametrize(("stated", "asked"), [("fr", None), ("en, fr", None), (None, "fr"), (None, "both"), ("fr", "fr")])
def a_language_is_written_that_is_asked_for_or_that_sheet_cycle_says(ready: Ready, stated: str | None, asked: str | None) -> None:
    assert wanted(PACKAGE, stating(ready, stated), asked) == ("fr",)


def a_language_without_words_is_refused(ready: Ready) -> None:
    with pytest.raises(UnknownLanguage, match=r'^There are no words in "de"; name one of en, fr, both\.$'):
        wanted(PACKAGE, ready.inputs, "de")
    with pytest.raises(Refused) as refused:
        wanted(PACKAGE, stating(ready, "fr, de"))
    assert str(refused.value) == (
        'inputs/2004/section.xlsx, sheet Cycle, cell G5: Languages is "fr, de", and there are no words in "de"; name some of en, fr, with commas between them.'
    )


def a_workbook_that_was_written_in_a_language_is_renewed_in_it(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    assert in_further(PACKAGE, path, ()) == {}
    french = tmp_path / "section.fr.xlsx"
    assert in_further(PACKAGE, path, ("fr",)) == {"fr": french}
    french.write_bytes(b"")
    assert in_further(PACKAGE, path, ()) == {"fr": french}
