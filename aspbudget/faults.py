"""Faults and remarks: what is wrong with an input, and what a reader of it should know; each knows its workbook, sheet and cell."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.letters import unlike
from aspbudget.phrase import AsTyped
from aspbudget.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aspbudget.phrase import Lists


class _Placed(NamedTuple):
    """A sentence about an input, and where: `sheet` and `cell` are empty when it is about the whole workbook or the whole sheet."""

    workbook: str
    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        """Return the one line that a person reads, e.g. `section.xlsx, sheet Posts, cell C6: Posts is -1; …`."""
        place = [self.workbook, f"sheet {self.sheet}" if self.sheet else "", f"cell {self.cell}" if self.cell else ""]
        return f"{', '.join(part for part in place if part)}: {self.message}"

    def as_dict(self) -> dict[str, str]:
        """Return the sentence and its place as they appear in a JSON document."""
        return self._asdict()


class Fault(_Placed):
    """One mistake in an input: where it is, and a sentence that says what was found, what is allowed and what to do."""

    __slots__ = ()


class Remark(_Placed):
    """Something that is no mistake, but that the office should know: where it is, what was found, and how it was taken."""

    __slots__ = ()


class Refused(Exception):
    """The run was refused because of faults in its inputs, all of which it lists; nothing was written.

    `language` is that of the first workbook with faults, where it isn't the models' own.
    """

    def __init__(self, faults: Iterable[Fault], language: Lists | None = None) -> None:
        self.faults, self.language = tuple(faults), language
        super().__init__("\n".join(str(fault) for fault in self.faults))


class WrongUse(Exception):
    """What a person asked for can't be done as it was asked; the message says what can be asked for, `choices` among what, where there are several."""

    choices: tuple[str, ...] = ()


class Unproven(Exception):
    """The second engine computes other values, or none at all, so that nothing was put in place."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let whatever goes wrong with a file name it: what fails after it was opened, such as a full disk, doesn't say where."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it must be: `1 cell`, `3 cells`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known name, or an empty text when no name is near.

    Where the two look the same, it says which letter differs.
    """
    found = nearest_of(name, known)
    differs = unlike(name, found)
    return refusal("nearest_unlike" if differs else "nearest", found=found, unlike=differs) if found else ""


def nearest_of(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name, or an empty text when no name is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a name that isn't known pays for it

    names = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(name.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def allowed(values: Iterable[str], most: int = 12) -> str:
    """Return the allowed values as a phrase, cut after `most` of them with a count of the rest.

    Values with commas in them are separated by semicolons.
    """
    listed = list(values)
    shown = ("; " if any("," in value for value in listed) else ", ").join(listed[:most])
    return refusal("some", listed=AsTyped(shown), count=str(len(listed) - most)) if len(listed) > most else AsTyped(shown)
