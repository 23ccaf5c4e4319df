"""The facets of a page on the throw-away site."""

FACETS = ("kind", "conflict", "place", "honour", "unit", "tag", "grade", "decade", "recording")
