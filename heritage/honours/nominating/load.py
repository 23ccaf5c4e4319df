"""Many people nominating at once over real HTTP, to see that none is lost and none doubled."""

from __future__ import annotations

import base64
import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import altcha

TIMEOUT = 60
_DEEDS = "示例：退役后返乡带领乡亲修路种果树，把荒山变成果园。" * 25
_SURNAMES = "赵钱孙李周吴郑王冯陈"
_GIVEN = "甲乙丙丁戊己庚辛壬癸"


class RefusedError(Exception):
    """The site answered otherwise than somebody who nominates should be answered."""


@dataclass(slots=True)
class Figures:
    """What was measured: seconds of every request and of every sending, receipts, faults."""

    requests: list[float] = field(default_factory=list)
    sendings: list[float] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    sent_twice: int = 0
    differing: int = 0
    faults: list[str] = field(default_factory=list)
    lasted: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def report(self) -> dict[str, float | int]:
        """Counts, and p50 and p95 in seconds."""
        return {
            "answered": len(self.receipts),
            "sent_twice": self.sent_twice,
            "twice_with_two_receipts": self.differing,
            "faults": len(self.faults),
            "seconds": round(self.lasted, 1),
            "requests": len(self.requests),
            "sending_p50": round(percentile(self.sendings, 50), 3),
            "sending_p95": round(percentile(self.sendings, 95), 3),
            "request_p50": round(percentile(self.requests, 50), 3),
            "request_p95": round(percentile(self.requests, 95), 3),
        }


def percentile(values: list[float], percent: int) -> float:
    """The percentile of values, 0 for none; between two of them it is interpolated."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def solve(challenge: dict) -> str:
    """What a browser sends for a challenge of the site."""
    salt, wanted = challenge["salt"], challenge["challenge"]
    for number in range(challenge["maxNumber"] + 1):
        if altcha.altcha.hash_hex("SHA-256", f"{salt}{number}".encode()) == wanted:
            break
    parts = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**parts, "number": number}).encode()).decode()


class Browser:
    """One visitor: a connection, cookies, an address of their own."""

    def __init__(self, site: str, address: str, figures: Figures):
        self._at = urlsplit(site)
        self._address, self._figures = address, figures
        self._cookies: dict[str, str] = {}
        self._connection = self._connect()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._at.hostname, self._at.port or 80, timeout=TIMEOUT)

    def twin(self) -> Browser:
        """The same visitor over another connection: a second press of the button."""
        other = Browser(self._at.geturl(), self._address, self._figures)
        other._cookies = dict(self._cookies)
        return other

    def close(self) -> None:
        self._connection.close()

    def ask(self, path: str, answers: dict | None = None) -> tuple[int, str, bytes]:
        """Status, the address it leads to, and the page; a POST where there are ``answers``."""
        headers = {
            "X-Forwarded-For": self._address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Referer": f"{self._at.geturl()}{path}",
        }
        body = None
        if answers is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self._cookies.get("csrftoken", "")
            body = urlencode(answers).encode()
        began = time.perf_counter()
        self._connection.request("POST" if body is not None else "GET", path, body, headers)
        response = self._connection.getresponse()
        page = response.read()
        with self._figures.lock:
            self._figures.requests.append(time.perf_counter() - began)
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        return response.status, response.headers.get("Location", ""), page

    def go(self, path: str, answers: dict) -> str:
        """Send a page and open the one it leads to; gives its address."""
        status, location, page = self.ask(path, answers)
        if status != 302:
            raise RefusedError(f"{status} at {path}: {_first_fault(page)}")
        self.ask(location)
        return location


def _first_fault(page: bytes) -> str:
    text = page.decode("utf-8", "replace")
    _before, _mark, after = text.partition('class="form-errors"')
    return " ".join(after[:300].split())


def fill_in(browser: Browser, entry: str, number: int) -> str:
    """Every page of a nomination but the last; gives the address of that one."""
    browser.ask(entry)
    first = browser.go(entry, {"by": "other", "consent": "on"})
    base = first.removesuffix("nominee/")
    hundreds, tens, ones = number // 100 % 10, number // 10 % 10, number % 10
    name = f"示例{_SURNAMES[hundreds]}{_GIVEN[tens]}{_GIVEN[ones]}"
    pages = {
        "nominee": {"nominee_name": name, "gender": "male", "birth": "1962年10月"},
        "deeds": {"deeds": _DEEDS},
        "material": {"links": ""},
        "nominator": {
            "contact_name": "示例推荐人",
            "phone": f"139{number:08d}",
            "nominee_consent": "given",
        },
    }
    for version, (page, answers) in enumerate(pages.items(), start=1):
        browser.go(f"{base}{page}/", {**answers, "version": str(version)})
    browser.close()
    return f"{base}check/"


def send(browser: Browser, path: str, figures: Figures, *, twice: bool) -> None:
    """The last page to the receipt; ``twice`` presses the button twice at the same time."""
    browser.ask(path)
    _status, _location, challenge = browser.ask("/intake/challenge/?form=nomination")
    answers = {"true": "on", "altcha": solve(json.loads(challenge))}
    began = time.perf_counter()
    pressed = _press_twice if twice else _press_once
    receipts = pressed(browser, path, answers)
    lasted = time.perf_counter() - began
    browser.ask(f"/follow/{receipts[0]}/receipt/")
    browser.close()
    with figures.lock:
        figures.sendings.append(lasted)
        figures.receipts.append(receipts[0])
        figures.sent_twice += twice
        figures.differing += len(set(receipts)) > 1


def _press_once(browser: Browser, path: str, answers: dict) -> list[str]:
    return [_press(browser, path, answers)]


def _press(browser: Browser, path: str, answers: dict) -> str:
    status, location, page = browser.ask(path, answers)
    if status != 302 or not location.endswith("/receipt/"):
        raise RefusedError(f"{status} at the end: {_first_fault(page)}")
    return location.split("/")[2]


def _press_twice(browser: Browser, path: str, answers: dict) -> list[str]:
    other = browser.twin()
    try:
        with ThreadPoolExecutor(2) as pool:
            pressed = [pool.submit(_press, each, path, answers) for each in (browser, other)]
            return [each.result() for each in pressed]
    finally:
        other.close()


def run(
    *,
    site: str,
    entry: str,
    clients: int,
    count: int,
    seconds: float,
    twice_every: int = 10,
    prepared: bool = False,
) -> Figures:
    """``count`` nominations from ``clients`` at once, begun evenly within ``seconds``.

    With ``prepared``, everything but the last page is filled in before the
    clock starts, as people do who take their time and send at the end.
    """
    figures = Figures()
    visitors = [
        Browser(site, f"198.18.{number // 250}.{number % 250 + 1}", figures)
        for number in range(count)
    ]
    ready: dict[int, str] = {}

    def fill(number: int) -> None:
        ready[number] = fill_in(visitors[number], entry, number)

    def finish(number: int) -> None:
        if number not in ready and not prepared:
            fill(number)
        if number in ready:
            send(visitors[number], ready[number], figures, twice=number % twice_every == 0)

    if prepared:
        _all(fill, clients=clients, count=count, seconds=0, figures=figures)
        figures.requests.clear()
    began = time.perf_counter()
    _all(finish, clients=clients, count=count, seconds=seconds, figures=figures)
    figures.lasted = time.perf_counter() - began
    return figures


def _all(
    do: Callable[[int], None], *, clients: int, count: int, seconds: float, figures: Figures
) -> None:
    """Call ``do`` with 0 to ``count`` - 1 from ``clients`` threads; faults go into the figures."""
    began = time.perf_counter()

    def work(client: int) -> None:
        for number in range(client, count, clients):
            wait = began + number * seconds / count - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            try:
                do(number)
            except (RefusedError, OSError, http.client.HTTPException, ValueError) as fault:
                with figures.lock:
                    figures.faults.append(f"{type(fault).__name__}: {fault}")

    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(work, client) for client in range(clients)]:
            done.result()
