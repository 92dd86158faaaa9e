"""The page: a cycle's figures alive in a browser, in one file."""
