"""The scale, the bills, and what States pay in a year."""
