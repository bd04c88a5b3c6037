"""The catalogue folder: its checks, its importers."""
