"""The optional public vote."""
