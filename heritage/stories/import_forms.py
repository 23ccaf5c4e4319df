"""Forms of the import in the admin."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from heritage.people.models import Person
from heritage.stories.importer import INDEX_MODELS, PageKind
from heritage.stories.importing.readers import READERS
from heritage.stories.importing.readers.limits import MAX_FILE_BYTES


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes more than one file."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Cleans to a list of uploaded files."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        files = files or [None]  # So that “required” is asked of none at all.
        return [super(SeveralFilesField, self).clean(file, initial) for file in files]


def kind_of(index: Page) -> PageKind:
    """What a file under this index page becomes."""
    for kind, model in INDEX_MODELS.items():
        if isinstance(index.specific, model):
            return kind
    raise LookupError(f"{index!r} takes no imported page")


def indexes_for(user) -> list[Page]:
    """Index pages under which this user may add imported pages, in the order of the tree."""
    indexes = []
    for model in INDEX_MODELS.values():
        for index in model.objects.order_by("path"):
            if index.permissions_for_user(user).can_add_subpage():
                indexes.append(index)
    return indexes


class UploadForm(forms.Form):
    """Several files, and the page they go under."""

    parent = forms.ChoiceField(label=_("Put them under"))
    files = SeveralFilesField(
        label=_("Files"),
        help_text=_("Word (.docx), text (.txt) or web pages (.html); several at once."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.indexes = {str(index.pk): index for index in indexes_for(user)}
        self.fields["parent"].choices = [
            (key, f"{index.get_parent().title} › {index.title}")
            for key, index in self.indexes.items()
        ]
        self.fields["files"].widget.attrs["accept"] = ",".join(READERS)

    def clean_files(self):
        files = self.cleaned_data["files"]
        if len(files) > settings.IMPORT_MAX_FILES:
            raise ValidationError(
                _("At most %(limit)d files at once."),
                params={"limit": settings.IMPORT_MAX_FILES},
            )
        for file in files:
            if file.size > MAX_FILE_BYTES:
                raise ValidationError(
                    _("“%(name)s” is larger than %(limit)d MB."),
                    params={
                        "name": file.name,
                        "limit": MAX_FILE_BYTES // (1024 * 1024),
                    },
                )
        return files

    @property
    def index(self) -> Page:
        """The index page that was chosen."""
        return self.indexes[self.cleaned_data["parent"]]


class ConfirmForm(forms.Form):
    """One file of an upload: take it or not, under which title, about whom."""

    take = forms.BooleanField(label=_("Import"), required=False, initial=True)
    title = forms.CharField(label=_("Title"), max_length=255)
    people = forms.ModelMultipleChoiceField(
        label=_("People to link"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, known: list[str], kind: PageKind, **kwargs):
        super().__init__(*args, **kwargs)
        if kind is PageKind.STORY and known:
            self.fields["people"].queryset = Person.objects.filter(name__in=known)
        else:
            del self.fields["people"]
