"""How the search bears a million documents: what is made, measured and told."""
