"""Only re-exports, so that Django finds the models of the programmes."""

from .honours.models import *  # noqa: F403
from .memorials.models import *  # noqa: F403
from .oral_history.models import *  # noqa: F403
from .people.models import *  # noqa: F403
from .stories.models import *  # noqa: F403
