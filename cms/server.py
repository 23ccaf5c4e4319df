"""The production web server, inside the process that loaded the code."""

from __future__ import annotations

from gunicorn.app.base import BaseApplication

from cms.wsgi import application


class Server(BaseApplication):
    """Gunicorn with threads: many slow phones on few processes."""

    def __init__(self, options: dict):
        self.options = options
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        return application


def serve(*, bind: str, workers: int, threads: int) -> None:
    """Serve until told to stop. A worker is renewed now and then, in turn."""
    Server(
        {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": 5,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 8190,
            "loglevel": "warning",
        }
    ).run()
