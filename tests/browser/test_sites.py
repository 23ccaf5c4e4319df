"""Sites are found from where the reader stands; an exhibition is walked through by keys."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
