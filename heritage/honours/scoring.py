"""Results from a frozen rubric and scores: pure functions, no Django."""
