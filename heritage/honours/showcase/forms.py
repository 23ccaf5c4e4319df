"""Forms of the showcase in the admin: announcing, writing, revoking, importing, finding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.choosers import KeyChooserMixin, RecordChoiceField
from cms.core.intake.forms import PlainField
from cms.core.table_forms import ListUploadForm
from heritage.honours.models import Campaign, Candidacy, Honouree
from heritage.honours.showcase.domain import fingerprint
from heritage.honours.showcase.drafting import RECORD_OF, Record, story_sections
from heritage.honours.showcase.pictures import offered
from heritage.people.models import Organisation, Person, Place
from heritage.stories.models import StoryIndexPage, StoryPage
from search.text.normalise import normalise

MOST_SAME = 20
"""Records of one name that are offered; of more an editor chooses on the honouree's page."""

STATES = (
    ("", _("any")),
    ("waiting", _("not shown yet")),
    ("shown", _("shown")),
    ("revoked", _("revoked")),
)


class RecordChooser(KeyChooserMixin, AdminSnippetChooser):
    """Chooses a managed record."""


class StoryChooser(KeyChooserMixin, AdminPageChooser):
    """Chooses a story."""


class ImageChooser(KeyChooserMixin, AdminImageChooser):
    """Chooses a picture."""


class AnnounceForm(forms.Form):
    """Below which section the stories go, and for each chosen one which record is theirs."""

    under = RecordChoiceField(
        label=_("Draft stories go below"),
        queryset=StoryIndexPage.objects.none(),
        required=False,
        empty_label=None,
    )

    def __init__(self, *args, candidacies: list[Candidacy], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["under"].queryset = sections = story_sections()
        self.fields["under"].initial = sections.first()
        if not self.fields["under"].initial:
            del self.fields["under"]
        self.candidacies = candidacies
        self.same = _same_names(candidacies)
        for candidacy in candidacies:
            found = self.same[candidacy.pk]
            if RECORD_OF.get(candidacy.title.nominee_kind) is None:
                continue
            known = candidacy.person or candidacy.organisation
            self.fields[f"record-{candidacy.pk}"] = forms.ChoiceField(
                label=f"{candidacy.nominee_name}（{candidacy.title}）",
                choices=[("", _("a new record")), *((str(r.pk), _described(r)) for r in found)],
                initial=str(known.pk) if known else "",
                required=False,
            )

    def records(self) -> dict[int, Record]:
        """The records chosen, by the key of the candidacy."""
        chosen = {}
        for candidacy in self.candidacies:
            key = self.cleaned_data.get(f"record-{candidacy.pk}")
            found = next((r for r in self.same[candidacy.pk] if str(r.pk) == key), None)
            if found is not None:
                chosen[candidacy.pk] = found
        return chosen


class HonoureeForm(forms.ModelForm):
    """Citation, certificate, records and picture of an honouree."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    name = PlainField(label=_("Name"), max_length=120)

    class Meta:
        model = Honouree
        fields = [
            "name", "category_name", "unit", "place", "stars", "citation", "deeds",
            "certificate", "person", "organisation", "story", "image", "image_basis", "source",
        ]  # fmt: skip
        widgets = {
            "citation": forms.Textarea({"rows": 4}),
            "deeds": forms.Textarea({"rows": 8}),
            "place": RecordChooser(Place),
            "person": RecordChooser(Person),
            "organisation": RecordChooser(Organisation),
            "story": StoryChooser(target_models=[StoryPage]),
            "image": ImageChooser(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(self.instance)

    def changes(self) -> dict[str, object]:
        """The values given, by field."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """What is given is checked by the use case, on the row as it is then."""


class PictureForm(forms.Form):
    """Which picture of the nominations is taken over, and by what right."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    evidence = forms.TypedChoiceField(
        label=_("Picture"), coerce=int, choices=(), widget=forms.RadioSelect
    )
    basis = PlainField(
        label=_("Right to show the picture"),
        max_length=200,
        help_text=_("Who agreed, when, on what paper. Without it the picture is not shown."),
    )

    def __init__(self, *args, honouree: Honouree, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = fingerprint(honouree)
        self.fields["evidence"].choices = [
            (file.pk, str(file.name)) for _nomination, file in offered(honouree)
        ]

    @property
    def is_offered(self) -> bool:
        """Whether there is any picture to choose."""
        return bool(self.fields["evidence"].choices)


class RevokeForm(forms.Form):
    """Why an honour is taken back."""

    reason = PlainField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Kept in the archive with the honouree; not shown to the public."),
        widget=forms.Textarea({"rows": 3}),
    )


class ImportForm(ListUploadForm):
    """A table of those honoured in past years."""

    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("For rows that name none. Left empty, the name of the file."),
    )
    shown = forms.BooleanField(label=_("Let the public see them at once"), required=False)


class FilterForm(forms.Form):
    """Which honourees are listed."""

    q = PlainField(label=_("Name or pinyin"), max_length=60, required=False)
    campaign = RecordChoiceField(
        label=_("Campaign"), queryset=Campaign.objects.all(), required=False, empty_label=_("any")
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


def _same_names(candidacies: list[Candidacy]) -> dict[int, list[Record]]:
    """Records of the nominee's name, and the one chosen at screening; two queries for all."""
    names = {candidacy.nominee_name for candidacy in candidacies}
    people = Person.objects.standing().filter(match_key__in={normalise(name) for name in names})
    organisations = Organisation.objects.filter(name__in=names)
    by_name: dict[tuple[type, str], list[Record]] = {}
    for record in (*people.order_by("pk"), *organisations.order_by("pk")):
        by_name.setdefault((type(record), normalise(record.name)), []).append(record)
    found = {}
    for candidacy in candidacies:
        kind = RECORD_OF.get(candidacy.title.nominee_kind)
        same = by_name.get((kind, normalise(candidacy.nominee_name)), [])[:MOST_SAME]
        known = candidacy.person or candidacy.organisation
        found[candidacy.pk] = [known, *same] if known and known not in same else same
    return found


def _described(record: Record) -> str:
    """A record so that it can be told from others of its name."""
    if isinstance(record, Person):
        born = record.birth.display() if record.birth else ""
        words = [born, record.native_place]
    else:
        words = [record.get_kind_display(), record.address]
    state = "" if record.live else _g("not public")
    said = "，".join(filter(None, [*words, state]))
    return f"{record.name}（{said}）" if said else record.name
