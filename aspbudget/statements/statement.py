"""Statements: what a draft resolution costs, paragraph by paragraph, as figures that the workbook and the text both read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from aspbudget.declare.model import Axes
    from aspbudget.declare.practice import Practice

JOINT = ""


class Amounts(NamedTuple):
    """Amounts in the cycle's currency: what is asked for at full cost, the three parts of it that are absorbed, and the rest.

    `provision` is what the section provides for already, `pooled` what the Court's own services meet, `shared` what free
    slots and days that are serviced anyway save; full less these three is net.
    """

    full: float = 0.0
    provision: float = 0.0
    pooled: float = 0.0
    shared: float = 0.0
    net: float = 0.0

    @property
    def absorbed(self) -> float:
        """What of the full cost needs no additional appropriation."""
        return self.full - self.net


def added(amounts: Iterable[Amounts]) -> Amounts:
    """Return amounts added up."""
    columns = list(zip(*amounts, strict=True))
    return Amounts(*map(sum, columns)) if columns else Amounts()


class Line(NamedTuple):
    """A printed line, in hundreds: the smallest piece of a statement, of which every table is a sum.

    `paragraph` is `JOINT` for what belongs to no single paragraph; `across` and `down` are its place in the section, such as a
    sub-programme and an object of expenditure; `kind` is one-time or recurrent.
    """

    paragraph: str
    across: str
    down: str
    year: int
    kind: str
    amounts: Amounts


@dataclass(frozen=True)
class Paragraph:
    """An operative paragraph: its text and its answer; `low` and `high` are the range of what is not yet determinable."""

    number: str
    text: str
    answer: str
    reason: str
    low: float
    high: float
    counts: bool


@dataclass(frozen=True)
class Activity:
    """A row by which a request would be implemented, with what it needs, in words, and what it costs in its first year.

    `service` is the conference service it belongs to (meetings servicing, a phase of documentation), empty for what is not
    conference servicing; `provided` says that the section provides for it already. Meetings have no cost of their own:
    interpretation is costed by the day, so that `full` and `net` are those of its session's row.
    """

    paragraph: str
    alternative: str
    sheet: str
    what: str
    words: str
    service: str
    across: str
    down: str
    means: str
    reason: str
    first_year: int
    last_year: int
    kind: str
    provided: bool
    full: float
    net: float


class Option(NamedTuple):
    """A choice among the alternatives of a draft: which are in, and what the draft then costs in the first year and in all years."""

    alternatives: tuple[str, ...]
    year: Amounts
    all_years: Amounts


class Share(NamedTuple):
    """What a State would be assessed in addition, and its rate in per cent."""

    code: str
    state: str
    rate: float
    amount: float


@dataclass(frozen=True)
class Statement:
    """A statement of budgetary implications. Years are those of its lines: the budget year and the two after it.

    `reasons` are those for which it is a draft, none when it is final; `section_total` is the section as proposed, without
    the draft resolution; `met_from` is one of the practice's sources; `headings` are the keys that run
    across the section, each with its heading.
    """

    practice: Practice
    axes: Axes
    symbol: str
    title: str
    cycle: str
    currency: str
    section: str
    section_total: float
    years: tuple[int, ...]
    met_from: str
    prepared_by: str
    reviewed_by: str
    prepared_on: str
    reasons: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    activities: tuple[Activity, ...]
    lines: tuple[Line, ...]
    alternatives: tuple[tuple[str, str, bool], ...] = ()
    options: tuple[Option, ...] = ()
    shares: tuple[Share, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()

    def of(self, keep: Callable[[Line], bool] = lambda _: True) -> Amounts:
        """Return the sum of the lines for which `keep` holds."""
        return added(line.amounts for line in self.lines if keep(line))

    @property
    def total(self) -> Amounts:
        """The sum of all lines, over all years."""
        return self.of()

    @property
    def joint(self) -> Amounts:
        """What belongs to no single paragraph: what paragraphs cost together beyond what each costs alone."""
        return self.of(lambda line: line.paragraph == JOINT)

    def frame(self) -> pd.DataFrame:
        """Return the lines as a DataFrame: where each belongs, its year and its kind, and its amounts."""
        import pandas as pd  # noqa: PLC0415 - only notebooks need it here

        named = {"across": self.axes.across, "down": self.axes.down}
        frame = pd.DataFrame([line._asdict() | line.amounts._asdict() for line in self.lines])
        return frame.drop(columns="amounts", errors="ignore").rename(columns=named)

    def in_year(self, year: int) -> Amounts:
        """Return the sum of the lines of a year."""
        return self.of(lambda line: line.year == year)
