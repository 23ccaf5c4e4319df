"""Memorial sites, rolls of names, tribute, kin search, inspections, events."""
