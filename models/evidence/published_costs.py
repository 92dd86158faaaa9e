"""What the lines of the cost models make of the quantities and prices of a published statement."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from aspbudget.models import (
    conference_services,
    documentation,
    interpretation,
    operating_requirements,
    section,
    temporary_assistance,
    travel,
)

INTERPRETER_DAYS = 7  # of a meeting in six languages: a team of fourteen serves two meetings a day
SIX_LANGUAGES = 6


class Input(NamedTuple):
    """What a line is computed from: the kind of cost, the name of its price, two quantities, the stated amount if any."""

    kind: str
    price: str = ""
    number: float = 1.0
    quantity: float = 1.0
    stated: float = 0.0

    @property
    def alike(self):
        """How many equal parts are each rounded by themselves; mostly the whole is."""
        return self.number if self.kind == "equal documents" else 1.0

    @property
    def priced(self):
        """The quantities of such a part that prices multiply: words and documents, otherwise the product of both."""
        if "document" in self.kind:
            return self.quantity / self.alike, self.number / self.alike
        return self.number * self.quantity, 0.0


def cost(given, price, document=0.0):
    """Return what the models make of an input at the price of its unit; a document has a price besides its words."""
    return costs(given, [(price, document)])[0]


def costs(given, prices):
    """Return what the models make of an input at each of several pairs of prices, of its unit and of a document: a line is computed for all at once."""
    price, document = np.array(prices, dtype=float).T
    return np.broadcast_to(COSTS[given.kind](given, price, document), price.shape).tolist()


def printed(unrounded):
    """Return the printed amount of a cost, as the section rounds it."""
    return int(section.amount(unrounded))


def meeting(given, price, _document):
    """The fees of the interpreters of meetings in six languages, at the price of a meeting."""
    names, venues = _each("venue", interpreter_day=price / INTERPRETER_DAYS)
    return interpretation.fees(given.number * INTERPRETER_DAYS, 0, names, venues)


def document(given, price, fixed):
    """Documents issued in six languages, at the price of a word in all of them and that of processing a document."""
    names, phases = _each("phase", translated_word=price / (SIX_LANGUAGES - 1), edited_word=np.zeros_like(price), processed_document=fixed)
    translation = documentation.translation(given.quantity, SIX_LANGUAGES, names, phases)
    editing = documentation.editing(given.quantity, given.number, names, phases)
    return documentation.full_cost(editing, translation, 0.0, 0.0)


def equal_documents(given, price, fixed):
    """Documents of equal length, each of which is rounded as a printed line is."""
    words, number = given.priced
    one = given._replace(number=number, quantity=words)
    return given.alike * section.amount(document(one, price, fixed))


def month(given, price, _document):
    """Temporary assistance, at the price of a month."""
    monthly = temporary_assistance.monthly_cost(price * 12)
    return temporary_assistance.full_cost(given.number, given.quantity, monthly, 0)


def day(given, price, _document):
    """Subsistence of travellers, at the allowance of a day."""
    return travel.subsistence(given.number, 1, given.quantity, price)


def service(given, price, _document):
    """A service that each meeting needs, at the price of a meeting."""
    return conference_services.full_cost(1, given.number, price)


def unit(given, price, _document):
    """What is bought by the unit, or a sum that is stated without quantities: one unit."""
    return operating_requirements.full_cost(given.number, given.quantity, price)


COSTS = {
    "meeting": meeting,
    "document": document,
    "equal documents": equal_documents,
    "month": month,
    "day": day,
    "service": service,
    "unit": unit,
    "sum": unit,
}


def _each(key, **columns):
    """Return the names of the rows of a table that has one for each price, and the table."""
    names = [str(place) for place in range(len(next(iter(columns.values()))))]
    return names, pd.DataFrame(columns, index=pd.Index(names, name=key))
