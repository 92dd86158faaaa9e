"""The draft resolution on the budget: appropriations, Working Capital Fund, scale of assessments and financing, each from the figures of the cycle."""

import math

from aspbudget.declare import (
    NUMBER,
    WHOLE_MONEY,
    WORDS,
    YEAR,
    AmountsTable,
    BudgetResolution,
    Item,
    Numeral,
    Paragraph,
    Part,
    PrintedTable,
    add_up,
)

ARTICLE = "117"  # of the Rome Statute: by which scale States Parties contribute
UNKNOWN = math.nan
THE_YEAR = Numeral("year", YEAR)
COURT, OURS, LEVEL = Numeral("court", WHOLE_MONEY), Numeral("section", WHOLE_MONEY), Numeral("fund", WHOLE_MONEY)
OPEN = ("illustrative", "missing")  # statuses of a figure that someone has to confirm


def facts(cycle, figures):
    """Return the figures of a resolution: those of the section, and of the contributions where the cycle has them."""
    section = add_up(figures["section"].frame("section_lines")["amount"])
    found = {"year": int(cycle[-4:]), "section": section} | dict.fromkeys(("court", "fund", "twelfth", "base", "loan", "surplus"), UNKNOWN)
    found |= {"scale": (), "states": 0, "court_is_open": True, "fund_is_open": True}
    return found | (_assessed(figures["contributions"]) if "contributions" in figures else {})


def _assessed(figures):
    """Return what the contributions of the cycle say; an assumption that is missing is not known."""
    assumptions = figures.frame("assumptions").set_index("assumption")
    status, value = assumptions["status"].to_dict(), assumptions["value"].to_dict()
    states, summary = figures.frame("states"), figures.frame("summary").iloc[0]
    known = status["approved_appropriations"] != "missing"
    sources = figures.frame("scale").set_index("code")["source"].loc[list(states["code"])]
    return {
        "court": summary["approved"] if known else UNKNOWN,
        "base": summary["base"] if known else UNKNOWN,
        "loan": value["host_state_loan"],
        "surplus": value["cash_surplus_used"],
        "fund": value["working_capital_fund"] if status["working_capital_fund"] != "missing" else UNKNOWN,
        "twelfth": summary["working_capital_level"] if known else UNKNOWN,
        "scale": tuple(dict.fromkeys(sources)),
        "states": len(states),
        "court_is_open": status["approved_appropriations"] in OPEN,
        "fund_is_open": status["working_capital_fund"] in OPEN,
    }


def is_known(name):
    """Return whether a figure is known, as a condition of a part."""
    return lambda found: not math.isnan(found[name])


def is_not_known(name):
    """Return whether a figure is not known, as a condition of a part."""
    return lambda found: math.isnan(found[name])


def is_to_be_confirmed(name):
    """Return whether a figure is known, but only as an illustration, as a condition of a part."""
    return lambda found: not math.isnan(found[name]) and found[f"{name}_is_open"]


def exceeds_the_court(found):
    """Whether the section is more than the whole budget of which it is a part."""
    return found["section"] > found["court"]


def has_a_scale(found):
    """Whether the cycle has the States assessed, with the scale by which they are."""
    return found["states"] > 0


def has_no_scale(found):
    """Whether the cycle has no States assessed."""
    return not has_a_scale(found)


def knows_a_twelfth_alone(found):
    """Whether no level of the Working Capital Fund is entered, and one twelfth of the appropriations can be said in its place."""
    return math.isnan(found["fund"]) and not math.isnan(found["twelfth"])


def knows_nothing_of_the_fund(found):
    """Whether neither a level of the Working Capital Fund nor the appropriations are known."""
    return math.isnan(found["fund"]) and math.isnan(found["twelfth"])


RESOLUTION = BudgetResolution(
    title="resolution.title",
    facts=facts,
    parts=(
        Paragraph("resolution.assembly", recital=True),
        Paragraph("resolution.considered", {"year": THE_YEAR}, recital=True),
        Paragraph("resolution.no_reports", to_complete=True),
        Part("resolution.part.budget"),
        Paragraph("resolution.appropriations", {"year": THE_YEAR, "court": COURT}, is_known("court")),
        Paragraph("resolution.court_to_confirm", {"court": COURT}, is_to_be_confirmed("court"), to_complete=True),
        Paragraph("resolution.no_appropriations", {}, is_not_known("court"), to_complete=True),
        Paragraph("resolution.exceeds", {"section": OURS, "court": COURT}, exceeds_the_court, to_complete=True),
        Paragraph("resolution.other_programmes", to_complete=True),
        Paragraph("resolution.ours", {"year": THE_YEAR, "section": OURS}),
        PrintedTable("resolution.table.lines", "Section"),
        Paragraph("resolution.staff", {"year": THE_YEAR}),
        PrintedTable("resolution.table.staff", "Staffing"),
        Part("resolution.part.fund"),
        Paragraph("resolution.fund", {"year": THE_YEAR, "fund": LEVEL}, is_known("fund")),
        Paragraph("resolution.fund_to_confirm", {"fund": LEVEL}, is_to_be_confirmed("fund"), to_complete=True),
        Paragraph("resolution.no_fund", {"twelfth": Numeral("twelfth", WHOLE_MONEY)}, knows_a_twelfth_alone, to_complete=True),
        Paragraph("resolution.nothing_of_the_fund", {}, knows_nothing_of_the_fund, to_complete=True),
        Paragraph("resolution.advances"),
        Part("resolution.part.scale"),
        Paragraph("resolution.scale", {"year": THE_YEAR, "article": ARTICLE}),
        Paragraph("resolution.states", {"year": THE_YEAR, "states": Numeral("states", NUMBER), "scale": Numeral("scale", WORDS)}, has_a_scale),
        Paragraph("resolution.no_scale", {}, has_no_scale, to_complete=True),
        Part("resolution.part.financing"),
        Paragraph("resolution.financing", {"year": THE_YEAR}, is_known("court")),
        AmountsTable(
            "resolution.table.financing",
            (Item("resolution.surplus", "surplus"), Item("resolution.loan", "loan"), Item("resolution.base", "base")),
            Item("resolution.court", "court"),
            is_known("court"),
            digits=0,
        ),
        Paragraph("resolution.no_financing", {}, is_not_known("court"), to_complete=True),
    ),
)
