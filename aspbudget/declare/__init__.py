"""Declaring: what a content package says of its sheets, models and printed tables, and all that it imports to say it."""
