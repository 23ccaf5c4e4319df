"""Rolls of names: what a source says, what was understood of it, and what may be done with it."""
