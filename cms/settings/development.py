"""A developer's machine, and commands typed beside a site that ``make run`` serves."""

import sys

from .base import *  # noqa: F403
from .base import VAR_DIR
from .environment import names, strict_bool
from .secrets import read_or_make

# With it Django keeps the queries of a process: an import of two million names would fill the memory.
DEBUG = strict_bool("DEBUG", default="runserver" in sys.argv)
SECRET_KEY = read_or_make(VAR_DIR / "secret-key")
ALLOWED_HOSTS = names("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]")
