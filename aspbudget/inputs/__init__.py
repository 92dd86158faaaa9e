"""Inputs: from the file that an officer sends to checked tables, or to faults at their cells."""
