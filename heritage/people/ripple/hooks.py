"""What corrected facts put into Wagtail's admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.people.models import Place
from heritage.people.models.records import Reviewed
from heritage.people.ripple import domain as ripple
from heritage.people.ripple import views as ripple_views


@hooks.register("register_admin_urls")
def ripple_urls():
    patterns = [
        path("", ripple_views.overview, name="overview"),
        path("<int:pk>/", ripple_views.detail, name="detail"),
        path("places/<int:pk>/", ripple_views.settle, name="settle"),
    ]
    return [path("corrected-facts/", include((patterns, "people_ripple")))]


@hooks.register("after_edit_snippet")
def tell_of_changed_facts(request, instance):
    if isinstance(instance, (Reviewed, Place)) and ripple_views.may_follow(request.user):
        ripple_views.announce(request, instance)


@hooks.register("register_log_actions")
def ripple_actions(actions):
    actions.register_action(
        ripple.LEFT_AS_IT_IS,
        _("Leave an old value"),
        _("A place that carries an old value was left as it is"),
    )


class RippleMenuItem(MenuItem):
    """Shown to those who may follow corrected facts."""

    def is_shown(self, request):
        return ripple_views.may_follow(request.user)


def ripple_menu_item() -> MenuItem:
    """Corrected facts with open places, for the menu of records."""
    return RippleMenuItem(
        _("Corrected facts"), reverse("people_ripple:overview"), icon_name="tasks", order=910
    )


class RipplePanel(Component):
    """On the dashboard: places that still carry an old value."""

    name = "ripple"
    template_name = "heritage/people/admin/ripple_panel.html"
    order = 80

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        places = ripple.count_open() if ripple_views.may_follow(request.user) else 0
        return {"open_places": places}


@hooks.register("construct_homepage_panels")
def ripple_on_the_dashboard(request, panels):
    panels.append(RipplePanel())
