"""Contributions in the admin: the list, writing, reading and deciding, the report."""

from __future__ import annotations

import io

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import pgettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.core.tables import XLSX, write_xlsx
from heritage.people.branches import domain as branches
from heritage.people.contribution_enums import DECIDED, ContributionState
from heritage.people.contributions import domain as contributing
from heritage.people.contributions.forms import (
    MOST_PICTURES,
    ContributionForm,
    DecisionForm,
    PictureForms,
)
from heritage.people.contributions.report import may_report, report, years
from heritage.people.models import Contribution

PER_PAGE = 30
ICON = "mail"


def takes_part(user) -> bool:
    """Whether contributions concern ``user`` at all."""
    return contributing.decides_everywhere(user) or bool(branches.rights_of(user))


def _require_part(user) -> None:
    if not takes_part(user):
        raise PermissionDenied


def _readable(user, pk: int) -> Contribution:
    found = get_object_or_404(
        Contribution.objects.select_related(
            "organisation", "author", "handed_to", "decided_by", "page"
        ),
        pk=pk,
    )
    if not contributing.may_see(user, found):
        raise PermissionDenied
    return found


@require_safe
def contributions(request):
    """Contributions one writes, waits for or decided, the latest first."""
    _require_part(request.user)
    lists = {
        "mine": (_g("Mine"), contributing.written_by(request.user)),
        "waiting": (_g("Waiting for me"), contributing.to_decide(request.user)),
        "received": (_g("Handed up to me"), contributing.decided_by(request.user)),
    }
    shown = request.GET.get("list", "")
    if shown not in lists:
        writes = contributing.writes_for(request.user).exists()
        shown = "mine" if writes else "waiting"
    found = lists[shown][1]
    state = request.GET.get("state", "")
    if state in ContributionState.values:
        found = found.filter(state=state)
    found = found.select_related("organisation", "handed_to", "page")
    context = {
        "tabs": [
            {"name": name, "label": label, "count": rows.count(), "current": name == shown}
            for name, (label, rows) in lists.items()
        ],
        "shown": shown,
        "state": state,
        "states": ContributionState.choices,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "may_add": contributing.writes_for(request.user).exists(),
        "page_title": _g("Contributions"),
        "header_icon": ICON,
    }
    return render(request, "heritage/people/admin/contribution_list.html", context)


class WriteView(View):
    """A new contribution, or one in hand."""

    def dispatch(self, request, *args, pk: int | None = None, **kwargs):
        if pk is None:
            if not contributing.writes_for(request.user).exists():
                raise PermissionDenied
            self.contribution = Contribution()
        else:
            self.contribution = get_object_or_404(Contribution, pk=pk)
            if not contributing.may_write(request.user, self.contribution):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        if self.contribution.pk and not self.contribution.is_in_hand:
            return redirect("contributions:read", self.contribution.pk)
        form = ContributionForm(instance=self.contribution, user=request.user)
        return self._show(form, PictureForms(room=self._room(()), prefix="pictures"))

    def post(self, request):
        removed = self._removed(request)
        form = ContributionForm(request.POST, instance=self.contribution, user=request.user)
        pictures = PictureForms(
            request.POST, request.FILES, room=self._room(removed), prefix="pictures"
        )
        # Both, so that all faults are shown at once.
        if not all([form.is_valid(), pictures.is_valid()]):
            return self._show(form, pictures, status=400)
        try:
            with transaction.atomic():
                saved = contributing.write(
                    contribution=form.instance,
                    user=request.user,
                    people=form.people,
                    remove_pictures=removed,
                    add_pictures=[
                        image
                        for number, row in enumerate(pictures, start=1)
                        if (image := row.save(user=request.user, title=self._name(form, number)))
                    ],
                )
                if "hand_up" in request.POST:
                    contributing.hand_up(contribution=saved, user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(form, pictures, status=400)
        if "hand_up" in request.POST:
            messages.success(request, _g("“%(title)s” was handed up.") % {"title": saved.title})
        else:
            messages.success(
                request, _g("“%(title)s” is kept as a draft.") % {"title": saved.title}
            )
        return redirect("contributions:read", saved.pk)

    def _name(self, form, number: int) -> str:
        return f"{form.cleaned_data['title'][:200]} {number}"

    def _removed(self, request) -> list[int]:
        given = {text for text in request.POST.getlist("remove_picture") if text.isdecimal()}
        if not self.contribution.pk:
            return []
        return [p.pk for p in self.contribution.pictures.all() if str(p.pk) in given]

    def _room(self, removed) -> int:
        has = self.contribution.pictures.count() if self.contribution.pk else 0
        return MOST_PICTURES - has + len(removed)

    def _show(self, form, pictures, status: int = 200):
        organisation = self.contribution.organisation if self.contribution.pk else None
        writes = organisation or contributing.writes_for(self.request.user).first()
        context = {
            "form": form,
            "pictures": pictures,
            "contribution": self.contribution,
            "receiver": contributing.receiver_of(writes),
            "page_title": self.contribution.title or _g("New contribution"),
            "header_icon": ICON,
            "media": form.media + pictures.media,
        }
        return render(
            self.request, "heritage/people/admin/contribution_form.html", context, status=status
        )


class ReadView(View):
    """A contribution with its pictures and steps, and what may be done with it."""

    def get(self, request, pk: int):
        return self._show(_readable(request.user, pk))

    def _show(self, contribution: Contribution, form=None, status: int = 200):
        user = self.request.user
        decides = contribution.state == ContributionState.SUBMITTED and contributing.may_decide(
            user, contribution
        )
        if decides and form is None:
            form = DecisionForm(contribution=contribution, user=user)
        context = {
            "contribution": contribution,
            "pictures": contribution.pictures.select_related("image"),
            "people": contribution.people.all(),
            "steps": contribution.log.select_related("user"),
            "feedback": contribution.log.filter(to_state__in=DECIDED).last(),
            "may_write": contributing.may_write(user, contribution),
            "decides": decides,
            "form": form if decides else None,
            "media": form.media if decides else "",
            "page_title": contribution.title,
            "header_icon": ICON,
        }
        return render(
            self.request, "heritage/people/admin/contribution.html", context, status=status
        )


class DecideView(ReadView):
    """One answer to a contribution; shows the form again with what is missing."""

    http_method_names = ["post"]
    answers = {
        "adopt": contributing.adopt,
        "give_back": contributing.give_back,
        "decline": contributing.decline,
        "hand_on": contributing.hand_on,
    }

    def post(self, request, pk: int):
        contribution = _readable(request.user, pk)
        answer = self.answers.get(request.POST.get("answer", ""))
        if answer is None:
            raise Http404
        form = DecisionForm(request.POST, contribution=contribution, user=request.user)
        if not form.is_valid():
            return self._show(contribution, form, status=400)
        given = {"remark": form.cleaned_data["remark"]}
        if answer is contributing.adopt:
            given |= {
                "under": form.cleaned_data.get("under"),
                "page": form.cleaned_data["page"],
            }
        try:
            decided = answer(contribution=contribution, user=request.user, **given)
        except contributing.WrongState as error:
            messages.error(request, " ".join(error.messages))
            return redirect("contributions:read", pk)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(contribution, form, status=400)
        messages.success(
            request,
            _g("“%(title)s”: %(state)s.")
            % {"title": decided.title, "state": decided.get_state_display()},
        )
        if answer is contributing.adopt and decided.page:
            return redirect("wagtailadmin_pages:edit", decided.page.pk)
        return redirect("contributions:list")


@require_POST
def step(request, pk: int, name: str):
    """A step of the writer: hand it up or take it back."""
    contribution = get_object_or_404(Contribution, pk=pk)
    take = {"hand-up": contributing.hand_up, "withdraw": contributing.withdraw}[name]
    try:
        taken = take(contribution=contribution, user=request.user)
    except contributing.WrongState as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _g("“%(title)s”: %(state)s.")
            % {"title": taken.title, "state": taken.get_state_display()},
        )
    return redirect("contributions:read", pk)


@require_safe
def contribution_report(request):
    """A year of contributions by organisation and month; ``?export=xlsx`` for Excel."""
    if not may_report(request.user):
        raise PermissionDenied
    known = years(request.user)
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and int(given) in known else None
    year = year or (known[0] if known else timezone.localdate().year)
    found = report(user=request.user, year=year)
    if request.GET.get("export") == "xlsx":
        return _workbook(found)
    most = max((month.handed_up for month in found.months), default=0)
    context = {
        "report": found,
        "years": known,
        "months": list(enumerate(found.months, start=1)),
        "bars": [_bar(number, month, most) for number, month in enumerate(found.months)],
        "page_title": _g("Contributions handed up and adopted"),
        "header_icon": "table",
    }
    return render(request, "heritage/people/admin/contribution_report.html", context)


# The chart is drawn 600 by 160; a month is 50 wide, its two bars 18 each.
_MONTH_WIDTH, _BAR_WIDTH, _FLOOR = 50, 18, 140


def _bar(number: int, month, most: int) -> dict:
    heights = [
        round((_FLOOR - 20) * count / most) if most else 0
        for count in (month.handed_up, month.adopted)
    ]
    left = number * _MONTH_WIDTH + 6
    return {
        "month": number + 1,
        "tally": month,
        "middle": left + _BAR_WIDTH,
        "rects": [
            {"x": left + place * _BAR_WIDTH, "y": _FLOOR - height, "height": height, "name": name}
            for place, (height, name) in enumerate(zip(heights, ("handed", "adopted"), strict=True))
        ],
    }


def _workbook(found) -> HttpResponse:
    headings = [
        _g("Organisation"),
        pgettext("of the calendar", "Month"),
        _g("Handed up"),
        _g("Adopted"),
        _g("Adoption rate"),
    ]
    rows = [
        dict(
            zip(
                headings,
                (
                    line.organisation.name,
                    f"{found.year}-{number:02d}",
                    str(month.handed_up),
                    str(month.adopted),
                    f"{month.rate}%",
                ),
                strict=True,
            )
        )
        for line in found.lines
        for number, month in enumerate(line.months, start=1)
        if month.handed_up
    ]
    file = io.BytesIO()
    write_xlsx(file, headings, rows)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    name = f"contributions-{found.year}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
