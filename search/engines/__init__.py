"""Search engines: one Protocol (``base``), one engine a module."""
