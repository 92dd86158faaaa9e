"""Causes: why a section differs from the one approved before it, in the order in which the bridge costs them."""

from aspbudget.declare import ADDED, FULL_YEAR, LAPSED, METHOD, MOVED, REMOVED, Cause, Model

PRICE, EXCHANGE, PAY, CALENDAR = "price", "exchange", "pay", "calendar"
TECHNICAL, RECOSTING, RESOURCES = "Technical adjustments", "Recosting", "Resource changes"

MODEL = Model(
    title="Causes",
    about="The bars of the bridge from what was approved to what is proposed, in the order in which they are costed.",
    order=5,
    tables=(),
    causes=(
        Cause(LAPSED, "One-time items out", "Rows that were for the earlier cycle only and are gone.", TECHNICAL),
        Cause(
            FULL_YEAR,
            "Full-year effect of posts",
            "Posts of the earlier cycle that were paid for a part of it, or as new, and are now paid for the whole year, at the earlier costs.",
            TECHNICAL,
        ),
        Cause(PRICE, "Prices", "Prices, subsistence allowances and other amounts, of what both cycles need.", RECOSTING),
        Cause(EXCHANGE, "Exchange rates", "The rates at which other currencies are converted.", RECOSTING),
        Cause(PAY, "Pay", "Standard costs of the grades, vacancies and delays in recruitment.", RECOSTING),
        Cause(ADDED, "New mandates", "Rows that were added.", RESOURCES),
        Cause(CALENDAR, "Calendar and meetings", "Sessions and meetings of both cycles: their days, places, languages and number.", RESOURCES),
        Cause(MOVED, "Other quantities", "Rows of both cycles of which more or less is needed.", RESOURCES),
        Cause(REMOVED, "Savings and efficiencies", "Recurrent rows that were discontinued, and rows met by other means.", RESOURCES),
        Cause(
            METHOD,
            "Method and decisions on the approved",
            "What today's models make of the earlier cycle's inputs, less what was approved: a rule that changed, or "
            "an amount approved that was not the one proposed.",
        ),
    ),
)
