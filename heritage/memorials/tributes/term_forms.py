"""The form of a term to look out for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from heritage.memorials.models import TributeTerm
from heritage.memorials.tributes.terms import bare, known_terms


class TributeTermForm(WagtailAdminModelForm):
    """Refuses a term that is nothing once compared, and one that is there in another form."""

    class Meta:
        model = TributeTerm
        fields = ["text", "note"]
        help_texts = {
            "text": _(
                "Traditional and simplified characters, width, case and what stands between the "
                "characters make no difference."
            )
        }

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        key = bare(text)
        if not key:
            self.add_error("text", _("A term needs letters, digits or characters."))
            return text
        same = {written for known, written in known_terms() if known == key}
        if self.instance.pk:
            same.discard(TributeTerm.objects.get(pk=self.instance.pk).text)
        if same:
            self.add_error("text", _("It is there already as “%s”.") % ", ".join(sorted(same)))
        return text
