"""Causes: why a section differs from the one approved before it, in the order in which the bridge costs them."""

from aspbudget.declare import ADDED, LAPSED, METHOD, MOVED, REMOVED, Cause, Model

PRICE, EXCHANGE, PAY = "price", "exchange", "pay"

MODEL = Model(
    title="Causes",
    about="The bars of the bridge from what was approved to what is proposed, in the order in which they are costed.",
    order=5,
    tables=(),
    causes=(
        Cause(LAPSED, "One-time items out", "Rows that were for the earlier cycle only and are gone."),
        Cause(
            PRICE, "Recosting: prices", "Prices, subsistence allowances and other amounts, of what both cycles need."
        ),
        Cause(EXCHANGE, "Recosting: exchange rates", "The rates at which other currencies are converted."),
        Cause(PAY, "Recosting: pay", "Standard costs of the grades, vacancies and delays in recruitment."),
        Cause(
            MOVED, "Volume of continuing activities", "Rows of both cycles whose quantities moved, and the calendar."
        ),
        Cause(ADDED, "New mandates", "Rows that came."),
        Cause(REMOVED, "Savings and efficiencies", "Recurrent rows that went, and rows met by other means."),
        Cause(
            METHOD,
            "Method and decisions on the approved",
            "What today's models make of the earlier cycle's inputs, less what was approved: a rule that changed, or "
            "an amount approved that was not the one proposed.",
        ),
    ),
)
