"""Comparisons: two cycles, or two input workbooks: which inputs changed, which figures, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.figures.printed import lines_of
from aspbudget.lines.adding import add_up
from aspbudget.review.bridge import Between, Bridge, bridge
from aspbudget.review.changes import CAME, CHANGED, WENT, Change, Suggestion, suggestions
from aspbudget.review.symmetric import symmetric

if TYPE_CHECKING:
    from aspbudget.declare.model import Axes
    from aspbudget.figures.printed import Amounts, Place
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.bridge import Bar, Group


@dataclass(frozen=True)
class Comparison:
    """Two sections compared: the changes of inputs, the figures, the bridge, and perhaps its symmetric split."""

    between: Between
    changes: tuple[Change, ...]
    suggestions: tuple[Suggestion, ...]
    bridge: Bridge
    split: dict[str, dict[Place, float]] | None = None

    @property
    def axes(self) -> Axes:
        """The axes of the section."""
        return self.between.new.catalogue.axes

    @property
    def figures(self) -> tuple[Amounts, Amounts]:
        """The printed amounts of both sections by line, as today's models compute them."""
        old, new = self.between.old, self.between.new
        return lines_of(old.figures, new.layout), lines_of(new.figures, new.layout)

    @property
    def counted(self) -> tuple[Change, ...]:
        """The changes on which the section depends."""
        return tuple(change for change in self.changes if change.counts)

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as its JSON document; with a symmetric split, each cause has its average as well."""
        old, new = self.figures
        moved = [place for place in {**old, **new} if old.get(place, 0) != new.get(place, 0)]
        return {
            "old": _side(self.between.old, add_up(old.values())),
            "new": _side(self.between.new, add_up(new.values())),
            "inputs": {
                kind: [each.as_dict() for each in self.counted if each.kind == kind] for kind in (CHANGED, CAME, WENT)
            }
            | {
                "renamed": [each._asdict() for each in self.suggestions],
                "notes": len(self.changes) - len(self.counted),
            },
            "figures": [_line(self.axes, place) | {"old": old.get(place, 0), "new": new.get(place, 0)} for place in moved],
            "bridge": self._bridge(),
        }

    def _bridge(self) -> dict[str, Any]:
        found = self.bridge
        return {
            "from": "approved" if found.approved else "the earlier section as costed today",
            "start": add_up(found.start.values()),
            "causes": [self._bar(bar) for bar in found.bars],
            "groups": [self._group(group) for group in found.groups if group.title],
            "change": self._share(found.change),
            "end": add_up(found.end.values()),
            "residual": found.residual,
        }

    def _group(self, group: Group) -> dict[str, Any]:
        return {"group": group.title, "causes": [bar.cause.name for bar in group.bars]} | self._share(group.total)

    def _share(self, amount: int) -> dict[str, Any]:
        """Return an amount, and what it is in per cent of what the bridge starts from."""
        share = self.bridge.per_cent(amount)
        return {"amount": amount, "per_cent": None if share is None else round(share, 2)}

    def _bar(self, bar: Bar) -> dict[str, Any]:
        split = {} if self.split is None else {"symmetric": round(add_up(self.split.get(bar.cause.name, {}).values()), 2)}
        return {
            "cause": bar.cause.name,
            "title": bar.cause.title,
            "group": bar.cause.group,
            "amount": bar.total,
            **split,
            "lines": [_line(self.axes, place) | {"amount": amount} for place, amount in bar.amounts.items() if amount],
            "rows": [
                {"sheet": row.sheet, "key": row.key, **_line(self.axes, row.place), "amount": row.amount} for row in bar.rows
            ],
            "inputs": [
                {"sheet": each.sheet, "key": each.key, "column": each.column, "cell": each.cell} for each in bar.cells
            ],
        }


def _side(ready: Ready, total: int) -> dict[str, Any]:
    return {"cycle": ready.cycle, "input": ready.inputs.label, "sha256": ready.inputs.sha256, "total": total}


def _line(axes: Axes, place: Place) -> dict[str, str]:
    return dict(zip(axes, place, strict=True))


def compare(old: Ready, new: Ready, *, split: bool = False) -> Comparison:
    """Return two sections compared, with `split` also the symmetric split of the bridge; raise `Incomparable` where a figure has gaps."""
    between = Between.of(old, new)
    found = bridge(between)
    averages = symmetric(between) if split else None
    return Comparison(between, between.both.changes, tuple(suggestions(between.both)), found, averages)
