"""The content: one flat, readable file for each cost model, and the reference data they use."""
