"""Addresses of tribute."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.tributes import proxy_views, views

_TO = "tribute/<slug:kind>/<int:pk>/"

urlpatterns = [
    path("tribute/messages/<int:pk>/report/", views.tribute_report, name="tribute_report"),
    path(_TO, views.tribute, name="tribute"),
    path(f"{_TO}paid/", views.tribute_paid, name="tribute_paid"),
    path(f"{_TO}messages/", views.tribute_wall, name="tribute_wall"),
    path(f"{_TO}reported/", views.tribute_reported, name="tribute_reported"),
    path(f"{_TO}for-me/", proxy_views.proxy_tribute, name="proxy_tribute"),
    path(f"{_TO}for-me/kept/<str:token>/", proxy_views.proxy_tribute, name="proxy_tribute_draft"),
    path(
        "follow/<str:receipt>/pictures/<int:pk>/",
        proxy_views.proxy_picture,
        name="proxy_tribute_picture",
    ),
]
