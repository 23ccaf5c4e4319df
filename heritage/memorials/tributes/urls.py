"""Addresses of tribute."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.tributes import views

urlpatterns = [
    path("tribute/messages/<int:pk>/report/", views.tribute_report, name="tribute_report"),
    path("tribute/<slug:kind>/<int:pk>/", views.tribute, name="tribute"),
    path("tribute/<slug:kind>/<int:pk>/paid/", views.tribute_paid, name="tribute_paid"),
    path("tribute/<slug:kind>/<int:pk>/messages/", views.tribute_wall, name="tribute_wall"),
    path("tribute/<slug:kind>/<int:pk>/reported/", views.tribute_reported, name="tribute_reported"),
]
