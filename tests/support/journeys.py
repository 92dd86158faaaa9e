"""Journeys and gifts: three small models in tests, two of which charge to the lines of the third: towns by purposes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from aspbudget.declare.layout import Printed
from aspbudget.declare.model import Charge, Model, Table
from aspbudget.declare.sheet import Date, Sheet, column
from aspbudget.lines.functions import where
from aspbudget.lines.line import CURRENCY, line
from aspbudget.lines.table import Crossing, Distinct


class Towns(Sheet):
    """A town in which things are done."""

    town: str = column("Town", "The town.", key=True)


class Purposes(Sheet):
    """What things are done for."""

    purpose: str = column("Purpose of it", "The purpose.", key=True)


class Journeys(Sheet):
    """A journey to a town."""

    journey: str = column("Journey", "Its name.", key=True)
    town: str = column("Town", "Where to.", refers="towns")
    aim: str = column("Aim", "What for.", refers="purposes")
    on: Date = column("On", "When.")
    fare: float = column("Fare", "What it costs.")
    deposit: float = column("Deposit", "What is paid before.")


class Gifts(Sheet):
    """A gift to a town."""

    gift: str = column("Gift", "Its name.", key=True)
    town: str = column("Town", "To whom.", refers="towns")
    purpose: str = column("Purpose", "What for.", refers="purposes")
    worth: float = column("Worth", "What it costs.")
    note: str = column("Note", "Anything.", required=False)


@line(unit=CURRENCY, source="A test", label="Twice the fare")
def return_fare(fare: Any) -> Any:
    """There and back."""
    return 2 * fare


@line(unit=CURRENCY, source="A test")
def tenfold(unrounded: Any) -> Any:
    """Ten times what all models charge to the line."""
    return unrounded * 10


@line(unit="text", source="A test")
def carriage(fare: Any) -> Any:
    """The class in which one travels."""
    return where(fare > 15, "first", "second")


GRID = Crossing("lines", "Lines", "Every town with every purpose.", (("town", "towns"), ("purpose", "purposes")))
AIM = {"purpose": "aim"}
DAYS = Distinct("days", "Days", "The days on which someone travels, by class.", "journeys", ("on", "carriage"))
PRINTED = Printed("Table", "what things cost", "lines", (("unrounded", "Cost"),), "purpose", "purpose", "town")


def started(cycle: str) -> dict[str, pd.DataFrame]:
    """Return the rows with which a cycle starts."""
    return {"towns": pd.DataFrame([{"town": f"Town of {cycle}"}]), "gifts": pd.DataFrame([{"worth": 1.0, "gift": "a tie"}])}


HEADINGS = Model("Headings", "", 1, (Table(Towns), Table(Purposes), Table(GRID, (tenfold,), collects=True)), printed=(PRINTED,), start=started)
TRAVEL = Model("Travel", "", 2, (Table(Journeys, (return_fare, carriage), (Charge("return_fare", under=AIM), Charge("deposit", under=AIM))), Table(DAYS)))
GIFTS = Model("Gifts", "", 3, (Table(Gifts, charges=(Charge("worth"),)),))
FRAMES = {
    "towns": pd.DataFrame({"town": ["A", "B"]}),
    "purposes": pd.DataFrame({"purpose": ["work", "peace"]}),
    "journeys": pd.DataFrame({"journey": ["1", "2", "3"], "town": ["A", "B", "A"], "aim": ["work"] * 3, "on": pd.to_datetime(["2004-06-01"] * 3),
                              "fare": [10.0, 20.0, 30.0], "deposit": [1.0, 2.0, 3.0]}),
    "gifts": pd.DataFrame({"gift": ["x", "y"], "town": ["A", "A"], "purpose": ["work", "peace"], "worth": [5.0, 7.0], "note": ["", ""]}),
}  # fmt: skip
