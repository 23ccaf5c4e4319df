"""Somebody at a browser without JavaScript, over real HTTP."""

from __future__ import annotations

import json
import re

import mechanicalsoup

from heritage.honours.nominating.load import solve


class Visitor:
    """One visitor with cookies and an address of their own."""

    def __init__(self, site: str, address: str = "198.51.100.1"):
        self.site = site
        self.browser = mechanicalsoup.StatefulBrowser(soup_config={"features": "lxml"})
        # No proxy of this machine stands between.
        self.browser.session.trust_env = False
        self.browser.session.headers["X-Forwarded-For"] = address

    def open(self, path: str, status: int = 200) -> str:
        """Open a page; gives its text. ``status`` is what it must answer."""
        response = self.browser.open(path if path.startswith("http") else f"{self.site}{path}")
        assert response.status_code == status, (path, response.status_code, self.text[:600])
        return self.text

    @property
    def text(self) -> str:
        """What the page says, spaces joined."""
        page = self.browser.page
        main = page.find("main") or page.body if page is not None else None
        return " ".join(main.get_text(" ").split()) if main else ""

    @property
    def path(self) -> str:
        return self.browser.url.removeprefix(self.site)

    def press(
        self, button: str = "", /, *, form: str = "form", status: int = 200, **answers
    ) -> str:
        """Fill in the form that ``form`` selects and press its button of that name; gives the text.

        Lists tick several boxes. Button ``name=value`` picks one of several.
        """
        chosen = self.browser.select_form(form)
        for name, value in answers.items():
            chosen.set(name.replace("__", "-"), value, force=True)
        if button:
            name, _equals, value = button.partition("=")
            chosen.choose_submit(
                self.browser.page.find("button", attrs={"name": name, "value": value or True})
            )
        elif going_on := chosen.form.select_one("[data-go-on]"):
            # The button that a browser would press stands before the form and does the same.
            chosen.choose_submit(going_on)
        response = self.browser.submit_selected()
        assert response.status_code == status, (self.path, response.status_code, self.text[:900])
        return self.text

    def solve(self, kind: str) -> str:
        """What the browser's check against programs would send for a form of that kind."""
        response = self.browser.session.get(f"{self.site}/intake/challenge/?form={kind}")
        return solve(json.loads(response.content))

    def number(self, pattern: str) -> int:
        """The number that ``pattern`` captures in the page's address."""
        return int(re.search(pattern, self.path)[1])

    def links(self, pattern: str) -> list[str]:
        """Addresses on the page that match, in their order, each once."""
        found = (each.get("href", "") for each in self.browser.page.find_all("a"))
        return list(dict.fromkeys(each for each in found if re.search(pattern, each)))
