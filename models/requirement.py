"""What every costed requirement states: where it belongs, who asked for it, and by what means it is met."""

from aspbudget.declare import CURRENCY, REMOVED, Rule, Sourced, column, line, where

OWN, POOLED, OUTSOURCED = "own", "pooled with the Court", "outsourced"
RES3 = "ICC-ASP/2/Res.3, annex"
MEETINGS_SERVICING = "meetings servicing"


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
        "Reason", "For what is outsourced: why pooling with the Court could not meet it.", required=False
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
        "Mandate", "The decision or paragraph that asks for it.", example="ICC-ASP/2/Res.3, annex, 5", descriptive=True
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


EXPLAINED = Rule(outsourcing_is_explained, at="reason")
