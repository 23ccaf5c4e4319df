"""Wagtail's views of records, held to the branch of whoever uses them.

Some of Wagtail's views ask for a permission on a kind of record only. Here
every view whose address names a record asks of that record before it does
anything else, lists hold only what may be seen, and forms take no record out
of its branch.
"""

from __future__ import annotations

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext as _g
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem
from wagtail.snippets.bulk_actions import DeleteBulkAction
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import CreateView, EditView

from heritage.people import deletion
from heritage.people.branches import domain as branches
from heritage.people.branches.forms import limit_to_branches, refuse_outside

ANYTHING = ("view", "add", "change", "delete", "publish")


class BranchGuard:
    """A view that asks for permissions on the record its address names."""

    branch_record = None

    def setup(self, request, *args, **kwargs):
        if (pk := kwargs.get("pk")) is not None and branches.is_bound(request.user, self.model):
            self.branch_record = self._record(pk)
            policy = policy_registry.get_by_type(self.model)
            if not policy.user_has_any_permission_for_instance(
                request.user, ANYTHING, self.branch_record
            ):
                raise PermissionDenied
        super().setup(request, *args, **kwargs)

    def _record(self, pk):
        key = unquote(str(pk))
        if not key.isdecimal():
            raise Http404
        return get_object_or_404(self.model._base_manager, pk=key)

    def user_has_permission(self, permission):
        if self.branch_record is None:
            return super().user_has_permission(permission)
        return policy_registry.get_by_type(self.model).user_has_permission_for_instance(
            self.request.user, permission, self.branch_record
        )

    def user_has_any_permission(self, permissions):
        return any(self.user_has_permission(permission) for permission in permissions)


class BranchFilterSet(WagtailFilterSet):
    """Filters that offer no records of other branches."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            found = getattr(field, "queryset", None)
            if found is not None and branches.is_bound(self.request.user, found.model):
                field.queryset = branches.editable(self.request.user, found)


class BranchListing:
    """A list of what may be seen, with the buttons that would work."""

    base_filterset_class = BranchFilterSet

    def get_base_queryset(self):
        records = super().get_base_queryset()
        user = self.request.user
        return branches.editable(user, records) if self._is_bound() else records

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self._may("delete", instance) else None

    def _is_bound(self) -> bool:
        return branches.is_bound(self.request.user, self.model)

    def _may(self, action: str, instance) -> bool:
        return not self._is_bound() or self.user_has_permission_for_instance(action, instance)


class BranchWriting:
    """A form that takes no record out of its branch, and publishes only where that is given."""

    def get_available_actions(self):
        actions = super().get_available_actions()
        if self.branch_record is not None and not self.user_has_permission("publish"):
            return [action for action in actions if action != "publish"]
        return actions

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        limit_to_branches(form, self.request.user)
        return form

    def is_valid(self, form):
        if not super().is_valid(form):
            return False
        publishing = self.action == "publish"
        if refuse_outside(form, self.request.user, publishing=publishing):
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return False
        return True


class HeldDeleting:
    """Deletion that names what stands on a record, instead of failing on it."""

    def form_valid(self, form):
        with transaction.atomic():
            if not (held := deletion.held_by(self.object)):
                return super().form_valid(form)
        messages.error(self.request, held_message(self.object, held))
        if self.edit_url_name:
            return redirect(reverse(self.edit_url_name, args=[quote(self.object.pk)]))
        return redirect(self.get_success_url())


def held_message(record, held) -> str:
    """Why ``record`` stays, with some of what stands on it."""
    return _g("“%(record)s” cannot be deleted; this stands on it: %(held)s.") % {
        "record": record,
        "held": "、".join(f"{item._meta.verbose_name}“{item}”" for item in held[:6]),
    }


class HeldViewSetMixin:
    """For the viewset of records that others stand on."""

    def construct_view(self, view_class, **kwargs):
        if issubclass(view_class, DeleteView):
            view_class = type(view_class.__name__, (HeldDeleting, view_class), {})
        return super().construct_view(view_class, **kwargs)


class BranchChoosing(BaseSnippetChooseView):
    """What may be chosen: published records, and those of the branch."""

    def get_object_list(self):
        return branches.choosable(self.request.user, super().get_object_list())


class BranchChosen(SnippetChosenView):
    """One record that was chosen."""

    def get_object(self, pk):
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(
            branches.choosable(self.request.user, self.model_class.objects.all()), pk=pk
        )


class BranchChosenMultiple(SnippetChosenMultipleView):
    """Several records that were chosen."""

    def get_objects(self, pks):
        numbers = [pk for pk in pks if str(pk).isdecimal()]
        return branches.choosable(self.request.user, super().get_objects(numbers))


class BranchChooserViewSet(SnippetChooserViewSet):
    """Choosers that show no draft of another branch."""

    chosen_view_class = BranchChosen
    chosen_multiple_view_class = BranchChosenMultiple

    def construct_view(self, view_class, **kwargs):
        if issubclass(view_class, BaseSnippetChooseView):
            view_class = type(view_class.__name__, (BranchChoosing, view_class), {})
        return super().construct_view(view_class, **kwargs)


class BranchViewSetMixin(HeldViewSetMixin):
    """For the viewset of a kind of record that belongs to branches.

    Every view is guarded where the viewset makes it, so that none is forgotten.
    """

    chooser_viewset_class = BranchChooserViewSet

    def construct_view(self, view_class, **kwargs):
        parts = [BranchGuard]
        if issubclass(view_class, IndexView):
            parts = [BranchListing, BranchGuard]
        elif issubclass(view_class, (CreateView, EditView)):
            parts = [BranchWriting, BranchGuard]
        guarded = type(view_class.__name__, (*parts, view_class), {})
        return super().construct_view(guarded, **kwargs)


class BranchPublishItem(PublishMenuItem):
    """“Publish” for a branch editor who may."""

    def is_shown(self, context):
        return not context.get("locked_for_user") and _offers_publishing(context)


class BranchUnpublishItem(UnpublishMenuItem):
    """“Unpublish” for a branch editor who may."""

    def is_shown(self, context):
        if context["view"] != "edit" or context.get("locked_for_user"):
            return False
        return context["instance"].live and _offers_publishing(context)


def _offers_publishing(context) -> bool:
    user, model = context["request"].user, context["model"]
    if not branches.is_bound(user, model):
        return False
    instance = context.get("instance")
    if instance is not None and instance.pk:
        return branches.may_publish(user, instance)
    return any(right.may_publish for right in branches.rights_of(user))


class BranchBulkMixin:
    """For a bulk action on records that belong to branches: of others nothing is even named."""

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        if branches.is_bound(self.request.user, self.model):
            own = branches.editable(self.request.user, self.model._default_manager.all())
            reached = set(own.values_list("pk", flat=True))
            others = {
                name: [record for record in records if record.pk in reached]
                for name, records in others.items()
            }
        return objects, others


class RecordDeleteBulkAction(BranchBulkMixin, DeleteBulkAction):
    """Deleting a selection, of which nothing goes that others stand on."""

    @classproperty
    def models(cls):
        return [model for model in super().models if model._meta.app_label == "heritage"]

    @classmethod
    def get_queryset(cls, model, object_ids):
        return model._default_manager.filter(
            pk__in=[pk for pk in object_ids if str(pk).isdecimal()]
        )

    def prepare_action(self, objects, objects_without_access):
        for record in objects:
            if held := deletion.held_by(record):
                messages.error(self.request, held_message(record, held))
                return redirect(self.next_url)
        return None
