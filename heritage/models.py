"""Only re-exports, so that Django finds the models of the programmes."""

from .people.models import *  # noqa: F403
from .stories.models import *  # noqa: F403
