"""Fit the embedded writer: a few low-rank matrices, on sentences of the assistant put in other words by hand."""
