"""Recordings: who hears what, and how they are given out. ``docs/oral-history.md`` explains each."""

from __future__ import annotations

from .environment import networks

# Who hears what is open on site, or to schools, by the network they ask from.
ON_SITE_NETWORKS = networks("ON_SITE_NETWORKS")
SCHOOL_NETWORKS = networks("SCHOOL_NETWORKS")
