"""Statements: what a draft resolution costs, paragraph by paragraph, as one value from which workbook and text are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.adding import add_up
from aspbudget.statements.versions import DRAFTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from aspbudget.declare.model import Axes
    from aspbudget.declare.practice import Practice
    from aspbudget.statements.choices import Choice

JOINT = ""
PROPOSED, APPROVED = "proposed", "approved"  # the section as it is proposed, and as it was approved


class Amounts(NamedTuple):
    """Amounts in the cycle's currency: full cost, the three parts of it that need no further money, and what is additional.

    `provided` is what the section already provides for, in rows of its own or in services that it has engaged on the day anyway;
    `pooled` is what the services of others supply at no cost; `absorbed` is met within approved resources, and only what the officer
    declares as such is. Full cost less these three is additional: 5,000 − 1,000 − 500 − 500 = 3,000.
    """

    full: float = 0.0
    provided: float = 0.0
    pooled: float = 0.0
    absorbed: float = 0.0
    additional: float = 0.0


def added(amounts: Iterable[Amounts]) -> Amounts:
    """Return amounts added up."""
    columns = list(zip(*amounts, strict=True))
    return Amounts(*map(add_up, columns)) if columns else Amounts()


def less(one: Amounts, other: Amounts) -> Amounts:
    """Return amounts less others, each less its own kind."""
    return Amounts(*(amount - taken for amount, taken in zip(one, other, strict=True)))


class Line(NamedTuple):
    """A printed line: the smallest piece of a statement, rounded to the practice's unit (such as hundreds); every table is a sum of lines.

    `paragraph` is `JOINT` for what belongs to no single paragraph; `across` and `down` are its place in the section, such as a
    programme and an object of expenditure; `kind` is one-time or recurrent.
    """

    paragraph: str
    across: str
    down: str
    year: int
    kind: str
    amounts: Amounts


@dataclass(frozen=True)
class Paragraph:
    """An operative paragraph: its text and its answer.

    `low` and `high` are the range of what is not yet determinable, or of what a report may lead to, and `excludes` names what it leaves out. `short` says in a few
    words what it asks for, and `translated` has its words in other languages, by the names of their columns, such as `text_fr`.
    """

    number: str
    text: str
    answer: str
    reason: str
    low: float
    high: float
    counts: bool
    excludes: tuple[str, ...] = ()
    short: str = ""
    translated: tuple[tuple[str, str], ...] = ()


class Count(NamedTuple):
    """How an activity is counted with others in words: in what they are alike, how many it stands for, what is added up, and on which day it is.

    `named` says that what is counted is also called by its names; where `table` is empty it is only called by its name. `of` is what of that
    in which they are alike is said once before them, such as the body.
    """

    table: str = ""
    alike: tuple[tuple[str, str], ...] = ()
    number: float = 1.0
    adds: tuple[tuple[str, float], ...] = ()
    day: str = ""
    named: bool = True
    of: str = ""


UNCOUNTED = Count()


@dataclass(frozen=True)
class Activity:
    """A row by which a request would be implemented: what it needs, in words, and what it costs in its first year.

    `service` is the conference service it belongs to (meetings servicing, a phase of documentation), empty for what is no conference
    servicing; `provided` says that the section already provides for it. `full` and `net` are the row's cost before and after pooling.
    They are 0 for meetings, which have no cost of their own: interpretation is costed by the day. `counted` is how it is counted with others, and
    `source` says where its figures come from.
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
    counted: Count = UNCOUNTED
    source: str = ""


class Absorption(NamedTuple):
    """An amount that is absorbed within approved resources in a year, where in the section, and what is done without for it."""

    paragraph: str
    across: str
    down: str
    amount: float
    done_without: str


class Option(NamedTuple):
    """A choice among the alternatives of a draft: which are in, and what the draft then costs, year by year."""

    alternatives: tuple[str, ...]
    years: tuple[Amounts, ...]


class Indication(NamedTuple):
    """What an alternative would cost in addition, year by year, to which a report may lead or that can't be determined yet; it never counts."""

    paragraph: str
    alternative: str
    what: str
    years: tuple[float, ...]


class Share(NamedTuple):
    """What a State would be assessed in addition, and its rate in per cent."""

    code: str
    state: str
    rate: float
    amount: float


class AcceptedDoubt(NamedTuple):
    """A row of the draft that was doubted and is accepted: its sheet, what it is called, and the reason that was given."""

    sheet: str
    name: str
    reason: str


@dataclass(frozen=True)
class Statement:
    """A statement of budgetary implications; `years` are the budget year and the later years that the practice covers.

    `reasons` are those for which it is a draft, none when it is final; `baseline` names the section with which the draft resolution is
    compared, as proposed or as approved, and `section_total` is what that amounts to without it; `version` is that of the draft, of the day
    `dated`, and `state` says whether it is a draft, orally revised or adopted; `rule` is the one under which the statement is submitted;
    `excludes` names what its amounts leave out, because it has no price yet; `indications` are what reports may lead to; `document` is the symbol of the statement itself,
    `item` the one of the agenda, and with `distribution` and `original` they stand above its title; `translated` has its title in other languages; `met_from` is one of the practice's sources of funds; `headings` are the keys that run across the section, each with
    its heading; `alternatives` are name, text, and whether it is in, and `choices` those of them that exclude each other; `accepted` is what was doubted in it and stays as it is.
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
    choices: tuple[Choice, ...] = ()
    options: tuple[Option, ...] = ()
    shares: tuple[Share, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    absorptions: tuple[Absorption, ...] = ()
    baseline: str = PROPOSED
    version: str = ""
    state: str = DRAFTED
    dated: str = ""
    rule: str = ""
    excludes: tuple[str, ...] = ()
    indications: tuple[Indication, ...] = ()
    document: str = ""
    item: str = ""
    distribution: str = ""
    original: str = ""
    translated: tuple[tuple[str, str], ...] = ()
    accepted: tuple[AcceptedDoubt, ...] = ()

    def of(self, keep: Callable[[Line], bool] = lambda _: True) -> Amounts:
        """Return the sum of the lines for which `keep` is true."""
        return added(line.amounts for line in self.lines if keep(line))

    @property
    def version_stated(self) -> str:
        """The version in words, such as `Rev.1, as orally revised, 5 September 2003`; empty for a draft without one."""
        return ", ".join(filter(None, (self.version, self.state_stated, self.dated)))

    @property
    def titled(self) -> str:
        """The symbol with the version in words, which isn't repeated where the symbol ends with it: `A/2/L.5/Rev.1, as adopted`."""
        version = "" if self.symbol.endswith(self.version) else self.version
        return ", ".join(filter(None, (self.symbol, version, self.state_stated, self.dated)))

    @property
    def state_stated(self) -> str:
        """The state as it is stated beside the version: `as adopted`; empty for a draft, and where the version says it already."""
        words = f"as {self.state}"
        return "" if self.state == DRAFTED or words in self.version.casefold() else words

    @property
    def year(self) -> int:
        """The budget year, for which money is appropriated; it leads, and the later years follow it."""
        return self.years[0]

    @property
    def total(self) -> Amounts:
        """The sum of the lines of the budget year."""
        return self.in_year(self.year)

    @property
    def joint(self) -> Amounts:
        """What paragraphs cost together in the budget year beyond the sum of what each costs by itself; it belongs to no single one."""
        return self.paragraph(JOINT)

    @property
    def ranges(self) -> tuple[Paragraph, ...]:
        """The paragraphs of which a range is given; no amount of the statement holds it."""
        return tuple(each for each in self.paragraphs if each.high)

    @cached_property
    def implementing(self) -> tuple[Activity, ...]:
        """The activities by which the requests would be implemented; those that are only indicative are not among them."""
        indicative = {each.alternative for each in self.indications}
        return tuple(each for each in self.activities if each.alternative not in indicative)

    @property
    def situations(self) -> tuple[Option, ...]:
        """The situations that the alternatives of the text leave; those that are only indicative are no choice of it."""
        indicative = {each.alternative for each in self.indications}
        found = tuple(each for each in self.options if not indicative & {*each.alternatives})
        return found if any(each.alternatives for each in found) else ()

    def paragraph(self, number: str, year: int = 0) -> Amounts:
        """Return what a paragraph costs in a year, in the budget year where none is named."""
        return added(self._by_paragraph.get((number, year or self.year), ()))

    @cached_property
    def _by_paragraph(self) -> dict[tuple[str, int], list[Amounts]]:
        """The amounts of the lines of each paragraph in each year, in the order of the lines; it is made once, for a statement of many drafts has many of both."""
        found: dict[tuple[str, int], list[Amounts]] = {}
        for line in self.lines:
            found.setdefault((line.paragraph, line.year), []).append(line.amounts)
        return found

    def answers(self, option: Option) -> tuple[tuple[str, str], ...]:
        """Return what an option keeps: each choice with its alternative, empty for none, and then those of no choice, which have none."""
        known = {name: each.name for each in self.choices for name in each.alternatives}
        kept = {known[name]: name for name in option.alternatives if name in known}
        return (*((each.name, kept.get(each.name, "")) for each in self.choices), *(("", name) for name in option.alternatives if name not in known))

    def frame(self) -> pd.DataFrame:
        """Return the lines as a DataFrame, a row each: paragraph, place in the section, year, kind, and the amounts in the cycle's currency."""
        import pandas as pd  # noqa: PLC0415 - only notebooks need it here

        named = {"across": self.axes.across, "down": self.axes.down}
        frame = pd.DataFrame([line._asdict() | line.amounts._asdict() for line in self.lines])
        return frame.drop(columns="amounts", errors="ignore").rename(columns=named)

    def in_year(self, year: int) -> Amounts:
        """Return the sum of the lines of a year."""
        return self.of(lambda line: line.year == year)
