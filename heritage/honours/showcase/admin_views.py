"""The showcase in the admin: who is announced, what is written of them, what is printed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import Site

from cms.core.choosers import is_key
from cms.core.models import SiteSettings
from cms.core.print.press import PrintError
from cms.core.tables import open_table
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import is_office
from heritage.honours.models import Campaign, Honouree
from heritage.honours.showcase import domain, importing, pictures, printing
from heritage.honours.showcase.forms import (
    AnnounceForm,
    FilterForm,
    HonoureeForm,
    ImportForm,
    PictureForm,
    RevokeForm,
)

TEMPLATES = "heritage/honours/admin/showcase"
ICON = "success"
PER_PAGE = 50
MOST_CERTIFICATES = 300
SHOWN_FAULTS = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"pdf": "application/pdf", "png": "image/png"}


def for_office(view):
    """Let in only the selection office."""

    def checked(request, *args, **kwargs):
        if not is_office(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(require_admin_access(never_cache(checked)))


def _page(request, template: str, title: str, status: int = 200, **context) -> HttpResponse:
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(request, f"{TEMPLATES}/{template}.html", context, status=status)


@require_safe
@for_office
def index(request):
    """All honourees, narrowed by what was asked, and campaigns that wait for their announcement."""
    form = FilterForm(request.GET)
    form.full_clean()
    given = form.cleaned_data
    found = Honouree.objects.select_related("campaign", "person", "organisation", "story")
    if words := given.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(sort_pinyin__icontains=words.lower()))
    if campaign := given.get("campaign"):
        found = found.filter(campaign=campaign)
    if year := given.get("year"):
        found = found.filter(year=year)
    if state := given.get("state"):
        found = found.filter(
            {
                "waiting": Q(is_shown=False, revoked_at=None),
                "shown": Q(is_shown=True, revoked_at=None),
                "revoked": Q(revoked_at__isnull=False),
            }[state]
        )
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    return _page(
        request,
        "index",
        _("Honourees"),
        form=form,
        page_obj=page_obj,
        query=query.urlencode(),
        campaign=campaign,
        waiting=Campaign.objects.filter(
            candidacies__state="honoured", candidacies__honouree=None, decided_at__isnull=False
        ).distinct(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def announce(request, pk: int):
    """Announce those chosen in a campaign: which record is theirs, where the stories go."""
    campaign = get_object_or_404(Campaign, pk=pk)
    candidacies = domain.waiting_to_be_announced(campaign)
    form = AnnounceForm(request.POST or None, candidacies=candidacies)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = domain.announce(
                    campaign=campaign,
                    user=request.user,
                    under=form.cleaned_data.get("under"),
                    records=form.records(),
                )
            except domain.NotDecidedError:
                form.add_error(None, _("Nobody is announced before the decision was made."))
                status = 409
            else:
                words = ngettext(
                    "%(count)d honouree was made, with a draft story and record.",
                    "%(count)d honourees were made, with draft stories and records.",
                    len(made),
                )
                messages.success(request, words % {"count": len(made)})
                return redirect(f"{reverse('showcase:list')}?campaign={campaign.pk}")
    return _page(
        request,
        "announce",
        _("Announce"),
        status,
        page_subtitle=str(campaign),
        campaign=campaign,
        form=form,
        candidacies=candidacies,
        has_section="under" in form.fields,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def honouree(request, pk: int):
    """An honouree: citation, certificate, records, picture; what to print."""
    found = get_object_or_404(
        Honouree.objects.select_related("campaign", "candidacy", "story", "place"), pk=pk
    )
    form = HonoureeForm(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status = _written(request, found, form)
            if status == 302:
                return redirect("showcase:honouree", pk=pk)
    return _page(
        request,
        "honouree",
        found.name,
        status,
        page_subtitle=f"{found.year} {found.title_name}",
        honouree=found,
        form=form,
        media=form.media,
        documents=printing.Document.choices,
        picture_form=PictureForm(honouree=found),
        no_consent=_nobody_consented(found),
    )


def _written(request, found: Honouree, form: HonoureeForm) -> int:
    try:
        domain.write(
            honouree=found,
            changes=form.changes(),
            seen=form.cleaned_data["seen"],
            user=request.user,
        )
    except StaleError:
        form.add_error(
            None,
            _("Somebody else changed this meanwhile; what you typed is below, nothing was saved."),
        )
        # Sent once more, it is saved over what the other wrote, knowingly.
        form.data = form.data.copy()
        form.data["seen"] = domain.fingerprint(Honouree.objects.get(pk=found.pk))
        return 409
    except domain.RevokedError:
        form.add_error(None, _("This honour was revoked; nothing of it changes any more."))
        return 409
    except ValidationError as error:
        for name, faults in error.message_dict.items():
            form.add_error(name if name in form.fields else None, faults)
        return 400
    messages.success(request, _("“%(name)s” was saved.") % {"name": found.name})
    return 302


@require_POST
@for_office
def picture(request, pk: int):
    """Take a picture of the nominations over, with the right to show it."""
    found = get_object_or_404(Honouree.objects.select_related("candidacy"), pk=pk)
    form = PictureForm(request.POST, honouree=found)
    faults = [fault for faults in form.errors.values() for fault in faults]
    if form.is_valid():
        given = form.cleaned_data
        try:
            pictures.take_over(
                honouree=found,
                evidence=given["evidence"],
                basis=given["basis"],
                seen=given["seen"],
                user=request.user,
            )
        except StaleError:
            faults = [_("Somebody else changed this meanwhile; nothing was saved.")]
        except domain.RevokedError:
            faults = [_("This honour was revoked; nothing of it changes any more.")]
        except ValidationError as error:
            faults = error.messages
        except FileNotFoundError:
            faults = [_("The file of this picture is not there any more.")]
        else:
            messages.success(request, _("The picture was taken over."))
    for fault in faults:
        messages.error(request, fault)
    return redirect("showcase:honouree", pk=pk)


@require_POST
@for_office
def show(request):
    """Let the public see those ticked, or take one of them out of view."""
    keys = [key for key in request.POST.getlist("honouree") if is_key(key)]
    found = list(Honouree.objects.filter(pk__in=keys))
    if not found:
        messages.error(request, _("Tick at least one."))
        return _back(request)
    try:
        if "hide" in request.POST:
            for each in found:
                domain.hide(honouree=each, user=request.user)
            messages.success(request, _("Taken out of public view."))
        else:
            shown = domain.show(honourees=found, user=request.user)
            words = ngettext(
                "%(count)d honouree is public now.",
                "%(count)d honourees are public now.",
                len(shown),
            )
            messages.success(request, words % {"count": len(shown)})
    except domain.RevokedError:
        messages.error(request, _("One of them was revoked; nothing was changed."))
    except domain.NotYetError as error:
        messages.error(
            request,
            _("“%(stage)s” begins on %(day)s; nobody is shown before.")
            % {"stage": error.stage, "day": timezone.localtime(error.stage.starts_at).date()},
        )
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def revoke(request, pk: int):
    """Take an honour back, with the reason."""
    found = get_object_or_404(Honouree.objects.select_related("story"), pk=pk)
    form = RevokeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                domain.revoke(honouree=found, reason=form.cleaned_data["reason"], user=request.user)
            except domain.RevokedError:
                form.add_error(None, _("This honour was revoked already."))
                status = 409
            else:
                messages.success(request, _("Revoked; nothing public shows it any more."))
                return redirect("showcase:honouree", pk=pk)
    return _page(
        request,
        "revoke",
        _("Revoke"),
        status,
        page_subtitle=str(found),
        honouree=found,
        form=form,
    )


@require_safe
@for_office
def printed(request, pk: int, document: str, kind: str):
    """A document of an honouree as PDF or PNG."""
    if document not in printing.Document.values or kind not in TYPES:
        raise Http404
    found = get_object_or_404(
        Honouree.objects.select_related("campaign", "image"), pk=pk, revoked_at=None
    )
    document = printing.Document(document)
    sheet = _sheet(request, found, picture=document == printing.Document.POSTER)
    try:
        if kind == "pdf":
            content = printing.pdf(document, [sheet])
        else:
            content = printing.png(document, sheet)
    except PrintError as error:
        messages.error(request, str(error))
        return redirect("showcase:honouree", pk=pk)
    return _file(content, TYPES[kind], f"{document.value}-{found.slug}.{kind}")


@require_safe
@for_office
def certificates(request, pk: int):
    """The certificates of all honourees of a campaign in one PDF, by title and strokes."""
    campaign = get_object_or_404(Campaign, pk=pk)
    found = Honouree.objects.select_related("campaign").filter(campaign=campaign, revoked_at=None)
    listed = list(
        found.order_by("title_name", "category_name", "stroke_key", "pk")[:MOST_CERTIFICATES]
    )
    if not listed:
        raise Http404
    sheets = [_sheet(request, each) for each in listed]
    content = printing.pdf(printing.Document.CERTIFICATE, sheets)
    return _file(content, TYPES["pdf"], f"certificates-{campaign.slug}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def import_table(request):
    """Take in past years from a table: look first, then import."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"form": form, "columns": importing.explained()}
    if request.method != "POST":
        return _page(request, "import", _("Import past years"), **context)
    if not form.is_valid():
        return _page(request, "import", _("Import past years"), 400, **context)
    file = form.cleaned_data["file"]
    is_trial = "start" not in request.POST
    report = importing.import_honourees(
        table=open_table(file, name=file.name),
        user=request.user,
        source=form.cleaned_data["source"],
        shown=form.cleaned_data["shown"],
        dry_run=is_trial,
    )
    return _page(
        request,
        "import",
        _("Import past years"),
        **context,
        report=report,
        is_trial=is_trial,
        faults=report.faults[:SHOWN_FAULTS],
    )


@require_safe
@for_office
def template(request):
    """The empty table to fill in."""
    return _file(importing.template_xlsx(), XLSX, "honourees.xlsx", inline=False)


def _sheet(request, found: Honouree, *, picture: bool = False) -> printing.Sheet:
    root = Site.find_for_request(request).root_url
    return printing.sheet_of(
        found,
        url=f"{root}{found.get_absolute_url()}",
        site_name=SiteSettings.for_request(request).site_name,
        picture=picture,
    )


def _file(content: bytes, kind: str, name: str, *, inline: bool = True) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response


def _back(request):
    """To the list as it was narrowed."""
    campaign = request.POST.get("campaign", "")
    query = f"?campaign={campaign}" if is_key(campaign) else ""
    return redirect(f"{reverse('showcase:list')}{query}")


def _nobody_consented(found: Honouree) -> bool:
    """Whether every nomination says that the nominee is still to be asked."""
    if found.candidacy is None:
        return False
    said = set(found.candidacy.nominations.values_list("nominee_consent", flat=True))
    return said == {"later"}
