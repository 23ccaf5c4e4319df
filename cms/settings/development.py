"""A developer's machine, and commands typed beside a site that ``make run`` serves."""

from .base import *  # noqa: F403
from .base import VAR_DIR
from .environment import names, strict_bool
from .secrets import read_or_make

DEBUG = strict_bool("DEBUG", default=True)
SECRET_KEY = read_or_make(VAR_DIR / "secret-key")
ALLOWED_HOSTS = names("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]")
