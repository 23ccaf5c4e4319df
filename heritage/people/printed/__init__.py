"""Records as they are printed: sheets and chapters of a chronicle."""
