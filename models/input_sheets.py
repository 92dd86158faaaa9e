"""The sheets of the input workbooks, in the order in which an office fills them in."""

from aspbudget.declare import STATEMENT, InputGroup

WHAT_HAPPENS = InputGroup(
    "What happens",
    ("cycle", "sessions", "ranges_of_meetings", "meetings", "meetings_to_place", "documents", "copies_by_language", "travel", "conference_services"),
)
WHO_WORKS = InputGroup("Who works", ("posts", "temporary_assistance", "overtime"))
WHAT_IS_BOUGHT = InputGroup("What is bought", ("operating_requirements", "arrangements", "pooled_services"))
WHAT_COMES_IN = InputGroup("What comes in", ("income",))
AT_WHAT_PRICE = InputGroup(
    "At what price",
    ("prices", "grades", "standard_costs", "vacancy_rates", "currencies", "indices", "terms_of_interpreters", "travellers", "assumptions"),
)
LAST_YEAR = InputGroup("The year before", ("approved", "expenditure", "performance", "accounts", "transfers"))
THROUGH_THE_YEAR = InputGroup("Through the year", ("planned_months", "phase_months", "spending_plan"))
WHAT_IS_SAID = InputGroup("What the text says", ("overview", "expected_results", "symbols"))
SET_UP = InputGroup(
    "Set-up, rarely touched",
    ("sub_programmes", "objects", "bodies", "languages", "language_sets", "booths", "venues", "holidays", "phases", "document_kinds",
     "session_limits", "body_limits", "authorities", "renamed", "control_totals"),
)  # fmt: skip
SECTION = (WHAT_HAPPENS, WHO_WORKS, WHAT_IS_BOUGHT, WHAT_COMES_IN, AT_WHAT_PRICE, LAST_YEAR, THROUGH_THE_YEAR, WHAT_IS_SAID, SET_UP)

CONTRIBUTIONS = (
    InputGroup("What is assessed", ("cycle", "assumptions")),
    InputGroup("Who pays", ("states", "scale", "due_on_joining", "loan_ended")),
    InputGroup("What is returned", ("surpluses", "earlier_rates")),
    InputGroup("What is owed and paid", ("accounts", "dues", "fund_dues", "payments")),
    InputGroup("Set-up, rarely touched", ("order_of_settlement", "requests_for_payment", "financial_periods", "payment_details", "control_totals")),
)

THE_DRAFT = InputGroup("What the draft says", ("draft_resolution", "paragraphs", "usual_requests", "alternatives", "provision", "absorbed"))

INPUT_SHEETS = {"section": SECTION, "contributions": CONTRIBUTIONS, STATEMENT: (THE_DRAFT, *SECTION)}
