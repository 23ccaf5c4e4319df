"""The search page, its suggestions, its feed and its API."""
