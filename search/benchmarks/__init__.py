"""Measurements of a search engine on input that is made up on the spot."""
