"""Import in the admin: upload several files, look at what was read, confirm."""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.models import Page

from heritage.stories import importer
from heritage.stories.import_forms import ConfirmForm, UploadForm, indexes_for, kind_of
from heritage.stories.importing.document import ImportedArticle
from heritage.stories.importing.messages import ImportFault
from heritage.stories.models import ImportFile
from heritage.stories.waiting import forget


def may_import(user) -> bool:
    """Whether there is an index page this user may add to."""
    return bool(indexes_for(user))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One uploaded file as it is shown before it is confirmed."""

    file: ImportFile
    data: bytes
    article: ImportedArticle | None
    fault: ImportFault | None
    form: ConfirmForm | None
    existing: Page | None


class ImportView(View):
    """What both steps share."""

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UploadView(ImportView):
    """Step one: choose files and where they go."""

    def get(self, request):
        return self._show(request, UploadForm(user=request.user))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self._show(request, form, status=400)
        batch = uuid.uuid4()
        with transaction.atomic():
            for file in form.cleaned_data["files"]:
                ImportFile.objects.create(
                    batch=batch, owner=request.user, name=file.name[:255], file=file
                )
        address = reverse("import_articles:confirm", args=[batch])
        return redirect(f"{address}?parent={form.index.pk}")

    def _show(self, request, form, status=200):
        context = {
            "form": form,
            "page_title": _("Import articles"),
            "header_icon": "upload",
        }
        return render(request, "heritage/stories/admin/upload.html", context, status=status)


class ConfirmView(ImportView):
    """Step two: what was read from each file, and what is to be done with it."""

    def get(self, request, batch):
        index = self._index(request, request.GET.get("parent", ""))
        return self._show(request, index, self._previews(request, batch, index))

    def post(self, request, batch):
        index = self._index(request, request.POST.get("parent", ""))
        previews = self._previews(request, batch, index, data=request.POST)
        readable = [preview for preview in previews if preview.form]
        answers = [preview.form.is_valid() for preview in readable]
        if not all(answers):
            return self._show(request, index, previews, status=400)
        publish = "publish" in request.POST
        if publish and not index.permissions_for_user(request.user).can_publish_subpage():
            raise PermissionDenied
        taken = [preview for preview in readable if preview.form.cleaned_data["take"]]
        with transaction.atomic():
            done = [self._import(request.user, index, preview, publish) for preview in taken]
        for preview in previews:
            forget(file=preview.file)
        self._tell(request, done, publish)
        return redirect("wagtailadmin_explore", index.pk)

    def _import(self, user, index, preview: Preview, publish: bool) -> importer.Imported:
        answers = preview.form.cleaned_data
        article = dataclasses.replace(preview.article, title=answers["title"])
        return importer.import_article(
            article=article,
            data=preview.data,
            parent=index,
            kind=kind_of(index),
            publish=publish,
            people=answers.get("people", ()),
            user=user,
        )

    def _index(self, request, text: str) -> Page:
        for index in indexes_for(request.user):
            if str(index.pk) == text:
                return index
        raise Http404

    def _previews(self, request, batch, index, data=None) -> list[Preview]:
        files = ImportFile.objects.filter(batch=batch, owner=request.user)
        if not files:
            raise Http404
        return [self._preview(file, kind_of(index), data) for file in files]

    def _preview(self, file: ImportFile, kind, answers) -> Preview:
        with file.file.open("rb") as stored:
            data = stored.read()
        try:
            article = importer.read(data, file.name)
        except ImportFault as fault:
            return Preview(
                file=file,
                data=data,
                article=None,
                fault=fault,
                form=None,
                existing=None,
            )
        form = ConfirmForm(
            answers,
            prefix=f"file-{file.pk}",
            initial={"title": article.title[: importer.MAX_TITLE]},
            known=[proposal.name for proposal in article.people],
            kind=kind,
        )
        existing = importer.find_imported(article=article, data=data, kind=kind)
        return Preview(
            file=file,
            data=data,
            article=article,
            fault=None,
            form=form,
            existing=existing,
        )

    def _show(self, request, index, previews, status=200):
        context = {
            "previews": previews,
            "index": index,
            "may_publish": index.permissions_for_user(request.user).can_publish_subpage(),
            "page_title": _("Look before importing"),
            "header_icon": "upload",
        }
        return render(request, "heritage/stories/admin/confirm.html", context, status=status)

    def _tell(self, request, done, publish) -> None:
        made = sum(item.outcome is importer.Outcome.CREATED for item in done)
        updated = sum(item.outcome is importer.Outcome.UPDATED for item in done)
        unchanged = len(done) - made - updated
        parts = [
            ngettext("%(number)d page created", "%(number)d pages created", made)
            % {"number": made},
            _("%(number)d updated") % {"number": updated},
            _("%(number)d unchanged") % {"number": unchanged},
        ]
        state = _("published") if publish else _("kept as drafts")
        messages.success(request, f"{'，'.join(parts)}；{state}")
