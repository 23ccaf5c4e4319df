"""Making and changing campaigns and rubrics, in Wagtail's forms with nested panels."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.db import IntegrityError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic

from cms.core.choosers import is_key
from heritage.honours.campaigns.campaign_form import CampaignForm
from heritage.honours.campaigns.contents import campaign_contents, rubric_contents
from heritage.honours.campaigns.domain import ClosedError, locked, record_change
from heritage.honours.campaigns.forms import RubricForm
from heritage.honours.capacities import require_office
from heritage.honours.logbook import digest_of
from heritage.honours.models import Campaign, Rubric

CAMPAIGN_ICON, RUBRIC_ICON = "success", "list-ol"
_KEYS = ("-id", "-honour", "-self_rubric", "-ORDER")
_campaign_panel = ObjectList(Campaign.panels, base_form_class=CampaignForm).bind_to_model(Campaign)
_rubric_panel = ObjectList(Rubric.panels, base_form_class=RubricForm).bind_to_model(Rubric)


class StaleError(Exception):
    """Somebody else saved between the check and the lock."""


class OfficeFormMixin:
    """For the office only; what is wrong is an answer of 4xx that shows what was typed."""

    def dispatch(self, request, *args, **kwargs):
        require_office(request.user)
        for name, value in request.POST.items():
            # Choosers and nested forms hand these to the database as they come.
            if name.endswith(_KEYS) and value and not is_key(value):
                raise BadRequest(_g("This is no key of a record."))
        try:
            return super().dispatch(request, *args, **kwargs)
        except MultiValueDictKeyError as error:
            raise BadRequest(_g("The form was incomplete.")) from error

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except StaleError:
            form.add_error(
                None, _g("Somebody else changed it since you opened this page. Load it again.")
            )
        except ClosedError:
            form.add_error(None, _g("This campaign is closed."))
        except IntegrityError:
            form.add_error(
                None, _g("Two entries would be the same for a moment; change them one by one.")
            )
        return self.form_invalid(form)

    def form_invalid(self, form):
        if not hasattr(self, "produced_error_message"):
            self.produced_error_message = self.get_error_message()
        response = super().form_invalid(form)
        response.status_code = 409 if getattr(form, "is_stale", False) else 400
        return response


class CampaignFormMixin(OfficeFormMixin):
    model = Campaign
    panel = _campaign_panel
    header_icon = CAMPAIGN_ICON
    index_url_name = "honour_campaigns:index"
    add_url_name = "honour_campaigns:add"
    edit_url_name = "honour_campaigns:edit"

    def get_success_url(self):
        return reverse("honour_campaigns:overview", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class CampaignCreateView(CampaignFormMixin, generic.CreateView):
    """A new campaign, from nothing."""

    page_title = _("New campaign")

    def save_instance(self):
        campaign = super().save_instance()
        record_change(campaign=campaign, user=self.request.user)
        return campaign


class CampaignEditView(CampaignFormMixin, generic.EditView):
    """What the office set of a campaign."""

    def save_instance(self):
        locked(self.form.instance)
        before = campaign_contents(self.form.instance)
        if digest_of(before) != self.form.cleaned_data["seen"]:
            raise StaleError
        campaign = super().save_instance()
        record_change(campaign=campaign, user=self.request.user, before=before)
        return campaign


class RubricFormMixin(OfficeFormMixin):
    model = Rubric
    panel = _rubric_panel
    header_icon = RUBRIC_ICON
    index_url_name = "honour_rubrics:index"
    add_url_name = "honour_rubrics:add"
    edit_url_name = "honour_rubrics:edit"

    def get_success_url(self):
        return reverse("honour_rubrics:rubric", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class RubricCreateView(RubricFormMixin, generic.CreateView):
    """A new rubric."""

    page_title = _("New rubric")


class RubricEditView(RubricFormMixin, generic.EditView):
    """A rubric that is not frozen."""

    def save_instance(self):
        stored = get_object_or_404(Rubric.objects.select_for_update(), pk=self.form.instance.pk)
        seen = digest_of(rubric_contents(stored))
        if stored.frozen_at is not None or seen != self.form.cleaned_data["seen"]:
            raise StaleError
        return super().save_instance()
