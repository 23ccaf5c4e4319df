"""Fill the throw-away site and measure; started by :func:`search.scale.compared.stock_latency`.

Standard input has ``{"pages": int, "texts": [str]}``, standard output gets the
figures of :class:`~search.scale.measuring.Latency`, both JSON.
"""

import json
import sys
from dataclasses import asdict

import django
from django.apps import apps

from search.scale.generating import World
from search.scale.measuring import latencies
from search.scale.stock.fields import FACETS
from search.scale.stock.filling import fill

HITS = 10


def main() -> None:
    """Read what is asked, answer it."""
    asked = json.load(sys.stdin)
    django.setup()
    fill(World().documents(asked["pages"]))
    pages = apps.get_model("stock", "StockPage").objects

    def ask(text: str) -> None:
        """Ten hits, the total and all facets, as a view on Wagtail's search asks for them."""
        found = pages.live().search(text)
        list(found[:HITS])
        found.count()
        for name in FACETS:
            found.facet(name)

    json.dump(asdict(latencies(ask, asked["texts"])), sys.stdout)


if __name__ == "__main__":
    main()
