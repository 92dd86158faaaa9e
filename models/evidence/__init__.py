"""Published figures, and what the models make of them."""
