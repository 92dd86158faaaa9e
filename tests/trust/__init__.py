"""Trust: what may be asked of a tool on which money depends, tried many times and counted: `python -m tests.trust`."""
