"""Records of people from a list and as a list."""
