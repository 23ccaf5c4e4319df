"""Forms of agreements and closed ranges."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.core.intake.evidence import EvidenceLimits
from cms.core.intake.sniffing import PDF, PICTURES, check_evidence
from heritage.oral_history.enums import ConsentState, Party, Scope
from heritage.oral_history.fields import TimeFormField
from heritage.oral_history.models import ClosedRange, Consent, InterviewPage
from media.models import Recording

SCANS = (PDF, *PICTURES)
BOUNDS = EvidenceLimits(max_files=1, max_bytes=40 * 1024 * 1024, types=SCANS)


class ScanField(forms.FileField):
    """A scan of something signed: a PDF or a picture, looked into."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", BOUNDS.in_words)
        super().__init__(**kwargs)
        self.help_text = kwargs["help_text"]

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > BOUNDS.max_bytes:
            raise ValidationError(
                _("“%(name)s” is larger than %(size)d MB."),
                code="too_large",
                params={"name": file.name, "size": BOUNDS.max_bytes // 1024 // 1024},
            )
        check_evidence(file, SCANS)
        return file


class SignForm(forms.Form):
    """A signed agreement as it lies before the archivist."""

    party = forms.ChoiceField(label=_("who agrees"), choices=Party.choices)
    signed_by = forms.CharField(label=_("signed by"), max_length=80)
    signed_on = forms.DateField(label=_("signed on"), widget=AdminDateInput)
    scope = forms.ChoiceField(label=_("open to"), choices=Scope.choices)
    closed_until = forms.DateField(
        label=_("closed until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Nobody outside the archive reads or hears it before that day."),
    )
    terms = forms.CharField(
        label=_("what was agreed"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = ScanField(label=_("signed agreement"), required=False)
    replaces = forms.ModelChoiceField(
        label=_("takes the place of"),
        queryset=Consent.objects.none(),
        required=False,
        empty_label=_("none; it stands beside the others"),
        help_text=_("Of several agreements in force, the strictest holds."),
    )

    def __init__(self, *args, interview: InterviewPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].help_text = BOUNDS.in_words()
        self.fields["replaces"].queryset = interview.consents.exclude(state=ConsentState.REPLACED)

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("An agreement cannot be signed on a day to come."))
        return day


class AttachForm(forms.Form):
    """The scan of an agreement that was entered without one."""

    document = ScanField(label=_("signed agreement"))


class ReasonForm(forms.Form):
    """Why something is withdrawn or opened, on whose word."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who asked for it, when and how. It is kept in the log."),
    )


class CloseForm(forms.Form):
    """A stretch of one of an interview's recordings that is not for everybody."""

    recording = forms.ModelChoiceField(
        label=_("recording"), queryset=Recording.objects.none(), empty_label=None
    )
    start_ms = TimeFormField(label=_("from"))
    end_ms = TimeFormField(
        label=_("to"), help_text=_("From the start of this recording: 00:12:31 or 00:12:31.5.")
    )
    scope = forms.ChoiceField(
        label=_("open to"),
        choices=ClosedRange._meta.get_field("scope").choices,
        initial=Scope.CLOSED,
    )
    until = forms.DateField(label=_("closed until"), required=False, widget=AdminDateInput)
    reason = forms.CharField(
        label=_("reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the archive only; never shown."),
    )

    def __init__(self, *args, interview: InterviewPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recording"].queryset = Recording.objects.filter(
            interview_links__page=interview.pk
        ).distinct()

    def clean(self):
        given = super().clean()
        start_ms, end_ms = given.get("start_ms"), given.get("end_ms")
        if start_ms is not None and end_ms is not None and end_ms <= start_ms:
            self.add_error("end_ms", _("The range ends before it begins."))
        return given
