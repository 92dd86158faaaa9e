"""Lines: one figure, declared as a formula, and its readings: numbers, a spreadsheet's formula, words."""
