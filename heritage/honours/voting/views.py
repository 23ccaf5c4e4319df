"""The public page of a vote: the ballot while it is open, the counts once it is over."""

from __future__ import annotations

import datetime
import secrets

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.intake import checks, limits
from cms.core.intake.check_views import check_message, limit_message, widget_context
from heritage.honours.enums import VoterProof
from heritage.honours.models import CampaignPage, PublicVote
from heritage.honours.voting import domain, proving, showing
from heritage.honours.voting.forms import BallotForm, GivenCodeForm, PhoneCodeForm, PhoneForm

COOKIE = "vote-browser"
COOKIE_LIFE = datetime.timedelta(days=120)
SESSION_KEY = "vote_voters"
SESSION_LIFE = datetime.timedelta(hours=2)
TICKED_KEY = "vote_ticked"
FOLDER = "heritage/honours/voting"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request, slug: str):
    """A campaign's vote."""
    page = get_object_or_404(
        CampaignPage.objects.published().select_related("campaign"), campaign__slug=slug
    )
    found = domain.vote_of(page.campaign)
    if found is None:
        raise Http404
    context = {"vote": found, "page": page, "stage": found.stage}
    if not domain.is_open(found):
        return _closed(request, found, context)
    response = _Voting(request, found, context).respond()
    if not request.get_signed_cookie(COOKIE, default="", salt=COOKIE):
        response.set_signed_cookie(
            COOKIE,
            secrets.token_hex(16),
            salt=COOKIE,
            max_age=COOKIE_LIFE,
            path=reverse("vote", args=[slug]),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _closed(request, found: PublicVote, context: dict) -> HttpResponse:
    is_over, is_refused = found.stage.is_over(), request.method == "POST"
    groups = showing.results(found) if is_over else []
    context = {**context, "is_over": is_over, "is_refused": is_refused, "groups": groups}
    status = 409 if is_refused else 200
    return render(request, f"{FOLDER}/closed.html", context, status=status)


class _Voting:
    """One request to an open vote: proving who votes, where that is asked, and the ballot."""

    def __init__(self, request, found: PublicVote, context: dict):
        self.request, self.vote, self.context = request, found, context
        self.address = limits.client_address(request)
        self.entries = list(domain.candidates(found))

    def respond(self) -> HttpResponse:
        posted = self.request.method == "POST"
        step = self.request.POST.get("step", "") if posted else ""
        if step == "send" and self.vote.proof == VoterProof.PHONE:
            return self._send_code()
        if step == "verify" and self.vote.proof != VoterProof.CHECK:
            return self._verify()
        voter = self._voter()
        if posted and step == "cast":
            return self._cast(voter)
        if not voter and self.vote.proof != VoterProof.CHECK:
            return self._ask()
        return self._ballot(voter)

    def _voter(self) -> str:
        """Who votes, as far as it was shown; empty for a browser that shows nothing."""
        if self.vote.proof == VoterProof.CHECK:
            mark = self.request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
            if not mark:
                return ""
            return proving.by_browser(vote=self.vote, address=self.address, browser=mark)
        known = self.request.session.get(SESSION_KEY, {})
        voter, until = known.get(str(self.vote.pk), ["", 0])
        return voter if until > timezone.now().timestamp() else ""

    def _remember(self, voter: str) -> HttpResponse:
        until = (timezone.now() + SESSION_LIFE).timestamp()
        known = self.request.session.get(SESSION_KEY, {})
        self.request.session[SESSION_KEY] = {**known, str(self.vote.pk): [voter, until]}
        return self._again()

    def _ask_again(self, chosen: set[str]) -> HttpResponse:
        """Who votes is no longer known: asked anew, what was ticked is there afterwards."""
        listed = {str(entry.candidacy_id) for entry in self.entries}
        self.request.session[TICKED_KEY] = {str(self.vote.pk): sorted(chosen & listed)}
        return self._ask(is_expired=True, status=400)

    def _ticked_before(self) -> set[str]:
        kept = self.request.session.pop(TICKED_KEY, {})
        return set(kept.get(str(self.vote.pk), ()))

    def _again(self, query: str = "") -> HttpResponse:
        return redirect(reverse("vote", args=[self.vote.stage.campaign.slug]) + query)

    # Proving who votes

    def _ask(
        self, form=None, *, status: int = 200, retry_after: int = 0, is_expired: bool = False
    ) -> HttpResponse:
        by_phone = self.vote.proof == VoterProof.PHONE
        form = form or (PhoneForm() if by_phone else GivenCodeForm())
        context = {
            "form": form,
            "by_phone": by_phone,
            "was_sent": isinstance(form, PhoneCodeForm),
            "is_expired": is_expired,
        }
        return self._render("prove", proving.CODE_FORM, context, status, retry_after)

    def _send_code(self) -> HttpResponse:
        form = PhoneForm(self.request.POST)
        if not form.is_valid():
            return self._ask(form, status=400)
        phone = form.cleaned_data["phone"]

        def send(proof):
            proving.send_code(vote=self.vote, phone=phone, address=self.address, proof=proof)

        _sent, refusal = self._proved(form, proving.CODE_FORM, send)
        if refusal:
            return self._ask(form, **refusal)
        return self._ask(PhoneCodeForm(initial={"phone": phone}))

    def _verify(self) -> HttpResponse:
        is_phone = self.vote.proof == VoterProof.PHONE
        form = (PhoneCodeForm if is_phone else GivenCodeForm)(self.request.POST)
        if not form.is_valid():
            return self._ask(form, status=400)
        check = proving.check_phone_code if is_phone else proving.check_given_code
        try:
            voter = check(vote=self.vote, address=self.address, **form.cleaned_data)
        except proving.WrongCodeError:
            form.add_error("code", _("This code is not right, or not any more."))
            return self._ask(form, status=400)
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            return self._ask(form, status=429, retry_after=error.retry_after)
        return self._remember(voter)

    # The ballot

    def _ballot(self, voter: str, form=None, *, status: int = 200, retry_after: int = 0):
        left = domain.left_today(self.vote, voter) if voter else self.vote.per_day
        form = form or BallotForm(entries=self.entries, most=left)
        context = {
            "form": form,
            "left": left,
            "thanks": self.request.GET.get("thanks") == "1",
            "groups": self._groups(form.ticked or self._ticked_before()),
        }
        return self._render("ballot", domain.FORM, context, status, retry_after)

    def _groups(self, ticked: set[str]) -> list[dict]:
        groups: dict[int, dict] = {}
        for entry in self.entries:
            title = entry.candidacy.title
            entry.is_ticked = str(entry.candidacy_id) in ticked
            groups.setdefault(title.pk, {"title": title, "entries": []})["entries"].append(entry)
        return list(groups.values())

    def _cast(self, voter: str) -> HttpResponse:
        form = BallotForm(self.request.POST, entries=self.entries, most=self.vote.per_day)
        valid = form.is_valid()
        if not voter and self.vote.proof != VoterProof.CHECK:
            return self._ask_again(form.ticked)
        if not voter:
            form.add_error(
                None,
                _("Your browser brought no cookie. Allow cookies for this site and send it again."),
            )
            return self._ballot(voter, form, status=400)
        if not valid:
            return self._ballot(voter, form, status=400)

        def cast(proof):
            return domain.cast(
                vote=self.vote,
                chosen=form.cleaned_data["chosen"],
                voter=voter,
                address=self.address,
                proof=proof,
            )

        _left, refusal = self._proved(form, domain.FORM, cast)
        if refusal:
            return self._ballot(voter, form, **refusal)
        return self._again("?thanks=1")

    # What both have in common

    def _proved(self, form, name: str, use_case) -> tuple[object, dict | None]:
        """What the use case gives, or how the refusal is to be answered."""
        posted = self.request.POST
        try:
            proof = checks.proof_of(
                form=name, payload=posted.get("altcha", ""), token=posted.get("wait", "")
            )
            return use_case(proof), None
        except checks.CheckError as error:
            self.keeps_token = isinstance(error, checks.TooEarlyError)
            form.add_error(None, check_message(error))
            return None, {"status": 400}
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            return None, {"status": 429, "retry_after": error.retry_after}
        except domain.VoteClosedError:
            form.add_error(None, _("The vote has just ended; this was not counted."))
        except domain.AlreadyVotedError as error:
            words = _("That is more than you may still give today: %(left)d. Nothing was counted.")
            form.add_error(None, words % {"left": error.left})
        except domain.TwiceError:
            form.add_error(
                None, _("You voted for one of these today already. Nothing was counted again.")
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        return None, {"status": 409}

    keeps_token = False

    def _render(self, template, check_form, context, status, retry_after) -> HttpResponse:
        kept = self.request.POST.get("wait", "") if self.keeps_token else ""
        context = {**self.context, **context, **widget_context(check_form, kept=kept)}
        response = render(self.request, f"{FOLDER}/{template}.html", context, status=status)
        if retry_after:
            response["Retry-After"] = str(retry_after)
        return response
