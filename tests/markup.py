"""Reading what the site answers as a browser or a feed reader does."""

from __future__ import annotations

import json
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

HOST = "testserver"
_ADDRESSES = ("src", "href", "action", "poster", "data", "formaction")


def soup(response) -> BeautifulSoup:
    """The page, parsed."""
    return BeautifulSoup(response.content, "html.parser")


def addresses(response) -> list[str]:
    """Every address the page names in an attribute, candidates of ``srcset`` too."""
    found = []
    for element in soup(response).find_all(True):
        found += [element[name] for name in _ADDRESSES if element.get(name)]
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                found.append(candidate.split()[0])
    return found


def hosts(response) -> set[str]:
    """The hosts a browser would speak to for this page or the links on it."""
    base = f"http://{HOST}/"
    whole = (urljoin(base, address) for address in addresses(response))
    return {urlsplit(address).netloc for address in whole if address.startswith("http")}


def links(response) -> list[str]:
    """Where the links of the page lead, in order."""
    return [link["href"] for link in soup(response).find_all("a", href=True)]


def words(response) -> str:
    """The words of the main part, white space made single."""
    main = soup(response).find("main")
    return " ".join(main.get_text().split())


def texts(response, selector: str) -> list[str]:
    """The words of every element that a CSS selector finds."""
    return [" ".join(found.get_text().split()) for found in soup(response).select(selector)]


def meta(response) -> dict[str, str]:
    """The page's meta elements by name or property."""
    return {
        element.get("name") or element.get("property"): element["content"]
        for element in soup(response).find_all("meta", content=True)
    }


def json_ld(response) -> dict:
    """The page's one block of schema.org data."""
    (script,) = soup(response).find_all("script", type="application/ld+json")
    return json.loads(script.string)
