"""Drafts: the sheets of a draft resolution's workbook, how its operative paragraphs are answered, and which of its rows count."""

from __future__ import annotations

from functools import cache
from inspect import get_annotations
from typing import TYPE_CHECKING, Any

from aspbudget.declare.model import Model, Rule, Table
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.declare.sheet import STATUSES, Column, Date, Sheet, column
from aspbudget.lines.adding import add_up
from aspbudget.lines.functions import money, where
from aspbudget.lines.line import CURRENCY, Line, line
from aspbudget.phrase import phrase
from aspbudget.statements.choices import CHOICE_LINES, CHOICE_RULES, INCLUDED, Alternatives
from aspbudget.statements.versions import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.declare.practice import Practice
    from aspbudget.lines.formula import Node
    from aspbudget.lines.table import TableSymbol

# Whose row it is: the section's own, one of the section that provides for what a draft asks, or the draft's.
SECTION, PROVISION, DRAFT = "section", "provision", "draft"
# In the place of a paragraph's number: all paragraphs together, and none of them.
ALL, NONE = "all", "none"
LAST_YEAR = ("L’an dernier",)  # what French drafts called the last year of an activity


class Provision(Sheet):
    """One row for each row of the section that answers a paragraph; what the baseline has of it is already provided for."""

    provision: str = column("Provision", "A name for the row; each name once.", key=True)
    paragraph: str = column("Paragraph", "The operative paragraph that it answers.", refers="paragraphs")
    alternative: str = column("Alternative", "The alternative to which it belongs.", refers="alternatives", required=False)
    sheet: str = column("Sheet", "The sheet of the section on which the row stands.", example="Meetings")
    row: str = column("Row", "What identifies it there: the text in its first column.", example="Working Group, 1")


class Activity(Sheet):
    """What every activity of a draft states besides what a row of the section does."""

    @classmethod
    def _in_order(cls) -> tuple[Column, ...]:
        """Return the columns: what names the row, what asks for it, and then what it is."""
        known = super()._in_order()
        order = {name: place for place, name in enumerate(get_annotations(Activity), start=1)}
        return tuple(sorted(known, key=lambda each: 0 if each.key else order.get(each.name, len(order) + 1)))

    paragraph: str = column("Paragraph", "The operative paragraph that asks for it.", refers="paragraphs")
    alternative: str = column("Alternative", "The alternative to which it belongs.", refers="alternatives", required=False)
    first_year: float = column("First year", "The first year in which it is needed.", unit="year", whole=True, low=1998, high=2200)
    last_year: float = column(
        "Last year", "The last year in which it is needed; empty for what goes on.", unit="year", whole=True, low=1998, high=2200,
        required=False, formerly=LAST_YEAR,
    )  # fmt: skip
    recurrence: str = column(
        "Recurrence", "recurrent: needed year after year; one-time: in its first year only.", choices=(RECURRENT, ONE_TIME),
        example=RECURRENT,
    )  # fmt: skip


@cache
def common(practice: Practice) -> type[Sheet]:
    """Return the columns of what activities have in common, in the words of the organisation's practice."""

    class Common(Sheet):
        """What the activities of a paragraph, or of a whole draft, have in common: said once, it is left empty in their rows."""

        first_year: float = column(
            "First year", "The first year of its activities that don't say theirs; empty: the budget year.", unit="year", whole=True, low=1998, high=2200,
            required=False, newer=True,
        )  # fmt: skip
        recurrence: str = column(
            "Recurrence", "For its activities that don't say it: recurrent or one-time.", choices=(RECURRENT, ONE_TIME), required=False, newer=True
        )
        means: str = column("Means", "For its activities that don't say it: by what means they are met.", choices=tuple(practice.means), required=False, newer=True)
        source: str = column("Source", "Where the figures come from, for its activities that don't say it.", required=False, newer=True, translated=True)
        status: str = column("Status", "How sure the figures are, for its activities that don't say it.", choices=STATUSES, required=False, newer=True)

    return Common


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


@line(unit="", source="Sheet Situations compared says “all” and “none” where a case is of no single paragraph")
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
        version: str = column("Version", "The version of the draft that is costed: Rev.1, as orally revised; empty for the first.", required=False, newer=True)
        against: str = column(
            "Against", "The section with which it is compared: proposed (also when empty), approved, or another that the cycle keeps in its folder "
            "baselines, by its name.", required=False, example="proposed", newer=True,
        )  # fmt: skip
        rule: str = column("Submitted under", "The rule under which the statement is submitted. It says DRAFT while empty.", required=False, newer=True)
        state: str = column("State", "draft (also when empty), orally revised, or adopted: what it is a version of.", choices=STATES, required=False, newer=True)
        dated: Date = column("Dated", "The day of this version of the text.", required=False, newer=True)
        revises: str = column(
            "Revises", "The earlier version of the draft that it follows: the name of its workbook in the same folder, such as A-2-L.5.", required=False, newer=True
        )
        reviewed_version: str = column(
            "Reviewed version", "The code of the version that was reviewed, as check prints it. What changes after that is DRAFT again. Empty: whichever.",
            required=False, newer=True,
        )  # fmt: skip

        class Config:
            """The name on the tab."""

            title = "Draft resolution"

    return Model(
        title="Draft resolution",
        about="The operative paragraphs of a draft resolution, its alternatives, and how each paragraph is answered.",
        order=1,
        tables=(Table(DraftResolution), Table(_paragraphs(practice), rules=_rules(practice)), Table(Alternatives, lines=CHOICE_LINES, rules=CHOICE_RULES), Table(Provision)),
    )


def _paragraphs(practice: Practice) -> type[Sheet]:
    """Return the sheet of operative paragraphs, each answered in the words of the practice."""

    class Paragraphs(Sheet):
        """One row for each operative paragraph of the draft, numbered as in its text, and how it is answered."""

        paragraph: str = column("Paragraph", "Its number, with its letters: 11, 5.1 (a).", key=True, example="11")
        text: str = column("Text", "Its text, as drafted.", example="Requests the Registrar to report …", descriptive=True)
        counts: float = column("Included", "yes to count its activities; no to leave them out.", whole=True, low=0, high=1, example=1, formerly=INCLUDED)
        answer: str = column("Answer", "What it means for the budget.", choices=tuple(filter(None, practice.answers)), example=practice.answers.activities)
        reason: str = column(
            "Reason", "Why it is met within existing resources, or can't be determined yet, or on what a range rests.", required=False
        )
        low: float = column("At least", "The least that what can't be determined yet may cost in a year.", unit=CURRENCY, low=0, required=False)
        high: float = column("At most", "The most that it may cost in a year.", unit=CURRENCY, low=0, required=False)
        excludes: str = column("Leaves out", "What the range leaves out, by name; what has no price is named by itself.", required=False, newer=True, translated=True)

    return Paragraphs


def _rules(practice: Practice) -> tuple[Rule, ...]:
    """Return the rules for a paragraph by itself: the reason or the range that its answer needs."""
    answers = practice.answers

    @line(unit="", source="Domain rule: every operative paragraph is answered with its reason")
    def reason_is_given(answer: Any, reason: Any) -> Any:  # noqa: ANN401
        """what is met within existing resources, or can't be determined yet, needs a reason; give it"""
        return ((answer != answers.within) & (answer != answers.indeterminate)) | (reason != "")

    @line(unit="", source="A range says on what it rests")
    def range_has_its_reason(answer: Any, reason: Any, high: Any) -> Any:  # noqa: ANN401
        """a range says on what it rests; give the reason"""
        return (answer == answers.indeterminate) | (money(high) == 0) | (reason != "")

    @line(unit="", source="What is not yet determinable needs a range")
    def range_is_given(answer: Any, low: Any, high: Any) -> Any:  # noqa: ANN401
        """what can't be determined yet needs a range, from at least to at most; give both, the second the larger"""
        return (answer != answers.indeterminate) | ((money(high) > 0) & (money(high) >= money(low)))

    @line(unit="", source="A range is for what is not yet determinable")
    def range_is_needed(answer: Any, low: Any, high: Any) -> Any:  # noqa: ANN401
        """a range is only for what is not yet determinable, or for what a report may lead to; clear it, or change the answer"""
        wanted = (answer == answers.indeterminate) | ((answer == answers.report) & (money(high) >= money(low)))
        return wanted | ((money(low) == 0) & (money(high) == 0))

    return (Rule(is_a_number, at="paragraph"), Rule(reason_is_given, at="reason"), Rule(range_has_its_reason, at="reason"), Rule(range_is_given, at="high"), Rule(range_is_needed, at="high"))


def answer_rules(practice: Practice, activities: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules by which a paragraph's answer agrees with the rows of other sheets that name the paragraph."""
    tables, answers = (*activities, "provision"), practice.answers

    def cited(paragraph: Any, symbols: tuple[TableSymbol, ...], **by: str) -> Any:  # noqa: ANN401
        return add_up(table.count(paragraph=paragraph, **by) for table in symbols)

    def holds(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        return ((answer != answers.activities) & (answer != answers.report)) | (cited(paragraph, symbols) > 0)

    def none(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        *own, provision = symbols
        unknown = (answer == answers.indeterminate) & (provision.count(paragraph=paragraph) == 0)
        asking = (answer == answers.activities) | (answer == answers.within) | (answer == answers.report)
        idle = (answer == answers.none) | (answer == answers.below)
        return asking | unknown | (idle & (cited(paragraph, (*own, provision)) == 0))

    def free(answer: Any, paragraph: Any, *symbols: TableSymbol) -> Any:  # noqa: ANN401
        *own, _ = symbols
        return (answer != answers.within) | (cited(paragraph, tuple(own)) == cited(paragraph, tuple(own), means=practice.means.pooled))

    rules: tuple[tuple[Callable[..., Node], str], ...] = (
        (holds, "no row of any sheet cites the paragraph; add its activities, or change the answer"),
        (none, phrase("rows of other sheets cite the paragraph; clear them, or answer: {answer}", answer=answers.activities)),
        (free, phrase("the paragraph has activities that are not {means}, so that they cost something; answer: {answer}", means=practice.means.pooled, answer=answers.activities)),
    )
    source = "Every operative paragraph has a costed answer"
    lines = [Line(rule.__name__, rule, ("answer", "paragraph", *tables), message, "", source) for rule, message in rules]
    return tuple(Rule(each, at="answer") for each in lines)


def indicative(practice: Practice, table: str) -> Rule:
    """Return the rule for a sheet of activities by which nothing counts that a report may lead to, or that can't be determined yet.

    A paragraph that asks for a report may ask for the rows of the practice's sheets of reporting, such as documents.
    """
    answers, reports = practice.answers, table in practice.reporting

    def holds(paragraph: Any, alternative: Any, paragraphs: Any, alternatives: Any) -> Any:  # noqa: ANN401
        answer = paragraphs.at(paragraph, "answer")
        open_ = (answer == answers.indeterminate) if reports else (answer == answers.indeterminate) | (answer == answers.report)
        left_out = where(alternative == "", 0, where(alternatives.at(alternative, "counts") == 0, 1, 0)) == 1
        return where((paragraph == "") | left_out, 1, where(open_, 0, 1)) == 1

    message = (
        "the paragraph asks for a report or can't be determined yet, so that this row is indicative: put it into an alternative that is left out "
        "(Included: no), or answer: {answer}"
    )
    source = "What a report may lead to is no requirement of the draft"
    return Rule(Line("is_indicative", holds, ("paragraph", "alternative", "paragraphs", "alternatives"), phrase(message, answer=answers.activities), "", source), at="paragraph")


YEARS = (Rule(ends_after_its_start, at="last_year"), Rule(once_is_one_year, at="last_year"))
