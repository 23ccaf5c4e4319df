"""Forms of contributions: writing one, its pictures, deciding on it."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.upload_forms import WholeImageField
from cms.core.uploads import check_image_whole, strip_location
from heritage.people.branches import appointing
from heritage.people.branches import domain as branches
from heritage.people.branches.forms import IndentedChoiceField
from heritage.people.contribution_enums import ContributionKind
from heritage.people.contributions import domain as contributing
from heritage.people.contributions.adoption import adoption_of
from heritage.people.models import Contribution, Person

MOST_PEOPLE = 4
MOST_PICTURES = 9
EMPTY_ROWS = 3
LONGEST_TEXT = 20_000


class ContributionForm(forms.ModelForm):
    """What an organisation hands up; the people it is about are up to four records."""

    class Meta:
        model = Contribution
        fields = ["organisation", "kind", "title", "author_name", "text"]
        field_classes = {"organisation": IndentedChoiceField}
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        organisations = self.fields["organisation"]
        organisations.queryset = contributing.writes_for(user)
        organisations.empty_label = None
        self.fields["text"].max_length = LONGEST_TEXT
        self.fields["text"].validators.append(
            forms.CharField(max_length=LONGEST_TEXT).validators[0]
        )
        if not self.instance.pk:
            self.initial.setdefault("author_name", user.get_full_name())
        known = list(self.instance.people.all()) if self.instance.pk else []
        for number in range(MOST_PEOPLE):
            self.fields[f"person_{number}"] = forms.ModelChoiceField(
                queryset=branches.choosable(user, Person.objects.standing()),
                label=_g("Person %(number)d") % {"number": number + 1},
                required=False,
                initial=known[number].pk if number < len(known) else None,
                widget=AdminSnippetChooser(Person),
            )

    @property
    def person_fields(self) -> list:
        """The choosers of people, as bound fields."""
        return [self[f"person_{number}"] for number in range(MOST_PEOPLE)]

    @property
    def people(self) -> list[Person]:
        """Whom the piece is about, each once; of a valid form."""
        chosen = [self.cleaned_data.get(f"person_{number}") for number in range(MOST_PEOPLE)]
        return list(dict.fromkeys(person for person in chosen if person))


class PictureForm(forms.Form):
    """One picture with what it shows."""

    file = WholeImageField(label=_("Picture"), required=False)
    description = forms.CharField(
        label=_("What it shows"),
        max_length=255,
        required=False,
        help_text=_("Who, where and doing what; read to those who cannot see it."),
    )
    credit = forms.CharField(label=_("Taken by"), max_length=200, required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_image_whole(file)
            file = strip_location(file)
        return file

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file") and not cleaned.get("description", "").strip():
            self.add_error("description", _("Say in a few words what the picture shows."))
        return cleaned

    def save(self, *, user, title: str):
        """Store the picture in the collection of contributions; None for an empty row."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        image = get_image_model()(
            title=title,
            file=file,
            description=self.cleaned_data["description"].strip(),
            credit=self.cleaned_data["credit"].strip(),
            collection=appointing.collection_of_contributions(),
            uploaded_by_user=user,
        )
        image.save()
        return image


class PictureFormSet(forms.BaseFormSet):
    """Some pictures; ``room`` says how many more the contribution takes."""

    def __init__(self, *args, room: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room

    def clean(self):
        given = sum(bool(form.cleaned_data.get("file")) for form in self.forms if form.is_valid())
        if given > self.room:
            raise forms.ValidationError(
                _g("At most %(most)d pictures go with a contribution.") % {"most": MOST_PICTURES}
            )


PictureForms = forms.formset_factory(
    PictureForm,
    formset=PictureFormSet,
    extra=EMPTY_ROWS,
    max_num=MOST_PICTURES,
    absolute_max=MOST_PICTURES,
)


class IndexChoiceField(forms.ModelChoiceField):
    """A page under which adopted pieces are put, named by its title."""

    def label_from_instance(self, obj):
        return obj.title


class DecisionForm(forms.Form):
    """What is answered, and where an adopted piece appears."""

    under = IndexChoiceField(
        queryset=Page.objects.none(),
        label=_("Make a draft under"),
        required=False,
        help_text=_("The draft carries the correspondent and the organisation in its credits."),
    )
    page = forms.ModelChoiceField(
        queryset=Page.objects.none(),
        label=_("Or name the page it became"),
        required=False,
        widget=AdminPageChooser(),
    )
    remark = forms.CharField(
        label=pgettext_lazy("of a decision", "remark"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The writer reads it; needed where the piece is returned or not adopted."),
    )

    def __init__(self, *args, contribution: Contribution, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = self.fields["page"].queryset.public()
        adoption = adoption_of(contribution.kind)
        places = adoption.places(user) if adoption else []
        # Not at import: which pages are public is asked of the database.
        self.fields["page"].queryset = Page.objects.live().public().filter(depth__gt=2)
        self.fields["under"].queryset = Page.objects.filter(pk__in=[p.pk for p in places])
        if not places:
            del self.fields["under"]
        if contribution.kind == ContributionKind.CLUE:
            self.fields["page"].label = _("The page it went into")
