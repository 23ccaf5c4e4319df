"""Possible duplicates in the admin: two candidacies side by side, and the decision of a person."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core.choosers import is_key
from cms.core.text import plain
from heritage.honours import nominees
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import PairDecision
from heritage.honours.models import Campaign, Candidacy, CandidacyPair
from heritage.honours.screening import merging, pairing
from heritage.honours.screening.list_views import page

PER_PAGE = 30
WHY = {
    "name": lambda: _("same name"),
    "variant": lambda: _("same name in another form (traditional or variant)"),
    "pinyin": lambda: _("the name is read alike"),
    "phone": lambda: _("same telephone"),
    "birth": lambda: _("same date of birth"),
    "service": lambda: _("same military service"),
    "unit": lambda: _("same work unit"),
    "hand": lambda: _("put together by hand"),
}


def why(pair: CandidacyPair) -> str:
    """What agrees, in words."""
    return "，".join(WHY[code]() for code in pair.reasons if code in WHY)


@never_cache
@require_safe
def pairs(request):
    """Pairs that wait for a person, or those decided."""
    require_office(request.user)
    decision = request.GET.get("decision", PairDecision.OPEN)
    decision = decision if decision in PairDecision.values else PairDecision.OPEN
    found = pairing.undecided() if decision == PairDecision.OPEN else None
    if found is None:
        found = CandidacyPair.objects.filter(decision=decision)
    campaign = request.GET.get("campaign", "")
    if is_key(campaign):
        found = found.filter(first__campaign=campaign)
    found = found.select_related("first__title", "second__title", "first__campaign", "by")
    page_obj = Paginator(found.order_by("pk"), PER_PAGE).get_page(request.GET.get("p"))
    return page(
        request,
        "pairs",
        _("Possible duplicates"),
        rows=[(pair, why(pair)) for pair in page_obj],
        page_obj=page_obj,
        decisions=PairDecision.choices,
        decision=decision,
        campaigns=Campaign.objects.filter(closed_at=None),
        campaign=campaign,
    )


@never_cache
@require_POST
def merge_many(request):
    """Several pairs of the list at once: one nominee each, the earlier number stands."""
    require_office(request.user)
    keys = [int(key) for key in request.POST.getlist("pair")[:PER_PAGE] if is_key(key)]
    seen = {
        int(name.removeprefix("seen-")): _version(value)
        for name, value in request.POST.items()
        if name.startswith("seen-") and is_key(name.removeprefix("seen-"))
    }
    merged, faults = merging.merge_many(pairs=keys, versions=seen, user=request.user)
    messages.success(request, _("Merged: %(number)d.") % {"number": merged})
    for fault in dict.fromkeys(faults):
        messages.error(request, fault)
    return redirect("screening:pairs")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request, pk: int):
    """Two candidacies side by side; which stands, and which facts are kept."""
    require_office(request.user)
    shown = get_object_or_404(_known(), pk=pk)
    if request.method != "POST":
        return _show(request, shown)
    answer = request.POST.get("answer", "")
    try:
        if answer == "different":
            pairing.say_different(pair=shown, user=request.user)
            messages.success(request, _("Decided: two nominees."))
        elif answer == "open":
            pairing.reopen_pair(pair=shown, user=request.user)
            messages.success(request, _("The pair waits for a decision again."))
        elif answer in ("first", "second"):
            stands = _merge(request, shown, answer)
            messages.success(
                request,
                _("Merged: No. %(code)s stands, with all who nominated it.")
                % {"code": stands.code},
            )
            following = pairing.undecided([stands]).order_by("pk").first()
            if following:
                return redirect("screening:pair", following.pk)
            return redirect("screening:candidacy", stands.pk)
        else:
            return _show(request, shown, faults=[_("Choose one of the answers.")], status=400)
    except StaleError:
        fault = _("Somebody else changed one of the two meanwhile; look at them again.")
        return _show(request, _known().get(pk=pk), faults=[fault], status=409)
    except ValidationError as error:
        return _show(request, _known().get(pk=pk), faults=error.messages, status=400)
    return redirect("screening:pairs")


def _known():
    return CandidacyPair.objects.select_related(
        "first__title", "second__title", "first__campaign", "second__campaign",
        "first__category", "second__category", "first__place", "second__place", "by",
    )  # fmt: skip


def _merge(request, shown: CandidacyPair, answer: str) -> Candidacy:
    kept, other = shown.first, shown.second
    if answer == "second":
        kept, other = other, kept
    sent = request.POST
    taken = [name for name in merging.FACTS if sent.get(f"fact-{name}") == str(other.pk)]
    return merging.merge(
        pair=shown,
        kept=kept,
        versions={side.pk: _version(sent.get(f"seen-{side.pk}", "")) for side in (kept, other)},
        taken=taken,
        user=request.user,
    )


def _version(text: str) -> int:
    """The version that was looked at; what is none was never looked at."""
    return int(text) if is_key(text) else 0


def _show(request, shown: CandidacyPair, *, faults=(), status: int = 200):
    sides = (shown.first, shown.second)
    chosen = request.POST
    labels = _labels(shown.first.title.nominee_kind)
    rows = [
        {
            "name": name,
            "label": labels.get(name, Candidacy._meta.get_field(name).verbose_name),
            "cells": [
                {
                    "side": side,
                    "text": _text(side, name),
                    # Of two, the fuller one is proposed; a person chooses.
                    "is_chosen": chosen.get(f"fact-{name}", _fuller(sides, name)) == str(side.pk),
                }
                for side in sides
            ],
            "differs": name in differing,
        }
        for differing in [set(merging.differing(*sides))]
        for name in merging.FACTS
        if name != "nominee_phone" and any(_text(side, name) for side in sides)
    ]
    return page(
        request,
        "pair",
        _("One nominee or two"),
        status,
        page_subtitle=f"{shown.first.code} / {shown.second.code}",
        pair=shown,
        sides=[
            {
                "candidacy": side,
                "nominations": side.nominations.order_by("pk"),
                "state": side.get_state_display(),
            }
            for side in sides
        ],
        why=why(shown),
        rows=rows,
        faults=faults,
        is_open=shown.decision == PairDecision.OPEN,
        can_reopen=shown.decision == PairDecision.DIFFERENT,
        can_merge=all(side.state in pairing.ALIVE for side in sides),
        merged=next((side for side in sides if side.merged_into_id), None),
    )


def _labels(kind: str) -> dict[str, str]:
    questions = (*nominees.questions_of(kind), nominees.DEEDS, nominees.LINKS)
    return {each.name: str(each.label) for each in questions if not each.in_details}


def _text(side: Candidacy, name: str) -> str:
    if name == "details":
        kind = side.title.nominee_kind
        answers = (
            (question.label, nominees.answer_to(question, side))
            for question in nominees.questions_of(kind)
            if question.in_details
        )
        return "；".join(f"{label}：{answer}" for label, answer in answers if answer)
    value = getattr(side, name)
    if hasattr(side, f"get_{name}_display"):
        return str(getattr(side, f"get_{name}_display")())
    return value.display() if hasattr(value, "display") else str(value or "")


def _fuller(sides, name: str) -> str:
    first, second = sides
    return str((second if len(_text(second, name)) > len(_text(first, name)) else first).pk)


@never_cache
@require_POST
def add(request, pk: int):
    """Put two candidacies together by hand: this one, and the one of the number that was typed."""
    require_office(request.user)
    one = get_object_or_404(Candidacy.objects.select_related("campaign"), pk=pk)
    code = plain(request.POST.get("code", "")).strip()[:12]
    other = Candidacy.objects.filter(campaign=one.campaign, code=code.zfill(3)).first()
    if other is None:
        messages.error(request, _("There is no number %(code)s in this campaign.") % {"code": code})
        return redirect(reverse("screening:candidacy", args=[pk]))
    try:
        made = pairing.add_pair(one=one, other=other, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse("screening:candidacy", args=[pk]))
    return redirect("screening:pair", made.pk)
