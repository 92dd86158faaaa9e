"""Arrangements: what the Court has agreed in advance to provide by its own services, and which requirements draw on it."""

from aspbudget.declare import (
    CURRENCY,
    N_A,
    Model,
    Numbered,
    Rule,
    Schedule,
    Sourced,
    Table,
    column,
    greatest,
    line,
    where,
)
from aspbudget.models.months import OPERATING_REQUIREMENTS, OVERTIME, TEMPORARY_ASSISTANCE, TRAVEL
from aspbudget.models.requirement import DECISION, POOLED, RES3

POSTS, MEETINGS, DOCUMENTS, CONFERENCE_SERVICES = "Posts", "Meetings", "Documents", "Conference services"
PLACEMENT = ("Placement",)  # what an arrangement was called in French
AGREED_IN_ADVANCE = f"{RES3}, 8.2"


class Arrangements(Sourced):
    """One row for each arrangement with the Court: what it provides, up to how much, and at what price."""

    arrangement: str = column("Arrangement", "A name for it; each name once.", key=True, translated=True, example="Meeting rooms, 2004", formerly=PLACEMENT)
    unit: str = column("Unit", "In what its capacity is counted.", example="room and day")
    capacity: float = column("Capacity", "How many units it provides in the year.", low=0, rate=True, example=20)
    price: float = column(
        "Price",
        "What is agreed for a unit, in the cycle's currency; 0 or empty where nothing is charged.",
        unit=CURRENCY,
        low=0,
        required=False,
    )
    decision: str = column(
        "Decision", "The decision on which it rests.", example="ICC-ASP/2/Res.3, annex, 8.2", pattern=DECISION, cites=True
    )


class PooledServices(Sourced):
    """One row for each requirement that is pooled with the Court: on which arrangement it draws, and how much."""

    service: str = column("Service", "A name for the row; each name once.", key=True, translated=True, example="Rooms, second session")
    sheet: str = column(
        "Sheet",
        "The sheet of the requirement.",
        choices=(
            MEETINGS, POSTS, TEMPORARY_ASSISTANCE, OVERTIME, DOCUMENTS, CONFERENCE_SERVICES, TRAVEL, OPERATING_REQUIREMENTS,
        ),
        example=CONFERENCE_SERVICES,
    )  # fmt: skip
    row: str = column("Row", "The name of the requirement on that sheet.", example="Rooms, Committee, second session")
    arrangement: str = column("Arrangement", "The arrangement on which it draws.", refers="arrangements", formerly=PLACEMENT)
    quantity: float = column("Quantity", "How many units of it.", low=0, example=3)


@line(unit="units", source="Sheet Pooled services", label="Drawn")
def drawn(pooled_services, arrangement):
    """How many units the pooled requirements draw."""
    return pooled_services.total("quantity", arrangement=arrangement)


@line(unit="units", source="Capacity less what is drawn")
def left(capacity, drawn, status):
    """How many units are left; n/a where the capacity is not known."""
    return where(status == "missing", N_A, capacity - drawn)


@line(unit="", source=f"{AGREED_IN_ADVANCE}; an arrangement whose capacity is missing is not known")
def within_the_capacity(quantity, arrangement, arrangements, pooled_services):
    """after what else is drawn on it the arrangement has {wanted} left; correct the quantity, or agree on more with the Court first"""
    others = pooled_services.total("quantity", arrangement=arrangement) - quantity
    known = arrangements.at(arrangement, "status") != "missing"
    return quantity <= where(known, greatest(arrangements.at(arrangement, "capacity") - others, 0), quantity)


@line(unit="", source=AGREED_IN_ADVANCE)
def is_of_what_is_pooled(
    sheet, row, meetings, posts, temporary_assistance, overtime, documents, conference_services, travel, operating_requirements
):
    """that sheet has no row of this name that is pooled with the Court; correct the name, the sheet or the row's means, or clear this row"""
    found = operating_requirements.count(requirement=row, means=POOLED)
    for name, table, key in (
        (MEETINGS, meetings, "meeting"),
        (POSTS, posts, "post"),
        (TEMPORARY_ASSISTANCE, temporary_assistance, "function"),
        (OVERTIME, overtime, "overtime"),
        (DOCUMENTS, documents, "document"),
        (CONFERENCE_SERVICES, conference_services, "service"),
        (TRAVEL, travel, "journey"),
    ):
        found = where(sheet == name, table.count(**{key: row}, means=POOLED), found)
    return found > 0


@line(unit="", source=AGREED_IN_ADVANCE)
def is_the_only_row(sheet, row, pooled_services):
    """the requirement has another row on this sheet; clear one of them"""
    return pooled_services.count(sheet=sheet, row=row) == 1


@line(unit="requirements", source="Their means, on all sheets", label="Pooled with the Court")
def pooled(
    meetings, posts, temporary_assistance, overtime, documents, conference_services, travel, operating_requirements
):
    """How many requirements are to be met by the Court's own services."""
    tables = (posts, temporary_assistance, overtime, documents, conference_services, travel, operating_requirements)
    found = meetings.count(means=POOLED)
    for table in tables:
        found = found + table.count(means=POOLED)
    return found


@line(unit="requirements", source=AGREED_IN_ADVANCE, label="Of which without an arrangement")
def not_agreed(pooled, pooled_services):
    """How many of them name no arrangement, so that nothing shows that the Court has agreed to meet them."""
    return pooled - pooled_services.count()


def carry(_cycle, rows, _figures):
    """Return the arrangements of a new cycle: none is taken over, because each is agreed in advance for its own year."""
    return rows | {name: rows[name].iloc[:0] for name in ("arrangements", "pooled_services")}


MODEL = Model(
    title="Arrangements",
    about="What the Court has agreed in advance to provide, up to how much and at what price, and which requirements draw on it.",
    order=125,
    carry=carry,
    tables=(
        Table(Arrangements, lines=(drawn, left)),
        Table(
            PooledServices,
            rules=(
                Rule(is_of_what_is_pooled, at="row"),
                Rule(is_the_only_row, at="row"),
                Rule(within_the_capacity, at="quantity"),
            ),
        ),
        Table(
            Numbered("pooling", "Pooling", "What is pooled with the Court, and how much of it is agreed.", "number"),
            lines=(pooled, not_agreed),
        ),
    ),
    printed=(
        Schedule(
            title="Agreed with the Court",
            about="what its own services have agreed in advance to provide, and what the section draws on it",
            table="arrangements",
            columns=("arrangement", "unit", "capacity", "price", "drawn", "left", "decision"),
            notes=("pooled", "not_agreed"),
            notes_from="pooling",
            workings=True,
        ),
    ),
)
