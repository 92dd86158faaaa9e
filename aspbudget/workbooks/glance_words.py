"""The words of the first sheet, in one place: sentences with gaps, which live text fills in, and titles."""

from __future__ import annotations

PROPOSED = "Proposed"
CHANGE = "Change"
NOT_COMPARED = "n/a"
NO_EARLIER = "no {cycle} to compare with"
BEFORE_RECOSTING = "Before {recosting}"
WHY, WHY_NOT = "Why it changed", "Why it changed: not known here"
RISE, NO_RISE = "Largest rise: ", "No rise"
FALL, NO_FALL = "largest fall: ", "no fall"
GUESSED = " % of the money rests on a price that is a guess"
NO_BRIDGE = "There is no section of {cycle} with which this one could be compared cause by cause."
BY_CAUSE = "Change from {then} to proposed {cycle}, {unit}, by cause"
BY_PART = "Proposed {cycle}, {unit}"
OTHERS = "others"
RANGES = "What could move it most: not known"
NO_RANGES = "No rate has a low and a high value."
WIDEST = "{name} could move it most: a range of {size}"
AT_BOUNDS = "By how much the section moves at the low and at the high of a rate, {unit}; computed when the tool ran"
BY_WEAKEST = "Share of the money by its weakest source"
YOUR_STATE, YOUR_SHARE = "Your State", "Choose: its share of what is proposed"
NEEDED, PRICED = "What is needed", "Prices and rates"
MISSING = "What is missing"
NOTHING_MISSING = "Nothing is missing."
PREPARED, REVIEWED, DATE = "Prepared by", "Reviewed by", "Date"
DATA = "Data of the charts"
LEGEND = (
    "– nil · (…) less · n/a not available · figures in grey italics were computed when the tool ran and follow no change.",
    "All other figures are live: change a blue cell of an input sheet, and this page follows.",
)
BEFORE_CREDITS = "its rate × what is proposed; no bill"
NO_LAST_YEAR = "last year's are not entered"
THIS_YEAR, LAST_YEAR = "This year", "Last year"
LARGEST = "The largest, {scale}"
TOGETHER = "The {count} largest {kind} pay "
