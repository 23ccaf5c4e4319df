"""Whether the originals are what they were when they came in."""
