"""Copies: an input workbook with some of it changed, in which all else is byte for byte that of the original."""
