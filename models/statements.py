"""Statements of budgetary implications: the words and rules by which this organisation states them."""

import pandas as pd

from aspbudget.declare import Answers, Means, Practice
from aspbudget.models.requirement import MEETINGS_SERVICING, OUTSOURCED, OWN, POOLED
from aspbudget.models.rounding import PRINTED_TO

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
    frame = frame.sort_values("name", ignore_index=True)
    return frame.assign(number=[float(place) for place in range(1, len(frame) + 1)])[["state", "name", "number", "rate"]]


PRACTICE = Practice(
    answers=Answers("no implication", "within existing resources", "activities", "not yet determinable"),
    sources=(CONTINGENCY, "revised estimate", "supplementary budget"),
    unassessed=CONTINGENCY,
    means=Means(OWN, POOLED, OUTSOURCED),
    servicing=MEETINGS_SERVICING,
    marginal="A statement is marginal: the section with the draft resolution's rows, less the section without them",
    pooling="What remains when the Court's own services meet what is pooled with them.",
    rounding="Half up to the nearest hundred for each printed line, as in published budget statements",
    symbol="ICC-ASP/2/Res.7",
    digits=PRINTED_TO,
    money_unit="euro",
    shares=shares,
    instructions=(
        ("What this is", ("The inputs of a statement of budgetary implications, beside those of the section of {cycle}. The tool reads "
         "this workbook and never writes to it.")),
        ("Paragraphs", ("Each operative paragraph has one answer: no implication; within existing resources, with the reason; "
         "activities; or not yet determinable, with a range and the reason.")),
        ("Activities", ("What a paragraph asks for is a row of the same sheets as in the section (meetings, documents, posts, travel "
         "and so on), with the paragraph that asks for it, its first year and, where it ends, its last. Prices, sessions, venues "
         "and all other names are those of the section; add here only those that it doesn't have.")),
        ("Provision", ("A row of the section that already provides for what is asked is named on sheet Provision: it is shown at "
         "full cost, and adds nothing.")),
        ("Alternatives", ("Bracketed text that may stay or go is an alternative; its activities name it. Alternatives that exclude each "
         "other, such as [two days] [three days], have one Choice, of which at most one is in. Every combination that is left is priced. "
         "In is 1 for what counts, 0 for what is left out.")),
        ("Later years", ("The statement covers {cycle} and the two years after it, at the prices of {cycle}. A meeting that recurs is "
         "held on the same days of the calendar each year; a post costs its first-year rate first, and then a whole year.")),
        ("Your own", ('The column Notes of every sheet, and sheets of your own whose names begin with "My " or "_", are yours: '
         "no figure reads them.")),
        ("Means", "pooled with the Court costs nothing and is shown; what is outsourced needs the reason why pooling could not meet it."),
        ("When it is filled in", "Run: aspbudget statement {cycle} SYMBOL – it lists every cell to correct, or writes the statement."),
    ),
)  # fmt: skip
