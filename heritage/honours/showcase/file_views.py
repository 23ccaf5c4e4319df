"""Files of the showcase in the admin: what is printed, and tables of past years."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Site

from cms.core import listing
from cms.core.models import SiteSettings
from cms.core.print.press import PrintError
from cms.core.tables import XLSX, open_table
from heritage.honours.campaigns.gate import office_only
from heritage.honours.models import Campaign, Honouree
from heritage.honours.showcase import importing, printing
from heritage.honours.showcase.forms import ImportForm
from heritage.honours.showcase.office import page

CERTIFICATES_A_FILE = 100
SHOWN_FAULTS = 300
TYPES = {"pdf": "application/pdf", "png": "image/png"}


def certificate_parts(campaign: Campaign | None) -> int:
    """How many files the certificates of a campaign fill."""
    return -(-_to_certify(campaign).count() // CERTIFICATES_A_FILE) if campaign else 0


@require_safe
@office_only
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
    return _given(content, TYPES[kind], f"{document.value}-{found.slug}.{kind}")


@require_safe
@office_only
def certificates(request, pk: int):
    """The certificates of a campaign's honourees in one PDF, by title and strokes.

    Of very many, ``page`` says which part.
    """
    campaign = get_object_or_404(Campaign, pk=pk)
    found = _to_certify(campaign).order_by("title_name", "category_name", "stroke_key", "pk")
    part = listing.paged(request, found, per_page=CERTIFICATES_A_FILE, most=listing.MOST_COUNTED)
    if not part.object_list:
        raise Http404
    sheets = [_sheet(request, each) for each in part]
    content = printing.pdf(printing.Document.CERTIFICATE, sheets)
    return _given(content, TYPES["pdf"], f"certificates-{campaign.slug}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def import_table(request):
    """Take in past years from a table: look first, then import."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"form": form, "columns": importing.explained()}
    if request.method != "POST":
        return page(request, "import", _("Import past years"), **context)
    if not form.is_valid():
        return page(request, "import", _("Import past years"), 400, **context)
    file = form.cleaned_data["file"]
    is_trial = "start" not in request.POST
    report = importing.import_honourees(
        table=open_table(file, name=file.name),
        user=request.user,
        source=form.cleaned_data["source"],
        shown=form.cleaned_data["shown"],
        dry_run=is_trial,
    )
    return page(
        request,
        "import",
        _("Import past years"),
        **context,
        report=report,
        is_trial=is_trial,
        faults=report.faults[:SHOWN_FAULTS],
    )


@require_safe
@office_only
def template(request):
    """The empty table to fill in."""
    return _given(importing.template_xlsx(), XLSX, "honourees.xlsx", inline=False)


def _sheet(request, found: Honouree, *, picture: bool = False) -> printing.Sheet:
    root = Site.find_for_request(request).root_url
    return printing.sheet_of(
        found,
        url=f"{root}{found.get_absolute_url()}",
        site_name=SiteSettings.for_request(request).site_name,
        picture=picture,
    )


def _to_certify(campaign: Campaign) -> QuerySet[Honouree]:
    return Honouree.objects.select_related("campaign").filter(campaign=campaign, revoked_at=None)


def _given(content: bytes, kind: str, name: str, *, inline: bool = True) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response
