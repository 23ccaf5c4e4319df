"""Rolls of names from a list and as a list."""
