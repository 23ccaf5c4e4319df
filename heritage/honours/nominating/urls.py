"""Addresses of nominating."""

from __future__ import annotations

from django.urls import path

from heritage.honours.nominating import views

urlpatterns = [
    path("nominate/<slug:slug>/", views.nominate, name="nominate"),
    path("nominate/<slug:slug>/<str:pk>/", views.nominate_title, name="nominate_title"),
    path(
        "nominate/<slug:slug>/<str:pk>/kept/<str:token>/<slug:step>/",
        views.nominate_step,
        name="nominate_step",
    ),
    path("follow/<str:receipt>/answer/<str:pk>/", views.answer, name="nomination_answer"),
    path("follow/<str:receipt>/files/", views.more_files, name="nomination_files"),
]
