"""Who may do what in which branch of the tree of organisations."""
