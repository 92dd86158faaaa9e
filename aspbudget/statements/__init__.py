"""Statements: what a draft resolution costs beside its section."""
