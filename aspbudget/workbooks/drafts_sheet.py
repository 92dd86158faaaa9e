"""The sheet of drafts: each draft of a consolidated statement by itself, what they share, and what all cost together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aspbudget.declare.layout import DRAFTS, SUMMARY
from aspbudget.lines.formula import NOT_AVAILABLE, Binary, Cell, Node, Number, sum_of
from aspbudget.phrase import altered, in_a_row, phrase
from aspbudget.statements.statement import Amounts
from aspbudget.workbooks.book import address
from aspbudget.workbooks.listing import FIRST, VALUES, Head, Listing, Live
from aspbudget.workbooks.look import WHOLE

if TYPE_CHECKING:
    from aspbudget.statements.consolidated import Consolidated, Own
    from aspbudget.workbooks.listing import Item

_ABOUT = (
    "What each draft costs by itself, the joint effect between drafts, and all of them together. What a draft costs by itself is that of its paragraphs on "
    "sheet Summary, live, and what these share or cite together with other drafts, a value."
)
_JOINT, _IN_ORDER, _SHARED = "Joint effect between drafts", "In the order of adoption, {title}", "Shared within, {title}"
_NAMES = 2  # columns before the amounts


def drafts_sheet(consolidated: Consolidated, summary: Listing) -> Listing:
    """Return the list of the drafts of a consolidated statement; its amounts are live sums of those of sheet Summary."""
    return _Drafts(consolidated, summary).listing()


@dataclass(frozen=True)
class _Drafts:
    """The drafts of a consolidated statement, as rows, and the sheet Summary of it."""

    consolidated: Consolidated
    summary: Listing

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns of sheet Summary that have amounts: five of the budget year, then what is additional in each later year."""
        return tuple(place for place, head in enumerate(self.summary.heads) if head.total)

    def listing(self) -> Listing:
        """Return the list: a row a draft, and one for the joint effect between them; what is shared within each draft is folded away."""
        money = [self.summary.heads[place] for place in self.columns]
        last = money[len(Amounts._fields) - 1].title
        turn = [Head(phrase(_IN_ORDER, title=_within(last)), 16, WHOLE, total=True)] if self.consolidated.ordered else []
        shared = [Head(phrase(_SHARED, title=_within(head.title)), 14, WHOLE) for head in money]
        heads = (Head("Draft", 24), Head("Title", 44), *money, *turn, *shared)
        rows = [self._row(row, each) for row, each in enumerate(self.consolidated.drafts, start=FIRST)]
        return Listing(DRAFTS, in_a_row((_ABOUT, VALUES)), heads, [*rows, self._joint(bool(turn))], aside=tuple(range(len(heads) - len(shared), len(heads))))

    def _row(self, row: int, draft: Own) -> tuple[Item, ...]:
        shared = self._amounts({year: self.consolidated.within(draft, year) for year in self._years})
        own = self._amounts({year: draft.in_year(year) for year in self._years})
        first = _NAMES + len(own) + self.consolidated.ordered
        live = [Live(Binary("+", self._paragraphs(draft, place), Cell(address(row, first + at))), amount)
                for at, (place, amount) in enumerate(zip(self.columns, own, strict=True))]  # fmt: skip
        turn = [draft.in_order[0].additional] if self.consolidated.ordered else []
        return (draft.symbol, draft.title, *live, *turn, *shared)

    @property
    def _years(self) -> tuple[int, ...]:
        return self.consolidated.whole.years

    def _amounts(self, of: dict[int, Amounts]) -> list[float]:
        first, *later = self._years
        return [*of[first], *(of[year].additional for year in later)]

    def _paragraphs(self, draft: Own, column: int) -> Node:
        """Return the sum of a column of sheet Summary over the paragraphs of a draft, which stand one after the other."""
        places = self.consolidated.paragraphs(draft)
        if not places:
            return Number(0)
        ends = (address(FIRST + place, column, fixed="rc") for place in (places[0], places[-1]))
        return sum_of(Cell(f"'{SUMMARY}'!{':'.join(ends)}"))

    def _joint(self, ordered: bool) -> tuple[Item, ...]:  # noqa: FBT001 - one of two kinds of row
        """Return the row of the joint effect: that of all paragraphs, less what those of each draft share."""
        amounts = self._amounts({year: self.consolidated.joint(year) for year in self._years})
        paragraphs, last = len(self.consolidated.whole.paragraphs), FIRST + len(self.consolidated.drafts) - 1
        first = _NAMES + len(amounts) + ordered
        live = []
        for at, (place, amount) in enumerate(zip(self.columns, amounts, strict=True)):
            together: Node = Cell(f"'{SUMMARY}'!{address(FIRST + paragraphs, place, fixed='rc')}") if len(self.summary.rows) > paragraphs else Number(0)
            shared = sum_of(Cell(f"{address(FIRST, first + at)}:{address(last, first + at)}"))
            live.append(Live(Binary("-", together, shared), amount))
        return (_JOINT, "what drafts share, or cite together", *live, *([NOT_AVAILABLE] if ordered else []), *[NOT_AVAILABLE] * len(live))


def _within(title: str) -> str:
    """Return a title as it stands within another."""
    return altered(title, lambda each: each[:1].lower() + each[1:])
