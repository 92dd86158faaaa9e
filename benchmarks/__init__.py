"""Benchmarks: what each kind of work takes against the least that it could take, as ratios measured side by side."""
