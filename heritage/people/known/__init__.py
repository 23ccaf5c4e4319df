"""Somebody already known, found before they are entered twice."""
