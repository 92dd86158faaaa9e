"""Standing: whether an output is DRAFT or FINAL, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget import content
from aspbudget.inputs.read import shown
from aspbudget.inputs.version import same_version, version
from aspbudget.phrase import counted, in_a_row, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

_NOBODY = ("tbd", "tbc", "to be confirmed", "none", "nobody", "n.n.")
_CHANGED = "changed since the review of version {reviewed}: it is {now} now"


class Heading(NamedTuple):
    """A row of a sheet of headings that has no term in a language, so that documents in it print the row as it is."""

    table: str
    row: int
    language: str


@dataclass(frozen=True)
class Standing:
    """Whether an output is `DRAFT`, with the reasons, or `FINAL`, and the rows that are still to be confirmed.

    Rows are given as table and spreadsheet row.
    """

    reasons: tuple[str, ...]
    illustrative: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, int], ...]
    without_term: tuple[Heading, ...] = ()

    @property
    def word(self) -> str:
        """DRAFT or FINAL."""
        return "DRAFT" if self.reasons else "FINAL"

    @property
    def sentence(self) -> str:
        """The word with its reasons: `DRAFT: 3 missing; date not filled in`."""
        return phrase("DRAFT: {reasons}", reasons=in_a_row(self.reasons, "; ")) if self.reasons else "FINAL"


def standing(catalogue: Catalogue, inputs: Inputs, heading: Mapping[str, Any] | None = None) -> Standing:
    """Return whether an output made from the inputs is a draft, and why.

    `heading` gives who prepared and reviewed it and its date; without it they are taken from sheet Cycle.
    """
    people_in = inputs.cycle if heading is None else heading
    illustrative = tuple(inputs.counted(catalogue, "illustrative"))
    missing = tuple(inputs.counted(catalogue, "missing"))
    titles = (("prepared_by", "prepared by"), ("reviewed_by", "reviewed by"), ("prepared_on", "date"))
    lacking = {title: people_in[name] for name, title in titles if not given(people_in[name])}
    short = [title for title, value in lacking.items() if isinstance(value, str) and value and not _names_nobody(value)]
    empty = [title for title in lacking if title not in short]
    people = [str(people_in[name]).split() for name in ("prepared_by", "reviewed_by")]
    alone = not lacking and people[0] and " ".join(people[0]).casefold() == " ".join(people[1]).casefold()
    absent = list(inputs.absent.values())
    reasons = [
        counted("{count:,} sheet not in the input: {names}", "{count:,} sheets not in the input: {names}", len(absent), names=in_a_row(absent, ", ")) if absent else "",
        phrase("{count} missing", count=len(missing)) if missing else "",
        phrase("{count} illustrative", count=len(illustrative)) if illustrative else "",
        phrase("{titles} not filled in", titles=in_a_row(empty, ", ")) if empty else "",
        *(phrase('{title} is "{name}", which is too short for a name', title=title, name=shown(lacking[title])) for title in short),
        "reviewed by the same person who prepared it" if alone else "",
        _changed_since_review(inputs, people_in.get("reviewed_version")),
    ]
    return Standing(tuple(reason for reason in reasons if reason), illustrative, missing, tuple(_without_term(catalogue, inputs)))


def _changed_since_review(inputs: Inputs, reviewed: object) -> str:
    """Return that an input is no longer what was reviewed; an empty text where it is, or where a review names no version."""
    if not (isinstance(reviewed, str) and reviewed.strip()):
        return ""
    now = version(inputs)
    return "" if same_version(reviewed, now) else phrase(_CHANGED, reviewed=shown(reviewed), now=now)


def _without_term(catalogue: Catalogue, inputs: Inputs) -> Iterator[Heading]:
    """Yield the rows of sheets of headings that lack a term, for each language but the one in which inputs are written."""
    known = content.terms(catalogue.package)
    for table in catalogue.tables.values():
        frame = inputs.frames.get(table.name) if table.terms else None
        for row, key in () if frame is None else zip(frame.index, frame[catalogue.key(table.name)], strict=True):
            wordings = known.get(f"{table.terms}.{key}", {})
            yield from (Heading(table.name, int(row), each) for each in content.languages(catalogue.package)[1:] if not wordings.get(each))


def given(value: object) -> bool:
    """Whether a cell for a name or a day is filled in: it isn't empty, nor a word such as those people type for nobody."""
    if isinstance(value, str):
        return sum(letter.isalpha() for letter in value) > 1 and not _names_nobody(value)
    return value is not None and value == value  # noqa: PLR0124 - an empty date is unequal to itself


def _names_nobody(text: str) -> bool:
    return text.strip().casefold() in _NOBODY
