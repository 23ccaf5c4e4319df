"""Limits: exact over threads, apart for each subject, generous to a class."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.utils import timezone

from cms.core.intake import limits
from cms.core.intake.limits import LIMITS, Limit, TooManyError, client_address, spend
from cms.core.intake.models import RateCount
from cms.settings.intake import networks
from tests.cms.core.intake.conftest import in_parallel

NOW = datetime.datetime(2026, 4, 4, 9, 0, 30, tzinfo=datetime.UTC)


@pytest.fixture
def limited(monkeypatch):
    """Call it with limits for the action ``test``."""
    return lambda *given: monkeypatch.setitem(LIMITS, "test", given)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("limit", "passed"), [(30, 30), (50, 50), (80, 50)])
def test_exact_under_fifty_parallel_requests(limited, limit, passed):
    limited(Limit("address", limit, 600), Limit("contact", 1000, 600))
    results = in_parallel(
        50, lambda _n: spend(action="test", address="192.0.2.1", contact="13800138000", now=NOW)
    )
    assert [type(r) for r in results if r is not None] == [TooManyError] * (50 - passed)
    by_action = {count.action: count.count for count in RateCount.objects.all()}
    # What was refused by one limit is not counted by another.
    assert by_action == {"test:address": passed, "test:contact": passed}


@pytest.mark.django_db
class TestCounting:
    def test_a_class_of_fifty_behind_one_address(self):
        for number in range(50):
            spend(action="challenge", address="192.0.2.1", now=NOW)
            spend(action="submit", address="192.0.2.1", contact=f"1380000{number:04}", now=NOW)

    def test_the_next_window_begins_anew(self, limited):
        limited(Limit("address", 2, 600))
        for _ in range(2):
            spend(action="test", address="192.0.2.1", now=NOW)
        with pytest.raises(TooManyError) as caught:
            spend(action="test", address="192.0.2.1", now=NOW)
        assert (caught.value.retry_after, caught.value.minutes) == (570, 10)
        spend(action="test", address="192.0.2.1", now=NOW + datetime.timedelta(seconds=570))

    def test_each_subject_has_its_own(self, limited):
        limited(Limit("address", 1, 600), Limit("contact", 1, 600))
        spend(action="test", address="192.0.2.1", contact="13800138000", now=NOW)
        spend(action="test", address="192.0.2.2", contact="13800138001", now=NOW)
        with pytest.raises(TooManyError):
            spend(action="test", address="192.0.2.3", contact="+86 138-0013-8000", now=NOW)

    def test_nothing_is_kept_in_plain(self, limited):
        limited(Limit("address", 5, 600), Limit("contact", 5, 600), Limit("receipt", 5, 600))
        spend(action="test", address="192.0.2.1", contact="13800138000", receipt="23456", now=NOW)
        kept = str(list(RateCount.objects.values()))
        assert not any(value in kept for value in ("192.0.2.1", "13800138000", "'23456'"))

    def test_a_subject_that_is_not_given(self, limited):
        limited(Limit("contact", 1, 600))
        for _ in range(3):
            spend(action="test", address="192.0.2.1", now=NOW)
        assert RateCount.objects.count() == 0

    def test_an_action_nobody_declared(self):
        with pytest.raises(KeyError):
            spend(action="no such", address="192.0.2.1")

    def test_all_declared_limits_count_known_subjects(self):
        known = {"address", "contact", "receipt", limits.SITE}
        assert {limit.subject for each in LIMITS.values() for limit in each} <= known

    def test_counts_expire_with_their_window(self, limited):
        limited(Limit("address", 1, 600))
        spend(action="test", address="192.0.2.1")
        (count,) = RateCount.objects.all()
        assert count.expires_at > timezone.now()
        assert count.expires_at - count.window_start == datetime.timedelta(seconds=600)


def test_proxies_are_read_strictly(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXIES", " 127.0.0.1/32, 10.0.0.0/8 ,::1")
    assert networks("TRUSTED_PROXIES") == ["127.0.0.1/32", "10.0.0.0/8", "::1"]
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8,proxy.local")
    with pytest.raises(ImproperlyConfigured):
        networks("TRUSTED_PROXIES")


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        ([], "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ([], "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ([], "::ffff:192.0.2.1", "", "192.0.2.1"),
        ([], "", "198.51.100.7", "unknown"),
        ([], "not an address", "", "unknown"),
        (["10.0.0.0/8"], "10.1.2.3", "198.51.100.7", "198.51.100.7"),
        (["10.0.0.0/8"], "10.1.2.3", "6.6.6.6, 198.51.100.7, 10.9.9.9", "198.51.100.7"),
        (["10.0.0.0/8"], "10.1.2.3", "6.6.6.6, junk", "10.1.2.3"),
        (["10.0.0.0/8"], "10.1.2.3", "", "10.1.2.3"),
        (["10.0.0.0/8"], "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        (["10.0.0.0/8"], "", "198.51.100.7", "198.51.100.7"),
        (["::1"], "::1", "2001:db8::1", "2001:db8::/64"),
    ],
)
def test_where_a_request_came_from(settings, proxies, remote, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
