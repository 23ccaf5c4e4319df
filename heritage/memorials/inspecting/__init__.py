"""Inspections of sites (巡查巡检): schedule, visits, defects and their repair, coverage."""
