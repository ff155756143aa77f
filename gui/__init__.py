"""The window: pages over `core`. It shows and asks; it decides nothing about data."""
