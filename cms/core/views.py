"""Views that belong to the site rather than to a programme."""

from __future__ import annotations

import io
import posixpath

import segno
from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.static import serve
from wagtail.models import Page

from .context_processors import LARGE_TYPE_COOKIE

ONE_YEAR = 365 * 24 * 3600
# Documents are not here: Wagtail's own view checks their collection's privacy.
PUBLIC_UPLOADS = ("images/", "original_images/", "media/", "media_thumbnails/")


@require_POST
def large_type(request):
    """Turn the large-type mode on or off for this reader, and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.COOKIES.get(LARGE_TYPE_COOKIE) == "1":
        response.delete_cookie(LARGE_TYPE_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            LARGE_TYPE_COOKIE,
            "1",
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
    return response


def public_page_or_404(pk: int) -> Page:
    """A live page that everybody may see."""
    return get_object_or_404(Page.objects.live().public(), pk=pk).specific


@require_safe
@cache_control(public=True, max_age=3600)
def page_qr(request, pk: int):
    """A QR code (ISO/IEC 18004) of a public page's address, as SVG."""
    page = public_page_or_404(pk)
    out = io.BytesIO()
    code = segno.make_qr(request.build_absolute_uri(page.get_url(request)), error="m")
    code.save(out, kind="svg", scale=6, border=4, dark="#1F1B18", light="#FFFFFF")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_safe
@cache_control(public=True, max_age=ONE_YEAR, immutable=True)
def uploaded_file(request, path: str):
    """An uploaded picture or recording; names are never used twice."""
    # A path with “..” in it would lead out of the public folders.
    if not path.startswith(PUBLIC_UPLOADS) or posixpath.normpath(path) != path:
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request):
    """What crawlers may read, and where the site map is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        "Disallow: /search/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """For a supervisor: the site answers and its database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request, exception):
    """What was wrong with the address, in words."""
    return render(request, "400.html", {"reason": str(exception)}, status=400)
