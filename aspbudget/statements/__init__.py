"""Statements: what a draft resolution costs, compared with its section."""
