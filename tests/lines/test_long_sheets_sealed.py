"""Sealing a sheet of many rows: the code is that of all its cells as one text, which it never is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from weakref import WeakSet

from aspbudget.lines import seal
from aspbudget.lines.seal import Unseen, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS = [f"{row}\x1f1\x1ftext\x1fl’Assemblée {row}" for row in range(3 * seal._AT_ONCE + 5)]


class Text(str):
    """A text of which it can be seen whether anyone still has it."""

    __slots__ = ("__weakref__",)


def a_long_sheet_is_sealed_as_all_its_cells_in_one_text() -> None:
    for cells in ([], CELLS[:1], CELLS[: seal._AT_ONCE], CELLS):
        whole = "\x1e".join(["open", *cells, "rows\x1f3,4"])
        assert digest(cells, "open", Unseen((3, 4))) == hashlib.sha256(whole.encode()).hexdigest()


def a_cell_that_is_sealed_is_let_go() -> None:
    alive, most = WeakSet[Text](), 0

    def cells() -> Iterator[str]:
        nonlocal most
        for each in CELLS:
            cell = Text(each)
            alive.add(cell)
            most = max(most, len(alive))
            yield cell

    assert digest(cells()) == digest(CELLS)
    assert 0 < most <= 2 * seal._AT_ONCE + 2
