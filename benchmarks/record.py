"""The record: what each row was when it was last written down, so that an aim that was met is not lost unseen."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD = Path(__file__).with_name("record.csv")
BY = 4 / 3  # an aim is missed for good when the ratio is above it by a third, for a ratio differs from run to run


def recorded(path: Path = RECORD) -> dict[tuple[str, str], Row]:
    """Return the rows of the record by work and what it is compared with; none where there is no record yet."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Row(each["work"], each["against"], float(each["ratio"]), float(each["aim"])) for each in csv.DictReader(file)]
    return {(row.work, row.against): row for row in rows}


def record(rows: Iterable[Row], path: Path = RECORD) -> None:
    """Write rows into the record, in the place of those of the same work and of its parts; others stay as they are."""
    found = {(row.work, row.against): row for row in rows}
    works = tuple(f"{row.work}: " for row in found.values())
    known = {place: row for place, row in recorded(path).items() if not row.work.startswith(works)} | found
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows((row.work, row.against, f"{row.ratio:.3g}", f"{row.aim:g}") for row in known.values())


def lost(row: Row, before: Row | None) -> bool:
    """Whether a row misses by a third an aim that it met when it was recorded."""
    return before is not None and before.ratio <= row.aim and row.ratio > row.aim * BY
