"""Addresses of what the public hands in."""

from __future__ import annotations

from django.urls import path

from . import call_back_views, check_views, filling, views

urlpatterns = [
    path("call-back/", call_back_views.call_back, name="call_back"),
    path("call-back/kept/<str:token>/", call_back_views.call_back, name="call_back_draft"),
    path("intake/kept/<slug:kind>/", filling.resume, name="intake_resume"),
    path("follow/", views.follow, name="intake_follow"),
    path("follow/leave/", views.leave, name="intake_leave"),
    path("follow/<str:receipt>/", views.status, name="intake_status"),
    path("follow/<str:receipt>/receipt/", views.received, name="intake_received"),
    path("follow/<str:receipt>/qr.svg", views.receipt_qr, name="intake_qr"),
    path("follow/<str:receipt>/withdraw/", views.withdraw, name="intake_withdraw"),
    path("intake/challenge/", check_views.challenge, name="intake_challenge"),
]
