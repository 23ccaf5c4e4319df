"""The app of the throw-away site; never among the site's own."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Makes Django find :class:`~search.scale.stock.models.StockPage`."""

    name = "search.scale.stock"
    label = "stock"
    default_auto_field = "django.db.models.BigAutoField"
