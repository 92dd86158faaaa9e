"""Unpriced: what of a draft has no known price yet, by name, so that no amount holds it: a reader is told beside the amounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aspbudget.phrase import altered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.statements.rows import DraftRows

Place = tuple[str, str]


@dataclass(frozen=True)
class Unpriced:
    """The rows with a missing price or rate on which what a draft asks for depends."""

    draft_rows: DraftRows

    def of(self, paragraph: str, *, indicative: bool = True) -> tuple[str, ...]:
        """Return what has no price yet in the activities of a paragraph, each name once; the `indicative` ones only if wanted."""
        return tuple(dict.fromkeys(name for number, counts, name in self._found if number == paragraph and (counts or indicative)))

    @property
    def counted(self) -> tuple[str, ...]:
        """What has no price yet in all that counts, each name once."""
        return tuple(dict.fromkeys(name for _, counts, name in self._found if counts))

    @cached_property
    def _found(self) -> list[tuple[str, bool, str]]:
        """The paragraph, whether the row counts, and the name of what has no price, for each row of an activity that is asked for."""
        return [each for name in self.draft_rows.anatomy.activities for each in self._of(name)] if "missing" in self._statuses.values() else []

    def _of(self, name: str) -> Iterator[tuple[str, bool, str]]:
        frame = self.draft_rows.asked[name]
        key = self.draft_rows.anatomy.section.key(name)
        for paragraph, counts, text in zip(frame["paragraph"], self.draft_rows.counts(frame), frame[key], strict=True):
            yield from ((paragraph, bool(counts), missing) for missing in self._missing((name, text)))

    def _missing(self, start: Place) -> Iterator[str]:
        """Yield the names of the rows without a price to which a row refers, directly or not."""
        open_, seen = [start], {start}
        while open_:
            name, key = open_.pop(0)
            if self._statuses.get((name, key)) == "missing":
                yield self._called[name, key]
            further = [place for place in self._referred.get((name, key), ()) if place not in seen]
            open_ += further
            seen.update(further)

    @cached_property
    def _statuses(self) -> dict[Place, str]:
        section = self.draft_rows.anatomy.section
        return {(name, key): status for name, frame in self.draft_rows.rows.items() if "status" in frame
                for key, status in zip(frame[section.key(name)], frame["status"], strict=True)}  # fmt: skip

    @cached_property
    def _called(self) -> dict[Place, str]:
        """What rows without a price are called: by their names, without the unit at the end that a column of its own has: `Conference centre, day`."""
        section, rows = self.draft_rows.anatomy.section, self.draft_rows.rows
        lacking = dict.fromkeys(name for (name, _), status in self._statuses.items() if status == "missing")
        return {(name, row[section.key(name)]): _without_unit(row[section.key(name)], row.values())
                for name in lacking for row in rows[name][rows[name]["status"] == "missing"].to_dict("records")}  # fmt: skip

    @cached_property
    def _referred(self) -> dict[Place, list[Place]]:
        section, found = self.draft_rows.anatomy.section, dict[Place, list[Place]]()
        for name, frame in self.draft_rows.rows.items():
            for column in (each for each in section.columns(name).values() if each.refers):
                for key, value in zip(frame[section.key(name)], frame[column.name], strict=True):
                    found.setdefault((name, key), []).append((column.refers, value))
        return found


def _without_unit(key: str, cells: Iterable[object]) -> str:
    _, comma, unit = key.rpartition(", ")
    return altered(key, _before_comma) if comma and unit in {each for each in cells if isinstance(each, str)} else key


def _before_comma(key: str) -> str:
    return key.rpartition(", ")[0] or key
