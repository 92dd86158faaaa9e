"""Agreement: how often the page's engine was tried on changed inputs, and whether it computed what Python does."""
