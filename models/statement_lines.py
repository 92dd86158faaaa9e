"""Statement lines: what a draft costs by paragraph, sub-programme, object, kind and year, from full cost down to net."""

from aspbudget.sheet import Sheet, column

ROUNDING = "Half up to the nearest hundred for each printed line, as in published budget statements"


class StatementLines(Sheet):
    """One row for each printed line of the statement: what a paragraph costs under a sub-programme and an object."""

    line: str = column("Line", "A name for the row.", key=True)
    paragraph: str = column("Paragraph", "The operative paragraph.")
    sub_programme: str = column("Sub-programme", "The sub-programme.")
    object: str = column("Object", "The object of expenditure.")
    kind: str = column("Kind", "recurrent or one-time.")


class CaseLines(StatementLines):
    """One row for each line to which a paragraph's meetings, or what serves them, are charged: what is computed by case."""

    class Config:
        """The name on the tab."""

        title = "Lines by case"


class JointLines(Sheet):
    """One row for each line on which paragraphs together cost more, or less, than each of them alone."""

    line: str = column("Line", "A name for the row.", key=True)
    sub_programme: str = column("Sub-programme", "The sub-programme.")
    object: str = column("Object", "The object of expenditure.")
    kind: str = column("Kind", "recurrent or one-time.")


# What a line is reduced by, step by step: each step's name, the title of what remains after it, and what it is.
STEPS = (
    ("full", "Full cost", "What is asked for would cost standing alone, whoever bears it."),
    ("own", "After pooling", "What remains when the Court's own services meet what is pooled with them."),
    ("added", "After provision", "What remains when what the section provides for already is taken off."),
    ("net", "Net", "What is added to the section: the section with the draft, less the section without it."),
)
PARTS = (
    ("pooled", "Pooled with the Court", "full", "own"),
    ("provision", "Existing provision", "own", "added"),
    ("shared", "Free slots and shared days", "added", "net"),
)

