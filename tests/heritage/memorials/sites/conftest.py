"""A section of memorial sites."""

from __future__ import annotations

import pytest

from tests.factories.memorials import MemorialIndexPageFactory, MemorialSitePageFactory

GIVEN = ("given_latitude", "given_longitude")


@pytest.fixture
def section(home):
    """The section of memorial sites."""
    return MemorialIndexPageFactory(parent=home)


@pytest.fixture
def make_site(section):
    """Makes a site in the section; ``at=(latitude, longitude)`` in WGS-84."""

    def make(title: str, *, at=None, **fields):
        if at:
            fields |= dict(zip(GIVEN, (f"{value:.6f}" for value in at), strict=True))
        return MemorialSitePageFactory(parent=section, title=title, **fields)

    return make
