"""Public pages of kin search: who is sought, the poster, giving a lead, writing about it."""

from __future__ import annotations

from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.core.intake import limits
from cms.core.intake.check_views import limit_message
from cms.core.intake.evidence import add_evidence
from cms.core.intake.filling import Filling, form_of_public, form_page
from cms.core.intake.receipts import parse_receipt
from cms.core.intake.views import follow_address, granted_or_none, show_status
from cms.core.listing import MOST_COUNTED, paged
from cms.core.models import SiteSettings
from heritage.memorials.leads import domain, listing, posters
from heritage.memorials.leads.forms import BOUNDS, LeadForm, MessageForm
from heritage.memorials.models import KinLead, RollEntry
from heritage.people.models import Place


@require_safe
def kin_index(request):
    """Names whose kin are sought, narrowed by native place."""
    slug = request.GET.get("place", "")
    if len(slug) > 80:
        raise BadRequest("no place has such a name")
    place = get_object_or_404(Place, slug=slug) if slug else None
    page_obj = paged(
        request, listing.sought_from(place), per_page=listing.PER_PAGE, most=MOST_COUNTED
    )
    sites = listing.resting_places(page_obj)
    for entry in page_obj:
        entry.rests_at = sites.get(entry.site_id, "")
    context = {
        "place": place,
        "above": place.ancestors() if place else [],
        "branches": listing.tree() if place is None else [],
        "page_obj": page_obj,
        "total": page_obj.paginator.count,
        "is_partial": page_obj.paginator.is_partial,
    }
    return render(request, "heritage/memorials/leads/index.html", context)


@cache_control(max_age=3600)
@require_safe
def kin_poster(request, pk: int):
    """The poster of somebody whose kin are sought, as a picture."""
    entry = get_object_or_404(listing.sought().select_related("roll"), pk=pk)
    address = request.build_absolute_uri(entry.get_absolute_url())
    picture = posters.poster(entry, address=address, site=SiteSettings.for_request(request))
    answer = HttpResponse(picture, content_type="image/png")
    answer["Content-Disposition"] = f'inline; filename="kin-{entry.pk}.png"'
    return answer


@form_of_public
class LeadFilling(Filling):
    """Somebody tells what they know about a name on a roll."""

    kind = KinLead.kind
    form_class = LeadForm
    template = "heritage/memorials/leads/lead.html"
    bounds = BOUNDS

    def __init__(self, request, *, entry: RollEntry, token: str = ""):
        super().__init__(request, token=token)
        self.entry = entry

    @property
    def subject(self) -> str:
        return str(self.entry.pk)

    @property
    def subjects(self) -> tuple[str, ...]:
        joined = RollEntry.objects.filter(merged_into=self.entry).values_list("pk", flat=True)
        return (self.subject, *map(str, joined))

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        if token:
            return reverse("kin_lead_draft", kwargs={"pk": subject, "token": token})
        return reverse("kin_lead", kwargs={"pk": subject})

    def context(self) -> dict:
        return {"entry": self.entry, "known": posters.known(self.entry)}

    def take_in(self, answers, **handed_in):
        return domain.give_lead(entry=self.entry, **answers, **handed_in)


@form_page
def kin_lead(request, pk: int, token: str = ""):
    """Give a lead about a name; one that was joined to another leads to that one's form."""
    entry = get_object_or_404(RollEntry.objects.select_related("roll", "merged_into__roll"), pk=pk)
    if entry.merged_into:
        # What was typed before the names were joined is not lost.
        if request.method != "POST" and not token:
            return redirect("kin_lead", pk=entry.merged_into_id)
        entry = entry.merged_into
    if not (entry.live and entry.roll.live):
        raise Http404
    return LeadFilling(request, entry=entry, token=token).respond()


@never_cache
@require_POST
def kin_message(request, receipt: str):
    """Write about a lead, under its receipt; files may come with it."""
    lead = granted_or_none(request, receipt)
    if lead is None:
        return redirect(follow_address(parse_receipt(receipt)))
    if not isinstance(lead, KinLead):
        raise Http404
    form, address = MessageForm(request.POST, request.FILES), limits.client_address(request)
    status = 400
    if form.is_valid():
        try:
            with transaction.atomic():
                domain.write(lead=lead, text=form.cleaned_data["text"], address=address)
                for file in form.cleaned_data["files"][: BOUNDS.max_files + 1]:
                    add_evidence(owner=lead, file=file, bounds=BOUNDS, address=address)
        except ValidationError as error:
            form.add_error("files", error)
        except domain.LeadClosedError:
            form.add_error(None, _("This lead is closed; please call us instead."))
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
        else:
            return redirect(reverse("intake_status", args=[lead.receipt]) + "#messages")
    return show_status(request, lead, status=status, message_form=form)
