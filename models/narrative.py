"""The narrative of the section: its overview, its objectives and expected results, and what stands at the head of its documents."""

from aspbudget.declare import Model, Narrative, Rule, Sheet, Table, column, line

AGREED, PROPOSED, CARRIED, ILLUSTRATIVE = "agreed", "proposed", "carried over", "illustrative"
SECTION, RESOLUTION = "section", "resolution"
IN_FRENCH = "The same in French; without it the French text marks what is not translated."


class Written(Sheet):
    """A sheet of texts: each row also says whose text it is, and how settled."""

    source: str = column("Source", "Whose text it is: a document, a decision, or the office that drafted it.", descriptive=True)
    standing: str = column(
        "Standing",
        "agreed: the text is settled; proposed: it is the office's proposal; carried over: it is that of an earlier cycle; "
        "illustrative: it only shows what may stand here. The document says DRAFT while any is carried over or illustrative.",
        choices=(AGREED, PROPOSED, CARRIED, ILLUSTRATIVE),
        example=PROPOSED,
        descriptive=True,
    )


class Overview(Written):
    """One row for each paragraph of the section's text, in the order in which it is printed."""

    paragraph: str = column("Paragraph", "A name for the paragraph, which isn't printed; each name once.", key=True, example="Purpose")
    sub_programme: str = column(
        "Sub-programme", "The sub-programme that it is about; empty where it is about the whole section.", refers="sub_programmes", required=False
    )
    heading: str = column("Heading", "The heading above it; empty where it goes on below the one before.", required=False, example="Priorities", descriptive=True)
    heading_fr: str = column("Heading in French", IN_FRENCH, required=False, descriptive=True)
    text: str = column("Text", "The paragraph as it is printed.", descriptive=True, example="…")
    text_fr: str = column("Text in French", IN_FRENCH, required=False, descriptive=True)


class ExpectedResults(Written):
    """One row for each indicator of an expected result; one with several indicators has several rows."""

    row: str = column("Row", "A name for the row, which isn't printed; each name once.", key=True, example="4100, documents in time")
    sub_programme: str = column("Sub-programme", "The sub-programme whose result it is.", refers="sub_programmes")
    objective: str = column("Objective", "What the sub-programme is to bring about.", example="…", descriptive=True)
    objective_fr: str = column("Objective in French", IN_FRENCH, required=False, descriptive=True)
    result: str = column("Expected result", "What the year is to bring.", example="…", descriptive=True)
    result_fr: str = column("Expected result in French", IN_FRENCH, required=False, descriptive=True)
    indicator: str = column("Indicator", "What will show whether it was brought about.", required=False, example="…")
    indicator_fr: str = column("Indicator in French", IN_FRENCH, required=False, descriptive=True)
    target: str = column("Target", "The value of the indicator that is aimed at.", required=False, example="…", descriptive=True)
    target_fr: str = column("Target in French", IN_FRENCH, required=False, descriptive=True)


class Symbols(Sheet):
    """One row for each document: the symbol under which it is issued, and what else stands at its head."""

    document: str = column("Document", "The document.", key=True, choices=(SECTION, RESOLUTION), example=SECTION)
    symbol: str = column("Symbol", "Its symbol.", required=False, descriptive=True)
    distribution: str = column("Distribution", "To whom it is distributed, such as General.", required=False, descriptive=True)
    distribution_fr: str = column("Distribution in French", IN_FRENCH, required=False, descriptive=True)
    agenda_item: str = column("Agenda item", "The item of the agenda under which it is considered.", required=False, descriptive=True)
    agenda_item_fr: str = column("Agenda item in French", IN_FRENCH, required=False, descriptive=True)
    original: str = column("Original", "The language in which it was written.", required=False, descriptive=True)
    original_fr: str = column("Original in French", IN_FRENCH, required=False, descriptive=True)


@line(unit="", source="An expected result is measured by its indicators")
def has_an_indicator(indicator):
    """an expected result without an indicator can't be measured: say what will show whether it was brought about, or clear the row"""
    return indicator != ""


def carry(_cycle, rows, _figures):
    """Return the texts of a new cycle: those of the old one, each to be gone through anew; its documents have no symbols yet."""
    return rows | {name: rows[name].assign(standing=CARRIED) for name in ("overview", "expected_results")} | {"symbols": rows["symbols"].iloc[:0]}


MODEL = Model(
    title="Narrative",
    about="What the section says in words: paragraphs, objectives, expected results with their indicators; no figure is computed from it.",
    order=300,
    carry=carry,
    carried="the texts of the narrative stay, marked as carried over until someone has gone through them",
    tables=(
        Table(Overview, optional=True, worded=True),
        Table(ExpectedResults, optional=True, worded=True, rules=(Rule(has_an_indicator, at="indicator"),)),
        Table(Symbols, optional=True, worded=True),
    ),
)

NARRATIVE = Narrative(
    overview="overview",
    results="expected_results",
    symbols="symbols",
    lines={"symbol": "head.symbol", "distribution": "head.distribution", "agenda_item": "head.agenda_item", "original": "head.original"},
    unsettled=(CARRIED, ILLUSTRATIVE),
)
