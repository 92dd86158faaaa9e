"""Practice: the words and rules by which an organisation states the budgetary implications of draft resolutions.

A content package that has statements hands its practice over as `PRACTICE` in its module `statements.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget import content
from aspbudget.faults import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from aspbudget.declare.sheet import Names, Sheet

ONE_TIME, RECURRENT = "one-time", "recurrent"


class NoPractice(WrongUse):
    """The organisation states no budgetary implications."""


class Answers(NamedTuple):
    """How an operative paragraph may be answered, in the organisation's own words.

    No implications, within existing resources, by activities that are costed, by a report or proposals, or not yet determinable; `below`
    is for a paragraph that only leads in to sub-paragraphs, of which each is answered.
    """

    none: str
    within: str
    activities: str
    report: str
    indeterminate: str
    below: str = ""


class Counted(NamedTuple):
    """How the activities of a sheet are counted in words: `sixteen meetings in three languages`, and not one by one.

    Those are counted together that are `alike` in these columns. A row stands for the product of its columns `number`; `adds` are quantities
    that are added up, each the product of columns; `days` is the column of the day on which a row takes place. Where `named`, what is
    counted is also called by its names. `of` is a column whose value is said once before what is counted, as the body before its meetings. `groups` are those of the list of terms that have the words of a column, where these aren't called as it is.
    """

    table: str
    alike: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    adds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    days: str = ""
    named: bool = False
    groups: tuple[tuple[str, str], ...] = ()
    of: str = ""


class Means(NamedTuple):
    """How a requirement may be provided: paid for, supplied by the services of others at no cost, or bought because these can't."""

    own: str
    pooled: str
    outsourced: str


@dataclass(frozen=True)
class Practice:
    """The words and rules of an organisation's statements.

    * `sources` are the ways of financing additional requirements; of these `unassessed` adds nothing to the contributions assessed.
    * `servicing` is the conference service to which meetings belong.
    * A statement covers the budget year and `later_years` more; its lines are rounded to `digits` decimals (−2 is hundreds), by the
      rule that `rounding` names.
    * `marginal` says what a statement's amounts are, `pooling` what is left of them when what is pooled is taken off.
    * `reporting` are the sheets whose rows a paragraph may ask for that only wants a report; what else its report may lead to is indicative.
    * `symbol` is an example of the symbol of a draft; `instructions` are those of its workbook, a heading and a text each, in which
      {cycle} is replaced by the budget year.
    * `cited` gives, for columns of activities that are left empty, how their paragraph is cited there: `{symbol}, {paragraph}`.
    * `requests`, if any, is the sheet of usual requests, each of which stands for the rows that the list `usual_requests.csv` has for its
      kind; `request_words.csv` has the words by which a paragraph is likely to make one.
    * `shares`, if any, returns the States assessed, a row each with state, name, number and rate, given the year and the figures of
      the cycle's workbooks by their names. What a State is assessed is a whole number of `money_unit`, such as the euro; `names` are
      what States are called in each language and year.
    * `languages` are those, besides that of the inputs, in which a draft's words may be given as well, by code and name; `counted` says
      how activities are counted in words.
    """

    answers: Answers
    sources: tuple[str, ...]
    unassessed: str
    means: Means
    servicing: str
    marginal: str
    pooling: str
    rounding: str
    symbol: str
    instructions: tuple[tuple[str, str], ...]
    reporting: tuple[str, ...] = ()
    digits: int = -2
    later_years: int = 2
    money_unit: str = "unit"
    cited: tuple[tuple[str, str], ...] = ()
    requests: type[Sheet] | None = None
    shares: Callable[[int, Mapping[str, Any]], pd.DataFrame] | None = None
    names: Names | None = None
    languages: tuple[tuple[str, str], ...] = ()
    counted: tuple[Counted, ...] = ()

    @property
    def unit(self) -> int:
        """What a printed line is a whole number of: 100 where lines are rounded to hundreds."""
        return int(10 ** max(-self.digits, 0))


def practice(package: str) -> Practice:
    """Return the practice that a content package declares; raise `NoPractice` when it has none."""
    found = known(package)
    if found is None:
        message = f"The content {package} has no statements of budgetary implications."
        raise NoPractice(message)
    return found


def known(package: str) -> Practice | None:
    """Return the practice that a content package declares, or `None` when it has none."""
    return content.declared(package, "statements", "PRACTICE", Practice)
