"""Forms of records as a branch editor is given them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from heritage.people.branches import domain as branches
from heritage.people.models import Figure, Organisation, Person, Team, TeamActivity

# The fields that say which branch a record of the kind belongs to.
HOME_FIELDS = {
    Person: ("kept_by",),
    Organisation: ("parent",),
    Team: ("organisation",),
    TeamActivity: ("team",),
    Figure: ("organisation", "team", "activity"),
}
OUTSIDE = _("Choose something of your own branch.")


class IndentedChoiceField(forms.ModelChoiceField):
    """Organisations in the order of the tree, each under what it lies in."""

    def label_from_instance(self, obj):
        return f"{'　' * (obj.depth - self.top)}{obj.name}"

    @property
    def top(self) -> int:
        """How deep the topmost organisation lies."""
        if not hasattr(self, "_top"):
            depths = [path.count("/") - 2 for path in self.queryset.values_list("path", flat=True)]
            self._top = min(depths, default=0)
        return self._top


def limit_to_branches(form: forms.ModelForm, user) -> None:
    """Offer in ``form`` only homes of the branches of ``user``, the first one chosen.

    Does nothing for a user who is bound to no branch.
    """
    model = type(form.instance)
    if not branches.is_bound(user, model):
        return
    names = [name for name in HOME_FIELDS[model] if name in form.fields]
    for name in names:
        form.fields[name] = _limited(form, name, user, required=len(names) == 1)


def _limited(form, name: str, user, *, required: bool) -> forms.ModelChoiceField:
    old = form.fields[name]
    publishing = not branches.has_drafts(type(form.instance))
    offered = branches.editable(user, old.queryset.all(), publishing=publishing)
    common = {"label": old.label, "help_text": old.help_text, "required": required}
    if old.queryset.model is not Organisation:
        return forms.ModelChoiceField(queryset=offered, **common)
    offered = offered.order_by("path")
    if isinstance(form.instance, Organisation) and form.instance.pk:
        if form.instance.pk in {right.organisation_id for right in branches.rights_of(user)}:
            above = Organisation.objects.filter(pk=form.instance.parent_id)
            return IndentedChoiceField(
                queryset=above, disabled=True, **{**common, "required": False}
            )
        offered = offered.exclude(path__startswith=form.instance.path)
    elif required and not form.instance.pk and (first := offered.first()):
        form.initial[name] = form.initial.get(name) or first.pk
    return IndentedChoiceField(queryset=offered, **common)


def refuse_outside(form: forms.ModelForm, user, *, publishing: bool) -> bool:
    """Put an error on a valid ``form`` whose record would leave the user's branches.

    Gives whether it did. ``publishing`` asks for the branches the user publishes for.
    """
    model = type(form.instance)
    if not branches.is_bound(user, model):
        return False
    publishing = publishing or not branches.has_drafts(model)
    if branches.lies_in_branch(user, form.instance, publishing=publishing):
        return False
    message = OUTSIDE
    if branches.lies_in_branch(user, form.instance):
        message = _g("You may write drafts for this branch and hand them up, not publish.")
    names = [name for name in HOME_FIELDS[model] if name in form.fields]
    form.add_error(names[0] if names else None, message)
    return True
