"""Statements built by hand for tests: one that has everything, one that costs nothing, one with a single paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget.declare.model import Axes
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.models.statements import PRACTICE
from aspbudget.statements.choices import Choice
from aspbudget.statements.consolidated import Consolidated, Own
from aspbudget.statements.statement import (
    JOINT,
    Absorption,
    Activity,
    Amounts,
    Count,
    Indication,
    Line,
    Option,
    Paragraph,
    Share,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_IMPLICATION, WITHIN, ACTIVITIES, REPORT, INDETERMINATE, BELOW = PRACTICE.answers
CONTINGENCY, PROGRAMME_BUDGET, REVISED, SUPPLEMENTARY = PRACTICE.sources

MEETINGS, DOCUMENTS, TRAVEL, STAFF = "Temporary assistance for meetings", "Contractual services", "Travel", "General temporary assistance"
POOLED, OUTSOURCED, OWN = "pooled with the Court", "outsourced", "own"


def paragraph(number: str, text: str, answer: str = ACTIVITIES, **more: object) -> Paragraph:
    """Return an operative paragraph; what is not given is empty."""
    rest = {"reason": "", "low": 0.0, "high": 0.0, "counts": True} | more
    return Paragraph(number, text, answer, **rest)  # type: ignore[arg-type]


def activity(number: str, what: str, **more: object) -> Activity:
    """Return an activity; what is not given is that of a meeting held once in 2004."""
    rest: dict[str, object] = {
        "alternative": "", "sheet": "Meetings", "words": "", "service": "", "across": "4100", "down": MEETINGS,
        "means": OWN, "reason": "", "first_year": 2004, "last_year": 2004, "kind": ONE_TIME, "provided": False, "full": 0.0,
        "net": 0.0,
    }  # fmt: skip
    return Activity(paragraph=number, what=what, **(rest | more))  # type: ignore[arg-type]


def line(number: str, charged: tuple[str, str], year: int, kind: str, amounts: Amounts) -> Line:
    """Return a printed line, charged to a sub-programme and an object."""
    return Line(number, *charged, year, kind, amounts)


WITH_A = (Amounts(70_500.0, 8_000.0, additional=62_500.0), Amounts(54_500.0, additional=54_500.0))

RICH = Statement(
    practice=PRACTICE,
    axes=Axes("sub_programme", "object"),
    symbol="ICC-ASP/2/L.7",
    title="Strengthening the International Criminal Court and the Assembly of States Parties",
    cycle="2004",
    currency="EUR",
    section="Major Programme IV",
    section_total=2_345_600.0,
    years=(2004, 2005, 2006),
    met_from=CONTINGENCY,
    prepared_by="A. Officer",
    reviewed_by="",
    prepared_on="2003-09-01",
    reasons=("2 sheets not in the input: Consultants, Fellowships", "3 missing", "1,121 illustrative", "2 to place have no day", "prepared by, date not filled in"),
    paragraphs=(
        paragraph("1", "Welcomes the fact that the number of States Parties has continued to rise;", NO_IMPLICATION),
        paragraph(
            "11",
            "Recommends that the Court consider the desirability and feasibility of establishing, at United Nations Headquarters, "
            "a small representation common to all parts of the Court, and requests the Registrar to report to the Assembly of "
            "States Parties on this question, including its budgetary implications;",
        ),
        paragraph(
            "15",
            "Requests the Board to report to the Assembly of States Parties, at its next session, on the build-up of the Trust Fund;",
            WITHIN,
            reason="The report is one of those for which the section provides",
        ),
        paragraph(
            "16",
            "Decides to consider the arrangements for the permanent premises of the Court;",
            INDETERMINATE,
            reason="The premises have not been chosen.",
            low=40_000.0,
            high=125_000.0,
        ),
        paragraph(
            "18",
            "Requests the Bureau of the Assembly of States Parties to examine ways and means to ensure an efficient structuring "
            "of meetings, [inter alia, the use of a limited number of additional working groups];",
        ),
        paragraph("annex 5.1 (a)", "Planning of meetings in 2005;", ACTIVITIES, counts=False),
    ),
    activities=(
        activity("11", "Report on a representation", sheet="Documents", words="1 document of 8,500 words in 6 languages", service="pre-session", down=DOCUMENTS, means=OUTSOURCED, reason="The Court has no translators into Arabic", full=21_340.25, net=21_340.25),
        activity("11", "Mission to New York", sheet="Travel", words="2 persons for 4 days", across="4200", down=TRAVEL, full=6_720.0, net=6_720.0),
        activity("11", "Legal officer, P-3", sheet="Temporary assistance", words="6 work-months", across="4200", down=STAFF, first_year=2004, last_year=0, kind=RECURRENT, full=49_980.0, net=49_980.0),
        activity("15", "Report of the Board of Directors", sheet="Documents", words="1 document of 3,000 words in 6 languages", service="post-session", down=DOCUMENTS, provided=True, full=9_000.0),
        activity("18", "Working group on premises, first meeting", alternative="A", words="1 meeting in 6 languages", across="", down="", last_year=2005, kind=RECURRENT),
        activity("18", "Working group on premises, second meeting", alternative="A", words="1 meeting in 6 languages", across="", down="", last_year=2005, kind=RECURRENT),
        activity("18", "Proposals of the Bureau", sheet="Documents", service="pre-session", down=DOCUMENTS, full=4_000.0, net=4_000.0),
        activity("18", "Report of the working group", sheet="Documents", service="post-session", down=DOCUMENTS, full=7_000.0, net=7_000.0),
        activity("18", "Rooms and security", sheet="Services", across="4100", down="Equipment including furniture", means=POOLED, service="other", full=2_500.0),
        activity("18", "Records of the working group", sheet="Documents", across="4500", service="summary records", down=DOCUMENTS, last_year=2006, kind=RECURRENT, full=3_300.0, net=3_300.0),
        activity("18", "Papers of the working group", sheet="Documents", across="4500", service="in-session", down=DOCUMENTS, last_year=2006, kind=RECURRENT, full=1_150.0, net=1_150.0),
    ),
    lines=(
        line("11", ("4100", DOCUMENTS), 2004, ONE_TIME, Amounts(21_300.0, 0.0, 0.0, 0.0, 21_300.0)),
        line("11", ("4200", TRAVEL), 2004, ONE_TIME, Amounts(6_700.0, 0.0, 0.0, 0.0, 6_700.0)),
        *(line("11", ("4200", STAFF), year, RECURRENT, Amounts(50_000.0, 0.0, 0.0, 0.0, 50_000.0)) for year in (2004, 2005, 2006)),
        line("15", ("4100", DOCUMENTS), 2004, ONE_TIME, Amounts(9_000.0, 9_000.0, 0.0, 0.0, 0.0)),
        *(line("18", ("4100", MEETINGS), year, RECURRENT, Amounts(16_000.0, 8_000.0, 0.0, 0.0, 8_000.0)) for year in (2004, 2005)),
        line("18", ("4100", DOCUMENTS), 2004, ONE_TIME, Amounts(11_100.0, 0.0, 0.0, 0.0, 11_100.0)),
        line("18", ("4100", "Equipment including furniture"), 2004, ONE_TIME, Amounts(2_500.0, 0.0, 2_500.0, 0.0, 0.0)),
        *(line("18", ("4500", DOCUMENTS), year, RECURRENT, Amounts(4_500.0, 0.0, 0.0, 0.0, 4_500.0)) for year in (2004, 2005, 2006)),
        line(JOINT, ("4100", MEETINGS), 2004, ONE_TIME, Amounts(0.0, 1_200.0, 0.0, 0.0, -1_200.0)),
    ),
    alternatives=(("A", "a working group on premises", True), ("B", "two working groups at once", False)),
    options=(
        Option((), (Amounts(95_600.0, 9_000.0, 2_500.0, 0.0, 84_100.0), *[Amounts(54_500.0, additional=54_500.0)] * 2)),
        Option(("A",), (Amounts(121_100.0, 18_200.0, 2_500.0, 0.0, 100_400.0), *WITH_A)),
        Option(("A", "B"), (Amounts(137_100.0, 18_200.0, 2_500.0, 0.0, 116_400.0), *WITH_A)),
    ),
    shares=(Share("DEU", "Germany", 22.0, 22_088.0), Share("FRA", "France", 14.5, 14_558.0), Share("VUT", "Vanuatu", 63.4995, 63_753.0)),
)  # fmt: skip

FREE = replace(
    RICH,
    symbol="ICC-ASP/2/L.3",
    title="Venue of the next session",
    prepared_by="A. Officer",
    reviewed_by="B. Reviewer",
    reasons=(),
    paragraphs=RICH.paragraphs[:1],
    activities=(),
    lines=(),
    alternatives=(),
    options=(),
    shares=(),
)

SINGLE = replace(
    FREE,
    symbol="ICC-ASP/2/L.4",
    title="Mission",
    met_from=REVISED,
    prepared_on="10 September",
    reasons=("1 sheet not in the input: Consultants", "1 missing", "1 illustrative", "1 to place have no day", "reviewed by not filled in"),
    paragraphs=(paragraph("2", "Requests the Secretariat to travel to New York."),),
    activities=(replace(RICH.activities[1], paragraph="2", sheet="Travel", first_year=2004, last_year=2005, kind=RECURRENT),),
    lines=tuple(line("2", ("4200", TRAVEL), year, RECURRENT, Amounts(6_700.0, additional=6_700.0)) for year in (2004, 2005)),
    options=(Option(("A",), (Amounts(6_700.0, additional=6_700.0), Amounts(6_700.0, additional=6_700.0), Amounts())),),
    shares=(Share("DEU", "Germany", 100.0, 6_700.0),),
)

LATER = replace(
    SINGLE,
    reasons=("reviewed by the same person who prepared it",),
    met_from=SUPPLEMENTARY,
    lines=(line("2", ("4200", TRAVEL), 2005, ONE_TIME, Amounts(6_700.0, additional=6_700.0)),),
    options=(),
    shares=(),
)

SHARED = replace(
    RICH,
    paragraphs=(*RICH.paragraphs, replace(RICH.paragraphs[-1], number="annex 5.1 (b)"), replace(RICH.paragraphs[2], number="20")),
    activities=(*RICH.activities, replace(RICH.activities[0], what="Report on premises"), replace(RICH.activities[3], what="Second report, on premises"), replace(RICH.activities[9], what="Hall", means=POOLED)),
)  # fmt: skip

NOTHING_ABSORBED_ONE_TIME = replace(LATER, lines=tuple(each._replace(year=2004) for each in LATER.lines), paragraphs=(*LATER.paragraphs, paragraph("3", "Notes.", NO_IMPLICATION)))

ABSORBED = replace(
    SINGLE,
    lines=tuple(line("2", ("4200", TRAVEL), year, RECURRENT, Amounts(6_700.0, absorbed=5_000.0, additional=1_700.0)) for year in (2004, 2005)),
    absorptions=(Absorption("2", "4200", TRAVEL, 5_000.0, "the second mission of the Director to New York"),),
    options=(),
    shares=(),
)

REPORTED = replace(
    SINGLE,
    met_from=PROGRAMME_BUDGET,
    paragraphs=(
        paragraph("2", "Requests the Registrar to report on an office.", REPORT, reason="The office is an assumption", low=0.0, high=90_000.0,
                  excludes=("Rent of an office",)),
        paragraph("3", "Requests proposals on meetings.", REPORT, reason="The group is an assumption", low=2_000.0, high=28_400.0),
    ),
    activities=(*SINGLE.activities, activity("2", "Head of the office", alternative="office", across="4400", full=45_000.0, net=45_000.0)),
    alternatives=(("office", "an office with one post", False),),
    options=(),
    shares=(),
    baseline="inputs/2004/other.xlsx",
    version="Rev.1",
    rule="rule 13 of the rules of procedure",
    excludes=("Conference centre, day", "Rent of an office"),
    indications=(Indication("2", "office", "an office with one post", (45_000.0, 90_000.0, 90_000.0)),),
)  # fmt: skip

CHOOSING = replace(
    SINGLE,
    alternatives=(("two days", "two days in New York", True), ("three days", "three days in New York", False), ("by train", "by train", False),
                  ("by air", "by air", False), ("escorted", "with an escort", False)),
    choices=(Choice("length", ("two days", "three days"), one_stays=True), Choice("way", ("by train", "by air"))),
    options=tuple(
        Option(kept, tuple(Amounts(times * amount, additional=times * amount) for times in range(1, len(SINGLE.years) + 1)))
        for kept, amount in ((("two days",), 6_700.0), (("two days", "by air", "escorted"), 7_700.0), (("three days",), 8_700.0))
    ),
)  # fmt: skip



def counted(table: str, number: float = 1, **more: object) -> Count:
    """Return how an activity of a sheet is counted."""
    named = table in ("conference_services", "operating_requirements")
    return Count(table, **({"number": float(number), "named": named} | more))  # type: ignore[arg-type]


def _met(what: str, how: Count, **more: object) -> Activity:
    return activity("2", what, counted=how, **more)


def _in(language_set: str, **more: str) -> tuple[tuple[str, str], ...]:
    return (*more.items(), ("language_set", language_set))


GROUP_MEETINGS = tuple(_met(f"Group, {day}", counted("meetings", alike=_in("six languages", body="Bureau"), day=f"2004-09-0{day}", of="body")) for day in (6, 7, 8))
PAPERS = tuple(_met(f"Paper {place}", counted("documents", 2, alike=_in("two languages"), adds=(("words", 3_000.0),)), provided=place > 1) for place in (1, 2, 3))
KINDS = (
    *GROUP_MEETINGS, *PAPERS,
    _met("Hearing", counted("meetings", alike=_in("no interpretation", body="Bureau"), day="2004-09-01", of="body"), means=POOLED),
    _met("Report", counted("documents", alike=_in("six languages"), adds=(("words", 8_500.0),))),
    _met("Officer", counted("posts", alike=(("grade", "P-3"),), adds=(("work_months", 6.0),))),
    _met("Secretaries", counted("posts", 2, alike=(("grade", "GS-OL"),), adds=(("work_months", 11.0),))),
    _met("Usher", counted("temporary_assistance", adds=(("work_months", 0.5),))),
    _met("Ushers", counted("temporary_assistance", 12, adds=(("work_months", 6.0),)), means=POOLED),
    _met("Evening", counted("overtime")), _met("Evenings", counted("overtime", 40), means=POOLED),
    _met("Mission", counted("travel", alike=(("venue", "New York"), ("paid_days", "4")))),
    _met("Missions", counted("travel", 3, alike=(("venue", "The Hague"), ("paid_days", "5")))),
    _met("Hall", counted("conference_services")),
    *(_met(name, counted("conference_services"), means=POOLED) for name in ("Booths", "Badges")),
    _met("Desk", counted("operating_requirements"), provided=True),
    *(_met(f"Computer {place}", counted("operating_requirements"), means=POOLED) for place in range(1, 9)),
    *(_met(f"Chair {place}", counted("operating_requirements")) for place in range(1, 9)),
    *(_met(name, counted("conference_services"), alternative="Z") for name in ("Screen", "Lamp")),
    _met("Interpretation", Count(), means=OUTSOURCED, reason="There is none"),
    *(_met(f"Translation {place}", Count(), means=OUTSOURCED, reason="There are too few") for place in range(1, 11)),
)  # fmt: skip
ASKING = replace(
    SINGLE, activities=KINDS, options=(Option((), (Amounts(),) * 3), Option(("Z",), (Amounts(),) * 3)), alternatives=(("Z", "with a screen", False),),
    paragraphs=tuple(paragraph(str(number), "Requests more.") for number in range(1, 10)), document="ICC-ASP/2/10", item="Second session, agenda item 9",
    distribution="General", original="English",
    lines=tuple(line("2", ("4100", DOCUMENTS), year, RECURRENT, Amounts(9_000.0, 2_000.0, 1_000.0, 0.0, 6_000.0)) for year in (2004, 2005, 2006)),
)  # fmt: skip
SOURCED = replace(
    SINGLE, paragraphs=(*SINGLE.paragraphs, paragraph("3", "Asks."), paragraph("4", "Asks.")),
    activities=tuple(activity(number, f"Room {place}", source=source) for place, (number, source) in enumerate(
        (("2", "Offers of 2003"), ("2", "ICC-ASP/2/3, 14"), ("3", "Offers of 2003"), ("4", "Offers of 2003"), ("4", "Offers of 2003")))),
)  # fmt: skip
ASKED = replace(SINGLE, paragraphs=(replace(SINGLE.paragraphs[0], short="a mission"), paragraph("annex 1", "Notes.", NO_IMPLICATION), paragraph("3", "Keeps.", WITHIN)))
ASKED_LITTLE = replace(ASKED, paragraphs=(*ASKED.paragraphs, paragraph("4", "Notes.", NO_IMPLICATION)))

ALL = {"little": ASKED_LITTLE, "sourced": SOURCED, "asking": ASKING, "asked": ASKED, "absorbed": ABSORBED, "reported": REPORTED, "one of each": replace(REPORTED, excludes=REPORTED.excludes[:1], paragraphs=REPORTED.paragraphs[:1]), "rich": RICH, "free": FREE, "single": SINGLE, "later": LATER, "shared": SHARED, "one-time": NOTHING_ABSORBED_ONE_TIME, "choosing": CHOOSING,
       "supplementary": replace(SINGLE, met_from=SUPPLEMENTARY, prepared_on="2003-09-10")}  # fmt: skip


def together(whole: Statement) -> Iterator[Consolidated]:
    """Yield consolidated statements with the amounts of a statement: of drafts that share, that take from each other, and that do neither."""
    named = replace(whole, paragraphs=tuple(replace(each, number=f"L.5, {each.number}") for each in whole.paragraphs))
    for own in ((whole.lines, whole.lines), ((), ()), (whole.lines, ())):
        turn = tuple(whole.in_year(year) for year in whole.years)
        drafts = tuple(Own(symbol, "A draft", lines, turn) for symbol, lines in zip(("L.5", "L.6"), own, strict=True))
        yield Consolidated(None, named, drafts, ("L.5", "L.6"))  # type: ignore[arg-type] - a document needs no computation
