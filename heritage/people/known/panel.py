"""The place under the name where people already known are shown."""

from __future__ import annotations

from django import forms
from django.forms.widgets import Script
from django.urls import reverse
from wagtail.admin.panels import Panel

from heritage.people.known.shown import shown


class KnownPeoplePanel(Panel):
    """Shows namesakes while the name is typed, and after a save that was held up."""

    def get_form_options(self):
        # Claimed, or Wagtail puts the tick a second time behind the panels.
        return {"fields": ["is_another"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "heritage/people/admin/known_people.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return {
                **context,
                "url": reverse("known_people"),
                "exclude": self.instance.pk or "",
                "tick": self.form["is_another"],
                "known": [shown(one, self.request.user) for one in self.form.known],
            }

        @property
        def media(self):
            return forms.Media(js=[Script("js/known-people.js", type="module")])
