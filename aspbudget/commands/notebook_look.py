"""How things look in a notebook: as text where there is only text, as a table with its title and standing where there is HTML, and views of the page in a cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.text import aligned
from aspbudget.page.document import style
from aspbudget.page.markup import part, table, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.page.views import View

_STRONG = "font-weight: bold"
_HEIGHT = 560
_BETWEEN = 2


class Look(NamedTuple):
    """What is shown of a thing: its title, the unit of its table, the heads and the rows of this, which rows stand out, and words below it."""

    title: str
    unit: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    strong: frozenset[str]
    below: Sequence[str]


class Seen:
    """A thing that a notebook shows by itself: its table and its standing; on Tab its own names, and nothing that is not for a notebook."""

    def _look(self) -> Look:
        raise NotImplementedError

    def __repr__(self) -> str:
        """Return what is shown where there is only text."""
        return "\n".join(_text(self._look()))

    def _repr_html_(self) -> str:
        look = self._look()
        rows = (part("tr", part("th", label, scope="row", style=_strong(look, label)), *(part("td", each, style=_strong(look, label)) for each in cells)) for label, cells in look.rows)
        made = table(f"{look.title}, {look.unit}", ["", *look.heads], rows)
        return written(part("div", made, *(part("p", line) for line in look.below)))


def _text(look: Look) -> Iterator[str]:
    """Yield what is shown as text, each column as wide as what it holds."""
    rows = [("", look.heads), *look.rows]
    label, each = (max(map(len, texts)) + _BETWEEN for texts in ([name for name, _ in rows], [cell for _, cells in rows for cell in cells]))
    yield from (look.title, look.unit[:1].upper() + look.unit[1:], "")
    yield from (aligned(name, cells, label, each).rstrip() for name, cells in rows)
    yield ""
    yield from look.below


def _strong(look: Look, label: str) -> str:
    return _STRONG if label in look.strong else ""


class InCell:
    """Views of the page in a cell of a notebook, in a frame of their own, so that neither changes how the other looks; without any script."""

    def __init__(self, views: Iterable[View]) -> None:
        self.views = tuple(views)

    def __repr__(self) -> str:
        """Return the titles of the views."""
        return ", ".join(view.title for view in self.views)

    def _repr_html_(self) -> str:
        body = part("body", part("main", *(view.element() for view in self.views)))
        page = written(part("html", part("head", part("meta", charset="utf-8"), part("style", style())), body, lang="en"))
        return f'<iframe title="{escape(repr(self))}" sandbox="" srcdoc="{escape(page)}" style="width: 100%; height: {_HEIGHT}px; border: 0"></iframe>'
