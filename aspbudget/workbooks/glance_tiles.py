"""Large figures that the models have shown at the top of the first sheet: totals, counts, and changes since the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import Binary, Bound, Gather, Number
from aspbudget.phrase import gaps
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.glance_page import LargeFigure
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, less, share, signed, size, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aspbudget.declare.glance import Glance, Tile
    from aspbudget.figures.cost import Figures
    from aspbudget.workbooks.live_text import Words


def tile_of(figures: Figures, tile: Tile) -> LargeFigure:
    """Return a large figure that the models declare."""
    if tile.before:
        return _change(figures, tile)
    amount = _counted(figures, tile) if tile.counted else total_of(figures, tile, tile.figure)
    return LargeFigure(tile.label, size(amount, tile.digits), filled(tile.remark, lambda name: _named(figures, tile, name)))


def claim_of(figures: Figures, glance: Glance, large: Sequence[LargeFigure]) -> Words:
    """Return the sentence on top, in which {0} is the first large figure: with the change that is among the tiles, or with what it can't be compared with."""
    asked = filled(glance.claim, lambda name: large[int(name)].figure)
    tile = next((each for each in glance.tiles if each.before), None)
    if tile is None:
        return asked
    now, before = total_of(figures, tile, tile.figure), total_of(figures, tile, tile.before)
    if not before.value:
        return worded("{asked}; {none}", asked=asked, none=words.NO_LAST_YEAR)
    change = less(now, before)
    return worded("{asked}: {change} ({share} %) {more} than {then}", asked=asked, change=size(change, tile.digits), share=size(share(change, before), 1),
                  more=either(at_least(change, 0), "more", "less"), then=words.LAST)  # fmt: skip


def filled(text: str, value: Callable[[str], Words]) -> Words:
    """Return a text with gaps, such as {0} or {new_posts}, each filled in by what its name stands for."""
    named = [name for _, name, _ in gaps(text) if name]
    return worded(text, **{name: value(name) for name in named}) if named else text


def total_of(figures: Figures, tile: Tile, name: str) -> Live:
    """Return a line added up over the rows of the tile's table, in the tile's scale."""
    value = float(figures.tables[tile.table].columns[name].sum())
    total = Gather("total", tile.table, name, ())
    return Live(total, value) if tile.divide == 1 else Live(Binary("/", total, Number(tile.divide)), value / tile.divide)


def _counted(figures: Figures, tile: Tile) -> Live:
    value = int((figures.tables[tile.table].columns[tile.figure] > 0).sum())
    return Live(Gather("count", tile.table, tile.figure, ((tile.figure, Bound(">", Number(0))),)), float(value))


def _named(figures: Figures, tile: Tile, name: str) -> Words:
    """Return the total of the line that a remark names, of the tile's table or of another."""
    table, _, line = name.rpartition(".")
    return size(total_of(figures, tile._replace(table=table or tile.table, divide=1), line), 0)


def _change(figures: Figures, tile: Tile) -> LargeFigure:
    """Return the change since the year before; where nothing of that is entered, say so."""
    now, before = total_of(figures, tile, tile.figure), total_of(figures, tile, tile.before)
    if not before.value:
        return LargeFigure(tile.label, words.NOT_COMPARED, words.NO_LAST_YEAR)
    change = less(now, before)
    return LargeFigure(tile.label, signed(change, tile.digits), worded("{share} % on {whole}", share=signed(share(change, before), 1), whole=size(before, tile.digits)))
