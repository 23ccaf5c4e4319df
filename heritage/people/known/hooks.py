"""The address that finds people already known; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import path
from wagtail import hooks

from heritage.people.known.shown import known_people


@hooks.register("register_admin_urls")
def known_people_url():
    return [path("known-people/", known_people, name="known_people")]
