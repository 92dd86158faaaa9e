"""Statements of budgetary implications: the words and rules by which this organisation states them."""

import pandas as pd

from aspbudget.declare import Answers, Counted, Means, Practice, alphabetical
from aspbudget.models.reference.state_names import NAMES
from aspbudget.models.requirement import MEETINGS_SERVICING, OUTSOURCED, OWN, POOLED
from aspbudget.models.rounding import PRINTED_TO
from aspbudget.models.usual_requests import UsualRequests

CONTINGENCY = "Contingency Fund"


def shares(year, figures):
    """Return the States assessed for a year with their rates: those of the cycle's contributions, or of the built-in scale."""
    if "contributions" in figures:
        states = figures["contributions"].frame("states")
        states = states[states["rate"] > 0]
        columns = {"state": states["code"], "name": states["state"], "rate": states["rate"]}
    else:
        from aspbudget.models.assessment.assess import assess  # noqa: PLC0415 - only where a cycle has no contributions

        states = assess(year, 0.0)
        columns = {"state": states.index, "name": states["state"], "rate": states["rate"]}
    frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
    frame = frame.sort_values("name", key=lambda names: names.map(alphabetical), ignore_index=True)
    return frame.assign(number=[float(place) for place in range(1, len(frame) + 1)])[["state", "name", "number", "rate"]]


PRACTICE = Practice(
    answers=Answers("no implication", "within existing resources", "activities", "report or proposals", "not yet determinable", "see below"),
    reporting=("documents", "travel"),
    sources=(CONTINGENCY, "proposed programme budget", "revised estimate", "supplementary budget"),
    unassessed=CONTINGENCY,
    means=Means(OWN, POOLED, OUTSOURCED),
    servicing=MEETINGS_SERVICING,
    marginal="A statement is marginal: the section with the draft resolution's rows, less the section without them",
    pooling="What remains when the Court's own services meet what is pooled with them.",
    rounding="Half up to the nearest hundred for each printed line, as in published budget statements",
    symbol="ICC-ASP/2/Res.7",
    digits=PRINTED_TO,
    money_unit="euro",
    cited=(("mandate", "{symbol}, {paragraph}"),),
    requests=UsualRequests,
    languages=(("fr", "French"),),
    counted=(
        Counted("meetings", alike=("body", "language_set", "session"), days="day", of="body"),
        Counted("documents", alike=("language_set",), number=("number",), adds=(("words", ("number", "words")),)),
        Counted("posts", alike=("grade",), number=("number",), adds=(("work_months", ("number", "work_months")),)),
        Counted("temporary_assistance", number=("persons",), adds=(("work_months", ("persons", "work_months")),)),
        Counted("overtime", number=("hours",)),
        Counted("travel", alike=("destination", "paid_days"), number=("travelling", "trips"), groups=(("destination", "venue"),)),
        Counted("conference_services", named=True),
        Counted("operating_requirements", named=True),
    ),
    shares=shares,
    names=NAMES,
    instructions=(
        ("What this is", ("The inputs of a statement of budgetary implications, beside those of the section of {cycle}. The tool reads "
         "this workbook and never writes to it.")),
        ("Paragraphs", ("Each operative paragraph has one answer: no implication; within existing resources, with the reason; "
         "activities; report or proposals; or not yet determinable, with a range and the reason. A paragraph that only leads in to (a), (b) … is answered: see below.")),
        ("Reports", ("A paragraph that asks for a report or proposals costs its documents and the travel to present them. What the report "
         "may lead to is indicative: give a range and the reason, and put its rows into an alternative that is left out (Included: no); the tool "
         "prices them beside the totals.")),
        ("Against", ("The statement compares the draft with the section as proposed, or with the one that sheet Draft resolution names: "
         "approved, or another workbook that the cycle keeps in inputs/{cycle}/baselines. A row that sheet Provision cites and that this "
         "section doesn't have is additional.")),
        ("Versions", ("A revision is part of the symbol, and of the workbook's name: ICC-ASP-2-L.5-Rev.1. State says whether this version is a draft, "
         "was orally revised, or was adopted; Revises names the version before it. aspbudget adopt {cycle} SYMBOL carries what was adopted into the "
         "section as approved.")),
        ("Absorbed", ("Only what is declared on sheet Absorbed is absorbed within approved resources, each amount with what would be done "
         "without. What the section has, or has engaged on the day anyway, is provided for.")),
        ("Activities", ("What a paragraph asks for is a row of the same sheets as in the section (meetings, documents, posts, travel "
         "and so on), with the paragraph that asks for it, its first year and, where it ends, its last. Prices, sessions, venues "
         "and all other names are those of the section; add here only those that it doesn't have.")),
        ("Less typing", ("A row of sheet Usual requests stands for all the rows of a report, a working group, a session elsewhere, a mission, a "
         "post or temporary assistance; those that the words of the paragraphs suggest are there already: fill in what each needs, or clear it. A row of sheet Ranges "
         "of meetings stands for a meeting in each slot of each day. First year, recurrence, means, source and status that are left empty are "
         "those of the paragraph on sheet Paragraphs, or else of the draft on sheet Draft resolution; a mandate is then the paragraph itself.")),
        ("Provision", ("A row of the section that answers what is asked is named on sheet Provision: it is shown at full cost, and adds "
         "nothing where the section that is compared has it.")),
        ("Alternatives", ("Bracketed text that may stay or go is an alternative; its activities name it. Alternatives that exclude each "
         "other, such as [two days] [three days], have one Choice, of which at most one is in. Every combination that is left is priced. "
         "Included is yes for what counts, no for what is left out.")),
        ("Later years", ("The statement covers {cycle} and the two years after it, at the prices of {cycle}. A meeting that recurs is "
         "held on the same days of the calendar each year; a post costs its first-year rate first, and then a whole year.")),
        ("Your own", ('The column Notes of every sheet, and sheets of your own whose names begin with "My " or "_", are yours: '
         "no figure reads them.")),
        ("Means", "pooled with the Court costs nothing and is shown; what is outsourced needs the reason why pooling could not meet it."),
        ("When it is filled in", "Run: aspbudget statement {cycle} SYMBOL – it lists every cell to correct, or writes the statement."),
    ),
)  # fmt: skip
