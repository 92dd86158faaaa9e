"""The look: what a reader meets in the workbooks, measured and counted against its aims: `python -m tests.look`."""
