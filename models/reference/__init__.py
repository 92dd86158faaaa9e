"""The public facts, each a row of a list with its source."""
