"""Several people, and several presses of one button, at the same time over real HTTP."""

from __future__ import annotations

import pytest
from django.urls import reverse

from heritage.honours import logbook
from heritage.honours.models import Candidacy, Nomination
from heritage.honours.nominating import load


@pytest.mark.django_db(transaction=True)
def test_none_is_lost_and_none_doubled(live_server, campaign, title, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    campaign.place = None
    campaign.save()
    figures = load.run(
        site=live_server.url,
        entry=reverse("nominate_title", args=[campaign.slug, title.pk]),
        clients=6,
        count=12,
        seconds=0,
        twice_every=2,
    )
    assert figures.faults == []
    assert sorted(figures.receipts) == sorted(Nomination.objects.values_list("receipt", flat=True))
    assert (len(figures.receipts), figures.sent_twice, figures.differing) == (12, 6, 0)
    codes = list(Candidacy.objects.order_by("code").values_list("code", flat=True))
    assert codes == [f"{number:03d}" for number in range(1, 13)]
    assert list(logbook.verify(campaign)) == []
