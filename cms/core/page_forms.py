"""The admin form of every page."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from .publishing import missing_alt_texts


class BasePageForm(WagtailAdminPageForm):
    """Checks what publishing needs, and lets a draft be incomplete."""

    is_draft = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # An empty slug is made from the pinyin of the title.
            self.fields["slug"].required = False

    def defer_required_fields(self):
        self.is_draft = True
        super().defer_required_fields()

    def _post_clean(self):
        super()._post_clean()
        if not self.is_draft and not self.errors:
            for field, messages in missing_alt_texts(self.instance).items():
                self.add_error(field, messages)
