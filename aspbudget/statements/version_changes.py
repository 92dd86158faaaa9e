"""Changes between two versions of a draft: the paragraphs that came, went or read otherwise, and the money that moved."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.statements.statement import Amounts, added

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.statements.statement import Line, Paragraph, Statement

ADDED, DROPPED, CHANGED, RENUMBERED = "added", "dropped", "changed", "renumbered"
_ALIKE = 0.8  # of its letters, from which a paragraph under another number is taken for the same


class ParagraphChange(NamedTuple):
    """A paragraph that is not as it was: what became of it, and the paragraph before and after, one of which may be missing."""

    kind: str
    before: Paragraph | None
    after: Paragraph | None

    @property
    def number(self) -> str:
        """Its number in the later version, or where it was dropped in the earlier."""
        return self.after.number if self.after else self.before.number if self.before else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What of it is not as it was: its number, its text, its answer, whether it counts, its reason, or its range."""
        if not (self.before and self.after):
            return ()
        one, other = self.before, self.after
        return tuple(name for name in ("number", "text", "answer", "counts", "reason", "low", "high", "excludes") if getattr(one, name) != getattr(other, name))


class MoneyMoved(NamedTuple):
    """A printed line of which an amount is not as it was: its paragraph, its place in the section, its year and kind, and the amounts."""

    paragraph: str
    across: str
    down: str
    year: int
    kind: str
    before: Amounts
    after: Amounts

    @property
    def difference(self) -> Amounts:
        """How much each amount moved."""
        return difference(self.before, self.after)


def difference(before: Amounts, after: Amounts) -> Amounts:
    """Return how much each of the five amounts moved."""
    return Amounts(*(new - old for old, new in zip(before, after, strict=True)))


@dataclass(frozen=True)
class VersionChanges:
    """How a later version of a draft differs from an earlier one; lines of renumbered paragraphs are compared under the later number."""

    old: Statement
    new: Statement
    paragraphs: tuple[ParagraphChange, ...]
    money: tuple[MoneyMoved, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs: no paragraph and no amount."""
        return not (self.paragraphs or self.money)

    def in_year(self, year: int) -> tuple[MoneyMoved, ...]:
        """Return the money that moved in a year."""
        return tuple(each for each in self.money if each.year == year)


def changes(old: Statement, new: Statement) -> VersionChanges:
    """Return what moved from one version of a draft to another."""
    found = tuple(_paragraphs(old, new))
    numbers = {each.before.number: each.after.number for each in found if each.before and each.after}
    return VersionChanges(old, new, found, tuple(_money(old, new, numbers)))


def _paragraphs(old: Statement, new: Statement) -> Iterator[ParagraphChange]:
    """Yield the changes in the order of the later version, then what was dropped."""
    before = {each.number: each for each in old.paragraphs}
    after = {each.number: each for each in new.paragraphs}
    moved = _renumbered(before, after)
    for number, paragraph in after.items():
        earlier = before.get(moved.get(number, number)) if number in moved or number not in moved.values() else None
        if earlier is None:
            yield ParagraphChange(ADDED, None, paragraph)
        elif earlier != paragraph:
            yield ParagraphChange(CHANGED if earlier.number == number else RENUMBERED, earlier, paragraph)
    taken = {moved.get(number, number) for number in after}
    yield from (ParagraphChange(DROPPED, paragraph, None) for number, paragraph in before.items() if number not in taken)


def _renumbered(before: dict[str, Paragraph], after: dict[str, Paragraph]) -> dict[str, str]:
    """Return the earlier number of each paragraph whose text stood under another number."""
    kept = {number for number in before if number in after and _alike(before[number], after[number])}
    gone = {number: each for number, each in before.items() if number not in kept}
    found: dict[str, str] = {}
    for number, paragraph in after.items():
        same = [other for other, each in gone.items() if other != number and _alike(each, paragraph)] if number not in kept else []
        if same:
            found[number] = same[0]
            gone.pop(same[0])
    return found


def _alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether two texts are the same, or nearly."""
    return one.text == other.text or SequenceMatcher(None, one.text, other.text, autojunk=False).ratio() >= _ALIKE


def _money(old: Statement, new: Statement, numbers: dict[str, str]) -> Iterator[MoneyMoved]:
    """Yield the printed lines that moved, in the order of the later version's paragraphs; those of no single paragraph come last."""
    before = _by_place(line._replace(paragraph=numbers.get(line.paragraph, line.paragraph)) for line in old.lines)
    after = _by_place(new.lines)
    order = {each.number: place for place, each in enumerate((*new.paragraphs, *old.paragraphs))}
    for place in sorted({*before, *after}, key=lambda place: (order.get(place.paragraph, len(order)), place)):
        amounts = before.get(place, Amounts()), after.get(place, Amounts())
        if amounts[0] != amounts[1]:
            yield MoneyMoved(*place, *amounts)


class _Place(NamedTuple):
    """What identifies a printed line."""

    paragraph: str
    across: str
    down: str
    year: int
    kind: str


def _by_place(lines: Iterable[Line]) -> dict[_Place, Amounts]:
    """Return the amounts of printed lines by what identifies them; lines of paragraphs that became one are added up."""
    found: dict[_Place, Amounts] = {}
    for line in lines:
        place = _Place(line.paragraph, line.across, line.down, line.year, line.kind)
        found[place] = added((found.get(place, Amounts()), line.amounts))
    return found
