"""Workbooks: figures as Excel files that are read, printed and filled in, and the proof that they are right."""
