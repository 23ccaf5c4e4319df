"""The tree of organisations in the admin: an indented list, and adding below an entry."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, IndexView


def indented(organisation) -> str:
    """The name, set in as deep as the organisation lies in the tree."""
    return f"{'　' * organisation.depth}{organisation.name}"


class OrganisationIndexView(IndexView):
    """Organisations in the order of the tree, with how much belongs to each."""

    default_ordering = "path"

    def get_base_queryset(self):
        return (
            super()
            .get_base_queryset()
            .annotate(
                people_count=Count("people", distinct=True),
                team_count=Count("teams", distinct=True),
                part_count=Count("parts", distinct=True),
            )
        )

    @cached_property
    def columns(self):
        return [
            *super().columns,
            NumberColumn("part_count", label=_("Parts")),
            NumberColumn("people_count", label=_("People")),
            NumberColumn("team_count", label=_("Teams")),
        ]

    def _get_title_column(self, field_name, *args, **kwargs):
        return super()._get_title_column(field_name, *args, accessor=indented, **kwargs)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.add_url_name and self.user_has_permission("add"):
            address = f"{reverse(self.add_url_name)}?parent={instance.pk}"
            below = Button(_g("Add below"), url=address, icon_name="plus", priority=5)
            buttons.append(below)
        return buttons


class OrganisationCreateView(CreateView):
    """A new organisation, below the one that ``?parent=`` names."""

    def get_initial(self):
        initial = super().get_initial()
        parent = self.request.GET.get("parent", "")
        return {**initial, "parent": int(parent)} if parent.isdecimal() else initial
