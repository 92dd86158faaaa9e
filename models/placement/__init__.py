"""Meetings without a day, placed where they cost least."""
