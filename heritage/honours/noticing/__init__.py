"""Public notices, objections to them, and the decision."""
