"""Drafts: the sheets of a draft resolution's workbook, how its operative paragraphs are answered, and which of its rows count."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aspbudget.declare.model import Model, Rule, Table
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.declare.sheet import Column, Date, Sheet, column
from aspbudget.lines.adding import add_up
from aspbudget.lines.functions import money, where
from aspbudget.lines.line import CURRENCY, Line, line
from aspbudget.statements.choices import CHOICE_LINES, CHOICE_RULES, Alternatives

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.declare.practice import Practice
    from aspbudget.lines.formula import Node
    from aspbudget.lines.table import TableSymbol

# Whose row it is: the section's own, one of the section that provides for what a draft asks, or the draft's.
SECTION, PROVISION, DRAFT = "section", "provision", "draft"
# In the place of a paragraph's number: all paragraphs together, and none of them.
ALL, NONE = "all", "none"


class Provision(Sheet):
    """One row for each row of the section that already provides for what a paragraph asks; it needs no new appropriation."""

    provision: str = column("Provision", "A name for the row; each name once.", key=True)
    paragraph: str = column("Paragraph", "The operative paragraph that it answers.", refers="paragraphs")
    alternative: str = column("Alternative", "The alternative to which it belongs.", refers="alternatives", required=False)
    sheet: str = column("Sheet", "The sheet of the section on which the row stands.", example="Meetings")
    row: str = column("Row", "What identifies it there: the text in its first column.", example="Working Group, 1")


class Activity(Sheet):
    """What every activity of a draft states besides what a row of the section does."""

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """Return the columns: what names the row, what asks for it, and then what it is."""
        known = super().columns()
        asked = Activity.to_schema().columns
        order = {name: place for place, name in enumerate(asked, start=1)}
        return tuple(sorted(known, key=lambda each: 0 if each.key else order.get(each.name, len(order) + 1)))

    paragraph: str = column("Paragraph", "The operative paragraph that asks for it.", refers="paragraphs")
    alternative: str = column("Alternative", "The alternative to which it belongs.", refers="alternatives", required=False)
    first_year: float = column("First year", "The first year in which it is needed.", unit="year", whole=True, low=1998, high=2200)
    last_year: float = column(
        "Last year", "The last year in which it is needed; empty for what goes on.", unit="year", whole=True, low=1998, high=2200,
        required=False,
    )  # fmt: skip
    recurrence: str = column(
        "Recurrence", "recurrent: needed year after year; one-time: in its first year only.", choices=(RECURRENT, ONE_TIME),
        example=RECURRENT,
    )  # fmt: skip


class Origin(Sheet):
    """Whose row it is: the section's own, one of the section that provides for what is asked, or the draft's."""

    origin: str = column("Whose row", "section, provision or draft.", choices=(SECTION, PROVISION, DRAFT))


@line(unit="", source="A row of the section always counts; one of the draft when its paragraph and its alternative are in")
def chosen(origin: Any, paragraph: Any, alternative: Any, paragraphs: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """1 when the row counts, 0 when its paragraph or its alternative is left out."""
    asked = paragraphs.at(paragraph, "counts") * where(
        alternative == "", 1, alternatives.at(alternative, "counts")
    )
    return where(origin == SECTION, 1, asked)


def in_force(year: Any, first_year: Any, last_year: Any, recurrence: Any) -> Any:  # noqa: ANN401
    """Return 1 when an activity is needed in a year, otherwise 0: a one-time one in its first year, a recurrent one until its last, if any."""
    ended = where(recurrence == ONE_TIME, where(year == first_year, 1, 0), where(last_year == 0, 1, where(year <= last_year, 1, 0)))
    return where(year >= first_year, ended, 0)


@line(unit="", source="Sheet Cases says “all” and “none” where a case is of no single paragraph")
def is_a_number(paragraph: Any) -> Any:  # noqa: ANN401
    """the word stands for all paragraphs together, or for none of them; give the paragraph's number, as in the text"""
    return (paragraph != ALL) & (paragraph != NONE)


@line(unit="", source="Years of an activity")
def ends_after_its_start(first_year: Any, last_year: Any) -> Any:  # noqa: ANN401
    """an activity can't end before it starts; the last year must be the first year or later, or empty"""
    return (last_year == 0) | (last_year >= first_year)


@line(unit="", source="A one-time activity is for one year")
def once_is_one_year(recurrence: Any, first_year: Any, last_year: Any) -> Any:  # noqa: ANN401
    """a one-time activity is for its first year only; empty the last year, or call it recurrent"""
    return (recurrence != ONE_TIME) | (last_year == 0) | (last_year == first_year)


@cache
def model_of_draft(practice: Practice) -> Model:
    """Return the model of a draft resolution: its own sheets, in the words of the organisation's practice."""

    class DraftResolution(Sheet):
        """The draft resolution whose budgetary implications are stated: one row."""

        symbol: str = column("Symbol", "The symbol of the draft; the workbook is named after it.", key=True)
        resolution: str = column("Title", "What the resolution is about.")
        met_from: str = column(
            "Met from", "How the additional requirements would be met.", choices=practice.sources, example=practice.sources[0]
        )
        prepared_on: Date = column("Date", "The date printed on the statement. It says DRAFT while empty.", required=False)
        prepared_by: str = column("Prepared by", "Who answers for it. It says DRAFT while empty.", required=False)
        reviewed_by: str = column("Reviewed by", "Who has reviewed it. It says DRAFT while empty.", required=False)

        class Config:
            """The name on the tab."""

            title = "Draft resolution"


    class Paragraphs(Sheet):
        """One row for each operative paragraph of the draft, numbered as in its text, and how it is answered."""

        paragraph: str = column("Paragraph", "Its number, with its letters: 11, 5.1 (a).", key=True, example="11")
        text: str = column("Text", "Its text, as drafted.", example="Requests the Registrar to report …", descriptive=True)
        counts: float = column("In", "1 to count its activities; 0 to leave them out.", whole=True, low=0, high=1, example=1)
        answer: str = column("Answer", "What it means for the budget.", choices=practice.answers, example=practice.answers.activities)
        reason: str = column(
            "Reason", "Why it is met within existing resources, or can't be determined yet.", required=False
        )
        low: float = column("At least", "For what is not yet determinable: the least it may cost.", unit=CURRENCY, low=0, required=False)
        high: float = column("At most", "For what is not yet determinable: the most it may cost.", unit=CURRENCY, low=0, required=False)

    return Model(
        title="Draft resolution",
        about="The operative paragraphs of a draft resolution, its alternatives, and how each paragraph is answered.",
        order=1,
        tables=(Table(DraftResolution), Table(Paragraphs, rules=_rules(practice)), Table(Alternatives, lines=CHOICE_LINES, rules=CHOICE_RULES), Table(Provision)),
    )


def _rules(practice: Practice) -> tuple[Rule, ...]:
    """Return the rules for a paragraph by itself: the reason or the range that its answer needs."""
    answers = practice.answers

    @line(unit="", source="Domain rule: every operative paragraph is answered with its reason")
    def reason_is_given(answer: Any, reason: Any) -> Any:  # noqa: ANN401
        """what is met within existing resources, or can't be determined yet, needs a reason; give it"""
        return ((answer != answers.within) & (answer != answers.indeterminate)) | (reason != "")

    @line(unit="", source="What is not yet determinable needs a range")
    def range_is_given(answer: Any, low: Any, high: Any) -> Any:  # noqa: ANN401
        """what can't be determined yet needs a range, from at least to at most; give both, the second the larger"""
        return (answer != answers.indeterminate) | ((money(high) > 0) & (money(high) >= money(low)))

    @line(unit="", source="A range is for what is not yet determinable")
    def range_is_needed(answer: Any, low: Any, high: Any) -> Any:  # noqa: ANN401
        """a range is only for what is not yet determinable; clear it, or change the answer"""
        return (answer == answers.indeterminate) | ((money(low) == 0) & (money(high) == 0))

    return (Rule(is_a_number, at="paragraph"), Rule(reason_is_given, at="reason"), Rule(range_is_given, at="high"), Rule(range_is_needed, at="high"))


def answer_rules(practice: Practice, activities: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules by which a paragraph's answer agrees with the rows of other sheets that name the paragraph."""
    tables, answers = (*activities, "provision"), practice.answers

    def cited(paragraph: Any, symbols: tuple[TableSymbol, ...], **by: str) -> Any:  # noqa: ANN401
        return add_up(table.count(paragraph=paragraph, **by) for table in symbols)

    def holds(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        return (answer != answers.activities) | (cited(paragraph, symbols) > 0)

    def none(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        idle = (answer == answers.none) | (answer == answers.indeterminate)
        return (answer == answers.activities) | (answer == answers.within) | ((cited(paragraph, symbols) == 0) & idle)

    def free(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        *own, _ = symbols
        return (answer != answers.within) | (cited(paragraph, tuple(own)) == cited(paragraph, tuple(own), means=practice.means.pooled))

    rules: tuple[tuple[Callable[..., Node], str], ...] = (
        (holds, "no row of any sheet cites the paragraph; add its activities, or change the answer"),
        (none, f"rows of other sheets cite the paragraph; clear them, or answer: {answers.activities}"),
        (free, f"the paragraph has activities that are not {practice.means.pooled}, so that they cost something; answer: {answers.activities}"),
    )
    source = "Every operative paragraph has a costed answer"
    lines = [Line(rule.__name__, rule, ("answer", "paragraph", *tables), message, "", source) for rule, message in rules]
    return tuple(Rule(each, at="answer") for each in lines)


YEARS = (Rule(ends_after_its_start, at="last_year"), Rule(once_is_one_year, at="last_year"))
