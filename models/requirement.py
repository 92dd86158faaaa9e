"""What every costed requirement states: where it belongs, who asked for it, and by what means it is met."""

from aspbudget.declare import CURRENCY, REMOVED, Pattern, Rule, Sourced, column, line, money, where

OWN, POOLED, OUTSOURCED = "own", "pooled with the Court", "outsourced"
RES3 = "ICC-ASP/2/Res.3, annex"
MEETINGS_SERVICING = "meetings servicing"
# A symbol such as ICC-ASP/2/Res.3 or A/RES/58/79, or a treaty; then, after what part of it is meant, the number of a paragraph.
DECISION = Pattern(
    r"(?:(?=[^,]*\d)[A-Z][A-Z-]*(?:/[A-Za-z0-9.()-]+)+|Rome Statute)"
    r"(?:, (?:annex|appendix|part|section|decision)(?: [A-Z0-9]+)?)*"
    r", (?:operative )?(?:(?:paragraph|article|rule)s? |(?:paras?|arts?)\.? )?\d.*",
    "a decision by its symbol and paragraph, such as ICC-ASP/2/Res.3, annex, 4",
)


class Serviced(Sourced):
    """A row that states by what means it is met."""

    means: str = column(
        "Means",
        "own: paid from this section; pooled with the Court: met by the Court's own services, shown here at no cost; "
        "outsourced: bought, because pooling can't meet it.",
        choices=(OWN, POOLED, OUTSOURCED),
        example=OWN,
        cause=REMOVED,
    )
    reason: str = column(
        "Reason", "For what is outsourced: why pooling with the Court could not meet it.", required=False, translated=True
    )


class Mandated(Serviced):
    """A row that states where it belongs in the section and who asked for it."""

    sub_programme: str = column("Sub-programme", "The sub-programme that it belongs to.", refers="sub_programmes")
    recurrence: str = column(
        "Recurrence",
        "recurrent: needed in later years too; one-time: for this cycle only.",
        choices=("recurrent", "one-time"),
        example="recurrent",
        descriptive=True,
        lapses="one-time",
    )
    mandate: str = column(
        "Mandate", "The decision or paragraph that asks for it.", example="ICC-ASP/2/Res.3, annex, 5", descriptive=True, cites=True
    )


class Requirement(Mandated):
    """A row that also states under which object of expenditure it is charged."""

    object: str = column("Object", "The object of expenditure under which it is charged.", refers="objects")


@line(unit=CURRENCY, source=f"{RES3}, 8.2 and 8.4")
def net_cost(means, full_cost):
    """What the requirement costs this section: nothing when it is pooled with the Court."""
    return where(means == POOLED, 0, full_cost)


@line(unit="", source=f"{RES3}, 8.3")
def outsourcing_is_explained(means, reason):
    """an outsourced requirement states why pooling with the Court could not meet it (ICC-ASP/2/Res.3, annex, 8.3)"""
    return (means != OUTSOURCED) | (reason != "")


@line(unit="", source=f"{RES3}, 8.3; a line without a row in sheet Approved is not known")
def outsourcing_is_within_the_framework(means, full_cost, sub_programme, object, approved):
    """for the line {wanted} was approved, and no more is outsourced (ICC-ASP/2/Res.3, annex, 8.3); correct the row, or sheet Approved if more was approved"""
    line = {"sub_programme": sub_programme, "object": object}
    known = (means == OUTSOURCED) & (approved.count(**line) > 0)
    return money(full_cost) <= money(where(known, approved.total("amount", **line), full_cost))


EXPLAINED = Rule(outsourcing_is_explained, at="reason")
WITHIN_THE_FRAMEWORK = Rule(outsourcing_is_within_the_framework, at="means")
