"""What editors do for the search: other names, promotions, and reading what was searched."""
