"""States and choices of the foundation; importable from anywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a piece of background work stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    RETRYING = "retrying", _("to be tried again")
    DEAD = "dead", _("given up")


JOB_TRANSITIONS = {
    JobState.WAITING: {JobState.RUNNING, JobState.DEAD},
    JobState.RUNNING: {JobState.DONE, JobState.RETRYING, JobState.DEAD},
    JobState.RETRYING: {JobState.RUNNING, JobState.DEAD},
    JobState.DONE: set(),
    JobState.DEAD: {JobState.WAITING},
}


class CreditRole(models.TextChoices):
    """Who took part in a piece, in the words of a Chinese newsroom."""

    AUTHOR = "author", _("author")
    REPORTER = "reporter", _("reporter")
    CORRESPONDENT = "correspondent", _("correspondent")
    EDITOR = "editor", _("editor")
    PROOFREADER = "proofreader", _("proofreader")
    REVIEWER = "reviewer", _("reviewer")
    FIRST_REVIEWER = "first_reviewer", _("first review")
    SECOND_REVIEWER = "second_reviewer", _("second review")
    FINAL_REVIEWER = "final_reviewer", _("final review")
    PHOTOGRAPHER = "photographer", _("photographer")
    SOURCE = "source", _("source")
    REPOSTED_FROM = "reposted_from", _("reprinted from")
    OTHER = "other", _("other part")
