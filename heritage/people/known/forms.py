"""The form of a person, which asks before a namesake is entered a second time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from heritage.people.known.matching import Candidate, candidates
from heritage.people.known.shown import visible


class PersonForm(WagtailAdminModelForm):
    """Holds a new or changed name up once where the records have a namesake.

    The tick ``is_another`` says that it is somebody else; then it is saved.
    ``known`` are the namesakes found.
    """

    is_another = forms.BooleanField(
        required=False, label=_("No, this is another person of the same name.")
    )
    known: tuple[Candidate, ...] = ()

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("name", "")
        unchanged = self.instance.pk and "name" not in self.changed_data
        if not name or unchanged or cleaned.get("is_another"):
            return cleaned
        found = candidates(
            name=name,
            birth=cleaned.get("birth"),
            death=cleaned.get("death"),
            place=cleaned.get("place"),
            native_place=cleaned.get("native_place", ""),
            exclude=[self.instance.pk] if self.instance.pk else (),
        )
        namesakes = [candidate for candidate in found if candidate.is_namesake]
        self.known = tuple(visible(namesakes, self.for_user))
        if self.known:
            self.add_error(
                "name",
                _(
                    "There is a record of this name already. Look below whether it is the same person."
                ),
            )
        return cleaned
