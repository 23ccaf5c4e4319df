"""The search in Wagtail's admin: other names, promotions, the log, why, and the index."""
