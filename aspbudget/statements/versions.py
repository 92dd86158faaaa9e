"""Versions of a draft: its revisions by their symbols, and its state, from the draft to what was adopted.

A revision is part of the symbol, and so of the name of its workbook. Of these, L.5 is the draft, the latest of its versions is the second
revision as corrected, and the addendum replaces neither, because it adds to them:

    A-2-L.5.xlsx    A-2-L.5-Rev.1.xlsx    A-2-L.5-Rev.2-Corr.1.xlsx    A-2-L.5-Add.1.xlsx
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

DRAFTED, ORALLY_REVISED, ADOPTED = "draft", "orally revised", "adopted"
STATES = (DRAFTED, ORALLY_REVISED, ADOPTED)
_REVISED = re.compile(r"(.*?)((?:[-/](?:Rev|Corr|Add)\.\d+)*)", re.IGNORECASE)
_ADDED = re.compile(r"[-/]Add\.", re.IGNORECASE)


class Revised(NamedTuple):
    """A symbol, or the name of its workbook, taken apart: that of the draft, and its revision, such as `-Rev.1-Corr.2`, empty for the first."""

    draft: str
    revision: str

    @property
    def order(self) -> tuple[int, int]:
        """The place of a version among those of its draft: by its revision, and then by its corrigendum."""
        return _number("Rev", self.revision), _number("Corr", self.revision)


def revised(name: str) -> Revised:
    """Return a symbol or a workbook's name without its revision, and the revision."""
    found = _REVISED.fullmatch(name)
    return Revised(found[1], found[2]) if found else Revised(name, "")


def _number(kind: str, revision: str) -> int:
    found = re.search(rf"{kind}\.(\d+)", revision, re.IGNORECASE)
    return int(found[1]) if found else 0


def latest(name: str, known: Iterable[str]) -> str:
    """Return the latest version of a draft among the names of workbooks; an addendum is none. A name with a revision is itself the answer."""
    asked = revised(name)
    versions = [each for each in known if revised(each).draft == asked.draft and not _ADDED.search(revised(each).revision)]
    return name if asked.revision else max(versions, key=lambda each: revised(each).order, default=name)
