"""Forms about transcripts in the admin."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtailmedia.widgets import AdminMediaChooser

from media.enums import Origin, TextState, TranscriptKind
from media.formats.limits import MAX_BYTES, TranscriptTooLarge
from media.models import Recording, Transcript, TranscriptImport
from media.models.transcript import LANGUAGES

from .wording import too_large

ACCEPTED = ".vtt,.srt,.xml,.json,.docx,.txt"


class NewTranscriptForm(forms.Form):
    """Of which recording, in which language, for what."""

    recording = forms.ModelChoiceField(
        label=_("Recording"), queryset=Recording.objects.all(), widget=AdminMediaChooser
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=TranscriptKind)


class UploadForm(NewTranscriptForm):
    """The same with a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "WebVTT, SRT, OHMS XML, Whisper JSON, Word (.docx) or text with speakers "
            "before a colon; at most 80 MB. What is in the file counts, not its name."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(too_large(TranscriptTooLarge(file.size, MAX_BYTES, "bytes")))
        return file


class KeepForm(forms.Form):
    """How a file that was looked at is to be kept."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=TranscriptKind)
    state = forms.ChoiceField(
        label=_("How far it is checked"),
        choices=[
            (TextState.MACHINE, _("A machine's draft, to be corrected")),
            (TextState.CORRECTED, _("Corrected by a person, to be approved")),
        ],
    )
    origin_note = forms.CharField(
        label=_("Made with"),
        max_length=200,
        required=False,
        help_text=_("Who typed it, or which program and model."),
    )
    translation_language = forms.ChoiceField(
        label=_("Language of the translation in the file"),
        choices=[("", _("Leave the translation out")), *LANGUAGES],
        required=False,
    )

    def __init__(self, *args, upload: TranscriptImport, **kwargs):
        machine = upload.report["format"] == "whisper"
        kwargs["initial"] = {
            "language": upload.language,
            "kind": upload.kind,
            "state": TextState.MACHINE if machine else TextState.CORRECTED,
            "origin_note": "Whisper" if machine else "",
            "translation_language": "en",
        }
        super().__init__(*args, **kwargs)
        if not upload.report["translation"]:
            del self.fields["translation_language"]

    @property
    def answers(self) -> dict[str, str]:
        """What :func:`media.transcripts.arriving.keep` asks for."""
        answers = {"translation_language": "", **self.cleaned_data}
        machine = answers["state"] == TextState.MACHINE
        return {**answers, "origin": Origin.MACHINE if machine else Origin.IMPORTED}


class DetailsForm(forms.ModelForm):
    """What is said about a transcript, its words and its state apart."""

    class Meta:
        model = Transcript
        fields = ["language", "kind", "origin", "origin_note"]
