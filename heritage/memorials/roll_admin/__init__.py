"""Rolls of names in the admin."""
