"""What branch rights put into Wagtail's admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from wagtail import hooks
from wagtail.models import DraftStateMixin

from heritage.people.branches import appointing  # noqa: F401  (listens to appointments)
from heritage.people.branches import domain as branches
from heritage.people.branches.views import (
    BranchPublishItem,
    BranchUnpublishItem,
    RecordDeleteBulkAction,
)


@hooks.register("register_snippet_action_menu_item")
def publish_item(model):
    if model in branches.HOMES and issubclass(model, DraftStateMixin):
        return BranchPublishItem(order=30)
    return None


@hooks.register("register_snippet_action_menu_item")
def unpublish_item(model):
    if model in branches.HOMES and issubclass(model, DraftStateMixin):
        return BranchUnpublishItem(order=20)
    return None


# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", RecordDeleteBulkAction, order=100)
