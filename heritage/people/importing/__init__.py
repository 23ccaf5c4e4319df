"""Lists of people as offices keep them: what their columns mean and how their cells are read."""
