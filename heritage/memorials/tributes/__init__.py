"""Tribute paid online (线上祭扫), the words left with it, and tribute paid for a family (代为祭扫)."""
