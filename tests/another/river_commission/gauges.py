"""Gauges: what it costs to read the gauges of the river."""

from aspbudget.declare import CURRENCY, Assumption, Charge, Model, Sourced, Table, column, line, money


class Gauges(Sourced):
    """One row for each gauge."""

    gauge: str = column("Gauge", "Where it stands; each name once.", key=True, example="Lower bridge")
    department: str = column("Department", "The department that reads it.", refers="departments")
    charged_to: str = column("Charged to", "The account that bears the cost.", refers="accounts")
    readings: float = column("Readings", "How often it is read in the year.", whole=True, low=0, example=52)


@line(unit=CURRENCY, source="Readings × the price of a reading")
def reading_cost(readings, reading_price):
    """What the readings of the year cost."""
    return money(readings * reading_price)


MODEL = Model(
    title="Gauges",
    about="Readings × the price of a reading.",
    order=20,
    tables=(
        Table(
            Gauges,
            lines=(reading_cost,),
            charges=(Charge("reading_cost", under={"account": "charged_to"}, full="reading_cost", drivers=("readings",)),),
        ),
    ),
    assumptions=(Assumption("reading_price", CURRENCY, "What one reading costs.", 0),),
)
