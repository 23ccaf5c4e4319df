"""Judging in the admin's menu, dashboard, log and the overview of a campaign."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.honours.campaigns.overview import Link, register_links
from heritage.honours.campaigns.wording import word_action
from heritage.honours.capacities import is_office
from heritage.honours.enums import ROUNDS, AssignmentState
from heritage.honours.judging import admin_views, panel_views, result_views
from heritage.honours.judging.domain import LOG, is_over, rounds_of
from heritage.honours.models import ScoringRound

SHOWN = 8


@hooks.register("register_admin_urls")
def judging_urls():
    patterns = [
        path("", panel_views.index, name="index"),
        path("campaigns/<int:pk>/judges/", panel_views.judges, name="judges"),
        path("judges/<int:pk>/", panel_views.judge, name="judge"),
        path("judges/<int:pk>/resend/", panel_views.resend, name="resend"),
        path("judges/<int:pk>/leave/", panel_views.leave, name="leave"),
        path("rounds/<int:pk>/", admin_views.of_round, name="round"),
        path("rounds/<int:pk>/assign/", admin_views.assign, name="assign"),
        path("rounds/<int:pk>/random/", admin_views.assign_at_random, name="random"),
        path("rounds/<int:pk>/category/", admin_views.assign_by_category, name="category"),
        path("rounds/<int:pk>/reopen/", admin_views.reopen, name="reopen"),
        path("rounds/<int:pk>/sheets.pdf", admin_views.blank_sheets, name="sheets"),
        path("rounds/<int:pk>/result/", result_views.result, name="result"),
        path("assignments/<int:pk>/replace/", admin_views.replace, name="replace"),
        path("assignments/<int:pk>/remove/", admin_views.take_away, name="take_away"),
        path("assignments/<int:pk>/paper/", admin_views.from_paper, name="paper"),
        path("results/<int:pk>/tie/", result_views.tie, name="tie"),
        path("results/<int:pk>/apply/", result_views.apply, name="apply"),
        path("results/<int:pk>/take-back/", result_views.take_back, name="take_back"),
        path("results/<int:pk>/minutes.pdf", result_views.minutes, name="minutes"),
        path("results/<int:pk>/<slug:name>.xlsx", result_views.table, name="table"),
        path("results/<int:pk>/rows/<int:candidacy>/", result_views.trace, name="trace"),
    ]
    return [path("judging/", include((patterns, "judging")))]


class JudgingMenuItem(MenuItem):
    """Shown to the selection office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register("register_honours_menu_item")
def judging_menu_item():
    return JudgingMenuItem(
        _("Judging"), reverse("judging:index"), name="judging", icon_name="group", order=50
    )


def judging_links(campaign, user):
    """From the overview of a campaign to its judges and rounds."""
    if not is_office(user):
        return
    yield Link(label=str(_("Judges")), url=reverse("judging:judges", args=[campaign.pk]))
    for each in rounds_of(campaign):
        name = each.stage.name
        recused = _unreplaced(each)
        yield Link(
            label=name,
            url=reverse("judging:round", args=[each.pk]),
            count=recused or None,
        )
        if is_over(each):
            label = _("%(round)s: result") % {"round": name}
            yield Link(label=str(label), url=reverse("judging:result", args=[each.pk]))


register_links(50, judging_links)

for action, label in (
    ("judge_declared", _("Judge declared free of interest")),
    ("judge_recused", _("Judge stepped back")),
    ("scored", _("Scores given")),
    ("scores_changed", _("Scores changed")),
    ("sheet_entered", _("Signed sheet typed in once")),
    ("sheet_agreed", _("Signed sheet typed in twice, agreeing")),
):
    word_action(action, label)


def _unreplaced(scoring_round: ScoringRound) -> int:
    """Recusals after which a nominee has fewer judges than scores are needed."""
    held: dict[int, list[str]] = {}
    for candidacy, state in scoring_round.assignments.values_list("candidacy", "state"):
        held.setdefault(candidacy, []).append(state)
    return sum(
        AssignmentState.RECUSED in states
        and len([s for s in states if s != AssignmentState.RECUSED]) < scoring_round.least_scores
        for states in held.values()
    )


class JudgingPanel(Component):
    """Rounds that wait for the office: judges who stepped back, results to compute or apply."""

    name = "judging_waiting"
    template_name = "heritage/honours/admin/judging/waiting.html"
    order = 172

    def get_context_data(self, parent_context):
        rounds = ScoringRound.objects.filter(
            stage__campaign__closed_at=None, stage__kind__in=ROUNDS
        ).select_related("stage__campaign")
        rows = []
        for each in rounds:
            recused = _unreplaced(each)
            if is_over(each):
                last = each.results.order_by("-pk").values_list("applied_at", flat=True).first()
                if last is None and each.assignments.exists():
                    url = reverse("judging:result", args=[each.pk])
                    rows.append((each, _("The round is over; its result waits."), url))
            elif recused:
                words = ngettext(
                    "%(count)d nominee has too few judges.",
                    "%(count)d nominees have too few judges.",
                    recused,
                )
                url = reverse("judging:round", args=[each.pk])
                rows.append((each, words % {"count": recused}, url))
        return {"rows": rows[:SHOWN], "count": len(rows)}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if is_office(request.user):
        panels.append(JudgingPanel())


@hooks.register("register_log_actions")
def judging_actions(actions):
    for name, label in (
        ("file_opened", _("Material opened by a judge")),
        ("reopened", _("Round reopened")),
    ):
        actions.register_action(f"{LOG}{name}", label, label)
