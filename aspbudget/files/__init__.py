"""Files: how finished files appear in their places: all of a run or none, one writer at a time, and never over what people edited."""
